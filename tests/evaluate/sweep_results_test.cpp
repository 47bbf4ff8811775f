#include "evaluate/sweep_results.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace playground {
namespace {

const MetricColumn& kCellLoss = *find_metric("test_loss");

Experiment one_map() {
  Experiment experiment = default_experiment();
  experiment.runs.resize(1);
  experiment.sweep.x.count = 2;
  experiment.sweep.y.count = 4;
  experiment.sweep.seeds = 4;
  return experiment;
}

CellResult cell(int column, int row, double mean, double half_spread, bool diverged = false) {
  CellResult result{{0, column, row}, {}};
  for (const double sign : {-1.0, -1.0, 1.0, 1.0}) {
    SeedOutcome seed;
    seed.metrics.test_loss = mean + sign * half_spread;
    seed.metrics.test_accuracy = 1 - mean;
    seed.diverged = diverged && sign > 0;
    result.seeds.push_back(seed);
  }
  return result;
}

SweepResults filled() {
  SweepResults results(*plan_sweep(one_map()));
  EXPECT_TRUE(results.add(cell(0, 0, 0.50, 0.01)));
  EXPECT_TRUE(results.add(cell(0, 1, 0.31, 0.01)));
  EXPECT_TRUE(results.add(cell(0, 2, 0.30, 0.03)));  // standard error .0173
  EXPECT_TRUE(results.add(cell(0, 3, 0.40, 0.01)));
  EXPECT_TRUE(results.add(cell(1, 0, 0.35, 0.001)));
  EXPECT_TRUE(results.add(cell(1, 1, 0.36, 0.01)));
  EXPECT_TRUE(results.add(cell(1, 2, 0.01, 0.01, true)));
  return results;
}

TEST(SweepResults, mean_spread_and_standard_error_are_over_the_seeds) {
  const CellValue value = cell_value(cell(0, 0, 0.5, 0.03), kCellLoss);
  EXPECT_NEAR(value.mean, 0.5, 1e-12);
  EXPECT_NEAR(value.standard_deviation, 0.03 * std::sqrt(4.0 / 3), 1e-12);
  EXPECT_NEAR(value.standard_error, 0.03 * std::sqrt(4.0 / 3) / 2, 1e-12);
  EXPECT_TRUE(std::isnan(cell_value(cell(0, 0, 0.5, 0.03, true), kCellLoss).mean));
}

TEST(SweepResults, the_best_cell_is_never_one_that_diverged) {
  const SweepResults results = filled();
  const auto best = results.best(0, kCellLoss);
  ASSERT_TRUE(best);
  EXPECT_EQ(best->cell, (CellId{0, 0, 2}));
  EXPECT_EQ(results.best(0, *find_metric("test_accuracy"))->cell, (CellId{0, 0, 2}));
  EXPECT_EQ(results.diverged(0), 1);
  EXPECT_EQ(results.finished(), 7);
  EXPECT_EQ(results.missing(), (std::vector<CellId>{{0, 1, 3}}));
}

TEST(SweepResults, cells_within_one_standard_error_of_the_best_are_as_good) {
  const std::vector<CellId> expected = {{0, 0, 1}, {0, 0, 2}};
  EXPECT_EQ(filled().within_one_error(0, kCellLoss), expected);
}

TEST(SweepResults, the_ridge_is_the_best_of_each_column_with_its_whisker) {
  const std::vector<RidgePoint> ridge = filled().ridge(0, kCellLoss);
  ASSERT_EQ(ridge.size(), 2u);
  EXPECT_EQ(ridge[0].best.cell.row, 2);
  EXPECT_EQ(ridge[0].low_row, 1);
  EXPECT_EQ(ridge[0].high_row, 2);
  EXPECT_FALSE(ridge[0].at_edge);
  EXPECT_EQ(ridge[1].best.cell.row, 0);
  EXPECT_EQ(ridge[1].high_row, 0);
  EXPECT_TRUE(ridge[1].at_edge);
}

TEST(SweepResults, foreign_cells_are_refused_and_a_cell_counts_once) {
  SweepResults results = filled();
  CellResult foreign = cell(2, 0, 0.1, 0);
  EXPECT_FALSE(results.add(foreign));
  foreign.cell = {1, 0, 0};
  EXPECT_FALSE(results.add(foreign));
  foreign.cell = {0, 0, 0};
  foreign.seeds.pop_back();
  EXPECT_FALSE(results.add(foreign));
  EXPECT_TRUE(results.add(cell(0, 0, 0.2, 0.01)));
  EXPECT_EQ(results.finished(), 7);
}

TEST(SweepResults, an_empty_map_has_neither_best_nor_range) {
  const SweepResults results(*plan_sweep(one_map()));
  EXPECT_FALSE(results.best(0, kCellLoss));
  EXPECT_FALSE(results.range(kCellLoss));
  EXPECT_TRUE(results.ridge(0, kCellLoss).empty());
}

}  // namespace
}  // namespace playground
