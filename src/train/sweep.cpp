#include "train/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <tuple>

#include "core/hash.hpp"
#include "core/math.hpp"
#include "core/sort.hpp"
#include "core/text.hpp"
#include "optim/decay_split.hpp"
#include "train/sweep_check.hpp"

namespace playground {
namespace {

constexpr int kDigits = 2;  // of a logarithmic grid's values, when they tell them apart
constexpr int kMostDigits = 12;

bool is_logarithmic(const Parameter& parameter) {
  return parameter.scale == Scale::log || parameter.scale == Scale::log_with_zero;
}

// Useful decays are decades apart between decay of the weights themselves and L2 in the gradient.
constexpr double kDecoupledDecays[] = {1e-3, 10};
constexpr double kL2Decays[] = {1e-5, 0.1};
// The best L2 coefficient moves with the loss scale.
constexpr double kL2DecaysOfLossScales[] = {1e-6, 10};

struct Ends {
  double first;
  double last;
};

bool varies_loss_scale(const SweepConfig& sweep) {
  const Parameter* const scale = find_parameter(Section::training, "loss_scale");
  return find_sweep_parameter(sweep.x.parameter) == scale ||
         find_sweep_parameter(sweep.y.parameter) == scale;
}

Ends ends_of(const SweepConfig& sweep, const SweepAxis& axis, const Parameter& parameter,
             const RunConfig& run) {
  if (axis.first != 0 || axis.last != 0) return {axis.first, axis.last};
  if (parameter.section == Section::run && parameter.name == "weight_decay") {
    const bool decoupled = decay_is_decoupled(run);
    const auto& of_l2 = varies_loss_scale(sweep) ? kL2DecaysOfLossScales : kL2Decays;
    return {decoupled ? kDecoupledDecays[0] : of_l2[0], decoupled ? kDecoupledDecays[1] : of_l2[1]};
  }
  return {parameter.slider_minimum, parameter.slider_maximum};
}

double rounded(double value, int digits) {
  return parse_number(fmt::format("{:.{}g}", value, digits)).value_or(value);
}

std::vector<double> logarithmic_grid(const Ends& ends, int count) {
  const double low = log(ends.first);
  const double step = count > 1 ? (log(ends.last) - low) / (count - 1) : 0;
  std::vector<double> values;
  for (int digits = kDigits; digits <= kMostDigits; ++digits) {
    values.clear();
    for (int i = 0; i < count; ++i) values.push_back(rounded(exp(low + i * step), digits));
    values.front() = ends.first;
    if (count > 1) values.back() = ends.last;
    if (std::adjacent_find(values.begin(), values.end(), std::greater_equal<>()) == values.end()) {
      break;
    }
  }
  return values;
}

std::vector<double> linear_grid(const Ends& ends, int count) {
  std::vector<double> values;
  for (int i = 0; i < count; ++i) {
    const double share = count > 1 ? static_cast<double>(i) / (count - 1) : 0;
    values.push_back(rounded(ends.first + share * (ends.last - ends.first), kMostDigits));
  }
  return values;
}

void set_value(const Parameter& parameter, double value, Experiment& experiment, int run) {
  parameter.set(experiment, run, value);
}

// The places 0 .. count - 1, coarse to fine: the level at which each comes.
std::vector<int> levels_of(int count) {
  std::vector<int> levels(static_cast<std::size_t>(count), 0);
  int stride = 1;
  while (4 * stride <= count - 1) stride *= 2;
  for (int level = 0; stride >= 1; ++level, stride /= 2) {
    for (int i = 0; i < count; ++i) {
      // The last value belongs to the first level: the map's corners say how far it reaches.
      const bool here = i % stride == 0 || i == count - 1;
      const bool before = level > 0 && (i % (2 * stride) == 0 || i == count - 1);
      if (here && !before) levels[static_cast<std::size_t>(i)] = level;
    }
  }
  return levels;
}

std::vector<CellId> coarse_to_fine(const std::vector<SweepMap>& maps) {
  struct Place {
    int level;
    CellId cell;
  };
  std::vector<Place> places;
  for (std::size_t map = 0; map < maps.size(); ++map) {
    const std::vector<int> columns = levels_of(static_cast<int>(maps[map].x.size()));
    const std::vector<int> rows = levels_of(static_cast<int>(maps[map].y.size()));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (std::size_t column = 0; column < columns.size(); ++column) {
        places.push_back(
            {std::max(columns[column], rows[row]),
             {static_cast<int>(map), static_cast<int>(column), static_cast<int>(row)}});
      }
    }
  }
  // Within a level the maps take turns, so that they grow side by side.
  sort_stably(places, [](const Place& a, const Place& b) {
    const auto key = [](const Place& place) {
      return std::tuple(place.level, place.cell.row, place.cell.column, place.cell.map);
    };
    return key(a) < key(b);
  });
  std::vector<CellId> order;
  for (const Place& place : places) order.push_back(place.cell);
  return order;
}

RunConfig final_config(const Experiment& experiment, int run) {
  return run_config_at(experiment, run, experiment.training.steps);
}

}  // namespace

std::vector<double> axis_values(const SweepConfig& sweep, const SweepAxis& axis,
                                const RunConfig& run) {
  if (!axis.values.empty()) return axis.values;
  const Parameter& parameter = *find_sweep_parameter(axis.parameter);
  const Ends ends = ends_of(sweep, axis, parameter, run);
  std::vector<double> values = is_logarithmic(parameter) && ends.first > 0
                                   ? logarithmic_grid(ends, axis.count)
                                   : linear_grid(ends, axis.count);
  if (parameter.type == Type::integer) {
    for (double& value : values) value = std::round(value);
  }
  return values;
}

Result<SweepPlan> plan_sweep(const Experiment& experiment) {
  if (const Result<void> checked = check_sweep(experiment); !checked) {
    return tl::make_unexpected(checked.error());
  }
  const SweepConfig& config = experiment.sweep;
  SweepPlan plan;
  plan.x = find_sweep_parameter(config.x.parameter);
  plan.y = find_sweep_parameter(config.y.parameter);
  plan.steps = config.steps > 0 ? config.steps : experiment.training.steps;
  plan.seeds = config.seeds;
  for (const int run : swept_runs(experiment)) {
    const RunConfig in_force = final_config(experiment, run);
    plan.maps.push_back(
        {run, axis_values(config, config.x, in_force), axis_values(config, config.y, in_force)});
  }
  plan.order = coarse_to_fine(plan.maps);
  return plan;
}

Experiment cell_experiment(const Experiment& experiment, const SweepPlan& plan,
                           const CellId& cell) {
  const SweepMap& map = plan.maps[static_cast<std::size_t>(cell.map)];
  Experiment result = experiment;
  result.runs = {final_config(experiment, map.run)};
  result.events.clear();
  result.sweep = {};
  result.seeds = plan.seeds;
  result.training.steps = plan.steps;
  set_value(*plan.x, map.x[static_cast<std::size_t>(cell.column)], result, 0);
  set_value(*plan.y, map.y[static_cast<std::size_t>(cell.row)], result, 0);
  const Parameter& every = *find_parameter(Section::training, "evaluate_every");
  every.set(result, 0, nearest_value(every, static_cast<double>(result.training.steps)));
  return result;
}

Result<Experiment> open_cell(const Experiment& experiment, const SweepPlan& plan,
                             const CellId& cell) {
  if (experiment.runs.size() >= static_cast<std::size_t>(kMaxRuns)) {
    return fail(
        fmt::format("runs: there are {} already, which is the most; remove one first", kMaxRuns));
  }
  const Experiment alone = cell_experiment(experiment, plan, cell);
  Experiment result = experiment;
  result.data = alone.data;
  const int evaluate_every = experiment.training.evaluate_every;
  result.training = alone.training;
  result.training.evaluate_every = evaluate_every;
  std::erase_if(result.events,
                [&](const Event& event) { return event.step > result.training.steps; });
  result.runs.push_back(alone.runs.front());
  result.runs.back().name.clear();
  if (const Result<void> valid = check_experiment(result); !valid) {
    return tl::make_unexpected(valid.error());
  }
  return result;
}

std::uint64_t sweep_identity(const Experiment& experiment) {
  Hash64 hash;
  const Result<SweepPlan> plan = plan_sweep(experiment);
  if (!plan) return 0;
  for (const SweepMap& map : plan->maps) {
    const Experiment cell =
        cell_experiment(experiment, *plan, {static_cast<int>(&map - plan->maps.data()), 0, 0});
    for (const Parameter& parameter : parameter_table()) {
      if (parameter.type == Type::text) continue;  // names and words train nothing
      hash.add(parameter.link_key);
      hash.add(value_text(parameter.get(cell, 0)));
      hash.add_byte(0);
    }
    for (const std::vector<double>* values : {&map.x, &map.y}) {
      hash.add(static_cast<std::uint64_t>(values->size()));
      for (const double value : *values) hash.add(number_text(value));
    }
  }
  hash.add(sweep_parameter_name(*plan->x));
  hash.add(sweep_parameter_name(*plan->y));
  return hash.value();
}

}  // namespace playground
