// What several seeds say: mean and spread of a metric, and whether two runs differ. Runs are paired
// (a seed gives both the same data, initial weights and batches), so differences are taken seed by
// seed, which leaves out what the seeds have in common.
//   PairedDifference d = paired_difference(losses_of_b, losses_of_a);
//   verdict_text(d, *find_metric("test_loss"))  // "lower by 0.21 ± 0.05 (12 of 12 seeds)"
#pragma once

#include <span>
#include <string>

#include "evaluate/metric_table.hpp"

namespace playground {

// Mean and sample standard deviation (n - 1; 0 for one value) of the values that are not NaN. Mean,
// minimum and maximum are NaN when there is none.
struct Summary {
  double mean = 0;
  double standard_deviation = 0;
  double minimum = 0;
  double maximum = 0;
  int count = 0;
};
Summary summarize(std::span<const double> values);

// The probability that Student's t with `degrees` (1, 2, ...) degrees of freedom lies in [-t, t],
// for t >= 0: the finite sums of Abramowitz & Stegun, Handbook of Mathematical Functions (1964),
// 26.7.3 and 26.7.4.
double student_t_within(double t, int degrees);
// Its inverse: the t >= 0 with that probability within [-t, t], by bisection; 0 <= probability < 1.
// student_t_quantile(0.95, 9) = 2.262157: the factor of a 95 % confidence interval of 10 values.
double student_t_quantile(double probability, int degrees);

inline constexpr double kConfidence = 0.95;

// Differences `first[i] - second[i]` over the seeds i where both are finite.
struct PairedDifference {
  int seeds = 0;  // pairs used
  double mean = 0;
  double standard_deviation = 0;
  // Half the width of the 95 % confidence interval of the mean: t(0.95, n - 1) * sd / sqrt(n), the
  // paired t interval (Student, "The probable error of a mean", Biometrika 6, 1908). Infinite for
  // one seed, NaN for none.
  double half_width = 0;
  int lower = 0;   // seeds where the first is lower
  int higher = 0;  // seeds where the first is higher

  // The interval leaves out zero.
  bool clear() const;
  // Seeds where the first run is the better one; where neither way is better, those on the side of
  // the mean.
  int wins(Better better) const;
};
PairedDifference paired_difference(std::span<const double> first, std::span<const double> second);

// "lower by 0.21 ± 0.05 (12 of 12 seeds)": the mean difference, half its 95 % interval, and in how
// many seeds the sign is that of the mean; "not clear with 8 seeds" when the interval holds zero.
// Differences of fractions are in percentage points. There are two decimals (points: one), more
// where the interval is too small for them.
std::string verdict_text(const PairedDifference& difference, const MetricColumn& metric);

}  // namespace playground
