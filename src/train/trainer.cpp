#include "train/trainer.hpp"

#include <algorithm>
#include <cmath>

#include "core/hash.hpp"
#include "core/simd.hpp"
#include "core/text.hpp"
#include "optim/schedule.hpp"

namespace playground {
namespace {

// Updates between two looks at all parameters and moments. What has left the finite range stays
// outside (core/simd.hpp: flushing keeps NaN), so a look now and then misses nothing; the exact
// update is found by repeating those since the checkpoint.
constexpr int kCheckpointInterval = 64;

// The L2 term whose gradient these optimizers add: weight_decay/2 times the sum of squares.
double l2_penalty(const OptimizerConfig& config, const Perceptron& model) {
  if (decay_is_decoupled(config) || config.weight_decay == 0) return 0;
  std::span<const float> decayed = model.parameters();
  if (!config.decay_biases) decayed = decayed.first(model.layout().weights_end);
  double sum = 0;
  for (const float value : decayed) sum += static_cast<double>(value) * value;
  return 0.5 * config.weight_decay * sum;
}

bool all_losses_finite(const Metrics& metrics) {
  return std::isfinite(metrics.train_loss) && std::isfinite(metrics.test_loss) &&
         std::isfinite(metrics.test_loss_noisy) && std::isfinite(metrics.penalty);
}

}  // namespace

Loss loss_of(Task task) {
  switch (task) {
    case Task::binary:
      return Loss::binary_cross_entropy;
    case Task::multiclass:
      return Loss::softmax_cross_entropy;
    case Task::regression:
      return Loss::mean_squared_error;
  }
  return Loss::binary_cross_entropy;
}

Experiment experiment_of_seed(const Experiment& experiment, int index) {
  Experiment result = experiment;
  const auto offset = static_cast<std::uint32_t>(index);
  result.seeds = 1;
  if (experiment.seeds_vary_data) result.data.seed += offset;  // modulo 2^32
  result.model.seed += offset;
  result.training.order_seed += offset;
  return result;
}

Trainer::Trainer(std::shared_ptr<const Dataset> dataset, const Experiment& experiment, int run,
                 std::size_t history_capacity)
    : dataset_(std::move(dataset)),
      experiment_(experiment),
      run_(run),
      config_(experiment.runs[static_cast<std::size_t>(run)]),
      loss_(loss_of(dataset_->task)),
      model_(experiment.model, dataset_->inputs, dataset_->outputs()),
      optimizer_(model_.layout()),
      order_(experiment.training.order_seed, static_cast<int>(dataset_->train.size()),
             experiment.training.batch_size),
      checkpoint_{0, {}, optimizer_},
      history_(history_capacity) {
  model_.initialize();
  save(checkpoint_);
  // Before the events: one at step 0 acts on the first update, not on what is measured before it.
  evaluate();
  apply_events();
}

void Trainer::advance_to(int step) {
  const int target = std::min(step, experiment_.training.steps);
  while (!diverged_ && step_ < target) {
    if (!update()) {
      locate_divergence(step_ + 1);
      return;
    }
    ++step_;
    const bool checkpoint_due = step_ - checkpoint_.step >= kCheckpointInterval;
    const bool event_due =
        next_event_ < experiment_.events.size() && experiment_.events[next_event_].step <= step_;
    // An event may clear the moments, and what is shown must be finite: look before both.
    if (checkpoint_due || event_due || evaluation_due() || step_ == target) {
      if (!state_is_finite() || (evaluation_due() && !evaluate())) {
        locate_divergence(step_);
        return;
      }
    }
    if (checkpoint_due) save(checkpoint_);
    if (event_due) apply_events();
  }
}

void Trainer::replace_events(const std::vector<Event>& events) {
  experiment_.events = events;
  next_event_ = 0;
  apply_events();
}

void Trainer::set_tracker(std::optional<DecayTracker> tracker) {
  tracker_ = std::move(tracker);
  save(checkpoint_);  // what is gone back to after a divergence has it too
}

Metrics Trainer::metrics_now() {
  if (latest_.step == step_) return latest_;
  return measure();
}

void Trainer::apply_events() {
  bool changed = false;
  while (next_event_ < experiment_.events.size() && experiment_.events[next_event_].step <= step_) {
    changed = changed || experiment_.events[next_event_].run == run_;
    ++next_event_;
  }
  if (changed) config_ = run_config_at(experiment_, run_, step_);
}

bool Trainer::update() {
  const int t = step_ + 1;
  const int steps = experiment_.training.steps;
  const OptimizerConfig config = config_of_update(config_, t, steps);
  optimizer_.before_gradients(config, model_.parameters());
  const Samples& data = dataset_->train;
  if (!model_.compute_gradients(data.features, data.targets, order_.batch(t), loss_,
                                experiment_.training.loss_scale)) {
    return false;
  }
  const double multiplier = schedule_multiplier(config, t, steps);
  if (tracker_) tracker_->before_step(model_.parameters());
  optimizer_.step(config, multiplier, model_.parameters(), model_.gradients());
  if (tracker_) tracker_->after_step(t, config, multiplier, optimizer_, model_);
  return true;
}

bool Trainer::state_is_finite() const {
  return all_finite(model_.parameters()) && optimizer_.is_finite();
}

void Trainer::save(Checkpoint& checkpoint) const {
  const std::span<const float> parameters = model_.parameters();
  checkpoint.step = step_;
  checkpoint.parameters.assign(parameters.begin(), parameters.end());
  checkpoint.optimizer = optimizer_;
  checkpoint.tracker = tracker_;
}

void Trainer::restore(const Checkpoint& checkpoint) {
  step_ = checkpoint.step;
  std::copy(checkpoint.parameters.begin(), checkpoint.parameters.end(),
            model_.parameters().begin());
  optimizer_ = checkpoint.optimizer;
  tracker_ = checkpoint.tracker;
  config_ = run_config_at(experiment_, run_, step_);
  next_event_ = 0;
  apply_events();
}

Trainer::Checkpoint Trainer::checkpoint() const {
  Checkpoint now{0, {}, optimizer_};
  save(now);
  return now;
}

void Trainer::resume(const Checkpoint& checkpoint) {
  restore(checkpoint);
  save(checkpoint_);
  diverged_ = false;
  diverged_at_ = 0;
}

void Trainer::locate_divergence(int limit) {
  restore(checkpoint_);
  Checkpoint before{0, {}, optimizer_};
  for (;;) {
    save(before);
    if (!update() || !state_is_finite()) break;
    ++step_;
    if (step_ == limit || !all_losses_finite(measure())) break;
    apply_events();
  }
  restore(before);
  diverged_ = true;
  diverged_at_ = step_ + 1;
  if (latest_.step != step_) evaluate();
}

bool Trainer::evaluation_due() const {
  return step_ % experiment_.training.evaluate_every == 0 || step_ == experiment_.training.steps;
}

Metrics Trainer::measure() {
  Metrics metrics;
  metrics.step = step_;
  model_.forward(dataset_->train.features, train_outputs_);
  const Evaluation train = evaluate_outputs(loss_, train_outputs_, dataset_->train.targets);
  model_.forward(dataset_->test.features, test_outputs_);
  const Evaluation clean = evaluate_outputs(loss_, test_outputs_, dataset_->test.clean_targets);
  const Evaluation noisy = evaluate_outputs(loss_, test_outputs_, dataset_->test.targets);
  metrics.train_loss = train.loss;
  metrics.penalty =
      l2_penalty(config_of_update(config_, std::max(1, step_), experiment_.training.steps), model_);
  metrics.test_loss = clean.loss;
  metrics.test_loss_noisy = noisy.loss;
  metrics.train_accuracy = train.accuracy;
  metrics.test_accuracy = clean.accuracy;
  metrics.test_accuracy_noisy = noisy.accuracy;
  metrics.gap = clean.loss - train.loss;
  metrics.weight_norm = model_.weight_norm();
  const TrainingConfig& training = experiment_.training;
  if (step_ % checkpoint_spacing(training.steps, training.evaluate_every) == 0) {
    metrics.fingerprint = model_.fingerprint();
  }
  return metrics;
}

bool Trainer::evaluate() {
  const Metrics metrics = measure();
  if (!all_losses_finite(metrics)) return false;
  latest_ = metrics;
  history_.add(metrics, diverged_ || step_ == experiment_.training.steps);
  return true;
}

std::uint64_t combine_fingerprints(std::span<const std::uint64_t> fingerprints) {
  Hash64 hash;
  for (const std::uint64_t fingerprint : fingerprints) hash.add(fingerprint);
  return hash.value();
}

std::string fingerprint_text(std::uint64_t fingerprint) {
  return hex_text(fingerprint);
}

}  // namespace playground
