// Data in regions of the plane: quadrants, Gaussian clouds, squares of a board.
#include <array>

#include "data/generators.hpp"

namespace playground {
namespace {

constexpr double kBlobsSpread = 0.4;  // standard deviation of a cloud before noise is added
constexpr double kBlobs3Spread = 0.3;
constexpr double kSquareSize = 0.8;

CleanPoint cloud_point(const Random& random, std::uint64_t index, std::array<double, 2> centre,
                       double spread, int label) {
  const std::array<double, 2> normal = random.normal_pair(index, kPositionSlot);
  return {centre[0] + spread * normal[0], centre[1] + spread * normal[1],
          static_cast<double>(label)};
}

}  // namespace

// Exclusive or: class 1 where the signs of x1 and x2 differ. A gap of 0.2 lies along the axes.
CleanPoint xor_point(const Random& random, std::uint64_t index, double class_balance) {
  const int label = draw_class(random, index, class_balance);
  const double size1 = 0.1 + 1.5 * random.uniform(index, kPositionSlot);
  const double size2 = 0.1 + 1.1 * random.uniform(index, kSecondPositionSlot);
  const double sign1 = random.uniform(index, kSignSlot) < 0.5 ? -1 : 1;
  const double sign2 = label == 1 ? -sign1 : sign1;
  return {sign1 * size1, sign2 * size2, static_cast<double>(label)};
}

// Two overlapping Gaussian clouds with centres (-0.6, -0.4) and (0.6, 0.4).
CleanPoint blobs_point(const Random& random, std::uint64_t index, double class_balance) {
  const int label = draw_class(random, index, class_balance);
  const double sign = label == 1 ? 1 : -1;
  return cloud_point(random, index, {sign * 0.6, sign * 0.4}, kBlobsSpread, label);
}

// Three Gaussian clouds on a triangle, each with a third of the points on average.
CleanPoint blobs3_point(const Random& random, std::uint64_t index) {
  constexpr std::array<std::array<double, 2>, 3> kCentres = {
      {{-0.85, -0.5}, {0.85, -0.5}, {0.0, 0.75}}};
  const std::uint32_t label = random.below(3, index, kClassSlot);
  return cloud_point(random, index, kCentres[label], kBlobs3Spread, static_cast<int>(label));
}

// A board of 4 x 3 squares over [-1.6, 1.6) x [-1.2, 1.2); class 0 at the lower left.
CleanPoint checkerboard_point(const Random& random, std::uint64_t index, double class_balance) {
  const int label = draw_class(random, index, class_balance);
  const std::uint32_t square = random.below(6, index, kSignSlot);
  const std::uint32_t row = square / 2;
  const std::uint32_t column = 2 * (square % 2) + (row + static_cast<std::uint32_t>(label)) % 2;
  const double x1 = (column + random.uniform(index, kPositionSlot)) * kSquareSize - 1.6;
  const double x2 = (row + random.uniform(index, kSecondPositionSlot)) * kSquareSize - 1.2;
  return {x1, x2, static_cast<double>(label)};
}

}  // namespace playground
