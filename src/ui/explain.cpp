#include "ui/explain.hpp"

#include <imgui.h>

#include <algorithm>

#include "core/translate.hpp"
#include "plot/number_text.hpp"
#include "ui/observations.hpp"
#include "ui/right_column.hpp"
#include "ui/run_text.hpp"
#include "ui/seed_text.hpp"
#include "ui/verdict_card.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr std::size_t kEventsShown = 6;

float draw_explained_step_card(const AppState& state, UiContext& ui, int run, const Rect& area,
                               float top) {
  const StepEquation step =
      explain_step(state, run, ui.shown_metrics[static_cast<std::size_t>(run)]);
  return draw_column_card(ui, area, top, [&](const Rect& inside) {
    float y = column_card_title(ui, inside, tr("One step of {0}", run_letter(state, run)));
    badge(ui, {inside.max.x - 16, inside.min.y}, state.slot_of_run[static_cast<std::size_t>(run)]);
    for (const Equation& line : step.lines) y = draw_equation(ui, {inside.min.x, y}, line);
    y += 6;
    separator(ui, inside.min.x, inside.max.x, y);
    y += 5;
    for (const StepFact& fact : step.facts) {
      y = column_fact(ui, inside, y, fact.label, fact.value,
                      fact.accent ? ui.colors->accent : ui.colors->text1);
    }
    return y;
  });
}

float draw_comparison_card(const AppState& state, UiContext& ui,
                           const std::vector<Comparison>& pairs, const Rect& area, float top) {
  return draw_column_card(ui, area, top, [&](const Rect& inside) {
    float y =
        column_card_title(ui, inside, tr("Compared at step {0}", count_text(shown_step(state))));
    const bool accuracy = !pairs[0].accuracy.empty();
    const float loss_end = accuracy ? inside.max.x - 76 : inside.max.x;
    Rect row = column_row(inside, y);
    text_in(ui, {row.min, {loss_end, row.max.y}}, ui.fonts.caption, ui.colors->text3,
            tr("test loss"), Align::right);
    if (accuracy) {
      text_in(ui, row, ui.fonts.caption, ui.colors->text3, tr("% correct"), Align::right);
    }
    y += kColumnRow;
    for (const Comparison& pair : pairs) {
      row = column_row(inside, y);
      draw_pair(state, ui, pair.run, pair.reference, row);
      text_in(ui, {row.min, {loss_end, row.max.y}}, ui.fonts.value, ui.colors->text1, pair.loss,
              Align::right);
      text_in(ui, row, ui.fonts.value, ui.colors->text1, pair.accuracy, Align::right);
      y += kColumnRow;
    }
    y += 4;
    y += paragraph(ui, {inside.min.x, y}, inside.width(), ui.fonts.caption, ui.colors->text3,
                   tr("This seed only. One seed proves nothing: raise the number of seeds."), 18);
    return y;
  });
}

float draw_event_card(const AppState& state, UiContext& ui, const Rect& area, float top) {
  const std::vector<Event>& events = state.experiment.events;
  return draw_column_card(ui, area, top, [&](const Rect& inside) {
    float y = column_card_title(ui, inside, tr("Changes while it ran"));
    const std::size_t first = events.size() > kEventsShown ? events.size() - kEventsShown : 0;
    if (first > 0) {
      text_in(ui, column_row(inside, y), ui.fonts.caption, ui.colors->text3,
              tr("{0} earlier", count_text(static_cast<double>(first))));
      y += kColumnRow;
    }
    for (std::size_t i = first; i < events.size(); ++i) {
      const Rect row = column_row(inside, y);
      badge(ui, {row.min.x, row.center().y - 8},
            state.slot_of_run[static_cast<std::size_t>(events[i].run)]);
      const Rect words{{row.min.x + 24, row.min.y}, {row.max.x - 52, row.max.y}};
      text_in(ui, words, ui.fonts.caption, ui.colors->text1, change_text(state, events[i]));
      text_in(ui, row, ui.fonts.caption, ui.colors->text3, count_text(events[i].step),
              Align::right);
      y += kColumnRow;
    }
    return y;
  });
}

// A short sentence, after the badge of the run it is about.
float draw_remark(const AppState& state, UiContext& ui, const Remark& remark, const Rect& area,
                  float y) {
  float x = area.min.x;
  if (remark.run >= 0) {
    badge(ui, {x, y + 2}, state.slot_of_run[static_cast<std::size_t>(remark.run)]);
    x += 24;
  }
  ImFont* font = remark.minor ? ui.fonts.caption : ui.fonts.label;
  const ImU32 color = remark.minor ? ui.colors->text3 : ui.colors->text2;
  return y + paragraph(ui, {x, y}, area.max.x - x, font, color, remark.text,
                       remark.minor ? 18.0f : 20.0f);
}

// What the author of the experiment says of it, in their own words.
float draw_words_card(const AppState& state, UiContext& ui, const Rect& area, float top) {
  const Experiment& experiment = state.experiment;
  return draw_column_card(ui, area, top, [&](const Rect& inside) {
    float y = column_card_title(ui, inside, tr("From the author"));
    if (!experiment.title.empty()) {
      y += paragraph(ui, {inside.min.x, y}, inside.width(), ui.fonts.title, ui.colors->text1,
                     experiment.title, 20);
    }
    if (!experiment.note.empty()) {
      y += paragraph(ui, {inside.min.x, y}, inside.width(), ui.fonts.label, ui.colors->text2,
                     experiment.note, 20);
    }
    return y;
  });
}

}  // namespace

float draw_explain(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  const Observations seen = observe(state, ui.shown_metrics, ui.race.marks(state));
  const Rect text{{area.min.x + 4, area.min.y}, {area.max.x - 4, area.max.y}};
  float y = area.min.y + 8;
  if (!state.experiment.title.empty() || !state.experiment.note.empty()) {
    y = draw_words_card(state, ui, area, y) + 12;
  }
  text_in(ui, {{text.min.x, y}, {text.max.x, y + kColumnRow}}, ui.fonts.caption, ui.colors->text3,
          tr("What is seen"));
  y += 30;
  y += paragraph(ui, {text.min.x, y}, text.width(), ui.fonts.number, ui.colors->text1, seen.title,
                 22);
  y += 4;
  const int count = static_cast<int>(state.experiment.runs.size());
  // What several seeds say weighs more than the circumstances, and more than any single step.
  const bool verdict = count > 1 && of_several_seeds(state, 0);
  const auto draw_remarks = [&](bool main, bool minor) {
    for (const Remark& remark : seen.remarks) {
      if (remark.minor ? minor : main) y = draw_remark(state, ui, remark, text, y) + 6;
    }
    y += 8;
  };
  draw_remarks(true, !verdict);
  if (verdict) y = draw_verdict_card(state, ui, actions, area, y) + 12;
  if (count > 0) {
    const int run = std::clamp(state.view.selected_run, 0, count - 1);
    y = draw_explained_step_card(state, ui, run, area, y) + 12;
  }
  if (!state.experiment.events.empty()) y = draw_event_card(state, ui, area, y) + 12;
  if (verdict) {
    draw_remarks(false, true);
    return y;
  }
  const std::vector<Comparison> pairs = compare_runs(state, ui.shown_metrics);
  if (!pairs.empty()) y = draw_comparison_card(state, ui, pairs, area, y) + 12;
  return y;
}

}  // namespace playground
