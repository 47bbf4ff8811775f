// Labels beside the ends of lines: moved apart as little as possible so that they do not cover each
// other.
//   std::vector<double> places = space_apart({430, 433, 466}, 18, {404, 512});
#pragma once

#include <span>
#include <vector>

#include "plot/scales.hpp"

namespace playground {

// Places at least `spacing` apart and inside `limits` (when they fit there), in the order of the
// wanted ones, with the least sum of squared shifts. Equal wanted places keep the order given.
std::vector<double> space_apart(std::span<const double> wanted, double spacing,
                                const Range& limits);

}  // namespace playground
