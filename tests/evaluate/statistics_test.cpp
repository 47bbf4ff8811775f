// The statistics over seeds against published numbers.
#include "evaluate/statistics.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace playground {
namespace {

const MetricColumn& kLoss = *find_metric("test_loss");
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct TableRow {
  int degrees;
  double percent80, percent90, percent95, percent98, percent99;
};

// Fisher & Yates, Statistical Tables for Biological, Agricultural and Medical Research, table III
// (as in every textbook): two-sided points of Student's t.
constexpr std::array<TableRow, 21> kTable = {{
    {1, 3.078, 6.314, 12.706, 31.821, 63.657}, {2, 1.886, 2.920, 4.303, 6.965, 9.925},
    {3, 1.638, 2.353, 3.182, 4.541, 5.841},    {4, 1.533, 2.132, 2.776, 3.747, 4.604},
    {5, 1.476, 2.015, 2.571, 3.365, 4.032},    {6, 1.440, 1.943, 2.447, 3.143, 3.707},
    {7, 1.415, 1.895, 2.365, 2.998, 3.499},    {8, 1.397, 1.860, 2.306, 2.896, 3.355},
    {9, 1.383, 1.833, 2.262, 2.821, 3.250},    {10, 1.372, 1.812, 2.228, 2.764, 3.169},
    {11, 1.363, 1.796, 2.201, 2.718, 3.106},   {12, 1.356, 1.782, 2.179, 2.681, 3.055},
    {15, 1.341, 1.753, 2.131, 2.602, 2.947},   {19, 1.328, 1.729, 2.093, 2.539, 2.861},
    {20, 1.325, 1.725, 2.086, 2.528, 2.845},   {24, 1.318, 1.711, 2.064, 2.492, 2.797},
    {25, 1.316, 1.708, 2.060, 2.485, 2.787},   {30, 1.310, 1.697, 2.042, 2.457, 2.750},
    {40, 1.303, 1.684, 2.021, 2.423, 2.704},   {60, 1.296, 1.671, 2.000, 2.390, 2.660},
    {120, 1.289, 1.658, 1.980, 2.358, 2.617},
}};

TEST(StudentT, QuantilesAreThoseOfThePublishedTable) {
  constexpr double kRounding = 0.00051;
  for (const TableRow& row : kTable) {
    EXPECT_NEAR(student_t_quantile(0.80, row.degrees), row.percent80, kRounding) << row.degrees;
    EXPECT_NEAR(student_t_quantile(0.90, row.degrees), row.percent90, kRounding) << row.degrees;
    EXPECT_NEAR(student_t_quantile(0.95, row.degrees), row.percent95, kRounding) << row.degrees;
    EXPECT_NEAR(student_t_quantile(0.98, row.degrees), row.percent98, kRounding) << row.degrees;
    EXPECT_NEAR(student_t_quantile(0.99, row.degrees), row.percent99, kRounding) << row.degrees;
  }
}

// For 1 and 2 degrees of freedom the distribution has closed forms.
TEST(StudentT, QuantilesMeetTheClosedFormsToTheLastDigits) {
  const double pi = std::acos(-1.0);
  for (const double p : {0.01, 0.3, 0.5, 0.8, 0.95, 0.99, 0.999, 0.999999}) {
    const double cauchy = std::tan(pi * p / 2);
    EXPECT_NEAR(student_t_quantile(p, 1) / cauchy, 1, 1e-12 + 1e-15 / (1 - p)) << p;
    const double two = p * std::sqrt(2 / (1 - p * p));
    EXPECT_NEAR(student_t_quantile(p, 2) / two, 1, 1e-12 + 1e-15 / (1 - p)) << p;
  }
}

TEST(StudentT, TheProbabilityWithinRisesFromZeroToOne) {
  for (const int degrees : {1, 2, 3, 4, 7, 8, 63, 64}) {
    EXPECT_EQ(student_t_within(0, degrees), 0);
    EXPECT_LT(student_t_within(1, degrees), student_t_within(1.001, degrees));
    EXPECT_NEAR(student_t_within(1e12, degrees), 1, 1e-11);
    EXPECT_NEAR(student_t_quantile(0, degrees), 0, 1e-300);
  }
}

TEST(Summary, LeavesOutWhatIsNoNumber) {
  const Summary summary = summarize(std::vector<double>{2, kNaN, 4, 9});
  EXPECT_EQ(summary.count, 3);
  EXPECT_DOUBLE_EQ(summary.mean, 5);
  EXPECT_DOUBLE_EQ(summary.standard_deviation, std::sqrt(13.0));
  EXPECT_EQ(summary.minimum, 2);
  EXPECT_EQ(summary.maximum, 9);
  EXPECT_TRUE(std::isnan(summarize(std::vector<double>{kNaN}).mean));
  EXPECT_EQ(summarize(std::vector<double>{7}).standard_deviation, 0);
}

// The data of Student's own example (1908), hours of sleep gained by ten patients with two drugs,
// with the interval that R's t.test(paired = TRUE) prints for its data set `sleep`.
TEST(PairedDifference, GivesTheIntervalOfStudentsSleepData) {
  const std::vector<double> first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  const std::vector<double> second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
  const PairedDifference difference = paired_difference(first, second);
  EXPECT_EQ(difference.seeds, 10);
  EXPECT_NEAR(difference.mean, -1.58, 1e-12);
  EXPECT_NEAR(difference.mean - difference.half_width, -2.4598858, 1e-7);
  EXPECT_NEAR(difference.mean + difference.half_width, -0.7001142, 1e-7);
  EXPECT_EQ(difference.lower, 9);
  EXPECT_EQ(difference.higher, 0);
  EXPECT_TRUE(difference.clear());
  EXPECT_EQ(verdict_text(difference, kLoss), "lower by 1.58 ± 0.88 (9 of 10 seeds)");
}

TEST(PairedDifference, IsNotClearWhenTheIntervalHoldsZero) {
  const PairedDifference difference =
      paired_difference(std::vector<double>{1, 2, 3}, std::vector<double>{2, 1, 3.1});
  EXPECT_FALSE(difference.clear());
  EXPECT_EQ(verdict_text(difference, kLoss), "not clear with 3 seeds");
}

TEST(PairedDifference, OneSeedProvesNothing) {
  const PairedDifference difference =
      paired_difference(std::vector<double>{1}, std::vector<double>{2});
  EXPECT_FALSE(difference.clear());
  EXPECT_TRUE(std::isinf(difference.half_width));
  EXPECT_EQ(verdict_text(difference, kLoss), "not clear with 1 seed");
  EXPECT_EQ(verdict_text(paired_difference({}, {}), kLoss), "not clear with 0 seeds");
}

TEST(PairedDifference, LeavesOutPairsWithoutTwoNumbers) {
  const PairedDifference difference =
      paired_difference(std::vector<double>{1, kNaN, 3, 4}, std::vector<double>{2, 2, kNaN, 5.2});
  EXPECT_EQ(difference.seeds, 2);
  EXPECT_EQ(difference.lower, 2);
}

TEST(PairedDifference, WinsFollowWhatIsBetter) {
  const PairedDifference difference =
      paired_difference(std::vector<double>{1, 1, 5, 2}, std::vector<double>{2, 2, 3, 2});
  EXPECT_EQ(difference.wins(Better::lower), 2);
  EXPECT_EQ(difference.wins(Better::higher), 1);
  const PairedDifference lower =
      paired_difference(std::vector<double>{1, 1, 3}, std::vector<double>{2, 2, 2.5});
  EXPECT_EQ(lower.wins(Better::neither), 2);
}

TEST(Verdict, SaysHigherInPercentagePointsAndKeepsAFigureOfSmallIntervals) {
  const PairedDifference accuracy =
      paired_difference(std::vector<double>{0.9, 0.92, 0.91}, std::vector<double>{0.8, 0.81, 0.82});
  EXPECT_EQ(verdict_text(accuracy, *find_metric("test_accuracy")),
            "higher by 10.0 ± 2.5 points (3 of 3 seeds)");
  const PairedDifference tiny =
      paired_difference(std::vector<double>{1, 2, 3}, std::vector<double>{1.0010, 2.0011, 3.0012});
  EXPECT_EQ(verdict_text(tiny, kLoss), "lower by 0.0011 ± 0.0002 (3 of 3 seeds)");
}

}  // namespace
}  // namespace playground
