#include "evaluate/statistics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/math.hpp"
#include "core/translate.hpp"

namespace playground {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// arctan(x) for x >= 0 from exact operations, so that it has the same bits everywhere: the
// half-angle formula arctan x = 2 arctan(x / (1 + sqrt(1 + x^2))) brings x below 0.1, where the
// Taylor series converges.
double arctangent(double x) {
  double factor = 1;
  while (x > 0.1) {
    // Of large x the square would overflow: 1/x enters in its place.
    x = x > 1e8 ? 1 / (1 / x + 1) : x / (1 + std::sqrt(1 + x * x));
    factor *= 2;
  }
  const double square = x * x;
  double sum = 0;
  for (int k = 10; k >= 0; --k) sum = 1.0 / (2 * k + 1) - square * sum;
  return factor * x * sum;
}

// Enough decimals for a first figure of a positive number, not fewer than `least`.
int decimals_for(double number, int least) {
  int decimals = 0;
  for (; decimals < least || (number > 0 && number < 1 && decimals < 9); ++decimals) number *= 10;
  return decimals;
}

}  // namespace

Summary summarize(std::span<const double> values) {
  Summary summary{0, 0, std::numeric_limits<double>::infinity(),
                  -std::numeric_limits<double>::infinity(), 0};
  double sum = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    sum += value;
    summary.minimum = std::min(summary.minimum, value);
    summary.maximum = std::max(summary.maximum, value);
    ++summary.count;
  }
  if (summary.count == 0) return {kNaN, kNaN, kNaN, kNaN, 0};
  summary.mean = sum / summary.count;
  double squares = 0;
  for (const double value : values) {
    if (!std::isnan(value)) squares += (value - summary.mean) * (value - summary.mean);
  }
  if (summary.count > 1) summary.standard_deviation = std::sqrt(squares / (summary.count - 1));
  return summary;
}

double student_t_within(double t, int degrees) {
  // theta = arctan(t / sqrt(degrees)); the sums run over powers of its cosine.
  const double ratio = t / std::sqrt(static_cast<double>(degrees));
  const double cosine = 1 / std::sqrt(1 + ratio * ratio);
  const double sine = ratio * cosine;
  const bool odd = degrees % 2 == 1;
  double term = odd ? cosine : 1;
  double sum = degrees > 1 ? term : 0;
  for (int k = odd ? 3 : 2; k < degrees; k += 2) {
    // odd: 2/3, 4/5, ...; even: 1/2, 3/4, ...
    term *= static_cast<double>(k - 1) / k * cosine * cosine;
    sum += term;
  }
  if (!odd) return sine * sum;
  return 2 / kPi * (arctangent(ratio) + sine * sum);
}

double student_t_quantile(double probability, int degrees) {
  double high = 1;
  while (student_t_within(high, degrees) < probability && high < 1e15) high *= 2;
  double low = 0;
  for (;;) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    (student_t_within(middle, degrees) < probability ? low : high) = middle;
  }
}

bool PairedDifference::clear() const {
  return seeds > 1 && std::abs(mean) > half_width;
}

int PairedDifference::wins(Better better) const {
  if (better == Better::lower) return lower;
  if (better == Better::higher) return higher;
  return mean < 0 ? lower : higher;
}

PairedDifference paired_difference(std::span<const double> first, std::span<const double> second) {
  std::vector<double> differences;
  PairedDifference result;
  for (std::size_t i = 0; i < std::min(first.size(), second.size()); ++i) {
    if (!std::isfinite(first[i]) || !std::isfinite(second[i])) continue;
    differences.push_back(first[i] - second[i]);
    result.lower += first[i] < second[i] ? 1 : 0;
    result.higher += first[i] > second[i] ? 1 : 0;
  }
  const Summary summary = summarize(differences);
  result.seeds = summary.count;
  result.mean = summary.mean;
  result.standard_deviation = summary.standard_deviation;
  if (summary.count == 1) {
    result.half_width = std::numeric_limits<double>::infinity();
  } else if (summary.count == 0) {
    result.half_width = kNaN;
  } else {
    result.half_width = student_t_quantile(kConfidence, summary.count - 1) *
                        summary.standard_deviation / std::sqrt(static_cast<double>(summary.count));
  }
  return result;
}

std::string verdict_text(const PairedDifference& difference, const MetricColumn& metric) {
  const int seeds = difference.seeds;
  if (!difference.clear()) {
    return seeds == 1 ? tr("not clear with 1 seed")
                      : tr("not clear with {0} seeds", std::to_string(seeds));
  }
  const bool lower = difference.mean < 0;
  const double factor = metric.is_fraction ? 100 : 1;
  const double half_width = factor * difference.half_width;
  const double mean = factor * std::abs(difference.mean);
  const int decimals = decimals_for(half_width > 0 ? half_width : mean, metric.is_fraction ? 1 : 2);
  const char* text = lower ? tr_key("lower by {0} ± {1} ({2} of {3} seeds)")
                           : tr_key("higher by {0} ± {1} ({2} of {3} seeds)");
  if (metric.is_fraction) {
    text = lower ? tr_key("lower by {0} ± {1} points ({2} of {3} seeds)")
                 : tr_key("higher by {0} ± {1} points ({2} of {3} seeds)");
  }
  return tr(text, fmt::format("{:.{}f}", mean, decimals),
            fmt::format("{:.{}f}", half_width, decimals),
            std::to_string(lower ? difference.lower : difference.higher), std::to_string(seeds));
}

}  // namespace playground
