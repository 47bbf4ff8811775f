#include "ui/card_parts.hpp"

#include "core/translate.hpp"
#include "data/dataset.hpp"
#include "plot/number_text.hpp"
#include "ui/panels.hpp"
#include "ui/run_text.hpp"
#include "ui/seed_text.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr double kRepaintSeconds = 0.1;

std::string card_id(int run, std::string_view part) {
  return "card." + std::to_string(run) + "." + std::string(part);
}

// Fields worth changing from a card; the left column has all of them.
void draw_menu_fields(const AppState& state, UiContext& ui, Actions& actions, int run) {
  for (std::string_view name : {"optimizer", "learning_rate", "schedule", "decay_form"}) {
    const Parameter* parameter = find_parameter(Section::run, name);
    if (!parameter) continue;
    const Rect row = popup_row(ui, ui.layout.touch ? 44 : 28);
    parameter_row(ui, state, actions, *parameter, run, row.inset(8, 2));
  }
}

void draw_card_menu(const AppState& state, UiContext& ui, Actions& actions, int run,
                    const Rect& anchor) {
  const std::string id = card_id(run, "menu");
  if (!begin_popup(ui, id, anchor, 264, Align::right)) return;
  draw_menu_fields(state, ui, actions, run);
  menu_separator(ui);
  const bool shown = run_shown(state, run);
  if (menu_item(ui, {id + ".hide", tr("Show or hide the run's curves")},
                shown ? tr("Hide its curves") : tr("Show its curves"))) {
    actions.push(ToggleRunHidden{run});
  }
  run_menu_items(state, ui, actions, run);
  end_popup(ui);
}

// What is said of the decay beside the name.
std::string_view decay_note(const RunConfig& config) {
  return config.weight_decay == 0 ? tr("no decay") : "";
}

}  // namespace

void refresh_shown_metrics(const AppState& state, UiContext& ui) {
  const bool training = state.transport.playing || state.transport.training;
  const bool due = ui.now - ui.shown_metrics_at >= kRepaintSeconds;
  if (training && !due && ui.now >= ui.shown_metrics_at) {
    ui.animating = true;
    return;
  }
  ui.shown_metrics_at = ui.now;
  for (std::size_t run = 0; run < state.experiment.runs.size(); ++run) {
    ui.shown_metrics[run] = metrics_of(state, static_cast<int>(run));
    ui.shown_deviation[run] = view_of(state, static_cast<int>(run)).statistics.latest.deviation;
  }
}

std::array<CardNumber, 3> card_numbers(const AppState& state, const UiContext& ui, int run) {
  const Metrics& metrics = ui.shown_metrics[static_cast<std::size_t>(run)];
  const Metrics& deviation = ui.shown_deviation[static_cast<std::size_t>(run)];
  const bool several = of_several_seeds(state, run);
  const auto spread = [&](double value, int decimals) {
    return several ? "\u00b1 " + fixed_text(value, decimals) : std::string();
  };
  const bool regression = state.dataset && state.dataset->task == Task::regression;

  const CardNumber gap{"gap", tr("gap"), fixed_text(metrics.gap, 2), spread(deviation.gap, 2)};
  CardNumber test{"test_loss", tr("test loss"), fixed_text(metrics.test_loss, 2),
                  spread(deviation.test_loss, 2)};
  if (regression) {
    test.short_label = test.label;
    if (several) test.label = tr("test loss, mean");
    return {test,
            {"train_loss", tr("train loss"), fixed_text(metrics.train_loss, 2),
             spread(deviation.train_loss, 2)},
            gap};
  }
  return {CardNumber{"test_accuracy", several ? tr("test accuracy, mean") : tr("test accuracy"),
                     percent_text(metrics.test_accuracy, 1),
                     spread(100 * deviation.test_accuracy, 1), tr("test accuracy")},
          test, gap};
}

void draw_card_number(UiContext& ui, int run, const CardNumber& number, const Rect& rect,
                      bool headline) {
  Rect row = rect;
  const bool cut = text_width(ui, ui.fonts.caption, number.label) > row.width();
  text_in(ui, row.take_top(16), ui.fonts.caption, ui.colors->text3,
          cut && !number.short_label.empty() ? number.short_label : number.label);
  ImFont* font = headline ? ui.fonts.headline : ui.fonts.number;
  Rect line = row.take_top(24);
  line.min.x += text_in(ui, line, font, ui.colors->text1, number.text) + 5;
  // A spread that would be cut is left to the crosshair's table and the curves.
  if (line.width() >= text_width(ui, ui.fonts.caption, number.spread)) {
    text_in(ui, {{line.min.x, line.min.y + 2}, line.max}, ui.fonts.caption, ui.colors->text3,
            number.spread);
  }
  const std::string value = number.spread.empty() ? number.text : number.text + " " + number.spread;
  WidgetInfo info{card_id(run, number.name), "text", number.label, value};
  log_widget(ui, std::move(info), rect);
}

void log_card(const AppState& state, UiContext& ui, int run, const Rect& rect) {
  const std::string label = tr("Card of run {0}", run_letter(state, run));
  log_widget(ui, {"card." + std::to_string(run), "region", label, {}}, rect);
}

void surface_target(const AppState& state, UiContext& ui, Actions& actions, int run,
                    const Rect& rect) {
  const bool regression = state.dataset && state.dataset->task == Task::regression;
  const char* const what =
      regression ? tr_key("Fitted curve of run {0}") : tr_key("Decision surface of run {0}");
  WidgetName name{card_id(run, "surface"), tr(what, run_letter(state, run))};
  name.help =
      tr("The model's output at every point of the plane, with the training points. A click "
         "selects the run.");
  if (regression)
    name.help = tr("The model's prediction with the training points. A click selects the run.");
  if (interact(ui, name, rect, "image").pressed) actions.push(SelectRun{run});
}

void draw_card_header(const AppState& state, UiContext& ui, Actions& actions, int run,
                      const Rect& rect) {
  const Palette& colors = *ui.colors;
  const RunConfig config = run_in_force(state, run);
  const int slot = state.slot_of_run[static_cast<std::size_t>(run)];
  badge(ui, {rect.min.x, rect.center().y - 8}, slot, 16, run_shown(state, run) ? 1 : 0.45f);

  const std::string rate = "\u03b3 " + short_text(config.learning_rate, 3);
  const float rate_width = text_width(ui, ui.fonts.caption, rate);
  const Rect menu{{rect.max.x - 24 - rate_width - 4, rect.min.y}, rect.max};
  WidgetName name{card_id(run, "menu"), tr("Settings of run {0}", run_letter(state, run))};
  name.help = tr("Learning rate, optimizer and schedule of this run; copy, rename or remove it.");
  const Interaction state_of_menu = interact(ui, name, menu, "button", rate);
  if (state_of_menu.hover > 0) {
    fill(ui, {{menu.min.x - 2, menu.min.y + 1}, {menu.max.x, menu.max.y - 1}},
         with_alpha(colors.bg2, state_of_menu.hover), 4);
  }
  text_in(ui, {{menu.min.x + 2, rect.min.y}, {rect.max.x - 18, rect.max.y}}, ui.fonts.caption,
          colors.text3, rate);
  draw_icon(ui, Icon::chevron_down, {rect.max.x - 8, rect.center().y}, colors.text2, 10);
  if (state_of_menu.pressed) open_popup(card_id(run, "menu"));
  draw_card_menu(state, ui, actions, run, menu);

  const Rect words{{rect.min.x + 24, rect.min.y}, {menu.min.x - 6, rect.max.y}};
  const Rect title{rect.min, words.max};
  WidgetName select{card_id(run, "title"),
                    tr("Run {0}, {1}", run_letter(state, run), run_title(state, ui, run))};
  select.help =
      tr("Select this run: its settings are in the left column, its equation in the right one.");
  if (interact(ui, select, title, "button").pressed) actions.push(SelectRun{run});
  const float width = text_in(ui, words, ui.fonts.title, colors.text1, run_title(state, ui, run));
  const Rect note{{words.min.x + width + 10, words.min.y}, words.max};
  const std::string_view text = decay_note(config);
  if (!text.empty() && note.width() >= text_width(ui, ui.fonts.label, text)) {
    text_in(ui, note, ui.fonts.label, colors.text2, text);
  }
}

void draw_decay_row(const AppState& state, UiContext& ui, Actions& actions, int run,
                    const Rect& rect) {
  const Parameter* decay = find_parameter(Section::run, "weight_decay");
  if (!decay) return;
  SliderLook look;
  look.label_width = 60;
  look.value_width = 52;
  look.fill = ui.run_color(state.slot_of_run[static_cast<std::size_t>(run)]);
  look.ring = ui.colors->bg0;
  parameter_slider(ui, state, actions, *decay, run, rect, look);
}

}  // namespace playground
