#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "plot/decimate.hpp"
#include "plot/labels.hpp"
#include "plot/smooth.hpp"

namespace playground {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<double> rising(std::size_t count) {
  std::vector<double> x(count);
  for (std::size_t i = 0; i < count; ++i) x[i] = static_cast<double>(i);
  return x;
}

TEST(Decimation, KeepsTheExtremesOfEveryColumn) {
  const std::vector<double> x = rising(20000);
  std::vector<double> y(x.size());
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = std::sin(x[i] * 0.37);
  y[7777] = 50;
  y[12345] = -50;
  const Axis axis{AxisScale::linear, {0, 20000}};
  const auto pieces = decimate(x, y, axis, 300);
  ASSERT_EQ(pieces.size(), 1u);
  EXPECT_LE(pieces[0].size(), 4u * 301);
  EXPECT_GE(pieces[0].size(), 2u * 300);
  EXPECT_NE(std::find(pieces[0].begin(), pieces[0].end(), Point{7777, 50}), pieces[0].end());
  EXPECT_NE(std::find(pieces[0].begin(), pieces[0].end(), Point{12345, -50}), pieces[0].end());
  EXPECT_TRUE(std::is_sorted(pieces[0].begin(), pieces[0].end(),
                             [](const Point& a, const Point& b) { return a.x < b.x; }));
  // Within each column the lowest and highest are those of all its points.
  for (int column = 0; column < 300; ++column) {
    const auto inside = [&](double value) {
      return static_cast<int>(std::floor(axis.fraction(value) * 300)) == column;
    };
    double low = 1e9, high = -1e9, kept_low = 1e9, kept_high = -1e9;
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (!inside(x[i])) continue;
      low = std::min(low, y[i]);
      high = std::max(high, y[i]);
    }
    for (const Point& point : pieces[0]) {
      if (!inside(point.x)) continue;
      kept_low = std::min(kept_low, point.y);
      kept_high = std::max(kept_high, point.y);
    }
    ASSERT_EQ(low, kept_low) << column;
    ASSERT_EQ(high, kept_high) << column;
  }
}

TEST(Decimation, LeavesAShortSeriesAsItIs) {
  const std::vector<double> x = rising(50);
  const auto pieces = decimate(x, x, {AxisScale::linear, {0, 49}}, 400);
  ASSERT_EQ(pieces.size(), 1u);
  EXPECT_EQ(pieces[0].size(), 50u);
}

TEST(Decimation, BreaksAtValuesThatAreNotFinite) {
  const std::vector<double> x = rising(9);
  const std::vector<double> y = {kNaN, 1, 2, kNaN, kNaN, 3, 4, INFINITY, 5};
  const auto pieces = decimate(x, y, {AxisScale::linear, {0, 8}}, 100);
  ASSERT_EQ(pieces.size(), 3u);
  EXPECT_EQ(pieces[0], (std::vector<Point>{{1, 1}, {2, 2}}));
  EXPECT_EQ(pieces[1], (std::vector<Point>{{5, 3}, {6, 4}}));
  EXPECT_EQ(pieces[2], (std::vector<Point>{{8, 5}}));
}

// A curve under way: points are added a few at a time, and the last is another in the next call.
TEST(Decimation, OfAGrowingSeriesIsThatOfAllOfIt) {
  std::uint32_t state = 7;
  const auto draw = [&state](std::uint32_t below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 16) % below;
  };
  const std::vector<Axis> axes = {{AxisScale::linear, {0, 4000}},
                                  {AxisScale::linear, {1000, 2000}},
                                  {AxisScale::linear, {3990, 9000}},
                                  {AxisScale::logarithmic, {1, 4000}}};
  for (const Axis& axis : axes) {
    for (const int columns : {3, 40, 5000}) {
      Thinner thinner(axis, columns);
      std::vector<double> x, y;
      while (x.size() < 3000) {
        const std::uint32_t count = 1 + draw(60);
        if (!x.empty()) y.back() = draw(100);  // the value of the moment has become another
        for (std::uint32_t i = 0; i < count; ++i) {
          x.push_back(x.empty() ? 0 : x.back() + 1 + draw(2));
          y.push_back(draw(50) == 0 ? kNaN : draw(100));
        }
        ASSERT_EQ(thinner.extend(x, y), decimate(x, y, axis, columns))
            << x.size() << " points, " << columns << " columns";
        ASSERT_EQ(thinner.extend(x, y), decimate(x, y, axis, columns)) << "and again";
      }
    }
  }
}

TEST(Decimation, OfAPartKeepsOnePointBeyondEachEnd) {
  const std::vector<double> x = rising(100);
  const auto pieces = decimate(x, x, {AxisScale::linear, {30.5, 40.5}}, 1000);
  ASSERT_EQ(pieces.size(), 1u);
  EXPECT_EQ(pieces[0].front().x, 30);
  EXPECT_EQ(pieces[0].back().x, 41);
  EXPECT_TRUE(decimate({}, {}, {AxisScale::linear, {0, 1}}, 10).empty());
}

TEST(TrailingMean, AveragesTheLastValuesAndBeginsAnewAfterAGap) {
  const std::vector<double> values = {1, 3, 5, 7, 9, 11, kNaN, 10, 20, 40};
  const std::vector<double> means = trailing_mean(values, 3);
  EXPECT_DOUBLE_EQ(means[0], 1);
  EXPECT_DOUBLE_EQ(means[1], 3);  // the last half of two values
  EXPECT_DOUBLE_EQ(means[2], 4);
  EXPECT_DOUBLE_EQ(means[4], 7);  // the whole window
  EXPECT_DOUBLE_EQ(means[5], 9);
  EXPECT_TRUE(std::isnan(means[6]));
  EXPECT_DOUBLE_EQ(means[7], 10);
  EXPECT_DOUBLE_EQ(means[9], 30);
}

TEST(TrailingMean, OfAnyLengthIsTheMeanOfTheWindowAndForgetsALargeValue) {
  std::vector<double> values;
  for (int i = 0; i < 137; ++i) values.push_back(std::sin(i * 0.7) + (i == 50 ? 1e16 : 0));
  const std::vector<double> means = trailing_mean(values, 10);
  for (std::size_t i = 20; i < values.size(); ++i) {
    double sum = 0;
    for (std::size_t j = i - 9; j <= i; ++j) sum += values[j];
    if (i < 50 || i >= 60) {
      EXPECT_NEAR(means[i], sum / 10, 1e-14) << i;
    }
  }
}

TEST(IndexAt, IsTheLastPointNotAfterTheStep) {
  const std::vector<double> x = {0, 10, 20};
  EXPECT_EQ(index_at(x, 0), 0u);
  EXPECT_EQ(index_at(x, 19.9), 1u);
  EXPECT_EQ(index_at(x, 500), 2u);
  EXPECT_EQ(index_at(x, -1), std::nullopt);
  EXPECT_EQ(index_at({}, 3), std::nullopt);
}

std::vector<double> valley(double rise) {
  std::vector<double> loss;
  for (int i = 0; i < 100; ++i) {
    loss.push_back(i < 20 ? 0.7 - 0.02 * i : 0.3 + rise * (i - 20) / 79.0);
  }
  return loss;
}

TEST(BestStep, SaysOverfitsOnlyWhenTheLossRoseByAMarginAfterwards) {
  const std::vector<double> overfitting = valley(0.25);
  const auto best = find_best(overfitting, overfitting);
  ASSERT_TRUE(best);
  EXPECT_EQ(best->index, 20u);
  EXPECT_TRUE(best->then_overfits);
  const std::vector<double> flat = valley(0.02);
  EXPECT_FALSE(find_best(flat, flat)->then_overfits);
}

TEST(BestStep, ARiseWithinTheNoiseOfTheCurveIsNotOverfitting) {
  const std::vector<double> smooth = valley(0.1);
  std::vector<double> raw = smooth;
  for (std::size_t i = 0; i < raw.size(); ++i) raw[i] += i % 2 ? 0.2 : -0.2;
  EXPECT_FALSE(find_best(smooth, raw)->then_overfits);
}

TEST(BestStep, ACurveThatOnlyFallsOrOnlyRisesOrHasNothingMakesNoClaim) {
  const std::vector<double> falling = {0.7, 0.6, 0.5, 0.4, 0.3};
  EXPECT_FALSE(find_best(falling, falling)->then_overfits);
  const std::vector<double> climbing = {0.3, 0.4, 0.5, 0.6, 0.7};
  EXPECT_FALSE(find_best(climbing, climbing)->then_overfits);
  const std::vector<double> nothing = {kNaN, kNaN};
  EXPECT_EQ(find_best(nothing, nothing), std::nullopt);
}

TEST(Labels, KeepTheirSpacingTheirOrderAndTheLimits) {
  const std::vector<double> wanted = {100, 101, 99, 300, 305, 12};
  const std::vector<double> places = space_apart(wanted, 18, {10, 310});
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    EXPECT_GE(places[i], 10 - 1e-9);
    EXPECT_LE(places[i], 310 + 1e-9);
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_GE(std::abs(places[i] - places[j]), 18 - 1e-9) << i << " " << j;
      EXPECT_EQ(wanted[i] < wanted[j], places[i] < places[j]);
    }
  }
}

TEST(Labels, ThatDoNotTouchStayWhereTheyAreAndAPairMovesEvenly) {
  EXPECT_EQ(space_apart(std::vector<double>{10, 50, 90}, 18, {0, 100}),
            (std::vector<double>{10, 50, 90}));
  EXPECT_EQ(space_apart(std::vector<double>{50, 52}, 18, {0, 100}), (std::vector<double>{42, 60}));
  EXPECT_TRUE(space_apart({}, 18, {0, 100}).empty());
}

}  // namespace
}  // namespace playground
