#include "evaluate/decay_statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace playground {
namespace {

TEST(DecayStatistics, ALineInLogarithmsHasItsSlopeAndPerfectCorrelation) {
  std::vector<float> roots, shares;
  for (int i = 1; i <= 40; ++i) {
    roots.push_back(0.01f * static_cast<float>(i));
    shares.push_back(3e-5f / roots.back());
  }
  const DecayStatistics seen = decay_statistics(roots, shares);
  EXPECT_EQ(seen.counted, 40);
  EXPECT_NEAR(seen.slope, -1, 1e-5);
  EXPECT_NEAR(seen.correlation, -1, 1e-6);
  // Medians of shares at roots .01 to .10 and .31 to .40.
  EXPECT_NEAR(seen.quartile_ratio, (1 / 0.05 + 1 / 0.06) / (1 / 0.35 + 1 / 0.36), 1e-3);
}

TEST(DecayStatistics, AgreeWithNumbersComputedByHand) {
  // log: x = 0, 1, 2, 3; y = 0, -1, -1, -2: r = -3 / sqrt(5 * 2), slope -.6
  const double e = std::exp(1.0);
  const std::vector<float> roots = {1, static_cast<float>(e), static_cast<float>(e * e),
                                    static_cast<float>(e * e * e)};
  const std::vector<float> shares = {1, static_cast<float>(1 / e), static_cast<float>(1 / e),
                                     static_cast<float>(1 / (e * e))};
  const DecayStatistics seen = decay_statistics(roots, shares);
  EXPECT_NEAR(seen.correlation, -3 / std::sqrt(10.0), 1e-6);
  EXPECT_NEAR(seen.slope, -0.6, 1e-6);
  EXPECT_NEAR(seen.quartile_ratio, e * e, 1e-4);
}

TEST(DecayStatistics, AFlatLineHasSlopeZeroExactlyAndNoCorrelation) {
  const std::vector<float> roots = {0.1f, 0.37f, 0.002f, 4, 0.9f};
  const std::vector<float> shares(5, 0.003f);
  const DecayStatistics seen = decay_statistics(roots, shares);
  EXPECT_EQ(seen.slope, 0);
  EXPECT_TRUE(std::isnan(seen.correlation));
  EXPECT_EQ(seen.quartile_ratio, 1);
}

TEST(DecayStatistics, LeaveOutWhatHasNoLogarithmAndSayHowManyThereAre) {
  const float none = std::nanf("");
  const std::vector<float> roots = {0.1f, 0.2f, 0.0f, 0.4f, 0.5f, 0.6f};
  const std::vector<float> shares = {0.1f, -0.2f, 0.3f, 0.0f, none, 0.2f};
  const DecayStatistics seen = decay_statistics(roots, shares);
  EXPECT_EQ(seen.not_positive, 3);
  EXPECT_EQ(seen.counted, 2);
  EXPECT_NEAR(seen.median_share, 0.2, 1e-7);
  EXPECT_TRUE(std::isnan(seen.correlation));
  EXPECT_TRUE(std::isnan(seen.quartile_ratio));
  EXPECT_TRUE(std::isnan(decay_statistics({}, {}).median_share));
}

TEST(WeightHistogram, CountsEveryWeightOnceInBinsThatBeginAtMultiplesOfTheirWidth) {
  const std::vector<float> values = {-3.35f, -0.05f, 0.0f, 0.05f, 0.15f, 3.99f};
  const WeightHistogram histogram = weight_histogram(values);
  EXPECT_EQ(histogram.width, 0.1);
  EXPECT_EQ(histogram.first, -34);
  ASSERT_EQ(histogram.counts.size(), 74u);
  EXPECT_EQ(histogram.counts[0], 1u);
  EXPECT_EQ(histogram.counts[33], 1u);  // -.1 to 0
  EXPECT_EQ(histogram.counts[34], 2u);  // 0 to .1
  EXPECT_EQ(histogram.counts[35], 1u);
  EXPECT_EQ(histogram.counts[73], 1u);
}

TEST(WeightHistogram, HasABoundedNumberOfBinsAtAnyScale) {
  for (const float scale : {1e-8f, 0.01f, 1.0f, 1e6f, 1e30f}) {
    const std::vector<float> values = {-scale, 0.3f * scale, scale};
    const WeightHistogram histogram = weight_histogram(values);
    EXPECT_LE(histogram.counts.size(), 2u * kBinsEachSide + 1) << scale;
    EXPECT_GE(histogram.counts.size(), static_cast<std::size_t>(kBinsEachSide) / 2) << scale;
    EXPECT_EQ(std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0u), 3u);
  }
  EXPECT_TRUE(weight_histogram(std::vector<float>(4, 0.0f)).counts.empty());
}

TEST(WeightHistogram, WidenedBinsHoldTheSameWeights) {
  const std::vector<float> values = {-0.21f, -0.01f, 0.0f, 0.03f, 0.12f, 0.13f, 0.19f};
  const WeightHistogram fine = weight_histogram(values);
  const WeightHistogram wide = widen(fine, 0.1);
  EXPECT_EQ(wide.width, 0.1);
  EXPECT_EQ(wide.first, -3);
  EXPECT_EQ(wide.counts, (std::vector<std::uint32_t>{1, 0, 1, 2, 3}));
}

TEST(AveragingTime, IsTheInverseOfTheShareInStepsAndInEpochs) {
  EXPECT_NEAR(averaging_steps(0.01 * 0.3), 333.333, 1e-3);
  EXPECT_NEAR(averaging_epochs(0.003, 32, 100), 106.667, 1e-3);
  EXPECT_NEAR(averaging_epochs(0.003, 500, 100), 333.333, 1e-3);  // a batch of all 100
  EXPECT_TRUE(std::isinf(averaging_steps(0)));
}

}  // namespace
}  // namespace playground
