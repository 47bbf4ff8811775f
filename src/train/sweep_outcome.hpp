// What the trainings of a sweep's cell came to.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "train/history.hpp"
#include "train/sweep.hpp"

namespace playground {

// What one seed of a cell came to at the last step, or at the last one before it diverged.
struct SeedOutcome {
  Metrics metrics;
  bool diverged = false;
  std::uint64_t fingerprint = 0;
};

struct CellResult {
  CellId cell;
  std::vector<SeedOutcome> seeds;

  bool diverged() const {
    return std::any_of(seeds.begin(), seeds.end(),
                       [](const SeedOutcome& seed) { return seed.diverged; });
  }
};

}  // namespace playground
