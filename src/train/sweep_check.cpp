#include "train/sweep_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/sort.hpp"
#include "core/text.hpp"
#include "core/text_check.hpp"

namespace playground {
namespace {

// What a cell sets itself.
bool is_fixed(const Parameter& parameter) {
  return parameter.section == Section::experiment || parameter.name == "evaluate_every";
}

bool is_number(const Parameter& parameter) {
  return parameter.type == Type::integer || parameter.type == Type::real;
}

std::string names_of(const std::vector<const Parameter*>& parameters) {
  std::string text;
  for (const Parameter* parameter : parameters) {
    text += (text.empty() ? "" : ", ") + sweep_parameter_name(*parameter);
  }
  return text;
}

Result<void> check_parameter(const SweepAxis& axis, std::string_view path) {
  if (find_sweep_parameter(axis.parameter) != nullptr) return {};
  return fail(fmt::format("{}.parameter: {} cannot be swept; it must be one of {}", path,
                          quoted(axis.parameter), names_of(sweep_parameters())));
}

Result<void> check_grid(const SweepAxis& axis, std::string_view path) {
  if (axis.values.empty() && (axis.count < 1 || axis.count > kMostCellsAcross)) {
    return fail(fmt::format("{}.count: {} is out of range; it must be an integer from 1 to {}",
                            path, axis.count, kMostCellsAcross));
  }
  if (axis.values.size() > static_cast<std::size_t>(kMostCellsAcross)) {
    return fail(fmt::format("{}.values: a list of {} is too long; it must have 1 to {} numbers",
                            path, axis.values.size(), kMostCellsAcross));
  }
  const bool chosen = axis.values.empty() && (axis.first != 0 || axis.last != 0);
  const bool in_order = axis.count == 1 ? axis.first <= axis.last : axis.first < axis.last;
  if (chosen && !in_order) {
    return fail(fmt::format("{}: the grid goes from {} to {}; it must rise", path,
                            number_text(axis.first), number_text(axis.last)));
  }
  return {};
}

Result<void> check_axis(const SweepConfig& sweep, const SweepAxis& axis, const RunConfig& run,
                        std::string_view path) {
  const Parameter* const parameter = find_sweep_parameter(axis.parameter);
  if (const Result<void> grid = check_grid(axis, path); !grid) return grid;
  const std::vector<double> values = axis_values(sweep, axis, run);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Result<void> checked = check_value(
        *parameter, values[i], fmt::format("{}: {}", path, sweep_parameter_name(*parameter)));
    if (!checked) return checked;
    if (i > 0 && values[i] <= values[i - 1]) {
      return fail(fmt::format("{}: {} comes after {}; the values must rise, each once", path,
                              number_text(values[i]), number_text(values[i - 1])));
    }
  }
  return {};
}

Result<void> check_runs(const Experiment& experiment) {
  const std::vector<int>& runs = experiment.sweep.runs;
  const int count = static_cast<int>(experiment.runs.size());
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (runs[i] < 0 || runs[i] >= count) {
      return fail(fmt::format("sweep.runs: {} is no run; it must be an integer from 0 to {}",
                              runs[i], count - 1));
    }
    if (std::find(runs.begin(), runs.begin() + static_cast<std::ptrdiff_t>(i), runs[i]) !=
        runs.begin() + static_cast<std::ptrdiff_t>(i)) {
      return fail(fmt::format("sweep.runs: {} is there twice; it may be chosen once", runs[i]));
    }
  }
  return {};
}

Result<void> check_count(std::string_view path, Section section, std::string_view name, int value) {
  return check_value(*find_parameter(section, name), static_cast<double>(value), path);
}

// Sets the axis's parameter to its default; false where the value cannot stand on its scale.
bool take_out(const SweepAxis& axis, RunConfig& run) {
  const Parameter* parameter = find_sweep_parameter(axis.parameter);
  if (parameter == nullptr || parameter->section != Section::run) return true;
  Experiment holder;
  holder.runs = {run};
  const double value = std::get<double>(parameter->get(holder, 0));
  parameter->set(holder, 0, parameter->default_value());
  run = holder.runs.front();
  return parameter->scale != Scale::log_with_zero || value > 0;
}

}  // namespace

std::vector<const Parameter*> sweep_parameters() {
  std::vector<const Parameter*> parameters;
  for (const Parameter& parameter : parameter_table()) {
    if (is_number(parameter) && !is_fixed(parameter)) parameters.push_back(&parameter);
  }
  return parameters;
}

std::string sweep_parameter_name(const Parameter& parameter) {
  return parameter.section == Section::run ? std::string(parameter.name) : parameter.json_path();
}

const Parameter* find_sweep_parameter(std::string_view name) {
  const Parameter* found = nullptr;
  int bare = 0;
  for (const Parameter* parameter : sweep_parameters()) {
    if (sweep_parameter_name(*parameter) == name) return parameter;
    if (parameter->name != name) continue;
    found = parameter;
    ++bare;
  }
  return bare == 1 ? found : nullptr;
}

std::vector<int> swept_runs(const Experiment& experiment) {
  if (!experiment.sweep.runs.empty()) return experiment.sweep.runs;
  struct Kind {
    RunConfig rest;  // without what the axes vary
    int run;
    bool shown;
  };
  std::vector<Kind> kinds;
  for (int run = 0; run < static_cast<int>(experiment.runs.size()); ++run) {
    Kind kind{run_config_at(experiment, run, experiment.training.steps), run, true};
    for (const SweepAxis* axis : {&experiment.sweep.x, &experiment.sweep.y}) {
      kind.shown = take_out(*axis, kind.rest) && kind.shown;
    }
    kind.rest.name.clear();
    const auto same = std::find_if(kinds.begin(), kinds.end(),
                                   [&](const Kind& other) { return other.rest == kind.rest; });
    if (same == kinds.end()) {
      kinds.push_back(std::move(kind));
    } else if (kind.shown && !same->shown) {
      *same = std::move(kind);
    }
  }
  std::vector<int> runs;
  for (const Kind& kind : kinds) runs.push_back(kind.run);
  sort_stably(runs);
  return runs;
}

Result<void> check_sweep(const Experiment& experiment) {
  const SweepConfig& sweep = experiment.sweep;
  if (const Result<void> runs = check_runs(experiment); !runs) return runs;
  for (const auto& [axis, path] : {std::pair{&sweep.x, "sweep.x"}, {&sweep.y, "sweep.y"}}) {
    if (const Result<void> known = check_parameter(*axis, path); !known) return known;
  }
  for (const int run : swept_runs(experiment)) {
    const RunConfig config = run_config_at(experiment, run, experiment.training.steps);
    if (const Result<void> x = check_axis(sweep, sweep.x, config, "sweep.x"); !x) return x;
    if (const Result<void> y = check_axis(sweep, sweep.y, config, "sweep.y"); !y) return y;
  }
  if (find_sweep_parameter(sweep.x.parameter) == find_sweep_parameter(sweep.y.parameter)) {
    return fail(fmt::format("sweep.y.parameter: {} is on the other axis already",
                            quoted(sweep.y.parameter)));
  }
  if (sweep.steps != 0) {
    const Result<void> steps = check_count("sweep.steps", Section::training, "steps", sweep.steps);
    if (!steps) return steps;
  }
  return check_count("sweep.seeds", Section::experiment, "seeds", sweep.seeds);
}

}  // namespace playground
