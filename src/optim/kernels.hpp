// The update kernels: one SIMD loop per optimizer family over a range of parameters, its equation
// in reading order. Scalars are computed in double once a step and rounded to float. Sizes are
// multiples of four. Update rules and their sources: docs/optimizers.md.
#pragma once

#include <cstddef>
#include <cstdint>

#include "optim/optimizer_config.hpp"

namespace playground {

// Pointers to the same range of the four arenas.
struct UpdateRange {
  float* parameters = nullptr;
  const float* gradients = nullptr;
  float* first_moment = nullptr;
  float* second_moment = nullptr;
  std::size_t size = 0;
};

// One update of the whole model. t = 1, 2, ... counts the updates since the moments were zero;
// weight decay acts on `decayed` and not on `spared`. Both come in one call, so that the scalars of
// a step are computed once: for a tiny network they cost as much as its parameters.
struct Update {
  const OptimizerConfig& config;
  double multiplier = 1;  // the schedule's s_t
  std::int64_t t = 1;
  UpdateRange decayed;
  UpdateRange spared;
};

void update_adam(const Update& update);  // adamw and adam
void update_sgd(const Update& update);   // sgd and sgdw

}  // namespace playground
