// The right column beside the tab tr("Who gets decayed?"): a card a run with what decay takes, as
// an equation with its numbers; the step of the weight that is followed; the layers.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/translate.hpp"
#include "plot/number_text.hpp"
#include "ui/decay_view.hpp"
#include "ui/decayed_tab.hpp"
#include "ui/equation.hpp"
#include "ui/observations.hpp"
#include "ui/panels.hpp"
#include "ui/right_column.hpp"
#include "ui/run_text.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

int selected_run(const AppState& state) {
  const int last = static_cast<int>(state.experiment.runs.size()) - 1;
  return std::clamp(state.view.selected_run, 0, std::max(0, last));
}

std::string two_digits(double value) {
  return std::isfinite(value) ? short_text(value, 2) : "\u2013";
}

float fact(UiContext& ui, const Rect& inside, float y, std::string_view label,
           const std::string& value, bool accent = false) {
  return column_fact(ui, inside, y, label, value, accent ? ui.colors->accent : ui.colors->text1);
}

float rule(UiContext& ui, const Rect& inside, float y) {
  separator(ui, inside.min.x, inside.max.x, y + 6);
  return y + 11;
}

// A line of numbers that ends in bold: "= 0.01 × 0.3 = " and "0.30 % a step".
float number_line(UiContext& ui, const Rect& inside, float y, const std::string& numbers,
                  const std::string& result) {
  const Rect row = column_row(inside, y);
  const float used = text_in(ui, row, ui.fonts.label, ui.colors->text2, numbers);
  text_in(ui, {{row.min.x + used, row.min.y}, row.max}, ui.fonts.title, ui.colors->text1, result);
  return y + kColumnRow;
}

// Decay's averaging time, where it is one for all weights.
float averaging_facts(const AppState& state, UiContext& ui, const Rect& inside, float y,
                      double share) {
  const double steps = averaging_steps(share);
  const TrainingConfig& training = state.experiment.training;
  const double epochs = averaging_epochs(share, training.batch_size, train_size_of(state));
  y = fact(ui, inside, y, tr("averaging time, 1 / share"),
           tr("{0} steps", steps < 1e6 ? count_text(std::round(steps)) : short_text(steps, 3)));
  return fact(ui, inside, y, "",
              tr("{0} epochs",
                 epochs < 1e6 ? fixed_text(epochs, epochs < 10 ? 1 : 0) : short_text(epochs, 3)));
}

float decoupled_body(const AppState& state, UiContext& ui, int run, const Inspection& inspection,
                     const Rect& inside, float y) {
  const RunConfig config = run_in_force(state, run);
  const bool form = config.decay_form == DecayForm::learning_rate;
  y = draw_equation(ui, {inside.min.x, y},
                    {{tr("removed  =  ")}, {form ? "\u03b3\u03bb" : "\u03bb", {}, true}});
  const std::string numbers = form ? "= " + short_text(inspection.learning_rate, 3) + " \u00d7 " +
                                         short_text(inspection.weight_decay, 3) + " = "
                                   : "= ";
  y = number_line(ui, inside, y, numbers, tr("{0} a step", share_text(inspection.decoupled_share)));
  y = rule(ui, inside, y);
  text_in(ui, column_row(inside, y), ui.fonts.caption, ui.colors->text2,
          tr("the same for all {0} weights", count_text(inspection.weights)));
  y += kColumnRow;
  y = fact(ui, inside, y, tr("slope against \u221av, measured"),
           fixed_text(inspection.statistics.slope, 0));
  y = averaging_facts(state, ui, inside, y, inspection.decoupled_share);
  const double bound = weight_bound(config);
  if (bound <= 0) return y;
  const std::string label =
      tr("largest |w|, {0} is {1}", form ? "1/\u03bb" : "\u03b3/\u03bb", short_text(bound, 3));
  return fact(ui, inside, y, label, fixed_text(inspection.largest_weight, 2));
}

// The equation's numbers: of the weight that is followed, else of the weight in the middle.
float divided_numbers(UiContext& ui, const Inspection& inspection, const Rect& inside, float y) {
  const double numerator = inspection.learning_rate * inspection.weight_decay;
  if (inspection.has_watched) {
    const auto root = static_cast<double>(inspection.watched.root);
    y = number_line(
        ui, inside, y,
        "= " + short_text(numerator, 2) + " / " + short_text(root + inspection.epsilon, 2) + " = ",
        share_text(theory_share(inspection, root)));
    y = rule(ui, inside, y);
    y = fact(ui, inside, y, tr("{0}, in this step", place_text(inspection.watched.place)),
             share_text(static_cast<double>(inspection.watched.share)));
    return y;
  }
  y = number_line(ui, inside, y, "= " + short_text(numerator, 2) + " / (\u221av + \u03b5)", "");
  y = rule(ui, inside, y);
  return y;
}

float in_gradient_body(const AppState& state, UiContext& ui, const Inspection& inspection,
                       const Rect& inside, float y) {
  const EquationPiece quotient{"\u03b3\u03bb",
                               inspection.has_root ? "\u221av + \u03b5" : "1 \u2212 \u03bc", true};
  y = draw_equation(ui, {inside.min.x, y}, {{tr("removed  \u2248  ")}, quotient});
  if (inspection.has_root) {
    y = divided_numbers(ui, inspection, inside, y);
  } else {
    const double share = theory_share(inspection, 0);
    y = number_line(ui, inside, y, tr("in the long run "), tr("{0} a step", share_text(share)));
    y = rule(ui, inside, y);
    y = averaging_facts(state, ui, inside, y, share);
  }
  const DecayStatistics& seen = inspection.statistics;
  y = fact(ui, inside, y, tr("median share > 0"), share_text(seen.median_share));
  y = fact(ui, inside, y, tr("r of the logs, share > 0"), two_digits(seen.correlation));
  if (std::isfinite(seen.quartile_ratio)) {
    y = fact(ui, inside, y, tr("lowest v quarter / top, share > 0"),
             "\u00d7 " + two_digits(seen.quartile_ratio));
  }
  return y;
}

float averaged_body(UiContext& ui, const Inspection& inspection, const Rect& inside, float y) {
  y += paragraph(ui, {inside.min.x, y}, inside.width(), ui.fonts.caption, ui.colors->text2,
                 tr("Decay takes its share of y, where the gradient is taken; the model is the "
                    "average of what comes of it."),
                 18);
  y = number_line(ui, inside, y, tr("of y: "),
                  tr("{0} a step", share_text(inspection.decoupled_share)));
  y = rule(ui, inside, y);
  y = fact(ui, inside, y, tr("median share > 0"), share_text(inspection.statistics.median_share));
  return fact(ui, inside, y, tr("slope against \u221av, measured"),
              fixed_text(inspection.statistics.slope, 2));
}

float draw_run_card(const AppState& state, UiContext& ui, int run, const Rect& area, float top) {
  const Inspection& inspection = *inspection_of(state, run);
  return draw_column_card(ui, area, top, [&](const Rect& inside) {
    float y = column_card_title(ui, inside, run_title(state, ui, run));
    badge(ui, {inside.max.x - 16, inside.min.y}, state.slot_of_run[static_cast<std::size_t>(run)]);
    if (inspection.path == DecayPath::unknown) {
      return y +
             paragraph(ui, {inside.min.x, y}, inside.width(), ui.fonts.caption, ui.colors->text2,
                       tr("Its decay goes through an operation that does not split: the step has "
                          "no part that is decay\u2019s."),
                       18);
    }
    if (inspection.weight_decay <= 0) {
      text_in(ui, column_row(inside, y), ui.fonts.caption, ui.colors->text2,
              tr("\u03bb = 0: nothing is removed"));
      return y + kColumnRow;
    }
    if (inspection.path == DecayPath::averaged) return averaged_body(ui, inspection, inside, y);
    return inspection.path == DecayPath::decoupled
               ? decoupled_body(state, ui, run, inspection, inside, y)
               : in_gradient_body(state, ui, inspection, inside, y);
  });
}

// What the symbols of the equation stand for in this step, of the weight that is followed.
SymbolValues values_in_step(const Inspection& inspection) {
  const auto number = [](double value) { return short_text(value, 3); };
  SymbolValues values = {{"\u03b3", number(inspection.learning_rate)},
                         {"\u03bb", number(inspection.weight_decay)},
                         {"\u03b5", number(inspection.epsilon)}};
  if (!inspection.has_watched) return values;
  const WeightMark& mark = inspection.watched;
  values.emplace_back("g", number(static_cast<double>(mark.gradient)));
  if (inspection.has_root) values.emplace_back("\u221av", number(static_cast<double>(mark.root)));
  values.emplace_back(
      "w", number(static_cast<double>(mark.value - mark.gradient_part - mark.decay_part)));
  return values;
}

// The optimizer's own equation, and what it came to for the weight that is followed.
float draw_step_card(const AppState& state, UiContext& ui, int run, const Rect& area, float top) {
  const Inspection& inspection = *inspection_of(state, run);
  return draw_column_card(ui, area, top, [&](const Rect& inside) {
    const std::string title = inspection.has_watched
                                  ? tr("Step {0} of {1}", count_text(inspection.step),
                                       place_text(inspection.watched.place))
                                  : tr("One step of a weight");
    float y = column_card_title(ui, inside, title);
    badge(ui, {inside.max.x - 16, inside.min.y}, state.slot_of_run[static_cast<std::size_t>(run)]);
    const StepEquation step =
        explain_step(state, run, ui.shown_metrics[static_cast<std::size_t>(run)]);
    const SymbolValues values = values_in_step(inspection);
    for (const Equation& line : step.lines) y = draw_equation(ui, {inside.min.x, y}, line, values);
    y = rule(ui, inside, y);
    if (!inspection.has_watched) {
      return y + paragraph(ui, {inside.min.x, y}, inside.width(), ui.fonts.caption,
                           ui.colors->text2, tr("Click a dot to follow that weight."), 18);
    }
    const WeightMark& mark = inspection.watched;
    const auto number = [](float value) { return short_text(static_cast<double>(value), 4); };
    const float before = mark.value - mark.gradient_part - mark.decay_part;
    y = fact(ui, inside, y, tr("before"), number(before));
    y = fact(ui, inside, y, tr("gradient\u2019s part"), number(mark.gradient_part));
    y = fact(ui, inside, y, tr("decay\u2019s part"), number(mark.decay_part), true);
    return fact(ui, inside, y, tr("after"), number(mark.value));
  });
}

// Layer by layer: the share of the layer that decay took, and how its part of the step compares
// with the gradient's.
float draw_layer_card(const AppState& state, UiContext& ui, int run, const Rect& area, float top) {
  const Inspection& inspection = *inspection_of(state, run);
  return draw_column_card(ui, area, top, [&](const Rect& inside) {
    float y = column_card_title(ui, inside, tr("Effective decay by layer"));
    badge(ui, {inside.max.x - 16, inside.min.y}, state.slot_of_run[static_cast<std::size_t>(run)]);
    const float middle = inside.max.x - 78;
    Rect row = column_row(inside, y);
    text_in(ui, {row.min, {middle, row.max.y}}, ui.fonts.caption, ui.colors->text3, tr("% a step"),
            Align::right);
    text_in(ui, row, ui.fonts.caption, ui.colors->text3, tr("of the step"), Align::right);
    y += kColumnRow;
    for (std::size_t i = 0; i < inspection.layers.size(); ++i) {
      const LayerDecay& layer = inspection.layers[i];
      row = column_row(inside, y);
      text_in(ui, row, ui.fonts.caption, ui.colors->text2, tr("layer {0}", std::to_string(i + 1)));
      text_in(ui, {row.min, {middle, row.max.y}}, ui.fonts.value, ui.colors->text1,
              share_text(layer.effective_share), Align::right);
      const double both = layer.decay_norm + layer.gradient_norm;
      text_in(ui, row, ui.fonts.value, ui.colors->text1,
              both > 0 ? share_text(layer.decay_norm / both) : "\u2013", Align::right);
      y += kColumnRow;
    }
    return y +
           paragraph(ui, {inside.min.x, y + 2}, inside.width(), ui.fonts.caption, ui.colors->text3,
                     tr("Decay\u2019s length beside the gradient\u2019s, as a part of both."), 18) +
           2;
  });
}

}  // namespace

float draw_decay_column(const AppState& state, UiContext& ui, Actions&, const Rect& area) {
  const Rect text{{area.min.x + 4, area.min.y}, {area.max.x - 4, area.max.y}};
  float y = area.min.y + 8;
  text_in(ui, {{text.min.x, y}, {text.max.x, y + kColumnRow}}, ui.fonts.caption, ui.colors->text3,
          tr("What decay does"));
  y += 30;
  text_in(ui, {{text.min.x, y}, {text.max.x, y + 22}}, ui.fonts.number, ui.colors->text1,
          tr("Who gets decayed?"));
  y += 26;
  if (!any_inspection(state)) {
    return y + paragraph(
                   ui, {text.min.x, y}, text.width(), ui.fonts.label, ui.colors->text2,
                   tr("After the first step every weight is drawn by how much of it decay took."));
  }
  std::string sentences;
  for (const std::string& sentence : decay_sentences(state)) {
    sentences += (sentences.empty() ? "" : " ") + sentence;
  }
  y += paragraph(ui, {text.min.x, y}, text.width(), ui.fonts.label, ui.colors->text2, sentences);
  y += 10;
  const int selected = selected_run(state);
  const auto has_card = [&](int run) { return inspection_of(state, run) && run_shown(state, run); };
  if (has_card(selected)) y = draw_step_card(state, ui, selected, area, y) + 12;
  for (int run = 0; run < static_cast<int>(state.experiment.runs.size()); ++run) {
    if (has_card(run)) y = draw_run_card(state, ui, run, area, y) + 12;
  }
  if (has_card(selected)) y = draw_layer_card(state, ui, selected, area, y) + 12;
  return y;
}

}  // namespace playground
