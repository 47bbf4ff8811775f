#include "share/sweep_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/text.hpp"
#include "share/csv.hpp"
#include "share/experiment_tree.hpp"
#include "share/finished_runs.hpp"

namespace playground {
namespace {

double number_or_nan(const Json& tree) {
  return tree.is_number() ? tree.get<double>() : std::numeric_limits<double>::quiet_NaN();
}

Json numbers_tree(const std::vector<double>& numbers) {
  Json list = Json::array();
  for (const double number : numbers) list.push_back(number_tree(number));
  return list;
}

Json map_tree(const Experiment& experiment, const SweepMap& map) {
  return {{"run", map.run},
          {"optimizer", optimizer_name(experiment, map.run)},
          {"x", numbers_tree(map.x)},
          {"y", numbers_tree(map.y)}};
}

std::string combined_fingerprint(const CellResult& result) {
  std::vector<std::uint64_t> fingerprints;
  for (const SeedOutcome& seed : result.seeds) fingerprints.push_back(seed.fingerprint);
  return fingerprint_text(fingerprints.size() == 1 ? fingerprints.front()
                                                   : combine_fingerprints(fingerprints));
}

Json place_tree(const SweepPlan& plan, const BestCell& best) {
  const SweepMap& map = plan.maps[static_cast<std::size_t>(best.cell.map)];
  return {{"column", best.cell.column},
          {"row", best.cell.row},
          {"x", number_tree(map.x[static_cast<std::size_t>(best.cell.column)])},
          {"y", number_tree(map.y[static_cast<std::size_t>(best.cell.row)])},
          {"mean", finite_or_null(best.value.mean)},
          {"std", finite_or_null(best.value.standard_deviation)},
          {"standard_error", finite_or_null(best.value.standard_error)}};
}

Json ridge_tree(const SweepPlan& plan, const RidgePoint& point) {
  Json tree = place_tree(plan, point.best);
  const std::vector<double>& y = plan.maps[static_cast<std::size_t>(point.best.cell.map)].y;
  tree["y_from"] = number_tree(y[static_cast<std::size_t>(point.low_row)]);
  tree["y_to"] = number_tree(y[static_cast<std::size_t>(point.high_row)]);
  tree["at_edge"] = point.at_edge;
  return tree;
}

Json results_tree(const Experiment& experiment, const SweepResults& results, int map,
                  const MetricColumn& metric) {
  const SweepPlan& plan = results.plan();
  Json tree = map_tree(experiment, plan.maps[static_cast<std::size_t>(map)]);
  tree["diverged"] = results.diverged(map);
  const std::optional<BestCell> best = results.best(map, metric);
  tree["best"] = best ? place_tree(plan, *best) : Json(nullptr);
  Json near = Json::array();
  for (const CellId& cell : results.within_one_error(map, metric)) {
    near.push_back(Json::array({cell.column, cell.row}));
  }
  tree["within_one_standard_error"] = std::move(near);
  Json ridge = Json::array();
  for (const RidgePoint& point : results.ridge(map, metric)) {
    ridge.push_back(ridge_tree(plan, point));
  }
  tree["ridge"] = std::move(ridge);
  return tree;
}

}  // namespace

Json cell_tree(const Experiment& experiment, const SweepPlan& plan, const CellResult& result) {
  const CellId& cell = result.cell;
  const SweepMap& map = plan.maps[static_cast<std::size_t>(cell.map)];
  Json tree = {{"map", cell.map},
               {"run", map.run},
               {"optimizer", optimizer_name(experiment, map.run)},
               {"column", cell.column},
               {"row", cell.row}};
  tree[sweep_parameter_name(*plan.x)] = number_tree(map.x[static_cast<std::size_t>(cell.column)]);
  tree[sweep_parameter_name(*plan.y)] = number_tree(map.y[static_cast<std::size_t>(cell.row)]);
  tree["diverged"] = result.diverged();
  Json steps = Json::array(), diverged = Json::array(), fingerprints = Json::array();
  for (const SeedOutcome& seed : result.seeds) {
    steps.push_back(seed.metrics.step);
    diverged.push_back(seed.diverged);
    fingerprints.push_back(fingerprint_text(seed.fingerprint));
  }
  tree["step"] = std::move(steps);
  tree["diverged_seeds"] = std::move(diverged);
  for (const MetricColumn& column : report_columns()) {
    Json values = Json::array();
    for (const SeedOutcome& seed : result.seeds) {
      values.push_back(finite_or_null(seed.metrics.*column.member));
    }
    tree[std::string(column.name)] = std::move(values);
  }
  tree["fingerprints"] = std::move(fingerprints);
  tree["fingerprint"] = combined_fingerprint(result);
  return tree;
}

Result<CellResult> read_cell_tree(const Json& tree) {
  const auto whole = [&](const char* key) -> std::optional<int> {
    if (!tree.is_object() || !tree.contains(key) || !tree[key].is_number_integer()) return {};
    return tree[key].get<int>();
  };
  const auto map = whole("map"), column = whole("column"), row = whole("row");
  if (!map || !column || !row) {
    return fail("a cell: it must be an object with the whole numbers map, column and row");
  }
  CellResult result{{*map, *column, *row}, {}};
  const auto list = [&](std::string_view key, std::size_t i) -> Json {
    const auto found = tree.find(key);
    if (found == tree.end() || !found->is_array() || found->size() <= i) return {};
    return (*found)[i];
  };
  const std::size_t seeds = tree.contains("fingerprints") && tree["fingerprints"].is_array()
                                ? tree["fingerprints"].size()
                                : 0;
  for (std::size_t i = 0; i < seeds; ++i) {
    SeedOutcome seed;
    const Json fingerprint = list("fingerprints", i), diverged = list("diverged_seeds", i),
               step = list("step", i);
    const std::optional<std::uint64_t> hash =
        fingerprint.is_string() ? parse_hex(fingerprint.get<std::string>()) : std::nullopt;
    if (!hash || !diverged.is_boolean() || !step.is_number_integer()) {
      return fail(fmt::format(
          "a cell: seed {} must have a step, diverged_seeds and 16 hex digits in fingerprints", i));
    }
    seed.fingerprint = *hash;
    seed.diverged = diverged.get<bool>();
    seed.metrics.step = step.get<int>();
    for (const MetricColumn& metric : report_columns()) {
      const Json value = list(metric.name, i);
      if (!value.is_number() && !(value.is_null() && tree.contains(metric.name))) {
        return fail(
            fmt::format("a cell: {} must have a number (or null) for seed {}", metric.name, i));
      }
      seed.metrics.*metric.member = number_or_nan(value);
    }
    result.seeds.push_back(seed);
  }
  return result;
}

Json sweep_report(const Experiment& experiment, const SweepResults& results, bool cells) {
  const SweepPlan& plan = results.plan();
  const MetricColumn* const metric = find_metric(experiment.sweep.metric);
  Json tree = {{"config", experiment_tree(experiment)},
               {"x", sweep_parameter_name(*plan.x)},
               {"y", sweep_parameter_name(*plan.y)},
               {"steps", plan.steps},
               {"seeds", plan.seeds},
               {"metric", experiment.sweep.metric},
               {"cells", results.total()},
               {"finished", results.finished()}};
  Json maps = Json::array();
  for (int map = 0; map < static_cast<int>(plan.maps.size()); ++map) {
    Json one = results_tree(experiment, results, map,
                            metric != nullptr ? *metric : report_columns().front());
    if (cells) {
      Json list = Json::array();
      for (const CellId& cell : plan.order) {
        const CellResult* const result = cell.map == map ? results.find(cell) : nullptr;
        if (result != nullptr) list.push_back(cell_tree(experiment, plan, *result));
      }
      one["cells"] = std::move(list);
    }
    maps.push_back(std::move(one));
  }
  tree["maps"] = std::move(maps);
  return tree;
}

std::string sweep_csv(const Experiment& experiment, const SweepResults& results) {
  const SweepPlan& plan = results.plan();
  std::vector<std::string> header = {
      "run",  "optimizer", sweep_parameter_name(*plan.x), sweep_parameter_name(*plan.y), "seed",
      "step", "diverged"};
  for (const MetricColumn& column : report_columns()) header.emplace_back(column.name);
  header.emplace_back("fingerprint");
  std::string text = csv_row(header);
  for (int map = 0; map < static_cast<int>(plan.maps.size()); ++map) {
    const SweepMap& values = plan.maps[static_cast<std::size_t>(map)];
    for (std::size_t row = 0; row < values.y.size(); ++row) {
      for (std::size_t column = 0; column < values.x.size(); ++column) {
        const CellResult* const result =
            results.find({map, static_cast<int>(column), static_cast<int>(row)});
        if (result == nullptr) continue;
        for (std::size_t i = 0; i < result->seeds.size(); ++i) {
          const SeedOutcome& seed = result->seeds[i];
          std::vector<std::string> cells = {std::to_string(values.run),
                                            optimizer_name(experiment, values.run),
                                            csv_number(values.x[column]),
                                            csv_number(values.y[row]),
                                            std::to_string(i),
                                            std::to_string(seed.metrics.step),
                                            seed.diverged ? "true" : "false"};
          for (const MetricColumn& metric : report_columns()) {
            cells.push_back(csv_number(seed.metrics.*metric.member));
          }
          cells.push_back(fingerprint_text(seed.fingerprint));
          text += csv_row(cells);
        }
      }
    }
  }
  return text;
}

}  // namespace playground
