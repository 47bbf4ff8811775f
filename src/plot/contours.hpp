// Lines of equal value over a regular grid, by marching squares.
//   for (const ContourSegment& s : contour_segments(values, columns, rows, 0.5)) ...
#pragma once

#include <span>
#include <vector>

namespace playground {

// Ends in grid units: x 0 .. columns - 1 from left to right, y 0 .. rows - 1 as the rows come.
struct ContourSegment {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

// Values [rows, columns]. Every crossing of a cell's edge lies where the linear interpolation along
// it is `level`; at a saddle the mean of the four corners decides which corners are joined. Cells
// with a corner that is not finite have no line.
std::vector<ContourSegment> contour_segments(std::span<const double> values, int columns, int rows,
                                             double level);

}  // namespace playground
