#include "ui/verdict_card.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/translate.hpp"
#include "engine/seed_views.hpp"
#include "plot/number_text.hpp"
#include "ui/panels.hpp"
#include "ui/right_column.hpp"
#include "ui/run_text.hpp"
#include "ui/seed_text.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

const MetricColumn& chosen_metric(const AppState& state) {
  const std::vector<const MetricColumn*> metrics = comparable_metrics(state);
  for (const MetricColumn* metric : metrics) {
    if (metric->name == state.view.verdict_metric) return *metric;
  }
  return *find_metric("test_loss");
}

// A combo on a card, whose own colour is the card's.
std::optional<int> card_combo(UiContext& ui, const WidgetName& name, const Rect& rect, int chosen,
                              const std::vector<std::string>& choices) {
  const std::vector<std::string_view> views(choices.begin(), choices.end());
  const std::optional<int> picked = combo(ui, name, rect, chosen, views);
  outline(ui, rect, ui.colors->line2, 4);
  return picked;
}

void choose_run(const AppState& state, UiContext& ui, Actions& actions, std::size_t side,
                const Rect& rect) {
  std::vector<std::string> names;
  for (int run = 0; run < static_cast<int>(state.experiment.runs.size()); ++run) {
    names.push_back(run_letter(state, run) + "  " + run_title(state, ui, run));
  }
  const auto [first, second] = chosen_pair(state);
  const std::array<int, 2> pair = {first, second};
  WidgetName name{side == 0 ? "verdict.first" : "verdict.second",
                  side == 0 ? tr("Run that is compared") : tr("Run that it is compared with")};
  const std::optional<int> picked = card_combo(ui, name, rect, pair[side], names);
  if (!picked) return;
  ViewSettings view = state.view;
  view.verdict_runs = pair;
  // Choosing the other side's run swaps the two.
  if (*picked == pair[1 - side]) view.verdict_runs[1 - side] = pair[side];
  view.verdict_runs[side] = *picked;
  actions.push(SetView{view});
}

void choose_metric(const AppState& state, UiContext& ui, Actions& actions, const Rect& rect) {
  const std::vector<const MetricColumn*> metrics = comparable_metrics(state);
  const MetricColumn& chosen = chosen_metric(state);
  std::vector<std::string> names;
  int index = 0;
  for (const MetricColumn* metric : metrics) {
    if (metric == &chosen) index = static_cast<int>(names.size());
    names.emplace_back(tr(metric->label));
  }
  const std::optional<int> picked =
      card_combo(ui, {"verdict.metric", tr("Metric that is compared")}, rect, index, names);
  if (!picked) return;
  ViewSettings view = state.view;
  view.verdict_metric = metrics[static_cast<std::size_t>(*picked)]->name;
  actions.push(SetView{view});
}

ImU32 verdict_color(const UiContext& ui, const Verdict& verdict) {
  return verdict.difference.clear() ? ui.colors->ok : ui.colors->warn;
}

// Badges, difference ± half the interval, and below it whether that is clear and how many seeds
// agree.
float draw_verdict_row(const AppState& state, UiContext& ui, const Verdict& verdict,
                       const Rect& inside, float y) {
  Rect row = column_row(inside, y);
  draw_pair(state, ui, verdict.first, verdict.second, row);
  text_in(ui, row, ui.fonts.value, ui.colors->text1, verdict.difference_text, Align::right);
  y += kColumnRow;
  row = column_row(inside, y);
  const bool clear = verdict.difference.clear();
  text_in(
      ui, row, ui.fonts.caption, verdict_color(ui, verdict),
      clear ? tr("clear") : tr("not clear at n = {0}", std::to_string(verdict.difference.seeds)));
  text_in(ui, row, ui.fonts.caption, ui.colors->text2, verdict.wins_text, Align::right);
  WidgetInfo info{
      "verdict." + std::to_string(verdict.first) + "." + std::to_string(verdict.second), "text",
      tr("{0} minus {1}", run_letter(state, verdict.first), run_letter(state, verdict.second)),
      verdict.difference_text + ", " + verdict.text + ", " + verdict.wins_text};
  log_widget(ui, std::move(info), {column_row(inside, y - kColumnRow).min, row.max});
  return y + kColumnRow + 4;
}

// The chosen pair first, then each run against the one before it.
std::vector<std::pair<int, int>> pairs_shown(const AppState& state) {
  std::vector<std::pair<int, int>> pairs = {chosen_pair(state)};
  for (int run = 1; run < static_cast<int>(state.experiment.runs.size()); ++run) {
    if (pairs[0] != std::pair(run, run - 1)) pairs.emplace_back(run, run - 1);
  }
  return pairs;
}

std::string verdict_explanation(int left_out) {
  std::string text = tr(
      "Mean difference over the seeds \u00b1 half its 95 % interval (Student\u2019s t, paired).");
  if (left_out > 0) {
    text += " ";
    text += left_out == 1 ? tr("Left out: 1 seed in which one of the two diverged.")
                          : tr("Left out: {0} seeds in which one of the two diverged.",
                               std::to_string(left_out));
  }
  return text;
}

}  // namespace

void draw_pair(const AppState& state, UiContext& ui, int run, int reference, const Rect& row) {
  const auto slot = [&](int of) { return state.slot_of_run[static_cast<std::size_t>(of)]; };
  const float y = row.center().y - 8;
  badge(ui, {row.min.x, y}, slot(run));
  text_in(ui, {{row.min.x + 16, row.min.y}, {row.min.x + 28, row.max.y}}, ui.fonts.caption,
          ui.colors->text2, "\u2212", Align::center);
  badge(ui, {row.min.x + 28, y}, slot(reference));
}

float draw_verdict_card(const AppState& state, UiContext& ui, Actions& actions, const Rect& area,
                        float top) {
  const MetricColumn& metric = chosen_metric(state);
  const int seeds = seed_count(view_of(state, 0));
  return draw_column_card(ui, area, top, [&](const Rect& inside) {
    const auto [first, second] = chosen_pair(state);
    const Verdict chosen = compare_seeds(state, first, second, metric);
    float y = column_card_title(
        ui, inside,
        tr("{0} paired seeds, at step {1}", std::to_string(seeds), count_text(chosen.step)));
    const float height = ui.layout.touch ? 44.0f : 24.0f;
    const float middle = inside.center().x;
    choose_metric(state, ui, actions, {{inside.min.x, y}, {inside.max.x, y + height}});
    y += height + 6;
    choose_run(state, ui, actions, 0, {{inside.min.x, y}, {middle - 9, y + height}});
    text_in(ui, {{middle - 9, y}, {middle + 9, y + height}}, ui.fonts.caption, ui.colors->text2,
            "\u2212", Align::center);
    choose_run(state, ui, actions, 1, {{middle + 9, y}, {inside.max.x, y + height}});
    y += height + 6;
    y += paragraph(ui, {inside.min.x, y}, inside.width(), ui.fonts.value, verdict_color(ui, chosen),
                   chosen.text);
    WidgetInfo info{"verdict", "text",
                    tr("Verdict on {0} against {1}, {2}", run_letter(state, first),
                       run_letter(state, second), tr(metric.label)),
                    chosen.text};
    log_widget(ui, std::move(info), {{inside.min.x, y - 20}, {inside.max.x, y}});
    y += 6;
    separator(ui, inside.min.x, inside.max.x, y);
    y += 5;
    for (const auto& [run, reference] : pairs_shown(state)) {
      y = draw_verdict_row(state, ui, compare_seeds(state, run, reference, metric), inside, y);
    }
    y += paragraph(ui, {inside.min.x, y}, inside.width(), ui.fonts.caption, ui.colors->text3,
                   verdict_explanation(seeds - chosen.difference.seeds), 18);
    return y;
  });
}

}  // namespace playground
