// The right column beside the maps.
#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/translate.hpp"
#include "plot/number_text.hpp"
#include "ui/right_column.hpp"
#include "ui/run_text.hpp"
#include "ui/sweep_tab.hpp"
#include "ui/sweep_view.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

// The letter that a new run would get.
const char* next_letter(const AppState& state) {
  std::array<bool, kMaxRuns> used = {};
  for (std::size_t run = 0; run < state.experiment.runs.size(); ++run) {
    used[static_cast<std::size_t>(state.slot_of_run[run])] = true;
  }
  const auto unused = std::find(used.begin(), used.end(), false);
  return slot_letter(static_cast<int>(unused - used.begin()));
}

float cell_facts(UiContext& ui, const ShownSweep& sweep, const CellId& cell, const Rect& inside,
                 float y) {
  const ImU32 color = ui.colors->text1;
  const SweepMap& values = sweep.plan.maps[static_cast<std::size_t>(cell.map)];
  y = column_fact(ui, inside, y, axis_label(*sweep.plan.x),
                  axis_value_text(values.x[static_cast<std::size_t>(cell.column)]), color);
  y = column_fact(ui, inside, y, axis_label(*sweep.plan.y),
                  axis_value_text(values.y[static_cast<std::size_t>(cell.row)]), color);
  const CellResult* const result = sweep.find(cell);
  if (result == nullptr) return column_fact(ui, inside, y, tr("result"), tr("to come"), color);
  if (result->diverged()) {
    const SeedOutcome& first = *std::find_if(result->seeds.begin(), result->seeds.end(),
                                             [](const SeedOutcome& seed) { return seed.diverged; });
    return column_fact(ui, inside, y, tr("diverged"),
                       tr("after step {0}", count_text(first.metrics.step)), ui.colors->error);
  }
  for (const char* name : {"test_loss", "test_accuracy", "gap", "weight_norm"}) {
    const MetricColumn& metric = *find_metric(name);
    const CellValue value = cell_value(*result, metric);
    if (std::isnan(value.mean)) continue;
    y = column_fact(ui, inside, y, tr(metric.label), metric_text(metric, value), color);
  }
  return y;
}

float draw_selected(const AppState& state, UiContext& ui, Actions& actions, const ShownSweep& sweep,
                    const Rect& area, float top) {
  const std::optional<CellId> cell =
      sweep.results != nullptr ? sweep.state->selected : std::optional<CellId>();
  return draw_column_card(ui, area, top, [&](const Rect& inside) {
    float y = column_card_title(ui, inside, tr("Selected cell"));
    if (!cell || !sweep.results->has(*cell)) {
      return y + paragraph(ui, {inside.min.x, y}, inside.width(), ui.fonts.caption,
                           ui.colors->text3,
                           tr("None yet: click a cell to read it and to open it."), 18);
    }
    if (const auto slot = sweep.slot(state, cell->map)) {
      badge(ui, {inside.max.x - 16, inside.min.y}, *slot);
    }
    y = cell_facts(ui, sweep, *cell, inside, y) + 6;
    const bool full = state.experiment.runs.size() >= static_cast<std::size_t>(kMaxRuns);
    const std::string label =
        full ? tr("Six runs are the most") : tr("Open as run {0}", next_letter(state));
    const std::string help = tr(
        "Adds a run with these values, which trains to the same bits. Values of data or training, "
        "and another number of steps, hold for all runs, which then start again.");
    const WidgetName name{"sweep.open", label, "", help, !full && !sweep.outdated()};
    if (text_button(ui, name, {{inside.min.x, y}, {inside.max.x, y + (ui.layout.touch ? 44 : 28)}},
                    label, ButtonLook::primary)) {
      actions.push(OpenCell{*cell});
    }
    return y + (ui.layout.touch ? 44 : 28) + 2;
  });
}

float draw_best(const AppState& state, UiContext& ui, Actions& actions, const ShownSweep& sweep,
                const Rect& area, float top) {
  return draw_column_card(ui, area, top, [&](const Rect& inside) {
    float y = column_card_title(ui, inside, tr("Best cell of each map"));
    text_in(ui, column_row(inside, inside.min.y - 2), ui.fonts.caption, ui.colors->text3,
            tr(sweep.metric->label), Align::right);
    for (int map = 0; map < static_cast<int>(sweep.plan.maps.size()); ++map) {
      const auto best =
          sweep.results != nullptr ? sweep.results->best(map, *sweep.metric) : std::nullopt;
      const SweepMap& values = sweep.plan.maps[static_cast<std::size_t>(map)];
      const Rect row{{inside.min.x, y}, {inside.max.x, y + 40}};
      if (best) {
        const Interaction press = interact(
            ui, {fmt::format("sweep.best.{}", map), tr("Select the best cell of this map")}, row,
            "button", metric_text(*sweep.metric, best->value));
        if (press.pressed) actions.push(SelectCell{best->cell});
      }
      if (const auto slot = sweep.slot(state, map)) badge(ui, {inside.min.x, y + 2}, *slot);
      const Rect words{{inside.min.x + 24, y}, {inside.max.x, y + 20}};
      text_in(ui, words, ui.fonts.value, ui.colors->text1,
              best ? metric_text(*sweep.metric, best->value) : "\u2013");
      if (best) {
        const std::string place =
            fmt::format("{} {},  {} {}", axis_sign(*sweep.plan.x),
                        axis_value_text(values.x[static_cast<std::size_t>(best->cell.column)]),
                        axis_sign(*sweep.plan.y),
                        axis_value_text(values.y[static_cast<std::size_t>(best->cell.row)]));
        text_in(ui, {{words.min.x, y + 19}, {words.max.x, y + 37}}, ui.fonts.caption,
                ui.colors->text2, place);
      }
      y += 44;
    }
    return y - 4;
  });
}

std::string cell_explanation(const ShownSweep& sweep) {
  const std::string steps = count_text(sweep.plan.steps);
  const std::string cell = sweep.plan.seeds > 1
                               ? tr("Each cell is a full run of {0} steps, the mean of {1} seeds.",
                                    steps, std::to_string(sweep.plan.seeds))
                               : tr("Each cell is a full run of {0} steps.", steps);
  return cell + " " +
         tr("The white line joins the best {0} for each {1}.", axis_label(*sweep.plan.y),
            axis_label(*sweep.plan.x));
}

std::string title_of(const ShownSweep& sweep) {
  if (sweep.plan.y->name == "weight_decay") return tr("Which decay is best?");
  return tr("Which {0} is best?", axis_label(*sweep.plan.y));
}

}  // namespace

float draw_sweep_column(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  const ShownSweep sweep = shown_sweep(state);
  const Rect text{{area.min.x + 4, area.min.y}, {area.max.x - 4, area.max.y}};
  float y = area.min.y + 8;
  text_in(ui, {{text.min.x, y}, {text.max.x, y + kColumnRow}}, ui.fonts.caption, ui.colors->text3,
          tr("Sweep"));
  y += 30;
  if (!sweep.error.empty()) return y;
  y += paragraph(ui, {text.min.x, y}, text.width(), ui.fonts.number, ui.colors->text1,
                 title_of(sweep), 22);
  y += 4;
  y += paragraph(ui, {text.min.x, y}, text.width(), ui.fonts.label, ui.colors->text2,
                 cell_explanation(sweep)) +
       12;
  y = draw_selected(state, ui, actions, sweep, area, y) + 12;
  y = draw_best(state, ui, actions, sweep, area, y) + 12;
  text_in(ui, {{text.min.x, y}, {text.max.x, y + kColumnRow}}, ui.fonts.title, ui.colors->text1,
          tr("What this does not show"));
  y += 24;
  for (const std::string& sentence : caveats(state, sweep)) {
    y += paragraph(ui, {text.min.x, y}, text.width(), ui.fonts.label, ui.colors->text2, sentence) +
         6;
  }
  return y;
}

}  // namespace playground
