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

// t = 1, 2, ... counts the updates since the moments were zero; `decays` says whether weight decay
// acts on this range.
void update_adam(const OptimizerConfig& config, double multiplier, std::int64_t t, bool decays,
                 const UpdateRange& range);  // adamw and adam
void update_sgd(const OptimizerConfig& config, double multiplier, std::int64_t t, bool decays,
                const UpdateRange& range);  // sgd and sgdw

}  // namespace playground
