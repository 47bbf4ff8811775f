#include "core/random.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

namespace playground {
namespace {

using Words = std::array<std::uint32_t, 4>;

TEST(Random, PhiloxGivesTheKnownAnswersOfItsAuthors) {
  EXPECT_EQ(philox4x32_10({0, 0, 0, 0}, {0, 0}),
            (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(
      philox4x32_10({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
      (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(
      philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
      (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Random, TheDrawsOfAShuffleAreThoseDrawnOneByOne) {
  for (const std::uint32_t seed : {0u, 12345u, 0xffffffffu}) {
    const Random random(seed, Stream::batch_order);
    for (const std::size_t size : {1u, 4u, 8u, 9u, 23u, 1000u}) {
      for (const std::uint64_t index : {0ull, 7ull, (1ull << 32) + 5}) {
        std::vector<std::uint32_t> draws(size);
        random.shuffle_draws(index, draws);
        for (std::uint32_t slot = 0; slot < size; ++slot) {
          ASSERT_EQ(draws[slot], random.below(slot + 1, index, slot));
        }
      }
    }
  }
}

TEST(Random, EverySeedStreamIndexAndSlotHasItsOwnWords) {
  std::set<Words> seen;
  for (const std::uint32_t seed : {0u, 1u, 2u, 0xffffffffu}) {
    for (const Stream stream : {Stream::train_points, Stream::test_points, Stream::batch_order}) {
      for (const std::uint64_t index : {0ull, 1ull, 1ull << 32, (1ull << 32) + 1}) {
        for (std::uint32_t slot = 0; slot < 3; ++slot) {
          seen.insert(Random(seed, stream).words(index, slot));
        }
      }
    }
  }
  EXPECT_EQ(seen.size(), 4u * 3u * 4u * 3u);
}

TEST(Random, StreamsOfOneSeedAreUncorrelated) {
  const Random points(7, Stream::train_points), labels(7, Stream::train_label_noise);
  const int n = 100000;
  double product = 0;
  for (int i = 0; i < n; ++i)
    product += (points.uniform(i, 0) - 0.5) * (labels.uniform(i, 0) - 0.5);
  // Standard deviation of the mean product: (1/12) / sqrt(n).
  EXPECT_LT(std::fabs(product / n), 4.0 / 12.0 / std::sqrt(n));
}

TEST(Random, UniformValuesLieInTheUnitIntervalWithTheRightMoments) {
  const Random random(3, Stream::split);
  const int n = 200000;
  double sum = 0, squares = 0;
  for (int i = 0; i < n; ++i) {
    const double u = random.uniform(i, 2);
    ASSERT_GE(u, 0.0);
    ASSERT_LT(u, 1.0);
    sum += u;
    squares += u * u;
  }
  EXPECT_NEAR(sum / n, 0.5, 4 * std::sqrt(1.0 / 12 / n));
  EXPECT_NEAR(squares / n, 1.0 / 3, 4 * std::sqrt(4.0 / 45 / n));
}

TEST(Random, NormalPairsHaveTheMomentsOfTheNormalDistribution) {
  const Random random(11, Stream::train_points);
  const int n = 200000;
  double sum = 0, squares = 0, fourth = 0, product = 0;
  for (int i = 0; i < n; ++i) {
    const auto [a, b] = random.normal_pair(i, 0);
    sum += a + b;
    squares += a * a + b * b;
    fourth += a * a * a * a + b * b * b * b;
    product += a * b;
  }
  const double deviation = 1 / std::sqrt(2.0 * n);
  EXPECT_NEAR(sum / (2 * n), 0.0, 4 * deviation);
  EXPECT_NEAR(squares / (2 * n), 1.0, 4 * std::sqrt(2.0) * deviation);
  EXPECT_NEAR(fourth / (2 * n), 3.0, 4 * std::sqrt(96.0) * deviation);
  EXPECT_NEAR(product / n, 0.0, 4 / std::sqrt(n));
}

TEST(Random, BelowIsUniformAndStaysBelowItsBound) {
  const Random random(5, Stream::batch_order);
  std::vector<int> counts(7);
  const int n = 70000;
  for (int i = 0; i < n; ++i) {
    const std::uint32_t value = random.below(7, i, 0);
    ASSERT_LT(value, 7u);
    ++counts[value];
  }
  double chi_square = 0;
  for (const int count : counts) chi_square += (count - n / 7.0) * (count - n / 7.0) / (n / 7.0);
  EXPECT_LT(chi_square, 22.5);  // 6 degrees of freedom, p = 0.001
  EXPECT_EQ(random.below(1, 0, 0), 0u);
}

TEST(Random, BelowStaysUniformForBoundsThatRejectHalfOfTheWords) {
  // 2^31 + 1 rejects almost half of all words; a biased draw would favour one half.
  const Random random(6, Stream::batch_order);
  const std::uint32_t bound = (1u << 31) + 1;
  int upper = 0;
  const int n = 40000;
  for (int i = 0; i < n; ++i) upper += random.below(bound, i, 1) >= bound / 2;
  EXPECT_NEAR(upper, n / 2, 4 * std::sqrt(n) / 2);
}

}  // namespace
}  // namespace playground
