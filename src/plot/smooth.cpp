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

// A window ends in one block of its own length and begins in the one before. Its sum is that of the
// earlier block from its place on, taken from the block's end backwards, and that of the later
// block up to its place: two additions a value, and no running sum that would carry the rounding of
// a large early value for ever.
std::vector<double> trailing_mean(std::span<const double> values, std::size_t window) {
  std::vector<double> means(values.size(), std::numeric_limits<double>::quiet_NaN());
  std::vector<double> earlier(window + 1,
                              0.0);  // [k]: sum of the last k values of the block before
  for (std::size_t start = 0; start < values.size();) {
    if (!std::isfinite(values[start])) {
      ++start;
      continue;
    }
    std::size_t end = start;  // of the stretch without gaps
    while (end < values.size() && std::isfinite(values[end])) ++end;
    // Windows grow with the stretch until they have their full width.
    const std::size_t growing = std::min(end, start + 2 * window);
    for (std::size_t i = start; i < growing; ++i) {
      const std::size_t width = std::min(window, (i - start) / 2 + 1);
      double sum = 0;
      for (std::size_t j = i + 1 - width; j <= i; ++j) sum += values[j];
      means[i] = sum / static_cast<double>(width);
    }
    for (std::size_t block = growing; block < end; block += window) {
      for (std::size_t k = 1; k <= window; ++k) earlier[k] = earlier[k - 1] + values[block - k];
      double later = 0;
      for (std::size_t i = block; i < std::min(end, block + window); ++i) {
        later += values[i];
        means[i] = (earlier[window - 1 - (i - block)] + later) / static_cast<double>(window);
      }
    }
    start = end;
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
