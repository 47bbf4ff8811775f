// How much of each step is decay's. A first moment is linear in what it averages, so it falls into
// two parts that each follow the optimizer's own recursion, one fed with the loss's gradient and
// one with lambda w; the step, a multiple of the moment, falls into the same two. What divides the
// step (the root of v) belongs to both. Decoupled decay is a part of the step by itself.
//   DecaySplit split(size, weights_end);
//   split.before_step(parameters);  optimizer.step(config, s, parameters, gradients);
//   split.after_step(config, s, optimizer, gradients, parameters);
//   split.weight(i, optimizer).decay_part
// It reads the optimizer and never changes it, so a run has the same bits with it and without.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/arena.hpp"
#include "optim/averaged_split.hpp"
#include "optim/optimizer.hpp"

namespace playground {

// How an optimizer's decay enters its step.
enum class DecayPath {
  decoupled,    // the weight itself is shrunk
  in_gradient,  // lambda w is added to the gradient, and the step is linear in that
  averaged,     // decoupled, of iterates whose average is the model
  unknown,      // in the gradient, and the step is not linear in it: there is no split
};
DecayPath decay_path(const OptimizerConfig& config);

// Whether the optimizer divides its step by the root of a second moment.
bool divides_by_root(OptimizerKind kind);

// The share s_t gamma lambda (s_t lambda in the paper's form) of a weight that decoupled decay
// removes in one step (of schedule-free's y, where the gradient is taken); 0 for decay in the
// gradient.
double decoupled_share(const OptimizerConfig& config, double multiplier);

// One parameter in the last step. before + gradient_part + decay_part is its value after it, up to
// rounding. NaN parts where there is no split, and of a first moment that is none
// (schedule-free's).
struct WeightStep {
  double before = 0;
  double gradient = 0;              // of the loss, without decay
  double moment_gradient_part = 0;  // of the first moment, without bias correction
  double moment_decay_part = 0;
  double root_second_moment = 0;  // bias-corrected; of the loss's gradient when the optimizer
                                  // keeps no second moment
  double gradient_part = 0;
  double decay_part = 0;
  double share = 0;  // of `before` that decay took: -decay_part / before; NaN when before is 0
};

class DecaySplit {
 public:
  // Sizes as in Optimizer. It must see every step since the moments were zero.
  DecaySplit(std::size_t size, std::size_t weights_end);

  void before_step(std::span<const float> parameters);
  void after_step(const OptimizerConfig& config, double multiplier, const Optimizer& optimizer,
                  std::span<const float> gradients, std::span<const float> parameters);

  std::int64_t updates() const { return updates_; }          // seen since the moments were zero
  const OptimizerConfig& config() const { return config_; }  // of the last step
  double multiplier() const { return multiplier_; }
  // `optimizer` as it was given to the last after_step().
  WeightStep weight(std::size_t index, const Optimizer& optimizer) const;

  std::size_t bytes() const;
  std::span<const float> moment_of_gradient() const { return gradient_.span(); }
  std::span<const float> moment_of_decay() const { return decay_.span(); }

 private:
  WeightStep averaged_weight(std::size_t index, const Optimizer& optimizer) const;
  void advance_moments(bool averages);
  void advance_squares();
  double penalty(std::size_t index) const;  // lambda of the term lambda w in its gradient

  std::size_t weights_end_;
  Arena before_;
  Arena step_gradient_;  // of the last step
  Arena gradient_;       // parts of the first moment
  Arena decay_;
  Arena after_;
  Arena squares_;  // running mean of g^2, for an optimizer without a second moment
  std::optional<AveragedSplit> averaged_;  // schedule-free's
  OptimizerConfig config_;
  double multiplier_ = 1;
  std::int64_t updates_ = 0;
  double momentum_product_ = 1;  // nadam
};

}  // namespace playground
