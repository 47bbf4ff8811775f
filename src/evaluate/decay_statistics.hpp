// What can be said of how much decay takes from the weights of a network: pure functions of
// numbers. Sums run in the order given and logarithms are ours, so the same numbers give the same
// statistics everywhere.
//   DecayStatistics seen = decay_statistics(roots, shares);  seen.correlation
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace playground {

// Of the weights whose share is above 0 and whose root of v is above 0: the others have no
// logarithm. NaN where there are too few weights or no spread to tell.
struct DecayStatistics {
  int counted = 0;
  int not_positive = 0;       // share 0 or below, or none
  double correlation = 0;     // Pearson's r of log share against log root
  double slope = 0;           // least squares, of the same logarithms; 0 when all shares are equal
  double quartile_ratio = 0;  // median share of the quarter with the smallest roots, divided by
                              // that of the quarter with the largest
  double median_share = 0;
};
// `roots`: sqrt(v); `shares`: of each weight that decay took in this step. Equally long.
DecayStatistics decay_statistics(std::span<const float> roots, std::span<const float> shares);

// The median; of an even number the mean of the middle two; NaN of none.
double median_of(std::vector<float> values);

// Bins whose edges are multiples of `width`: the first begins at first * width. Widths are .1 times
// a power of two, so that two histograms can be brought to the same bins.
struct WeightHistogram {
  double width = 0.1;
  int first = 0;
  std::vector<std::uint32_t> counts;
};
// With at most 2 * kBinsEachSide bins.
inline constexpr int kBinsEachSide = 64;
WeightHistogram weight_histogram(std::span<const float> values);
// The same weights in wider bins; `width` is a histogram's width, not below this one's.
WeightHistogram widen(const WeightHistogram& histogram, double width);

// 1 / share: the steps after which decay alone would have let a weight fall to 1/e, the time over
// which the weight averages its past steps (Wang & Aitchison 2024, arXiv 2405.13698).
double averaging_steps(double share);
double averaging_epochs(double share, int batch_size, int train_size);

}  // namespace playground
