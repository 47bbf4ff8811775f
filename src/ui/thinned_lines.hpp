// The lines of the plots as they are on the screen, at most four points a pixel column: kept from
// one frame to the next, and extended when their curves are.
//   draw_line(list, style, area, ui.lines.of("plot.loss.0.test", curve.id, steps, values, area,
//   356), look);
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>

#include "plot/decimate.hpp"
#include "plot/scales.hpp"

namespace playground {

class ThinnedLines {
 public:
  // `curve` names what x and y begin with: while it is the same they have only grown, but for their
  // last point.
  const Pieces& of(const std::string& line, std::uint64_t curve, std::span<const double> x,
                   std::span<const double> y, const Axis& axis, int columns);

 private:
  struct Line {
    std::uint64_t curve = 0;
    Axis axis;
    int columns = 0;
    Thinner thinner;
    const Pieces* pieces = nullptr;
    std::size_t count = 0;  // of points, and the last of them
    double last_x = 0;
    double last_y = 0;
  };

  std::unordered_map<std::string, Line> lines_;
};

}  // namespace playground
