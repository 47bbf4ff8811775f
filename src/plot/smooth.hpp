// What is read off a noisy curve: its trailing mean, its value at a step, and where its best point
// lies.
//   std::vector<double> bold = trailing_mean(losses, kSmoothingWindow);
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace playground {

inline constexpr std::size_t kSmoothingWindow = 10;  // evaluations

// Mean of the last `window` values up to each (fewer at the beginning). A value that is not finite
// stays NaN and the mean begins anew after it.
std::vector<double> trailing_mean(std::span<const double> values, std::size_t window);

// Index of the last element of rising `x` that is not above `at`; nothing when all are above or x
// is empty.
std::optional<std::size_t> index_at(std::span<const double> x, double at);

struct BestPoint {
  std::size_t index = 0;       // of the lowest finite value
  bool then_overfits = false;  // it got worse by more than a margin afterwards, and is so still
};

// The lowest value of a loss curve. "Overfits" needs all of: the last value lies above the lowest
// by more than 10 % and more than the spread of the curve about its trailing mean; the lowest is
// not among the last tenth of the points nor the very first. Nothing for a curve without finite
// values.
std::optional<BestPoint> find_best(std::span<const double> smooth, std::span<const double> raw);

}  // namespace playground
