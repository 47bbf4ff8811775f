// Fewer points for the screen: of a series with many points per pixel column, the first, lowest,
// highest and last of each column, so that no peak is lost. NaN and infinite values make gaps.
//   for (const std::vector<Point>& piece : decimate(steps, losses, axis, 356)) ...
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "plot/scales.hpp"

namespace playground {

struct Point {
  double x = 0;
  double y = 0;

  bool operator==(const Point&) const = default;
};

// The stretches of a line between gaps.
using Pieces = std::vector<std::vector<Point>>;

// Decimates a series that grows: what was there before is looked at once, so that a curve under way
// costs a picture no more than its new points.
//   Thinner thinner(axis, 356);  draw(thinner.extend(steps, losses));
class Thinner {
 public:
  Thinner(const Axis& axis, int columns) : axis_(axis), columns_(columns) {}

  // `x` rises; x and y are equally long and begin as they did in the call before; their last point
  // alone may have been another then. One point beyond each end of the axis is kept, so that lines
  // run out of the picture. At most four points a column.
  const Pieces& extend(std::span<const double> x, std::span<const double> y);

 private:
  // The points of one pixel column, reduced to at most four in their order.
  class Column {
   public:
    void add(std::size_t index, double y);
    void flush(std::span<const double> x, std::span<const double> y, std::vector<Point>& out);

   private:
    std::size_t first_ = 0, lowest_ = 0, highest_ = 0, last_ = 0;
    std::size_t count_ = 0;
    double low_ = 0, high_ = 0;
  };

  double column_at(double x) const;
  void add_points(std::span<const double> x, std::span<const double> y, std::size_t end);
  void take_back();

  Axis axis_;
  int columns_;
  Pieces pieces_;  // the last one is under way
  Column column_;  // not in the pieces yet
  double at_ = 0;  // which column that is
  std::size_t next_ = 0;
  bool begun_ = false;
  // What is certain of the pieces: the rest is of a last point and a column that may still change.
  std::size_t certain_pieces_ = 0;
  std::size_t certain_points_ = 0;  // of the last of them
  Column certain_column_;
};

// All of a series at once.
Pieces decimate(std::span<const double> x, std::span<const double> y, const Axis& axis,
                int columns);

}  // namespace playground
