#include "ui/sweep_view.hpp"

#include <algorithm>
#include <cmath>

#include "core/translate.hpp"
#include "plot/number_text.hpp"
#include "ui/run_text.hpp"

namespace playground {
namespace {

// Worse than this many times the best of all cells is one colour.
constexpr double kContrast = 3;

std::string cells_text(int count) {
  return count == 1 ? tr("1 cell") : tr("{0} cells", count_text(count));
}

std::string runs_text(int count) {
  return count == 1 ? tr("1 run") : tr("{0} runs", count_text(count));
}

std::string letter_of(const AppState& state, const ShownSweep& sweep, int map) {
  const std::optional<int> slot = sweep.slot(state, map);
  return slot ? run_letter(state, sweep.plan.maps[static_cast<std::size_t>(map)].run)
              : sweep.optimizer(map);
}

SweepConfig without_metric(SweepConfig sweep) {
  sweep.metric.clear();
  return sweep;
}

}  // namespace

float ValueScale::place(double value) const {
  const double fraction = std::clamp(axis.fraction(value), 0.0, 1.0);
  return static_cast<float>(higher_is_better ? fraction : 1 - fraction);
}

std::vector<Tick> ValueScale::ticks(bool percent) const {
  constexpr int kTicks = 5;
  std::vector<Tick> ticks;
  for (int i = 0; i < kTicks; ++i) {
    const double along = static_cast<double>(i) / (kTicks - 1);
    const double value = axis.value_at(higher_is_better ? 1 - along : along);
    std::string text = percent ? percent_text(value, 1) : short_text(value, 2);
    if (clamped && i == kTicks - 1) text = (higher_is_better ? "\u2264 " : "\u2265 ") + text;
    ticks.push_back({along, std::move(text)});
  }
  return ticks;
}

bool ShownSweep::running() const {
  return state != nullptr && state->phase == SweepPhase::running;
}

bool ShownSweep::paused() const {
  return state != nullptr && state->phase == SweepPhase::paused;
}

bool ShownSweep::outdated() const {
  return results != nullptr && !state->current;
}

const CellResult* ShownSweep::find(const CellId& cell) const {
  return results != nullptr && results->has(cell) ? results->find(cell) : nullptr;
}

CellValue ShownSweep::value(const CellId& cell) const {
  const CellResult* const result = find(cell);
  return result != nullptr ? cell_value(*result, *metric) : CellValue{std::nan(""), 0, 0};
}

std::optional<ValueScale> ShownSweep::scale() const {
  const auto range = results != nullptr ? results->range(*metric) : std::nullopt;
  if (!range) return std::nullopt;
  ValueScale scale;
  scale.higher_is_better = metric->better == Better::higher;
  auto [low, high] = *range;
  if (!metric->is_fraction && low > 0) {
    scale.axis.scale = AxisScale::logarithmic;
    if (!scale.higher_is_better && high > kContrast * low) {
      high = kContrast * low;
      scale.clamped = true;
    }
  }
  if (high <= low) high = low + std::max(std::abs(low) * 1e-3, 1e-9);
  scale.axis.range = {low, high};
  return scale;
}

std::optional<int> ShownSweep::slot(const AppState& app, int map) const {
  if (outdated()) return std::nullopt;
  const int run = plan.maps[static_cast<std::size_t>(map)].run;
  if (run < 0 || run >= static_cast<int>(app.experiment.runs.size())) return std::nullopt;
  return app.slot_of_run[static_cast<std::size_t>(run)];
}

std::string ShownSweep::optimizer(int map) const {
  const int run = plan.maps[static_cast<std::size_t>(map)].run;
  return title_of(experiment->runs[static_cast<std::size_t>(run)]);
}

ShownSweep shown_sweep(const AppState& state) {
  ShownSweep shown;
  shown.metric = find_metric(state.experiment.sweep.metric);
  if (shown.metric == nullptr) shown.metric = find_metric(SweepConfig{}.metric);
  shown.state = state.sweep;
  const bool trained = state.sweep != nullptr && state.sweep->results;
  const bool same_settings = trained && without_metric(state.sweep->experiment.sweep) ==
                                            without_metric(state.experiment.sweep);
  if (trained && (same_settings || shown.running() || shown.paused())) {
    shown.results = &*state.sweep->results;
    shown.plan = shown.results->plan();
    shown.experiment = &state.sweep->experiment;
    return shown;
  }
  shown.experiment = &state.experiment;
  Result<SweepPlan> plan = plan_sweep(state.experiment);
  if (plan) {
    shown.plan = std::move(*plan);
  } else {
    shown.error = plan.error().message;
  }
  return shown;
}

std::string axis_label(const Parameter& parameter) {
  std::string text = tr_within(parameter.label);
  if (!parameter.symbol.empty()) text += " " + std::string(parameter.symbol);
  return text;
}

std::string axis_sign(const Parameter& parameter) {
  return parameter.symbol.empty() ? axis_label(parameter) : std::string(parameter.symbol);
}

std::string axis_value_text(double value) {
  return short_text(value, 3);
}

std::string metric_text(const MetricColumn& metric, double value) {
  return metric.is_fraction ? percent_text(value, 1) : fixed_text(value, 3);
}

std::string metric_text(const MetricColumn& metric, const CellValue& value) {
  const std::string mean = metric_text(metric, value.mean);
  if (value.standard_deviation == 0) return mean;
  return mean + " \u00b1 " + metric_text(metric, value.standard_deviation);
}

std::string progress_text(const ShownSweep& sweep) {
  const std::string steps = tr("{0} steps each", count_text(sweep.plan.steps));
  if (sweep.results == nullptr) {
    return tr("{0} to train", cells_text(static_cast<int>(sweep.plan.order.size()))) + " \u00b7 " +
           steps;
  }
  const int finished = sweep.results->finished(), total = sweep.results->total();
  if (finished == total) {
    const std::string done =
        tr("{0} done", runs_text(total * sweep.plan.seeds)) + " \u00b7 " + steps;
    return sweep.outdated() ? done + " \u00b7 " + tr("of earlier settings") : done;
  }
  const std::string text = tr("{0} of {1} cells", count_text(finished), count_text(total));
  if (sweep.paused()) return text + " \u00b7 " + tr("paused");
  if (!sweep.running()) return text + " \u00b7 " + tr("stopped");
  if (sweep.state->seconds_left < 0) return text;
  return text + " \u00b7 " +
         tr("about {0} s left", count_text(std::ceil(sweep.state->seconds_left)));
}

std::vector<std::string> caveats(const AppState& state, const ShownSweep& sweep) {
  std::vector<std::string> sentences;
  const std::string x = axis_label(*sweep.plan.x), y = axis_label(*sweep.plan.y);
  if (sweep.plan.seeds == 1) {
    sentences.emplace_back(
        tr("One seed a cell: cells that differ little may do so by chance. Several seeds show how "
           "much."));
  }
  for (int map = 0; map < static_cast<int>(sweep.plan.maps.size()); ++map) {
    if (sweep.results == nullptr) break;
    const std::string letter = letter_of(state, sweep, map);
    const auto near = sweep.results->within_one_error(map, *sweep.metric);
    if (near.size() > 1) {
      sentences.push_back(tr(
          "Which cell of {0} is best: {1} are within one standard error of the lowest mean or the "
          "highest accuracy.",
          letter, cells_text(static_cast<int>(near.size()))));
    }
    const auto ridge = sweep.results->ridge(map, *sweep.metric);
    const auto at_edge = std::count_if(ridge.begin(), ridge.end(),
                                       [](const RidgePoint& point) { return point.at_edge; });
    if (at_edge > 0) {
      sentences.push_back(
          tr("What lies beyond the grid: for {0} of {1} values of {2}, the best {3} of {4} is at "
             "its edge.",
             std::to_string(at_edge), std::to_string(ridge.size()), x, y, letter));
    }
  }
  const bool other_axes =
      std::any_of(sweep.plan.maps.begin(), sweep.plan.maps.end(),
                  [&](const SweepMap& map) { return map.y != sweep.plan.maps.front().y; });
  if (other_axes) {
    sentences.push_back(
        tr("The maps have other values of {0}: compare their shapes, not their heights.", y));
  }
  sentences.emplace_back(tr(
      "Other data, networks and numbers of steps. And the best cell's own figure is a little too "
      "good, as it was chosen by the test points that measure it."));
  return sentences;
}

}  // namespace playground
