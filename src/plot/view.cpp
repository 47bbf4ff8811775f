#include "plot/view.hpp"

#include <algorithm>

namespace playground {

Range clamp_range(const Range& range, const Range& limits) {
  if (range.span() >= limits.span()) return limits;
  if (range.low < limits.low) return {limits.low, limits.low + range.span()};
  if (range.high > limits.high) return {limits.high - range.span(), limits.high};
  return range;
}

Range zoom_about(const Range& range, double about, double factor, const Range& limits,
                 double smallest_span) {
  const double smallest = std::min(smallest_span, limits.span());
  const double span = std::clamp(range.span() * factor, smallest, limits.span());
  const double part = range.span() > 0 ? (about - range.low) / range.span() : 0.5;
  const double low = about - part * span;
  return clamp_range({low, low + span}, limits);
}

Range pan(const Range& range, double distance, const Range& limits) {
  return clamp_range({range.low + distance, range.high + distance}, limits);
}

Range drag_range(double a, double b, const Range& limits, double smallest_span) {
  Range range{std::min(a, b), std::max(a, b)};
  range.low = std::max(range.low, limits.low);
  range.high = std::min(range.high, limits.high);
  if (range.span() < smallest_span) {
    const double middle = (range.low + range.high) / 2;
    range = {middle - smallest_span / 2, middle + smallest_span / 2};
  }
  return clamp_range(range, limits);
}

bool shows_all(const Range& range, const Range& limits) {
  return range.span() >= limits.span() * 0.999;
}

Range grow_range(const Range& shown, const Range& needed, AxisScale scale) {
  if (needed.low >= shown.low && needed.high <= shown.high) return shown;
  return fit_range({std::min(shown.low, needed.low), std::max(shown.high, needed.high)}, scale);
}

}  // namespace playground
