#include "ui/run_text.hpp"

#include <algorithm>

#include "core/translate.hpp"
#include "plot/number_text.hpp"
#include "train/parameters.hpp"
#include "ui/ui_context.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

std::string setting_text(const Setting& setting, const Value& before) {
  const Parameter* parameter = find_parameter(Section::run, setting.parameter);
  if (!parameter) return setting.parameter;
  return tr_within(parameter->label) + " " + parameter_value_text(*parameter, before) + " \u2192 " +
         parameter_value_text(*parameter, setting.value);
}

}  // namespace

std::string run_letter(const AppState& state, int run) {
  return slot_letter(state.slot_of_run[static_cast<std::size_t>(run)]);
}

std::string change_text(const AppState& state, const Event& event) {
  // The experiment as it was before this event: the run's fields under the events in front of it.
  Experiment before = state.experiment;
  before.events.clear();
  for (const Event& earlier : state.experiment.events) {
    if (earlier == event) break;
    before.events.push_back(earlier);
  }
  const auto run = static_cast<std::size_t>(event.run);
  if (run >= before.runs.size()) return {};
  before.runs[run] = run_config_at(before, event.run, event.step);
  std::string text;
  for (const Setting& setting : event.set) {
    const Parameter* parameter = find_parameter(Section::run, setting.parameter);
    if (!parameter) continue;
    if (!text.empty()) text += ", ";
    text += setting_text(setting, parameter->get(before, event.run));
  }
  return text;
}

std::string title_of(const RunConfig& config) {
  if (!config.name.empty()) return config.name;
  const Parameter& optimizer = *find_parameter(Section::run, "optimizer");
  return std::string(tr(optimizer.choice_labels[static_cast<std::size_t>(config.optimizer)]));
}

std::string event_text(const AppState& state, const Event& event) {
  return tr("step {0}: {1} {2}", count_text(event.step), run_letter(state, event.run),
            change_text(state, event));
}

std::vector<int> drawing_order(const AppState& state) {
  std::vector<int> order;
  for (int run = static_cast<int>(state.experiment.runs.size()) - 1; run >= 0; --run) {
    if (run != state.view.selected_run && run_shown(state, run)) order.push_back(run);
  }
  const int selected = state.view.selected_run;
  const bool exists = selected >= 0 && selected < static_cast<int>(state.experiment.runs.size());
  if (exists && run_shown(state, selected)) order.push_back(selected);
  return order;
}

bool run_shown(const AppState& state, int run) {
  return !state.view.hidden[static_cast<std::size_t>(run)];
}

const RunView& view_of(const AppState& state, int run) {
  static const RunView kNone{};  // constant: no state
  const auto at = static_cast<std::size_t>(run);
  if (!state.runs || at >= state.runs->size()) return kNone;
  return (*state.runs)[at];
}

}  // namespace playground
