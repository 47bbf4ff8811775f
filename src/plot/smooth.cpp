#include "plot/smooth.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace playground {
namespace {

// Root mean square of raw - smooth over the second half, where the first descent no longer counts.
double spread(std::span<const double> smooth, std::span<const double> raw) {
  double sum = 0;
  std::size_t count = 0;
  for (std::size_t i = smooth.size() / 2; i < smooth.size() && i < raw.size(); ++i) {
    const double difference = raw[i] - smooth[i];
    if (!std::isfinite(difference)) continue;
    sum += difference * difference;
    ++count;
  }
  return count == 0 ? 0 : std::sqrt(sum / static_cast<double>(count));
}

}  // namespace

std::vector<double> trailing_mean(std::span<const double> values, std::size_t window) {
  std::vector<double> means(values.size(), std::numeric_limits<double>::quiet_NaN());
  std::size_t start = 0;  // first value after the last gap
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) {
      start = i + 1;
      continue;
    }
    const std::size_t width = std::min(window, (i - start) / 2 + 1);
    const std::size_t first = i + 1 - width;
    // Summed anew each time: a running sum would carry rounding from a large early value for ever.
    double sum = 0;
    for (std::size_t j = first; j <= i; ++j) sum += values[j];
    means[i] = sum / static_cast<double>(i - first + 1);
  }
  return means;
}

std::optional<std::size_t> index_at(std::span<const double> x, double at) {
  const auto above = std::upper_bound(x.begin(), x.end(), at);
  if (above == x.begin()) return std::nullopt;
  return static_cast<std::size_t>(above - x.begin()) - 1;
}

std::optional<BestPoint> find_best(std::span<const double> smooth, std::span<const double> raw) {
  std::optional<BestPoint> best;
  std::size_t last = 0;
  for (std::size_t i = 0; i < smooth.size(); ++i) {
    if (!std::isfinite(smooth[i])) continue;
    if (!best || smooth[i] < smooth[best->index]) best = BestPoint{i, false};
    last = i;
  }
  if (!best) return best;
  const double rise = smooth[last] - smooth[best->index];
  const double margin = std::max(0.1 * std::abs(smooth[best->index]), spread(smooth, raw));
  const bool early = best->index > 0 && 10 * best->index <= 9 * last;
  best->then_overfits = early && rise > margin;
  return best;
}

}  // namespace playground
