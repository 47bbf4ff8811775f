#include "plot/view.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

constexpr Range kSteps{0, 2000};

TEST(Zoom, KeepsThePointUnderThePointerInPlace) {
  const Range range{400, 1200};
  for (double about : {450.0, 800.0, 1150.0}) {
    const Range closer = zoom_about(range, about, 0.5, kSteps, 20);
    EXPECT_DOUBLE_EQ(closer.span(), 400);
    EXPECT_NEAR((about - closer.low) / closer.span(), (about - range.low) / range.span(), 1e-12);
  }
}

TEST(Zoom, InAndOutAgainGivesTheSameRange) {
  const Range range{500, 1500};
  const Range back = zoom_about(zoom_about(range, 900, 0.8, kSteps, 20), 900, 1 / 0.8, kSteps, 20);
  EXPECT_NEAR(back.low, range.low, 1e-9);
  EXPECT_NEAR(back.high, range.high, 1e-9);
}

TEST(Zoom, NeverLeavesTheLimitsNorFallsBelowTheSmallestSpan) {
  Range range = kSteps;
  for (int i = 0; i < 200; ++i) {
    range = zoom_about(range, 1990, 0.7, kSteps, 20);
    ASSERT_GE(range.low, kSteps.low);
    ASSERT_LE(range.high, kSteps.high);
    ASSERT_GE(range.span(), 20 - 1e-9);
  }
  for (int i = 0; i < 200; ++i) range = zoom_about(range, 3, 1.3, kSteps, 20);
  EXPECT_EQ(range, kSteps);
  EXPECT_TRUE(shows_all(range, kSteps));
}

TEST(Pan, KeepsTheSpanAndStopsAtTheLimits) {
  EXPECT_EQ(pan({100, 300}, 50, kSteps), (Range{150, 350}));
  EXPECT_EQ(pan({100, 300}, -500, kSteps), (Range{0, 200}));
  EXPECT_EQ(pan({100, 300}, 5000, kSteps), (Range{1800, 2000}));
  EXPECT_EQ(pan(kSteps, 5, kSteps), kSteps);
}

TEST(DragBox, TakesBothDirectionsAndIsNeverTooNarrow) {
  EXPECT_EQ(drag_range(800, 200, kSteps, 20), (Range{200, 800}));
  const Range narrow = drag_range(1999, 2500, kSteps, 20);
  EXPECT_NEAR(narrow.span(), 20, 1e-9);
  EXPECT_LE(narrow.high, 2000);
}

TEST(GrowingAxis, StaysAsItIsWhileTheDataFitsAndNeverShrinks) {
  Range axis{0, 0.8};
  EXPECT_EQ(grow_range(axis, {0, 0.7}), axis);
  double highest = axis.high;
  for (double needed : {0.79, 0.81, 0.5, 1.3, 0.2, 6.0, 1.0}) {
    axis = grow_range(axis, {0, needed});
    EXPECT_GE(axis.high, highest);
    EXPECT_GE(axis.high, needed);
    EXPECT_EQ(axis.low, 0);
    highest = axis.high;
  }
  EXPECT_DOUBLE_EQ(grow_range({0, 0.8}, {0, 0.81}).high, 1.0);
}

}  // namespace
}  // namespace playground
