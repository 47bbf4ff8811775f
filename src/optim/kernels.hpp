// The update kernels: a SIMD loop per optimizer over a range of parameters, its equation in reading
// order. Scalars are computed in double once a step and rounded to float. Sizes are multiples of
// four. The loop itself is in optim/update_loop.hpp; rules and sources: docs/optimizers.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/arena.hpp"
#include "optim/optimizer_config.hpp"
#include "optim/tensor_range.hpp"

namespace playground {

// Pointers to the same range of the arenas.
struct UpdateRange {
  float* parameters = nullptr;
  const float* gradients = nullptr;
  float* first_moment = nullptr;
  float* second_moment = nullptr;
  float* third = nullptr;  // where the optimizer keeps a third number a parameter
  std::size_t size = 0;
};

// One update. Weight decay acts on `decayed` and not on `spared`. Both come in one call, so that
// the scalars of a step are computed once: for a tiny network they cost as much as its parameters.
struct Update {
  const OptimizerConfig& config;
  double multiplier = 1;        // the schedule's s_t
  double gradient_scale = 1;    // below 1 where the gradient is clipped
  std::int64_t t = 1;           // counts the updates since the moments were zero
  double momentum_product = 1;  // nadam: mu_1 ... mu_t
  double average_weight = 1;    // schedule_free: c_t
  UpdateRange decayed = {};
  UpdateRange spared = {};
};

// Of the whole model.
void update_adam(const Update& update);   // adamw and adam
void update_nadam(const Update& update);  // nadamw and nadam
void update_radam(const Update& update);
void update_adamax(const Update& update);
void update_rmsprop(const Update& update);
void update_adagrad(const Update& update);
void update_sgd(const Update& update);  // sgd and sgdw
void update_lion(const Update& update);
void update_schedule_free(const Update& update);

// Of one tensor, which is all of `decayed` or of `spared`. Muon's is a matrix.
void update_cautious(const Update& update, const TensorRange& tensor);
void update_muon(const Update& update, const TensorRange& tensor, Arena& workspace);

// mu_t of NAdam.
double nadam_momentum(const OptimizerConfig& config, std::int64_t t);
// The rectification r_t of RAdam (Liu et al. 2020, Algorithm 2); 0 while rho_t <= 5.
double radam_rectification(const OptimizerConfig& config, std::int64_t t);

// The Euclidean norm, summed in double: partial sums of the places modulo four, then
// (s0 + s1) + (s2 + s3).
double euclidean_norm(std::span<const float> values);

}  // namespace playground
