#include "ui/thinned_lines.hpp"

#include <utility>

namespace playground {

const Pieces& ThinnedLines::of(const std::string& line, std::uint64_t curve,
                               std::span<const double> x, std::span<const double> y,
                               const Axis& axis, int columns) {
  auto found = lines_.find(line);
  const bool same = found != lines_.end() && found->second.curve == curve &&
                    found->second.axis == axis && found->second.columns == columns;
  if (!same) {
    found = lines_.insert_or_assign(line, Line{curve, axis, columns, Thinner(axis, columns)}).first;
  }
  Line& kept = found->second;
  const double last_x = x.empty() ? 0 : x.back();
  const double last_y = y.empty() ? 0 : y.back();
  const bool unchanged = kept.pieces != nullptr && kept.count == y.size() &&
                         kept.last_x == last_x && kept.last_y == last_y;
  if (!unchanged) {
    kept.pieces = &kept.thinner.extend(x, y);
    kept.count = y.size();
    kept.last_x = last_x;
    kept.last_y = last_y;
  }
  return *kept.pieces;
}

}  // namespace playground
