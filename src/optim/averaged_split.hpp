// Schedule-free's step in two parts. Its model x is an average of the z that take the steps, both
// are linear in what the steps have moved, so each falls into what gradients moved and what decay
// moved since the start; the last step of x is the difference of its parts.
//   AveragedSplit split(size, weights_end);
//   split.advance(config, multiplier, optimizer, y);  split.decay_part(i)
#pragma once

#include <cstddef>
#include <span>

#include "core/arena.hpp"
#include "optim/optimizer.hpp"

namespace playground {

class AveragedSplit {
 public:
  AveragedSplit(std::size_t size, std::size_t weights_end);

  // After each step since the moments were zero; `y` is where the gradient was taken.
  void advance(const OptimizerConfig& config, double multiplier, const Optimizer& optimizer,
               std::span<const float> y);

  std::size_t bytes() const { return 9 * sizeof(float) * z_.size(); }
  // Of the last step: the model before it, and the parts of what it moved.
  float before(std::size_t index) const { return before_.data()[index]; }
  float gradient_part(std::size_t index) const { return gradient_part_.data()[index]; }
  float decay_part(std::size_t index) const { return decay_part_.data()[index]; }

 private:
  std::size_t weights_end_;
  Arena before_;      // x before the last step
  Arena after_;       // and after it
  Arena z_;           // after the last step
  Arena z_gradient_;  // z = where it began + these two
  Arena z_decay_;
  Arena x_gradient_;  // their averages
  Arena x_decay_;
  Arena gradient_part_;
  Arena decay_part_;
};

}  // namespace playground
