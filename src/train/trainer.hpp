// Trains one run of an experiment. Equal (experiment, run, seed index) give equal bits, however the
// steps are cut into calls of advance().
//   Trainer trainer(make_shared_dataset, experiment, run);  trainer.advance_to(2000);
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "data/dataset.hpp"
#include "nn/perceptron.hpp"
#include "optim/optimizer.hpp"
#include "train/decay_tracker.hpp"
#include "train/experiment.hpp"
#include "train/history.hpp"

namespace playground {

// The experiment that the seed number `index` (0, 1, ...) of a run of several seeds trains:
// data, model and order seeds raised by `index`, paired across runs; the data's only where
// `seeds_vary_data`. It is an experiment of one seed.
Experiment experiment_of_seed(const Experiment& experiment, int index);

// What the runs of a task are trained by.
Loss loss_of(Task task);

// The row indices of the batch of update number `t` (1, 2, ...). The training set is gone through
// in one permutation an epoch from the stream batch_order; all batches have the same size (the
// whole set when it is smaller), so one that begins at the end of an epoch goes on with the next. A
// smaller last batch would weigh its few samples more and act as a regularizer: with 100 points in
// batches of 32 it hides the overfitting.
class BatchOrder {
 public:
  BatchOrder(std::uint32_t order_seed, int train_size, int batch_size);
  const std::vector<std::uint32_t>& batch(std::int64_t t);

 private:
  void permute(std::int64_t epoch);

  std::uint32_t seed_;
  int train_size_;
  int batch_size_;
  std::int64_t epoch_ = -1;
  std::vector<std::uint32_t> permutation_;
  std::vector<std::uint32_t> draws_;
  std::vector<std::uint32_t> batch_;
};

// A run has diverged when the loss (of a batch, or as measured), a gradient, a parameter or a
// moment of the optimizer has left the finite range. It then stops with the parameters and moments
// as they were before the update that did it.
class Trainer {
 public:
  // What an update changes.
  struct Checkpoint {
    int step = 0;
    std::vector<float> parameters;
    Optimizer optimizer;
    std::optional<DecayTracker> tracker = {};
  };

  Trainer(std::shared_ptr<const Dataset> dataset, const Experiment& experiment, int run,
          std::size_t history_capacity = History::kCapacity);

  // Trains up to `step` updates in all (not beyond training.steps, not back); stops early when the
  // run diverges.
  void advance_to(int step);
  // Takes events added at or after the present step (a change while it runs).
  void replace_events(const std::vector<Event>& events);

  int step() const { return step_; }
  bool diverged() const { return diverged_; }
  // The update (1, 2, ...) that did it; step() is the one before.
  int diverged_at() const { return diverged_at_; }
  const History& history() const { return history_; }
  // Of the last evaluated step.
  const Metrics& latest() const { return latest_; }
  Metrics metrics_now();  // measured at the present step
  Perceptron& model() { return model_; }
  const Dataset& dataset() const { return *dataset_; }
  const RunConfig& config() const { return config_; }  // in force for the next update
  const Optimizer& optimizer() const { return optimizer_; }
  std::uint64_t fingerprint() const { return model_.fingerprint(); }

  // The state now, and the way back to one: of this run, with the same events. The steps from there
  // are the same bits; the history stays as it is, so a trainer that resumes is one that replays.
  Checkpoint checkpoint() const;
  void resume(const Checkpoint& checkpoint);

  // Watches every step from now on; it alters none of them.
  void set_tracker(std::optional<DecayTracker> tracker);
  const std::optional<DecayTracker>& tracker() const { return tracker_; }

 private:
  void apply_events();
  // One update; false, without a step, when the loss of the batch is not finite (what is gone back
  // to then is the checkpoint). A gradient that is not shows in the moments or the parameters.
  bool update();
  bool state_is_finite() const;
  void save(Checkpoint& checkpoint) const;
  void restore(const Checkpoint& checkpoint);
  // After the checkpoint an update left the finite range, at `limit` at the latest: finds it, and
  // goes back to the state before it.
  void locate_divergence(int limit);
  bool evaluation_due() const;
  Metrics measure();
  // Measures and records; false when the losses are not finite.
  bool evaluate();

  std::shared_ptr<const Dataset> dataset_;
  Experiment experiment_;
  int run_;
  RunConfig config_;
  Loss loss_;
  Perceptron model_;
  Optimizer optimizer_;
  std::optional<DecayTracker> tracker_;
  BatchOrder order_;
  Matrix train_outputs_;
  Matrix test_outputs_;
  Checkpoint checkpoint_;  // from at most kCheckpointInterval updates ago
  std::size_t next_event_ = 0;
  int step_ = 0;
  bool diverged_ = false;
  int diverged_at_ = 0;
  History history_;
  Metrics latest_;
};

// Hash of the runs' fingerprints in their order.
std::uint64_t combine_fingerprints(std::span<const std::uint64_t> fingerprints);
std::string fingerprint_text(std::uint64_t fingerprint);  // 16 hex digits

}  // namespace playground
