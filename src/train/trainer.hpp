// Trains one run of an experiment. Equal (experiment, run, seed index) give equal bits, however the steps are
// cut into calls of advance().
//   Trainer trainer(make_shared_dataset, experiment, run);  trainer.advance_to(2000);
#pragma once

#include <cstdint>
#include <memory>

#include "data/dataset.hpp"
#include "nn/perceptron.hpp"
#include "optim/optimizer.hpp"
#include "train/experiment.hpp"
#include "train/history.hpp"

namespace playground {

// The experiment that the seed number `index` (0, 1, ...) of a run of several seeds trains:
// data, model and order seeds raised by `index`, paired across runs.
Experiment experiment_of_seed(const Experiment& experiment, int index);

// The row indices of the batch of update number `t` (1, 2, ...): epochs of a permutation of the training
// set from the stream batch_order; the last batch of an epoch is smaller when sizes do not divide.
class BatchOrder {
 public:
  BatchOrder(std::uint32_t order_seed, int train_size, int batch_size);
  const std::vector<std::uint32_t>& batch(std::int64_t t);

 private:
  std::uint32_t seed_;
  int train_size_;
  int batch_size_;
  std::int64_t epoch_ = -1;
  std::vector<std::uint32_t> permutation_;
  std::vector<std::uint32_t> batch_;
};

class Trainer {
 public:
  Trainer(std::shared_ptr<const Dataset> dataset, const Experiment& experiment, int run);

  // Trains up to `step` updates in all (not beyond, not back); stops early when the run diverges.
  void advance_to(int step);
  // Takes events added at or after the present step (a change while it runs).
  void replace_events(const std::vector<Event>& events);

  int step() const;
  bool diverged() const;   // the loss or a parameter left the finite range
  int diverged_at() const; // the update that did it; the parameters are those before it
  const History& history() const;
  const Metrics& latest() const;      // of the last recorded step
  Metrics metrics_now();              // measured at the present step
  Perceptron& model();
  const Dataset& dataset() const;
  const RunConfig& config() const;    // in force now
  std::uint64_t fingerprint() const;

 private:
  std::shared_ptr<const Dataset> dataset_;
  Experiment experiment_;
  int run_;
  // Model, optimizer, batch order, history and state follow here.
};

// Hash of the runs' fingerprints in their order.
std::uint64_t combine_fingerprints(std::span<const std::uint64_t> fingerprints);
std::string fingerprint_text(std::uint64_t fingerprint);  // 16 hex digits

}  // namespace playground
