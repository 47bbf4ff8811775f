#include <cmath>

#include "optim/kernels.hpp"

namespace playground {

double euclidean_norm(std::span<const float> values) {
  double sums[4] = {0, 0, 0, 0};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto value = static_cast<double>(values[i]);
    sums[i % 4] += value * value;
  }
  return std::sqrt((sums[0] + sums[1]) + (sums[2] + sums[3]));
}

}  // namespace playground
