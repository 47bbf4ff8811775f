// Metrics of a run over time. Bounded: when it is full, every second point is dropped and from then
// on recorded half as often, so ten million steps fit; the first and the last point of a run always
// stay. Between two thinnings points are only ever appended.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace playground {

struct Metrics {
  int step = 0;
  double train_loss = 0;  // data loss on the whole training set (noisy labels), without penalty
  double penalty =
      0;  // weight_decay/2 * sum of squared decayed weights, for the L2 optimizers; else 0
  double test_loss = 0;        // clean labels
  double test_loss_noisy = 0;  // labels with the same noise as training
  double train_accuracy = 0;   // fractions; NaN for regression
  double test_accuracy = 0;
  double test_accuracy_noisy = 0;
  double gap = 0;          // test_loss - train_loss
  double weight_norm = 0;  // L2 norm of all weights
  // Of the parameters, at the steps that links may name (checkpoint_spacing); else 0.
  std::uint64_t fingerprint = 0;

  bool operator==(const Metrics&) const = default;
};

class History {
 public:
  static constexpr std::size_t kCapacity = 16384;

  // An even capacity of 2 or more.
  explicit History(std::size_t capacity = kCapacity) : capacity_(capacity) {}

  void clear();
  // Steps must rise. The `last` point of a run is kept in any case.
  void add(const Metrics& metrics, bool last = false);
  const std::vector<Metrics>& points() const { return points_; }
  // Grows whenever points already handed out were dropped (then a reader takes all points anew).
  int thinnings() const { return thinnings_; }

 private:
  std::size_t capacity_;
  std::vector<Metrics> points_;
  int thinnings_ = 0;
  std::size_t added_ = 0;   // calls of add()
  std::size_t stride_ = 1;  // every stride_-th of them is kept; a power of two
};

// Every how many steps a recorded point has a fingerprint: at 16 to 32 steps of a run, all of them
// evaluated, of which thinning drops none.
int checkpoint_spacing(int steps, int evaluate_every);

// The capacity for each of `seeds` histories of a run, so that many seeds need little more memory
// than one: 16,384 points shared out, 1,024 at the least (a plot has fewer pixel columns).
std::size_t history_capacity(int seeds);

}  // namespace playground
