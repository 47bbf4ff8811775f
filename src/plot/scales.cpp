#include "plot/scales.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

#include "plot/number_text.hpp"

namespace playground {
namespace {

// A part of a step that rounding may cost without a tick being lost.
constexpr double kSlack = 1e-9;

int exponent_of(double value) {
  return static_cast<int>(std::floor(std::log10(value) + 1e-12));
}

double power_of_ten(int exponent) {
  return std::pow(10.0, exponent);
}

struct LinearTicks {
  double step = 1;
  double first = 0;  // in steps
  double last = 0;

  int count() const { return static_cast<int>(last - first) + 1; }
};

LinearTicks ticks_of_step(const Range& range, double step) {
  return {step, std::ceil(range.low / step - kSlack), std::floor(range.high / step + kSlack)};
}

LinearTicks choose_linear(const Range& range, int most) {
  const int fewest = std::min(4, most);
  const int exponent = exponent_of(range.span() / most);
  LinearTicks best;
  int best_distance = std::numeric_limits<int>::max();
  for (double mantissa : {1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 2.5, 25.0}) {
    const LinearTicks ticks = ticks_of_step(range, mantissa * power_of_ten(exponent));
    if (ticks.count() > most) continue;
    const int distance = std::max(0, fewest - ticks.count());
    if (distance < best_distance) {
      best = ticks;
      best_distance = distance;
    }
  }
  return best;
}

std::vector<Tick> linear_ticks(const Range& range, int most) {
  std::vector<Tick> ticks;
  if (!(range.span() > 0) || !std::isfinite(range.span())) return ticks;
  const LinearTicks chosen = choose_linear(range, most);
  for (double i = chosen.first; i <= chosen.last; ++i) {
    const double value = i * chosen.step;
    ticks.push_back({value, tick_text(value, chosen.step)});
  }
  return ticks;
}

Tick logarithmic_tick(int mantissa, int exponent) {
  const double value = mantissa * power_of_ten(exponent);
  if (exponent <= -4 || exponent >= 6) return {value, power_text(mantissa, exponent)};
  return {value, tick_text(value)};
}

std::vector<Tick> logarithmic_ticks(const Range& range, int most) {
  std::vector<Tick> ticks;
  if (!(range.low > 0) || !(range.high > range.low) || !std::isfinite(range.high)) return ticks;
  const int first = static_cast<int>(std::floor(std::log10(range.low) + kSlack));
  const int last = static_cast<int>(std::ceil(std::log10(range.high) - kSlack));
  const double decades = std::log10(range.high / range.low);
  const int stride = std::max(1, static_cast<int>(std::ceil((decades + 1) / most)));
  const bool between = decades <= 2;
  for (int exponent = first; exponent <= last; ++exponent) {
    for (int mantissa : {1, 2, 5}) {
      if (mantissa != 1 && !between) continue;
      if (mantissa == 1 && (exponent - first) % stride != 0) continue;
      Tick tick = logarithmic_tick(mantissa, exponent);
      const double low = range.low * (1 - kSlack);
      const double high = range.high * (1 + kSlack);
      if (tick.value >= low && tick.value <= high) ticks.push_back(std::move(tick));
    }
  }
  // A range within one decade may hold fewer than three of these: then the linear ticks read
  // better.
  if (ticks.size() < 3) return linear_ticks(range, most);
  return ticks;
}

int decimals_for(double value, double spacing) {
  if (spacing > 0) {
    int decimals = std::max(0, -exponent_of(spacing));
    const double scaled = spacing * power_of_ten(decimals);
    if (std::abs(scaled - std::round(scaled)) > 1e-6) ++decimals;  // 0.25
    return std::min(decimals, 9);
  }
  for (int decimals = 0; decimals < 6; ++decimals) {
    const double scaled = value * power_of_ten(decimals);
    if (std::abs(scaled - std::round(scaled)) < 1e-6 * std::max(1.0, std::abs(scaled))) {
      return decimals;
    }
  }
  return 6;
}

}  // namespace

double Axis::fraction(double value) const {
  if (scale == AxisScale::linear) return (value - range.low) / range.span();
  if (!(value > 0)) return std::numeric_limits<double>::quiet_NaN();
  return std::log(value / range.low) / std::log(range.high / range.low);
}

double Axis::value_at(double fraction) const {
  if (scale == AxisScale::linear) return range.low + fraction * range.span();
  return range.low * std::pow(range.high / range.low, fraction);
}

double nice_floor(double value) {
  const double power = power_of_ten(exponent_of(value));
  const double mantissa = value / power * (1 + kSlack);
  return power * (mantissa >= 5 ? 5 : mantissa >= 2 ? 2 : 1);
}

double nice_ceiling(double value) {
  const double power = power_of_ten(exponent_of(value));
  const double mantissa = value / power * (1 - kSlack);
  return power * (mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10);
}

Range fit_range(const Range& range, AxisScale scale) {
  if (scale == AxisScale::logarithmic) {
    double low = power_of_ten(static_cast<int>(std::floor(std::log10(range.low) + kSlack)));
    double high = power_of_ten(static_cast<int>(std::ceil(std::log10(range.high) - kSlack)));
    return {low, high > low ? high : low * 10};
  }
  Range wanted = range;
  if (!(wanted.span() > 0)) {
    const double half = wanted.low == 0 ? 0.5 : std::abs(wanted.low) / 2;
    wanted = {wanted.low - half, wanted.low + half};
  }
  for (double step = nice_ceiling(wanted.span() / 5);; step = nice_ceiling(step * 1.5)) {
    const double first = std::floor(wanted.low / step + kSlack);
    double last = std::ceil(wanted.high / step - kSlack);
    if (last - first > 5) continue;
    return {first * step, std::max(last, first + 3) * step};
  }
}

std::vector<Tick> make_ticks(const Axis& axis, int most) {
  if (axis.scale == AxisScale::logarithmic) return logarithmic_ticks(axis.range, most);
  return linear_ticks(axis.range, most);
}

std::string tick_text(double value, double spacing) {
  if (!std::isfinite(value)) return "\u2212";
  const double magnitude = std::abs(value);
  const double smallest = spacing > 0 ? spacing * kSlack : 0;
  if (magnitude <= smallest) value = 0;
  const bool tiny = value != 0 && magnitude < 5e-4;
  if (tiny || magnitude >= 1e6) {
    const int exponent = exponent_of(magnitude);
    const double mantissa = magnitude / power_of_ten(exponent);
    const std::string sign = value < 0 ? "\u2212" : "";
    const double whole = std::round(mantissa);
    if (std::abs(mantissa - whole) < 1e-6) {
      return sign + power_text(static_cast<int>(whole), exponent);
    }
    return sign + fmt::format("{:.1f}\u00b7", mantissa) + power_text(1, exponent);
  }
  return fixed_text(value, decimals_for(value, spacing));
}

std::string power_text(int mantissa, int exponent) {
  static constexpr std::array<std::string_view, 10> kDigits = {
      "\u2070", "\u00b9", "\u00b2", "\u00b3", "\u2074",
      "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"};
  std::string text = mantissa == 1 ? "10" : fmt::format("{}\u00b710", mantissa);
  for (char c : fmt::format("{}", exponent)) {
    text += c == '-' ? std::string_view("\u207b") : kDigits[static_cast<std::size_t>(c - '0')];
  }
  return text;
}

}  // namespace playground
