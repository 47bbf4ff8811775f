#include "plot/scales.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace playground {
namespace {

Axis linear(double low, double high) {
  return {AxisScale::linear, {low, high}};
}
Axis logarithmic(double low, double high) {
  return {AxisScale::logarithmic, {low, high}};
}

std::vector<std::string> texts(const Axis& axis, int most = 6) {
  std::vector<std::string> result;
  for (const Tick& tick : make_ticks(axis, most)) result.push_back(tick.text);
  return result;
}

using Texts = std::vector<std::string>;

TEST(Ticks, AreRoundNumbersAtTheOpeningAxes) {
  EXPECT_EQ(texts(linear(0, 1)), (Texts{"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"}));
  EXPECT_EQ(texts(linear(0, 2000)), (Texts{"0", "500", "1,000", "1,500", "2,000"}));
  EXPECT_EQ(texts(linear(0, 2000), 3), (Texts{"0", "1,000", "2,000"}));
  EXPECT_EQ(texts(linear(70, 100)), (Texts{"70", "80", "90", "100"}));
  EXPECT_EQ(texts(linear(-4, 4), 5), (Texts{"\u22124", "\u22122", "0", "2", "4"}));
}

TEST(Ticks, AFittedRangeHasFourToSixTicksOnBothEndsAndCoversWhatWasAsked) {
  for (int i = 0; i < 2000; ++i) {
    const double low = std::sin(i * 1.7) * std::pow(10.0, i % 7 - 3);
    const double size = std::max(std::abs(low), 1e-4);
    const double high = low + size * (1.01 + std::sin(i * 0.37)) * std::pow(10.0, i % 5 - 3);
    const Range fitted = fit_range({low, high});
    ASSERT_LE(fitted.low, low + 1e-12 * std::abs(low));
    ASSERT_GE(fitted.high, high - 1e-12 * std::abs(high));
    const std::vector<Tick> ticks = make_ticks({AxisScale::linear, fitted});
    ASSERT_GE(ticks.size(), 4u) << fitted.low << " " << fitted.high;
    ASSERT_LE(ticks.size(), 6u) << fitted.low << " " << fitted.high;
    const double slack = 1e-6 * fitted.span();
    ASSERT_NEAR(ticks.front().value, fitted.low, slack);
    ASSERT_NEAR(ticks.back().value, fitted.high, slack);
  }
}

TEST(Ticks, AnyRangeHasThreeToSixTicksInsideItAtEqualDistances) {
  for (int i = 0; i < 2000; ++i) {
    const double low = std::cos(i * 2.1) * 50;
    const double high = low + std::pow(10.0, (i % 97) / 97.0 * 6 - 3);
    const std::vector<Tick> ticks = make_ticks(linear(low, high));
    ASSERT_GE(ticks.size(), 3u) << low << " " << high;
    ASSERT_LE(ticks.size(), 6u) << low << " " << high;
    const double step = ticks[1].value - ticks[0].value;
    for (std::size_t t = 0; t < ticks.size(); ++t) {
      ASSERT_GE(ticks[t].value, low - 1e-9 * step);
      ASSERT_LE(ticks[t].value, high + 1e-9 * step);
      ASSERT_NEAR(ticks[t].value, ticks[0].value + step * static_cast<double>(t), 1e-6 * step);
    }
    const double mantissa = step / std::pow(10.0, std::floor(std::log10(step) + 1e-9));
    const bool round = std::abs(mantissa - 1) < 1e-6 || std::abs(mantissa - 2) < 1e-6 ||
                       std::abs(mantissa - 2.5) < 1e-6 || std::abs(mantissa - 5) < 1e-6;
    ASSERT_TRUE(round) << step;
  }
}

TEST(Ticks, TextsOfOneAxisAreAllDifferent) {
  for (int i = 0; i < 500; ++i) {
    const double low = std::cos(i * 2.1);
    const Texts all = texts(linear(low, low + std::pow(10.0, i % 6 - 4)));
    for (std::size_t t = 1; t < all.size(); ++t) ASSERT_NE(all[t - 1], all[t]) << low;
  }
}

TEST(Ticks, LogarithmicAxesShowDecadesAndTheirTwoAndFiveFoldWhenFew) {
  EXPECT_EQ(texts(logarithmic(1e-5, 1)),
            (Texts{"10\u207b\u2075", "10\u207b\u2074", "0.001", "0.01", "0.1", "1"}));
  EXPECT_EQ(texts(logarithmic(0.1, 1)), (Texts{"0.1", "0.2", "0.5", "1"}));
  EXPECT_LE(texts(logarithmic(1e-12, 1e12)).size(), 6u);
  EXPECT_TRUE(texts(logarithmic(0, 1)).empty());
}

TEST(TickText, HasMinusSignsThousandsAndPowers) {
  EXPECT_EQ(tick_text(-3), "\u22123");
  EXPECT_EQ(tick_text(12345), "12,345");
  EXPECT_EQ(tick_text(-1234567.0 / 10), "\u2212123,456.7");
  EXPECT_EQ(tick_text(0.25, 0.25), "0.25");
  EXPECT_EQ(tick_text(0.5, 0.25), "0.50");
  EXPECT_EQ(tick_text(0.0005), "0.0005");
  EXPECT_EQ(tick_text(0.0001), "10\u207b\u2074");
  EXPECT_EQ(tick_text(0.0002, 0.0001), "2\u00b710\u207b\u2074");
  EXPECT_EQ(tick_text(2e6), "2\u00b710\u2076");
  EXPECT_EQ(tick_text(0), "0");
  EXPECT_EQ(tick_text(1e-18, 0.2), "0.0");
}

TEST(Axis, FractionAndValueAreInverse) {
  for (const Axis& axis : {linear(-2, 7), logarithmic(1e-4, 30)}) {
    EXPECT_DOUBLE_EQ(axis.fraction(axis.range.low), 0);
    EXPECT_DOUBLE_EQ(axis.fraction(axis.range.high), 1);
    for (double fraction : {0.1, 0.5, 0.93}) {
      EXPECT_NEAR(axis.fraction(axis.value_at(fraction)), fraction, 1e-12);
    }
  }
  EXPECT_TRUE(std::isnan(logarithmic(1e-4, 1).fraction(0)));
}

TEST(NiceNumbers, AreOneTwoOrFiveTimesAPowerOfTen) {
  EXPECT_DOUBLE_EQ(nice_ceiling(0.21), 0.5);
  EXPECT_DOUBLE_EQ(nice_ceiling(0.2), 0.2);
  EXPECT_DOUBLE_EQ(nice_ceiling(5.1), 10);
  EXPECT_DOUBLE_EQ(nice_floor(0.21), 0.2);
  EXPECT_DOUBLE_EQ(nice_floor(499), 200);
}

TEST(FittedRange, OfOneValueOrOfDecadesHasAnExtent) {
  EXPECT_GT(fit_range({3, 3}).span(), 0);
  EXPECT_GT(fit_range({0, 0}).span(), 0);
  const Range decades = fit_range({0.03, 0.6}, AxisScale::logarithmic);
  EXPECT_NEAR(decades.low, 0.01, 1e-12);
  EXPECT_NEAR(decades.high, 1, 1e-12);
  EXPECT_GT(fit_range({1, 1}, AxisScale::logarithmic).span(), 0);
}

}  // namespace
}  // namespace playground
