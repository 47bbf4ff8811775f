// The state of an optimizer (moments in arenas of the parameters' layout) and its update step.
// One file per family holds the equation as a SIMD kernel; update rules: docs/optimizers.md.
//   Optimizer optimizer(size, weights_end);
//   optimizer.step(config, multiplier, parameters, gradients);
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/arena.hpp"
#include "optim/optimizer_config.hpp"

namespace playground {

class Optimizer {
 public:
  // `size` floats in the arena (a multiple of four, as is weights_end); decay acts on the first
  // `weights_end` (all with decay_biases).
  Optimizer(std::size_t size, std::size_t weights_end);

  // One update with the schedule's multiplier s_t. A change of config.optimizer between adamw and
  // adam keeps the moments; any other change of family clears them and restarts bias correction.
  void step(const OptimizerConfig& config, double multiplier, std::span<float> parameters,
            std::span<const float> gradients);

  // m of Adam, the velocity of SGD.
  std::span<const float> first_moment() const { return first_moment_.span(); }
  std::span<const float> second_moment() const { return second_moment_.span(); }
  // Updates since the moments were last zero: the t of bias correction.
  std::int64_t updates() const { return updates_; }

 private:
  std::size_t weights_end_;
  Arena first_moment_;
  Arena second_moment_;
  std::int64_t updates_ = 0;
  int family_ = 0;  // 0: no step yet
};

}  // namespace playground
