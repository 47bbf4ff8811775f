// The state of an optimizer (moments in arenas of the parameters' layout) and its update step.
// One file per family holds the equation as a SIMD kernel; update rules: docs/optimizers.md.
//   Optimizer optimizer(model.layout());
//   optimizer.before_gradients(config, parameters);  // then take the gradients
//   optimizer.step(config, multiplier, parameters, gradients);
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/arena.hpp"
#include "optim/optimizer_config.hpp"
#include "optim/tensor_range.hpp"
#include "optim/traits.hpp"

namespace playground {

struct Update;  // optim/kernels.hpp
struct UpdateRange;

class Optimizer {
 public:
  explicit Optimizer(const ParameterLayout& layout);
  // Of parameters that are one vector of weights and one of biases: `size` floats in the arena (a
  // multiple of four, as is weights_end); decay acts on the first `weights_end` (all with
  // decay_biases).
  Optimizer(std::size_t size, std::size_t weights_end);

  // Between two steps `parameters` are the model. Schedule-free takes its gradient elsewhere, and
  // this moves them there; step() moves them back. For all others it does nothing.
  void before_gradients(const OptimizerConfig& config, std::span<float> parameters);

  // One update with the schedule's multiplier s_t. A change of config.optimizer within a
  // MomentFamily keeps the moments; any other change clears them and restarts bias correction.
  void step(const OptimizerConfig& config, double multiplier, std::span<float> parameters,
            std::span<const float> gradients);

  // m of Adam, the velocity of SGD, z of schedule-free.
  std::span<const float> first_moment() const { return first_moment_.span(); }
  std::span<const float> second_moment() const { return second_moment_.span(); }
  // The largest v of AMSGrad, x of schedule-free; empty for all others.
  std::span<const float> third() const { return third_.span(); }
  // Updates since the moments were last zero: the t of bias correction.
  std::int64_t updates() const { return updates_; }
  // What the last gradient was multiplied by: below 1 when it was clipped.
  double gradient_scale() const { return gradient_scale_; }
  // What schedule-free's last z counted in the average.
  double average_weight() const { return average_weight_; }
  bool is_finite() const;

 private:
  // Room that a kernel works in; of no meaning between two steps, so a copy has none.
  struct Workspace {
    Workspace() = default;
    Workspace(const Workspace&) {}
    Workspace& operator=(const Workspace&) { return *this; }
    Arena arena;
  };

  void enter(const OptimizerConfig& config, std::span<const float> parameters);
  UpdateRange range(std::span<float> parameters, std::span<const float> gradients,
                    std::size_t begin, std::size_t end);
  // The rules that look at whole tensors.
  void update_tensors(const Update& shared, std::span<float> parameters,
                      std::span<const float> gradients);

  std::size_t weights_end_;
  std::shared_ptr<const std::vector<TensorRange>> tensors_;
  Arena first_moment_;
  Arena second_moment_;
  Arena third_;
  Workspace workspace_;
  std::int64_t updates_ = 0;
  MomentFamily family_ = MomentFamily::none;
  bool at_gradient_point_ = false;
  double gradient_scale_ = 1;
  double momentum_product_ = 1;      // nadam
  double sum_of_squared_rates_ = 0;  // schedule_free
  double average_weight_ = 0;        // likewise
};

}  // namespace playground
