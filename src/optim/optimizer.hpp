// The state of an optimizer (moments in arenas of the parameters' layout) and its update step.
// One file per family holds the equation as a SIMD kernel; update rules: docs/optimizers.md.
//   Optimizer optimizer(size, weights_end);
//   optimizer.step(config, multiplier, parameters, gradients);
#pragma once

#include <cstddef>
#include <span>

#include "core/tensor.hpp"
#include "optim/optimizer_config.hpp"

namespace playground {

class Optimizer {
 public:
  // `size` floats in the arena; decay acts on the first `weights_end` (all with decay_biases).
  Optimizer(std::size_t size, std::size_t weights_end);

  // One update with the schedule's multiplier s_t. A change of config.optimizer between adamw and
  // adam keeps the moments; any other change of family clears them and restarts bias correction.
  void step(const OptimizerConfig& config, double multiplier, std::span<float> parameters,
            std::span<const float> gradients);

  std::span<const float> first_moment() const;
  std::span<const float> second_moment() const;

 private:
  std::size_t weights_end_;
  // Moment arenas, the count of steps and the family follow here.
};

}  // namespace playground
