// Watches a trainer's steps: the split of each into the gradient's part and the decay's, and the
// history of one chosen weight. It must be there from the first step on; one that comes later is
// made by a second trainer that repeats the run from its seeds, and then given to the first
// (engine/inspector.hpp).
//   trainer.set_tracker(DecayTracker(trainer.model().layout(), 17));  trainer.advance_to(100);
//   trainer.tracker()->split().weight(17, trainer.optimizer());
#pragma once

#include <optional>
#include <span>

#include "nn/perceptron.hpp"
#include "optim/decay_split.hpp"
#include "train/weight_trace.hpp"

namespace playground {

class DecayTracker {
 public:
  // `watched`: the place in the arena of the weight whose history is kept.
  explicit DecayTracker(const ParameterLayout& layout, std::optional<std::size_t> watched = {})
      : split_(layout.size, layout.weights_end) {
    if (watched && *watched < layout.size) trace_.emplace(*watched);
  }

  void before_step(std::span<const float> parameters) { split_.before_step(parameters); }
  void after_step(int step, const OptimizerConfig& config, double multiplier,
                  const Optimizer& optimizer, const Perceptron& model) {
    split_.after_step(config, multiplier, optimizer, model.gradients(), model.parameters());
    if (!trace_ || !trace_->wants(step)) return;
    const std::size_t index = trace_->index();
    trace_->add(step, split_.weight(index, optimizer), model.parameters()[index]);
  }

  const DecaySplit& split() const { return split_; }
  const std::optional<WeightTrace>& trace() const { return trace_; }
  std::size_t bytes() const {
    return split_.bytes() + (trace_ ? sizeof(TracePoint) * trace_->points().size() : 0);
  }
  void forget_weight() { trace_.reset(); }

 private:
  DecaySplit split_;
  std::optional<WeightTrace> trace_;
};

}  // namespace playground
