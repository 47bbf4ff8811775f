#include "ui/race_tab.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "core/translate.hpp"
#include "data/dataset.hpp"
#include "plot/number_text.hpp"
#include "plot/plot_items.hpp"
#include "ui/race_curves.hpp"
#include "ui/run_text.hpp"
#include "ui/seed_text.hpp"
#include "ui/step_plot.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kRaceMargin = 12;
constexpr float kTitleHeight = 28;
constexpr float kUnderRacePlot = 48;  // ticks and title of x
constexpr float kPhoneLoss = 252;
constexpr float kPhoneSmall = 132;
constexpr float kOnePlotBelow = 400;  // the screen's width
constexpr float kTouchBar = 44;

bool is_regression(const AppState& state) {
  return state.dataset && state.dataset->task == Task::regression;
}

// Title, then quantity and unit on the same line.
void plot_title(UiContext& ui, ImVec2 at, float right, std::string_view title,
                std::string_view unit) {
  const Rect line{{at.x, at.y + 4}, {right, at.y + 24}};
  const float width = text_in(ui, line, ui.fonts.title, ui.colors->text1, title);
  const Rect rest{{at.x + width + 10, line.min.y}, line.max};
  if (rest.width() > 40) text_in(ui, rest, ui.fonts.caption, ui.colors->text3, unit);
}

StepPlot loss_plot(const AppState& state, const Rect& rect) {
  StepPlot plot{"plot.loss", Quantity::loss, rect};
  plot.scale = state.view.log_loss ? AxisScale::logarithmic : AxisScale::linear;
  plot.most_y = std::clamp(static_cast<int>(rect.height() / 36), 3, 6);
  plot.most_x = std::clamp(static_cast<int>(rect.width() / 60), 2, 6);
  plot.marks = true;
  return plot;
}

StepPlot small_plot(const char* id, Quantity quantity, const Rect& rect) {
  StepPlot plot{id, quantity, rect};
  plot.most_y = std::clamp(static_cast<int>(rect.height() / 22), 2, 6);
  plot.most_x = std::clamp(static_cast<int>(rect.width() / 58), 2, 6);
  plot.small = true;
  return plot;
}

// --- Gap now ---------------------------------------------------------------------------------

void draw_gap_table(const AppState& state, UiContext& ui, Actions& actions,
                    const std::vector<int>& runs, Rect rect) {
  for (int run : runs) {
    if (rect.height() < 20) break;
    const Rect row = rect.take_top(22);
    legend_badge(state, ui, actions, "gap", run, {row.min.x + 8, row.center().y});
    if (!run_shown(state, run)) continue;
    const double gap = ui.shown_metrics[static_cast<std::size_t>(run)].gap;
    const std::string text = run_diverged(state, run) ? "\u2013" : fixed_text(gap, 2);
    text_in(ui, {{row.min.x + 20, row.min.y}, {row.min.x + 64, row.max.y}}, ui.fonts.caption_strong,
            ui.colors->text1, text, Align::right);
  }
}

void draw_gap_bars(const AppState& state, UiContext& ui, Actions& actions,
                   const std::vector<int>& runs, const PlotArea& area, float left) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const PlotStyle style = plot_style(ui);
  // 32 apart, more where the numbers would touch.
  float widest = 0;
  for (int run : runs) {
    if (run_diverged(state, run)) continue;
    const double gap = ui.shown_metrics[static_cast<std::size_t>(run)].gap;
    widest = std::max(widest, plot_text_width(style, style.caption_strong, fixed_text(gap, 2)));
  }
  const float spacing = std::max(32.0f, widest + 3);
  float x = left + std::max(13.0f, widest / 2);
  for (int run : runs) {
    const Metrics& metrics = ui.shown_metrics[static_cast<std::size_t>(run)];
    const bool measured = std::isfinite(metrics.gap) && !run_diverged(state, run);
    if (run_shown(state, run) && measured) {
      const int slot = state.slot_of_run[static_cast<std::size_t>(run)];
      const float below = draw_gap_bar(list, style, area, x, metrics.train_loss, metrics.test_loss,
                                       ui.run_color(slot), fixed_text(metrics.gap, 2));
      legend_badge(state, ui, actions, "gap", run, {x, below});
    } else {
      legend_badge(state, ui, actions, "gap", run, {x, area.rect.max.y - 14});
    }
    x += spacing;
  }
}

void draw_gaps(const AppState& state, UiContext& ui, Actions& actions, const PlotArea& area,
               float left) {
  const Rect title = Rect::at(left, area.rect.min.y - kTitleHeight + 4, 90, 20);
  text_in(ui, title, ui.fonts.caption, ui.colors->text3, tr("gap now"));
  std::vector<int> runs;
  for (int run = 0; run < static_cast<int>(state.experiment.runs.size()); ++run)
    runs.push_back(run);
  if (area.y.scale == AxisScale::logarithmic || runs.size() > 3) {
    draw_gap_table(state, ui, actions, runs,
                   {{left, area.rect.min.y + 4}, {left + 90, area.rect.max.y}});
  } else {
    draw_gap_bars(state, ui, actions, runs, area, left);
  }
}

// --- Layouts ---------------------------------------------------------------------------------

void draw_wide(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  const std::vector<Curve>& losses = ui.race.curves(state, Quantity::loss);
  const float column = std::floor((area.width() - 2 * kRaceMargin - 24) / 3);
  const float third = area.min.x + kRaceMargin + 2 * (column + 12);
  const float top = area.min.y + kTitleHeight;
  const float bottom = area.max.y - kUnderRacePlot;
  const Rect loss{{area.min.x + 44, top}, {third - 124, bottom}};
  plot_title(ui, {area.min.x + kRaceMargin, area.min.y}, loss.max.x, tr("Loss"), loss_unit(state));
  StepPlot main = loss_plot(state, loss);
  main.end_badges = false;
  const PlotArea drawn = draw_step_plot(state, ui, actions, main, losses);
  draw_gaps(state, ui, actions, drawn, loss.max.x + 8);

  const float left = third + 40;
  const float right = area.max.x - 36;
  Rect norm{{left, top}, {right, bottom}};
  if (!is_regression(state)) {
    const float height = std::floor((bottom - top - 40) * 0.47f);
    const Rect accuracy{{left, top}, {right, top + height}};
    norm.min.y = accuracy.max.y + 40;
    plot_title(ui, {third, area.min.y}, right + 30, tr("Accuracy"), tr("% correct"));
    StepPlot plot = small_plot("plot.accuracy", Quantity::accuracy, accuracy);
    plot.x_labels = false;
    draw_step_plot(state, ui, actions, plot, ui.race.curves(state, Quantity::accuracy));
  }
  plot_title(ui, {third, norm.min.y - kTitleHeight}, right + 30, tr("Weight norm"),
             tr("L2, all weights"));
  draw_step_plot(state, ui, actions, small_plot("plot.weight_norm", Quantity::weight_norm, norm),
                 ui.race.curves(state, Quantity::weight_norm));
}

struct PhonePlot {
  const char* id;
  const char* title;
  const char* short_title;
  Quantity quantity;
};
constexpr std::array<PhonePlot, 3> kPhonePlots = {
    {{"plot.loss", tr_key("Loss"), tr_key("Loss"), Quantity::loss},
     {"plot.accuracy", tr_key("Accuracy"), tr_key("Accuracy"), Quantity::accuracy},
     {"plot.weight_norm", tr_key("Weight norm"), tr_key("Norm"), Quantity::weight_norm}}};

std::vector<PhonePlot> phone_plots(const AppState& state) {
  std::vector<PhonePlot> plots(kPhonePlots.begin(), kPhonePlots.end());
  if (is_regression(state)) plots.erase(plots.begin() + 1);
  return plots;
}

bool one_at_a_time(float width) {
  return width < kOnePlotBelow;
}

std::string unit_of(const AppState& state, Quantity quantity) {
  if (quantity == Quantity::loss) return loss_unit(state);
  return quantity == Quantity::accuracy ? tr("% correct") : tr("L2, all weights");
}

// Which plot is seen where there is room for one; the choice is kept by the interface.
const PhonePlot& chosen_plot(UiContext& ui, const std::vector<PhonePlot>& plots, const Rect& bar) {
  int chosen = 0;
  std::vector<std::string> ids;
  std::vector<TabItem> items;
  for (std::size_t i = 0; i < plots.size(); ++i) {
    if (plots[i].id == ui.scroll_to) ui.phone_plot = plots[i].id;
  }
  for (std::size_t i = 0; i < plots.size(); ++i) {
    if (plots[i].id == ui.phone_plot) chosen = static_cast<int>(i);
    ids.push_back(std::string("show.") + plots[i].id);
  }
  for (std::size_t i = 0; i < plots.size(); ++i)
    items.push_back({ids[i], tr(plots[i].short_title)});
  chosen = tabs(ui, bar, items, chosen).value_or(chosen);
  ui.phone_plot = plots[static_cast<std::size_t>(chosen)].id;
  return plots[static_cast<std::size_t>(chosen)];
}

void draw_phone_plot(const AppState& state, UiContext& ui, Actions& actions, const PhonePlot& kind,
                     float height, Rect& area) {
  const Rect strip = area.take_top(kTitleHeight + height + kUnderRacePlot);
  const Rect rect{{strip.min.x + 44, strip.min.y + kTitleHeight},
                  {strip.max.x - 44, strip.max.y - kUnderRacePlot}};
  plot_title(ui, {strip.min.x + kRaceMargin, strip.min.y}, strip.max.x - 130, tr(kind.title),
             unit_of(state, kind.quantity));
  const bool loss = kind.quantity == Quantity::loss;
  StepPlot plot = loss ? loss_plot(state, rect) : small_plot(kind.id, kind.quantity, rect);
  plot.most_y = std::clamp(static_cast<int>(height / (loss ? 36 : 22)), 2, 6);
  draw_step_plot(state, ui, actions, plot, ui.race.curves(state, kind.quantity));
}

void draw_phone(const AppState& state, UiContext& ui, Actions& actions, Rect area) {
  const std::vector<PhonePlot> plots = phone_plots(state);
  if (one_at_a_time(area.width())) {
    Rect bar = area.take_top(kTouchBar);
    bar.min.x += kRaceMargin;
    draw_phone_plot(state, ui, actions, chosen_plot(ui, plots, bar), kPhoneLoss, area);
    return;
  }
  for (const PhonePlot& kind : plots) {
    const float height = kind.quantity == Quantity::loss ? kPhoneLoss : kPhoneSmall;
    draw_phone_plot(state, ui, actions, kind, height, area);
  }
}

// --- Key -------------------------------------------------------------------------------------

// Words with a stroke in front, right aligned; moves `rest` to what is left of it.
void key_entry(UiContext& ui, Rect& rest, float thickness, std::string_view text) {
  const float width = text_width(ui, ui.fonts.caption, text);
  if (rest.width() < width + 28) return;
  Rect entry = rest.take_right(width + 27);
  rest.max.x -= 20;
  const float y = ui.snap(entry.center().y);
  fill(ui, {{entry.min.x, y - thickness / 2}, {entry.min.x + 20, y + thickness / 2}},
       ui.colors->text2);
  text_in(ui, {{entry.min.x + 27, entry.min.y}, {entry.max.x + 1, entry.max.y}}, ui.fonts.caption,
          ui.colors->text2, text);
}

bool key_toggle(UiContext& ui, Rect& rest, const char* id, std::string_view text, bool on,
                std::string_view help) {
  const float width = text_width(ui, ui.fonts.caption, text) + 16;
  if (rest.width() < width) return false;
  Rect button = rest.take_right(width);
  button = {{button.min.x, button.center().y - 12}, {button.max.x, button.center().y + 12}};
  rest.max.x -= 8;
  WidgetName name{id, std::string(text)};
  name.help = help;
  const Interaction state = interact(ui, name, button, "checkbox", on ? "on" : "off");
  const Palette& colors = *ui.colors;
  const ImU32 base = on ? colors.bg2 : with_alpha(colors.bg2, 0);
  fill(ui, button, mix(base, colors.bg3, 0.6f * state.hover), 4);
  text_in(ui, button, ui.fonts.caption, on ? colors.text1 : colors.text3, text, Align::center);
  return state.pressed;
}

// What the bands about the means are; a click takes the other.
void band_choice(const AppState& state, UiContext& ui, Actions& actions, Rect& rest) {
  const bool range = state.view.band == Band::range;
  if (!key_toggle(
          ui, rest, "view.band", range ? tr("min to max") : tr("\u00b1 1 sd"), true,
          tr("The bands about the mean: one standard deviation over the seeds to each side, "
             "or from the least to the greatest. Click: the other one."))) {
    return;
  }
  ViewSettings view = state.view;
  view.band = range ? Band::deviation : Band::range;
  actions.push(SetView{view});
}

}  // namespace

std::string loss_unit(const AppState& state) {
  if (is_regression(state)) return tr("mean squared error");
  return tr("cross-entropy, nats");
}

void draw_race_key(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  Rect rest = area;
  const bool roomy = area.width() > 320;
  key_entry(ui, rest, 1, tr("train"));
  if (!roomy) {
    key_entry(ui, rest, 2, tr("test"));
    return;
  }
  ViewSettings view = state.view;
  if (of_several_seeds(state, 0)) {
    band_choice(state, ui, actions, rest);
    key_entry(ui, rest, 2, tr("test, mean of {0} seeds", std::to_string(state.experiment.seeds)));
  } else {
    const double window = 10.0 * evaluation_spacing(state);
    key_entry(ui, rest, 2,
              view.smooth ? tr("test, mean of {0} steps; faint: each", count_text(window))
                          : std::string(tr("test, every evaluation")));
    if (key_toggle(ui, rest, "view.smooth", tr("smooth"), view.smooth,
                   tr("Bold lines are the mean of the last 10 evaluations. The cards and exports "
                      "always have the exact values."))) {
      view.smooth = !view.smooth;
      actions.push(SetView{view});
    }
  }
  if (key_toggle(ui, rest, "view.log_loss", tr("log"), view.log_loss,
                 tr("Logarithmic axis of the loss."))) {
    view.log_loss = !view.log_loss;
    actions.push(SetView{view});
  }
}

void draw_race_tab(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  if (ui.layout.phone) {
    draw_phone(state, ui, actions, area);
  } else {
    draw_wide(state, ui, actions, area);
  }
}

float phone_race_height(const AppState& state, float width) {
  const float first = kTitleHeight + kPhoneLoss + kUnderRacePlot;
  if (one_at_a_time(width)) return kTouchBar + first;
  const float small = kTitleHeight + kPhoneSmall + kUnderRacePlot;
  return first + small * (is_regression(state) ? 1 : 2);
}

}  // namespace playground
