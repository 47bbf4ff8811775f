#include "plot/contours.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace playground {
namespace {

struct ContourPoint {
  double x = 0, y = 0;
};

// The corners go round: 0 (0,0), 1 (1,0), 2 (1,1), 3 (0,1); edge i runs from corner i to i + 1.
constexpr std::array<ContourPoint, 4> kCorners = {{{0, 0}, {1, 0}, {1, 1}, {0, 1}}};

struct Cell {
  std::array<double, 4> value;
  double level;

  bool above(std::size_t corner) const { return value[corner % 4] >= level; }
  bool crossed(std::size_t edge) const { return above(edge) != above(edge + 1); }
  ContourPoint crossing(std::size_t edge) const {
    const std::size_t to = (edge + 1) % 4;
    const double part = (level - value[edge]) / (value[to] - value[edge]);
    return {kCorners[edge].x + part * (kCorners[to].x - kCorners[edge].x),
            kCorners[edge].y + part * (kCorners[to].y - kCorners[edge].y)};
  }
  bool finite() const {
    return std::isfinite(value[0]) && std::isfinite(value[1]) && std::isfinite(value[2]) &&
           std::isfinite(value[3]);
  }
};

void add_segments(const Cell& cell, double x, double y, std::vector<ContourSegment>& segments) {
  const auto join = [&](std::size_t from, std::size_t to) {
    const ContourPoint a = cell.crossing(from);
    const ContourPoint b = cell.crossing(to);
    segments.push_back({x + a.x, y + a.y, x + b.x, y + b.y});
  };
  std::vector<std::size_t> crossed;
  for (std::size_t edge = 0; edge < 4; ++edge) {
    if (cell.crossed(edge)) crossed.push_back(edge);
  }
  if (crossed.size() == 2) join(crossed[0], crossed[1]);
  if (crossed.size() < 4) return;
  // A saddle: the corners on the side of the middle are joined, the other two are cut off.
  const double middle = (cell.value[0] + cell.value[1] + cell.value[2] + cell.value[3]) / 4;
  const bool cuts_first = cell.above(0) != (middle >= cell.level);
  join(cuts_first ? 3 : 0, cuts_first ? 0 : 1);
  join(cuts_first ? 1 : 2, cuts_first ? 2 : 3);
}

}  // namespace

std::vector<ContourSegment> contour_segments(std::span<const double> values, int columns, int rows,
                                             double level) {
  std::vector<ContourSegment> segments;
  const auto at = [&](int row, int column) {
    return values[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                  static_cast<std::size_t>(column)];
  };
  for (int row = 0; row + 1 < rows; ++row) {
    for (int column = 0; column + 1 < columns; ++column) {
      const Cell cell{
          {at(row, column), at(row, column + 1), at(row + 1, column + 1), at(row + 1, column)},
          level};
      if (cell.finite()) add_segments(cell, column, row, segments);
    }
  }
  return segments;
}

}  // namespace playground
