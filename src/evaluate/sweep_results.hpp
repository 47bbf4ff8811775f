// What the cells of a sweep say, as they come: mean and spread over a cell's seeds, the best cell
// of a map, the cells within one standard error of it, and the ridge (the best row of each column).
//   SweepResults results(plan);  results.add(cell);
//   if (const auto best = results.best(0, metric)) use(best->cell, best->value.mean);
#pragma once

#include <optional>
#include <vector>

#include "evaluate/metric_table.hpp"
#include "train/sweep_outcome.hpp"

namespace playground {

struct CellValue {
  double mean = 0;                // NaN where a seed diverged or the metric does not apply
  double standard_deviation = 0;  // sample standard deviation; 0 for one seed
  double standard_error = 0;      // of the mean: sd / sqrt(seeds); 0 for one seed
};
CellValue cell_value(const CellResult& cell, const MetricColumn& metric);

struct BestCell {
  CellId cell;
  CellValue value;
};

struct RidgePoint {
  BestCell best;
  // The rows about it, without a gap, whose mean is within one standard error of its.
  int low_row = 0;
  int high_row = 0;
  // The best is the first or the last row: the true best may lie beyond the grid.
  bool at_edge = false;
};

class SweepResults {
 public:
  explicit SweepResults(SweepPlan plan);

  const SweepPlan& plan() const { return plan_; }
  // The same trainings, planned anew for an experiment whose runs have other numbers.
  void renumber_runs(const SweepPlan& plan);
  // False when the plan has no such cell, or it has another number of seeds than the plan says.
  bool add(CellResult result);
  bool has(const CellId& cell) const;                // a cell of the plan
  const CellResult* find(const CellId& cell) const;  // nullptr: not there yet
  int finished() const { return finished_; }
  int total() const { return static_cast<int>(plan_.order.size()); }
  int diverged(int map) const;  // cells
  // The cells to come, in the plan's order.
  std::vector<CellId> missing() const;

  // Of the cells that are there and did not diverge. The metric must have a better way
  // (better_value).
  std::optional<BestCell> best(int map, const MetricColumn& metric) const;
  // The one-standard-error rule (Breiman, Friedman, Olshen & Stone, Classification and Regression
  // Trees, 1984, section 3.4.3): cells whose mean is not worse than the best one's by more than the
  // best one's standard error. The best itself is among them.
  std::vector<CellId> within_one_error(int map, const MetricColumn& metric) const;
  // By column; columns without a result are left out.
  std::vector<RidgePoint> ridge(int map, const MetricColumn& metric) const;
  // Lowest and highest mean of all maps; nothing when there is none.
  std::optional<std::pair<double, double>> range(const MetricColumn& metric) const;

 private:
  std::size_t place(const CellId& cell) const;
  std::optional<BestCell> best_of(const std::vector<CellId>& cells,
                                  const MetricColumn& metric) const;

  SweepPlan plan_;
  std::vector<std::vector<std::optional<CellResult>>> cells_;  // [map][row * columns + column]
  int finished_ = 0;
};

// Whether `value` is better than `other`: lower, or higher for accuracies. Gap and weight norm have
// no better way of their own; their maps mark the lower one.
bool better_value(const MetricColumn& metric, double value, double other);

}  // namespace playground
