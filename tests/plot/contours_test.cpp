// Contour lines lie where the interpolated value is the level, and close around a hill.
#include "plot/contours.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include "plot/heat_field.hpp"

namespace playground {
namespace {

TEST(Contours, OfAPlaneAreStraightAtTheLevel) {
  const std::vector<double> values = {0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3};  // the column's number
  const std::vector<ContourSegment> lines = contour_segments(values, 4, 3, 1.25);
  ASSERT_EQ(lines.size(), 2U);
  for (const ContourSegment& line : lines) {
    EXPECT_DOUBLE_EQ(line.x0, 1.25);
    EXPECT_DOUBLE_EQ(line.x1, 1.25);
    EXPECT_DOUBLE_EQ(std::abs(line.y1 - line.y0), 1);
  }
}

TEST(Contours, AroundAHillAreClosed) {
  constexpr int kSize = 15;
  std::vector<double> values;
  for (int row = 0; row < kSize; ++row) {
    for (int column = 0; column < kSize; ++column) {
      values.push_back(std::pow(row - 7, 2) + 1.5 * std::pow(column - 7, 2));
    }
  }
  const std::vector<ContourSegment> lines = contour_segments(values, kSize, kSize, 20.3);
  ASSERT_GT(lines.size(), 16U);
  std::map<std::pair<long, long>, int> ends;  // every end is that of two segments
  const auto place = [](double value) { return std::lround(value * 1e6); };
  for (const ContourSegment& line : lines) {
    ++ends[{place(line.x0), place(line.y0)}];
    ++ends[{place(line.x1), place(line.y1)}];
    const double there = std::pow(line.y0 - 7, 2) + 1.5 * std::pow(line.x0 - 7, 2);
    EXPECT_NEAR(there, 20.3, 0.6);
  }
  for (const auto& [end, count] : ends) EXPECT_EQ(count, 2);
}

TEST(Contours, AtASaddleTheMiddleDecides) {
  // High at (0,0) and (1,1). With the middle above, the two low corners are cut off.
  const auto cuts_corner = [](const std::vector<ContourSegment>& lines, double x, double y) {
    for (const ContourSegment& line : lines) {
      const double far = std::abs(line.x0 - x) + std::abs(line.y0 - y) + std::abs(line.x1 - x) +
                         std::abs(line.y1 - y);
      if (far < 1.5) return true;
    }
    return false;
  };
  const std::vector<ContourSegment> high =
      contour_segments(std::vector<double>{9, 0, 0, 9}, 2, 2, 4);
  ASSERT_EQ(high.size(), 2U);
  EXPECT_TRUE(cuts_corner(high, 1, 0));
  EXPECT_TRUE(cuts_corner(high, 0, 1));
  const std::vector<ContourSegment> low =
      contour_segments(std::vector<double>{9, 0, 0, 9}, 2, 2, 5);
  ASSERT_EQ(low.size(), 2U);
  EXPECT_TRUE(cuts_corner(low, 0, 0));
  EXPECT_TRUE(cuts_corner(low, 1, 1));
}

TEST(Contours, LeaveOutWhatIsNotFinite) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(contour_segments(std::vector<double>{0, none, 1, 1}, 2, 2, 0.5).empty());
  EXPECT_TRUE(contour_segments(std::vector<double>{1, 1, 1, 1}, 2, 2, 0.5).empty());
}

TEST(HeatColour, GoesThroughTheStopsOfViridis) {
  EXPECT_EQ(heat_colour(0), IM_COL32(0x44, 0x01, 0x54, 255));
  EXPECT_EQ(heat_colour(1), IM_COL32(0xFD, 0xE7, 0x25, 255));
  EXPECT_EQ(heat_colour(4.0 / 9), IM_COL32(0x26, 0x82, 0x8E, 255));
  EXPECT_EQ(heat_colour(-2), heat_colour(0));
  EXPECT_EQ(heat_colour(7), heat_colour(1));
}

}  // namespace
}  // namespace playground
