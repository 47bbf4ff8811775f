// Axis scales and ticks: where a value lies between the ends of an axis, round tick positions by
// 1-2-5 steps, and their text ("1,000", "0.25", "−3", "10⁻⁴").
//   Axis y{AxisScale::linear, fit_range({0, 0.69})};  for (const Tick& tick : make_ticks(y)) ...
#pragma once

#include <string>
#include <vector>

namespace playground {

enum class AxisScale { linear, logarithmic };

struct Range {
  double low = 0;
  double high = 1;

  double span() const { return high - low; }
  bool contains(double value) const { return value >= low && value <= high; }
  bool operator==(const Range&) const = default;
};

struct Axis {
  AxisScale scale = AxisScale::linear;
  Range range;  // logarithmic: both ends above 0

  // 0 at range.low, 1 at range.high, beyond outside. NaN for what a logarithmic axis cannot show.
  double fraction(double value) const;
  double value_at(double fraction) const;
  bool operator==(const Axis&) const = default;
};

struct Tick {
  double value = 0;
  std::string text;
};

// The largest of 1, 2, 5 times a power of ten that is not above `value`, and the smallest not below
// it.
double nice_floor(double value);
double nice_ceiling(double value);

// The narrowest range around `range` that begins and ends on a multiple of a 1-2-5 step, with 3 to
// 5 steps (4 to 6 ticks). Logarithmic: whole decades. A range without extent gets one.
Range fit_range(const Range& range, AxisScale scale = AxisScale::linear);

// Ticks inside the range. Linear: at most `most`, of the 1-2-5 steps (or 2.5) the one that comes
// nearest to 4 to `most`. Logarithmic: decades, thinned to `most`; under two decades also their 2
// and 5 fold.
std::vector<Tick> make_ticks(const Axis& axis, int most = 6);

// Text of a tick when neighbours are `spacing` apart (0: as many digits as the value needs, at most
// 6).
std::string tick_text(double value, double spacing = 0);
// "10⁻⁴", or "2·10⁻⁴" for a mantissa other than 1.
std::string power_text(int mantissa, int exponent);

}  // namespace playground
