#include "evaluate/sweep_results.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "evaluate/statistics.hpp"

namespace playground {
namespace {

std::vector<CellId> cells_of(const SweepPlan& plan, int map) {
  std::vector<CellId> cells;
  const SweepMap& values = plan.maps[static_cast<std::size_t>(map)];
  for (int row = 0; row < static_cast<int>(values.y.size()); ++row) {
    for (int column = 0; column < static_cast<int>(values.x.size()); ++column) {
      cells.push_back({map, column, row});
    }
  }
  return cells;
}

bool within_error(const MetricColumn& metric, const CellValue& best, double mean) {
  const double sign = metric.better == Better::higher ? -1 : 1;
  return sign * (mean - best.mean) <= best.standard_error;
}

}  // namespace

CellValue cell_value(const CellResult& cell, const MetricColumn& metric) {
  CellValue value;
  value.mean = std::numeric_limits<double>::quiet_NaN();
  if (cell.diverged() || cell.seeds.empty()) return value;
  std::vector<double> values;
  for (const SeedOutcome& seed : cell.seeds) values.push_back(seed.metrics.*metric.member);
  const Summary summary = summarize(values);
  value.mean = summary.mean;
  value.standard_deviation = summary.standard_deviation;
  value.standard_error =
      summary.standard_deviation / std::sqrt(static_cast<double>(cell.seeds.size()));
  return value;
}

bool better_value(const MetricColumn& metric, double value, double other) {
  return metric.better == Better::higher ? value > other : value < other;
}

SweepResults::SweepResults(SweepPlan plan) : plan_(std::move(plan)) {
  for (const SweepMap& map : plan_.maps) cells_.emplace_back(map.x.size() * map.y.size());
}

std::size_t SweepResults::place(const CellId& cell) const {
  const SweepMap& map = plan_.maps[static_cast<std::size_t>(cell.map)];
  return static_cast<std::size_t>(cell.row) * map.x.size() + static_cast<std::size_t>(cell.column);
}

void SweepResults::renumber_runs(const SweepPlan& plan) {
  for (std::size_t map = 0; map < std::min(plan.maps.size(), plan_.maps.size()); ++map) {
    plan_.maps[map].run = plan.maps[map].run;
  }
}

bool SweepResults::has(const CellId& cell) const {
  if (cell.map < 0 || static_cast<std::size_t>(cell.map) >= plan_.maps.size()) return false;
  const SweepMap& map = plan_.maps[static_cast<std::size_t>(cell.map)];
  return cell.column >= 0 && static_cast<std::size_t>(cell.column) < map.x.size() &&
         cell.row >= 0 && static_cast<std::size_t>(cell.row) < map.y.size();
}

bool SweepResults::add(CellResult result) {
  const CellId cell = result.cell;
  if (!has(cell) || static_cast<int>(result.seeds.size()) != plan_.seeds) return false;
  std::optional<CellResult>& held = cells_[static_cast<std::size_t>(cell.map)][place(cell)];
  if (!held) ++finished_;
  held = std::move(result);
  return true;
}

const CellResult* SweepResults::find(const CellId& cell) const {
  const std::optional<CellResult>& held = cells_[static_cast<std::size_t>(cell.map)][place(cell)];
  return held ? &*held : nullptr;
}

int SweepResults::diverged(int map) const {
  const auto& cells = cells_[static_cast<std::size_t>(map)];
  return static_cast<int>(std::count_if(cells.begin(), cells.end(),
                                        [](const auto& cell) { return cell && cell->diverged(); }));
}

std::vector<CellId> SweepResults::missing() const {
  std::vector<CellId> cells;
  for (const CellId& cell : plan_.order) {
    if (find(cell) == nullptr) cells.push_back(cell);
  }
  return cells;
}

std::optional<BestCell> SweepResults::best_of(const std::vector<CellId>& cells,
                                              const MetricColumn& metric) const {
  std::optional<BestCell> best;
  for (const CellId& cell : cells) {
    const CellResult* const result = find(cell);
    if (result == nullptr) continue;
    const CellValue value = cell_value(*result, metric);
    if (std::isnan(value.mean)) continue;
    if (!best || better_value(metric, value.mean, best->value.mean)) best = BestCell{cell, value};
  }
  return best;
}

std::optional<BestCell> SweepResults::best(int map, const MetricColumn& metric) const {
  return best_of(cells_of(plan_, map), metric);
}

std::vector<CellId> SweepResults::within_one_error(int map, const MetricColumn& metric) const {
  const std::optional<BestCell> best_cell = best(map, metric);
  std::vector<CellId> near;
  if (!best_cell) return near;
  for (const CellId& cell : cells_of(plan_, map)) {
    const CellResult* const result = find(cell);
    if (result == nullptr) continue;
    if (within_error(metric, best_cell->value, cell_value(*result, metric).mean)) {
      near.push_back(cell);
    }
  }
  return near;
}

std::vector<RidgePoint> SweepResults::ridge(int map, const MetricColumn& metric) const {
  std::vector<RidgePoint> ridge;
  const SweepMap& values = plan_.maps[static_cast<std::size_t>(map)];
  const int rows = static_cast<int>(values.y.size());
  for (int column = 0; column < static_cast<int>(values.x.size()); ++column) {
    std::vector<CellId> cells;
    for (int row = 0; row < rows; ++row) cells.push_back({map, column, row});
    const std::optional<BestCell> best_cell = best_of(cells, metric);
    if (!best_cell) continue;
    const auto near = [&](int row) {
      if (row < 0 || row >= rows) return false;
      const CellResult* const result = find({map, column, row});
      return result != nullptr &&
             within_error(metric, best_cell->value, cell_value(*result, metric).mean);
    };
    RidgePoint point{*best_cell, best_cell->cell.row, best_cell->cell.row, false};
    while (near(point.low_row - 1)) --point.low_row;
    while (near(point.high_row + 1)) ++point.high_row;
    point.at_edge = rows > 1 && (best_cell->cell.row == 0 || best_cell->cell.row == rows - 1);
    ridge.push_back(point);
  }
  return ridge;
}

std::optional<std::pair<double, double>> SweepResults::range(const MetricColumn& metric) const {
  std::optional<std::pair<double, double>> range;
  for (const CellId& cell : plan_.order) {
    const CellResult* const result = find(cell);
    if (result == nullptr) continue;
    const double mean = cell_value(*result, metric).mean;
    if (std::isnan(mean)) continue;
    if (!range) range = std::pair(mean, mean);
    range->first = std::min(range->first, mean);
    range->second = std::max(range->second, mean);
  }
  return range;
}

}  // namespace playground
