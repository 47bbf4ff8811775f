#include "evaluate/decay_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/math.hpp"

namespace playground {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kBaseWidth = 0.1;

struct LogPair {
  double root = 0;
  double share = 0;
};

// Differences from the first pair, so that equal logarithms have a spread of exactly 0.
void correlate(const std::vector<LogPair>& pairs, DecayStatistics& result) {
  result.correlation = result.slope = kNone;
  if (pairs.size() < 3) return;
  const auto count = static_cast<double>(pairs.size());
  double mean_x = 0, mean_y = 0;
  for (const LogPair& pair : pairs) {
    mean_x += pair.root - pairs[0].root;
    mean_y += pair.share - pairs[0].share;
  }
  mean_x /= count;
  mean_y /= count;
  double xx = 0, xy = 0, yy = 0;
  for (const LogPair& pair : pairs) {
    const double x = pair.root - pairs[0].root - mean_x;
    const double y = pair.share - pairs[0].share - mean_y;
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  if (!(xx > 0)) return;
  result.slope = xy / xx;
  if (yy > 0) result.correlation = xy / std::sqrt(xx * yy);
}

double quartile_ratio(std::vector<std::pair<float, float>> root_and_share) {
  const std::size_t quarter = root_and_share.size() / 4;
  if (quarter < 1) return kNone;
  std::sort(root_and_share.begin(), root_and_share.end());
  std::vector<float> lowest, highest;
  for (std::size_t i = 0; i < quarter; ++i) {
    lowest.push_back(root_and_share[i].second);
    highest.push_back(root_and_share[root_and_share.size() - 1 - i].second);
  }
  return median_of(std::move(lowest)) / median_of(std::move(highest));
}

// The largest whole number not above a / b, b > 0.
int floor_divide(int a, int b) {
  return a >= 0 ? a / b : -((-a + b - 1) / b);
}

}  // namespace

double median_of(std::vector<float> values) {
  if (values.empty()) return kNone;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  const auto upper = static_cast<double>(*middle);
  if (values.size() % 2 == 1) return upper;
  return (upper + static_cast<double>(*std::max_element(values.begin(), middle))) / 2;
}

DecayStatistics decay_statistics(std::span<const float> roots, std::span<const float> shares) {
  DecayStatistics result;
  std::vector<LogPair> logs;
  std::vector<std::pair<float, float>> counted;
  std::vector<float> positive;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (!(shares[i] > 0)) {
      ++result.not_positive;
      continue;
    }
    positive.push_back(shares[i]);
    if (!(roots[i] > 0)) continue;
    counted.emplace_back(roots[i], shares[i]);
    logs.push_back({log(static_cast<double>(roots[i])), log(static_cast<double>(shares[i]))});
  }
  result.counted = static_cast<int>(counted.size());
  result.median_share = median_of(std::move(positive));
  correlate(logs, result);
  result.quartile_ratio = quartile_ratio(std::move(counted));
  return result;
}

WeightHistogram weight_histogram(std::span<const float> values) {
  double largest = 0;
  for (const float value : values) {
    largest = std::max(largest, static_cast<double>(std::abs(value)));
  }
  WeightHistogram histogram;
  histogram.width = kBaseWidth;
  if (!std::isfinite(largest) || largest == 0) return histogram;
  while (largest / histogram.width > kBinsEachSide) histogram.width *= 2;
  while (largest / histogram.width <= kBinsEachSide / 2.0) histogram.width /= 2;
  const auto bin = [&](float value) {
    return static_cast<int>(std::floor(static_cast<double>(value) / histogram.width));
  };
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  histogram.first = bin(*low);
  histogram.counts.assign(static_cast<std::size_t>(bin(*high) - histogram.first + 1), 0);
  for (const float value : values) {
    ++histogram.counts[static_cast<std::size_t>(bin(value) - histogram.first)];
  }
  return histogram;
}

WeightHistogram widen(const WeightHistogram& histogram, double width) {
  int factor = 1;
  while (histogram.width * factor < width) factor *= 2;
  if (factor == 1 || histogram.counts.empty()) return histogram;
  WeightHistogram wide;
  wide.width = histogram.width * factor;
  wide.first = floor_divide(histogram.first, factor);
  for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
    const int bin = floor_divide(histogram.first + static_cast<int>(i), factor) - wide.first;
    wide.counts.resize(static_cast<std::size_t>(bin) + 1);
    wide.counts.back() += histogram.counts[i];
  }
  return wide;
}

double averaging_steps(double share) {
  return share > 0 ? 1 / share : std::numeric_limits<double>::infinity();
}

double averaging_epochs(double share, int batch_size, int train_size) {
  const double batch = std::min(batch_size, train_size);
  return averaging_steps(share) * batch / std::max(1, train_size);
}

}  // namespace playground
