// One-dimensional regression: a target as a function of x1.
#include "core/math.hpp"
#include "data/generators.hpp"

namespace playground {
namespace {

double draw_x1(const Random& random, std::uint64_t index) {
  return 3.2 * random.uniform(index, kPositionSlot) - 1.6;
}

}  // namespace

CleanPoint sine_point(const Random& random, std::uint64_t index) {
  const double x1 = draw_x1(random, index);
  return {x1, 0, playground::sin(kPi * x1)};
}

CleanPoint cubic_point(const Random& random, std::uint64_t index) {
  const double x1 = draw_x1(random, index);
  return {x1, 0, 0.6 * (x1 * x1 * x1 - 1.6 * x1)};
}

}  // namespace playground
