// Data on curves: moons, circles, spiral.
#include <cmath>

#include "core/math.hpp"
#include "data/generators.hpp"

namespace playground {

// The geometry of scikit-learn's make_moons (two half circles of radius 1, the second shifted by
// (1, -0.5) and turned over), moved by (-0.5, -0.25) so that the pair is centred.
CleanPoint moons_point(const Random& random, std::uint64_t index, double class_balance) {
  const int label = draw_class(random, index, class_balance);
  const double angle = kPi * random.uniform(index, kPositionSlot);
  double x1 = playground::cos(angle);
  double x2 = playground::sin(angle);
  if (label == 1) {
    x1 = 1 - x1;
    x2 = 0.5 - x2;
  }
  return {x1 - 0.5, x2 - 0.25, static_cast<double>(label)};
}

// Class 0 on the outer ring (radius 1.2), class 1 on the inner one (radius 0.6).
CleanPoint circles_point(const Random& random, std::uint64_t index, double class_balance) {
  const int label = draw_class(random, index, class_balance);
  const double angle = 2 * kPi * random.uniform(index, kPositionSlot);
  const double radius = label == 1 ? 0.6 : 1.2;
  return {radius * playground::cos(angle), radius * playground::sin(angle),
          static_cast<double>(label)};
}

// Two arms of Archimedes' spiral, one and a quarter turns each, radius 0.15 to 1.35; class 1 is the
// arm turned by half a circle. The square root spreads the points evenly along the arm.
CleanPoint spiral_point(const Random& random, std::uint64_t index, double class_balance) {
  const int label = draw_class(random, index, class_balance);
  const double along = std::sqrt(random.uniform(index, kPositionSlot));
  const double radius = 0.15 + 1.2 * along;
  const double angle = 2.5 * kPi * along;
  const double sign = label == 1 ? -1 : 1;
  return {sign * radius * playground::cos(angle), sign * radius * playground::sin(angle),
          static_cast<double>(label)};
}

}  // namespace playground
