// Fewer points for the screen: of a series with many points per pixel column, the first, lowest,
// highest and last of each column, so that no peak is lost. NaN and infinite values make gaps.
//   for (const std::vector<Point>& piece : decimate(steps, losses, axis, 356)) ...
#pragma once

#include <span>
#include <vector>

#include "plot/scales.hpp"

namespace playground {

struct Point {
  double x = 0;
  double y = 0;

  bool operator==(const Point&) const = default;
};

// `x` rises; x and y are equally long. The pieces are the stretches between gaps; one point beyond
// each end of the axis is kept, so that lines run out of the picture. At most four points a column.
std::vector<std::vector<Point>> decimate(std::span<const double> x, std::span<const double> y,
                                         const Axis& axis, int columns);

}  // namespace playground
