// The lower part of the tab "Who gets decayed?": the histogram of all weights, or the history of
// one.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "core/translate.hpp"
#include "plot/number_text.hpp"
#include "plot/plot_items.hpp"
#include "ui/decay_view.hpp"
#include "ui/decayed_tab.hpp"
#include "ui/panels.hpp"
#include "ui/run_text.hpp"
#include "ui/step_plot.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kWeightPlotMargin = 12;
constexpr float kWeightTicksLeft = 52;
constexpr float kTitle = 28, kTouchTitle = 44;
constexpr float kUnderWeightPlot = 40;
constexpr double kBoundShownUpTo = 3;  // times the largest weight

ImU32 weight_color(const AppState& state, const UiContext& ui, int run) {
  return ui.run_color(state.slot_of_run[static_cast<std::size_t>(run)]);
}

std::vector<int> inspected_runs(const AppState& state) {
  std::vector<int> runs;
  for (const int run : drawing_order(state)) {
    if (inspection_of(state, run)) runs.push_back(run);
  }
  return runs;
}

// --- Histogram ---------------------------------------------------------------------------------

double widest_bin(const AppState& state, const std::vector<int>& runs) {
  double width = 0;
  for (const int run : runs) width = std::max(width, inspection_of(state, run)->histogram.width);
  return width;
}

// Symmetric, with the bounds that lie near enough.
Range weight_range(const AppState& state, const std::vector<int>& runs) {
  double largest = 0;
  for (const int run : runs) {
    largest = std::max(largest, inspection_of(state, run)->largest_weight);
  }
  double reach = largest;
  for (const int run : runs) {
    const double bound = weight_bound(run_in_force(state, run));
    if (bound > 0 && bound <= kBoundShownUpTo * largest) reach = std::max(reach, 1.05 * bound);
  }
  const Range fitted = fit_range({0, reach > 0 ? reach : 1});
  return {-fitted.high, fitted.high};
}

double height_of(double count) {
  return std::log10(1 + count);
}

// Counts on a scale of log(1 + n): 0, 1, 10, 100, ...
void draw_count_axis(UiContext& ui, const PlotArea& area) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const PlotStyle style = plot_style(ui);
  float lowest = area.rect.max.y + 20;
  for (double count = 0; height_of(count) <= area.y.range.high;
       count = count > 0 ? 10 * count : 1) {
    const float y = area.y_pixel(height_of(count));
    if (count > 0) {
      list.AddRectFilled({area.rect.min.x, ui.snap(y)}, {area.rect.max.x, ui.snap(y) + 1},
                         style.grid);
    }
    if (lowest - y < 13) continue;
    lowest = y;
    plot_text(list, style, style.caption, style.text3, {area.rect.min.x - 6, y}, count_text(count),
              TextAlign::right);
  }
}

void draw_histogram(const PlotArea& area, const WeightHistogram& histogram, ImU32 color,
                    bool filled) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  std::vector<ImVec2> outline;
  const float bottom = area.rect.max.y;
  outline.push_back({area.x_pixel(histogram.first * histogram.width), bottom});
  for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
    const double left = (histogram.first + static_cast<double>(i)) * histogram.width;
    const float x0 = area.x_pixel(left), x1 = area.x_pixel(left + histogram.width);
    const float y = area.y_pixel(height_of(histogram.counts[i]));
    if (filled) list.AddRectFilled({x0, y}, {x1, bottom}, with_alpha(color, 0.22f));
    outline.push_back({x0, y});
    outline.push_back({x1, y});
  }
  outline.push_back({outline.back().x, bottom});
  list.AddPolyline(outline.data(), static_cast<int>(outline.size()), color, ImDrawFlags_None,
                   filled ? 2.0f : 1.0f);
}

float title_height(const UiContext& ui) {
  return ui.layout.touch ? kTouchTitle : kTitle;
}

void draw_bounds(const AppState& state, UiContext& ui, const PlotArea& area, int run) {
  const RunConfig config = run_in_force(state, run);
  const double bound = weight_bound(config);
  if (bound <= 0 || bound > area.x.range.high) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const PlotStyle style = plot_style(ui);
  const bool form = config.decay_form == DecayForm::learning_rate;
  const std::string symbol = form ? "1/\u03bb" : "\u03b3/\u03bb";
  for (const double side : {-1.0, 1.0}) {
    const float x = area.x_pixel(side * bound);
    list.AddRectFilled({x - 1, area.rect.min.y}, {x + 1, area.rect.max.y},
                       weight_color(state, ui, run));
    plot_text(list, style, style.caption_strong, style.text1,
              {x - static_cast<float>(side) * 6, area.rect.min.y + 8},
              (side < 0 ? "\u2212" : "+") + symbol, side < 0 ? TextAlign::left : TextAlign::right);
  }
  log_widget(
      ui,
      {"decayed.bound." + std::to_string(run), "image",
       tr("Bound of full-batch AdamW on run {0}", run_letter(state, run)), short_text(bound, 3)},
      Rect::at(area.x_pixel(bound) - 2, area.rect.min.y, 4, area.rect.height()));
}

// --- History -----------------------------------------------------------------------------------

// One quantity of the trace: of the selected run alone, or of all runs.
struct TraceLine {
  std::vector<double> steps, values;
  ImU32 color = 0;
  float width = 1.5f;
};
struct TracePlot {
  std::string title;
  std::string unit;
  bool logarithmic = false;
  std::vector<TraceLine> lines = {};
};

TraceLine line_of(const Inspection& inspection, float TracePoint::*field, ImU32 color,
                  float width) {
  TraceLine line;
  line.color = color;
  line.width = width;
  for (const TracePoint& point : inspection.trace) {
    line.steps.push_back(point.step);
    line.values.push_back(static_cast<double>(point.*field));
  }
  return line;
}

std::array<TracePlot, 4> trace_plots(const AppState& state, const UiContext& ui, int selected) {
  std::array<TracePlot, 4> plots = {TracePlot{tr("Weight"), tr("all runs")},
                                    TracePlot{tr("Parts of each step"), tr("gradient, decay")},
                                    TracePlot{tr("Gradient, m"), ""},
                                    TracePlot{"\u221av", tr("all runs, log"), true}};
  for (const int run : inspected_runs(state)) {
    const Inspection& inspection = *inspection_of(state, run);
    const ImU32 color = weight_color(state, ui, run);
    const float width = run == selected ? 2.0f : 1.0f;
    plots[0].lines.push_back(line_of(inspection, &TracePoint::value, color, width));
    plots[3].lines.push_back(line_of(inspection, &TracePoint::root_second_moment, color, width));
  }
  const Inspection* inspection = inspection_of(state, selected);
  if (!inspection) return plots;
  const ImU32 color = weight_color(state, ui, selected);
  plots[1].lines.push_back(line_of(*inspection, &TracePoint::gradient_part, color, 1));
  plots[1].lines.push_back(line_of(*inspection, &TracePoint::decay_part, ui.colors->accent, 2));
  plots[2].lines.push_back(
      line_of(*inspection, &TracePoint::gradient, with_alpha(color, 0.35f), 1));
  plots[2].lines.push_back(line_of(*inspection, &TracePoint::moment, color, 1.5f));
  return plots;
}

Axis value_axis(const TracePlot& plot) {
  double low = 0, high = 0;
  bool any = false;
  for (const TraceLine& line : plot.lines) {
    for (const double value : line.values) {
      if (!std::isfinite(value) || (plot.logarithmic && value <= 0)) continue;
      low = any ? std::min(low, value) : value;
      high = any ? std::max(high, value) : value;
      any = true;
    }
  }
  const AxisScale scale = plot.logarithmic ? AxisScale::logarithmic : AxisScale::linear;
  if (!any) return {AxisScale::linear, {0, 1}};
  if (plot.logarithmic) low = std::max(low, high * 1e-6);
  return {scale, fit_range({low, high}, scale)};
}

void draw_trace_plot(const AppState& state, UiContext& ui, const TracePlot& plot, const Rect& cell,
                     const std::string& id) {
  Rect rect = cell;
  const Rect title = rect.take_top(20);
  const float used = text_in(ui, title, ui.fonts.caption_strong, ui.colors->text1, plot.title);
  text_in(ui, {{title.min.x + used + 6, title.min.y}, title.max}, ui.fonts.caption,
          ui.colors->text3, plot.unit);
  rect = {{rect.min.x + 44, rect.min.y + 6}, {rect.max.x - 4, rect.max.y - 22}};
  const double last = std::max(1, state.experiment.training.steps);
  const PlotArea area{rect, {AxisScale::linear, {0, last}}, value_axis(plot)};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  AxesLook look;
  look.most_x = std::clamp(static_cast<int>(rect.width() / 52), 2, 5);
  look.most_y = std::clamp(static_cast<int>(rect.height() / 18), 2, 4);
  draw_axes(list, plot_style(ui), area, look);
  for (const TraceLine& line : plot.lines) {
    draw_line(list, plot_style(ui), area, line.steps, line.values, {line.color, line.width});
  }
  const std::string points =
      plot.lines.empty() ? "" : count_text(static_cast<double>(plot.lines[0].steps.size()));
  log_widget(ui, {id, "image", tr("{0} of the weight that is followed", plot.title), points}, rect);
}

void draw_history_title(const AppState& state, UiContext& ui, Actions& actions, Rect line,
                        int selected) {
  const Inspection* inspection = inspection_of(state, selected);
  const Rect button = line.take_right(ui.layout.touch ? 44.0f : 24.0f);
  if (icon_button(ui, {"decayed.close", tr("Back to all weights")}, button, Icon::close,
                  ButtonLook::plain)) {
    ViewSettings view = state.view;
    view.watched.reset();
    actions.push(SetView{view});
  }
  badge(ui, {line.min.x, line.center().y - 8},
        state.slot_of_run[static_cast<std::size_t>(selected)]);
  line.min.x += 24;
  const std::string place = place_text(*state.view.watched);
  const float used = text_in(ui, line, ui.fonts.title, ui.colors->text1, place);
  std::string note = tr("this weight\u2019s history");
  if (!inspection || inspection->trace.empty()) {
    note = tr("repeating the run for this weight\u2019s history \u2026");
  } else if (inspection->trace_stride > 1) {
    note = tr("this weight\u2019s history, every {0} steps", count_text(inspection->trace_stride));
  }
  text_in(ui, {{line.min.x + used + 10, line.min.y}, line.max}, ui.fonts.caption, ui.colors->text3,
          note);
  log_widget(ui, {"decayed.history", "text", tr("Weight that is followed"), place + ", " + note},
             {line.min, {line.min.x + used, line.max.y}});
}

}  // namespace

void draw_run_legend(const AppState& state, UiContext& ui, Actions& actions, const std::string& id,
                     const Rect& line) {
  float x = line.max.x;
  for (int run = static_cast<int>(state.experiment.runs.size()) - 1; run >= 0; --run) {
    if (ui.layout.touch) {  // letters alone, each as wide as a finger
      x -= 44;
      if (x < line.min.x) return;
      legend_badge(state, ui, actions, id, run, {x + 22, line.center().y}, 44);
      continue;
    }
    const std::string title = run_title(state, ui, run);
    const float width = text_width(ui, ui.fonts.caption, title);
    const bool words = x - width - 40 > line.min.x;
    if (words) {
      x -= width;
      text_in(ui, {{x, line.min.y}, {x + width + 4, line.max.y}}, ui.fonts.caption,
              run_shown(state, run) ? ui.colors->text2 : ui.colors->text3, title);
      x -= 6;
    }
    x -= 16;
    if (x < line.min.x) return;
    legend_badge(state, ui, actions, id, run, {x + 8, line.center().y});
    x -= 16;
  }
}

void draw_weights_now(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  const std::vector<int> runs = inspected_runs(state);
  Rect rest = area;
  Rect line = rest.take_top(title_height(ui)).inset(kWeightPlotMargin, 0);
  float used = text_in(ui, line, ui.fonts.title, ui.colors->text1, tr("Weights now"));
  const double bin = widest_bin(state, runs);
  if (bin > 0 && !ui.layout.phone) {
    used +=
        10 + text_in(ui, {{line.min.x + used + 10, line.min.y}, line.max}, ui.fonts.caption,
                     ui.colors->text3, tr("weights per bin of {0}, log scale", short_text(bin, 3)));
  }
  draw_run_legend(state, ui, actions, "decayed", {{line.min.x + used + 12, line.min.y}, line.max});
  const Rect rect{{rest.min.x + kWeightTicksLeft, rest.min.y + 4},
                  {rest.max.x - kWeightPlotMargin, rest.max.y - kUnderWeightPlot}};
  double most = 9;
  for (const int run : runs) {
    const WeightHistogram wide = widen(inspection_of(state, run)->histogram, bin);
    for (const std::uint32_t count : wide.counts) most = std::max(most, 1.0 * count);
  }
  const PlotArea plot{rect,
                      {AxisScale::linear, weight_range(state, runs)},
                      {AxisScale::linear, {0, 1.05 * height_of(most)}}};
  AxesLook look;
  look.x_title = tr("weight");
  look.most_y = 0;
  look.most_x = rect.width() > 500 ? 9 : 5;
  draw_axes(*ImGui::GetWindowDrawList(), plot_style(ui), plot, look);
  draw_count_axis(ui, plot);
  ImGui::GetWindowDrawList()->PushClipRect(rect.min, rect.max, true);
  for (const int run : runs) {
    const bool selected = run == state.view.selected_run;
    draw_histogram(plot, widen(inspection_of(state, run)->histogram, bin),
                   weight_color(state, ui, run), selected);
  }
  ImGui::GetWindowDrawList()->PopClipRect();
  for (const int run : runs) draw_bounds(state, ui, plot, run);
  log_widget(ui, {"decayed.histogram", "image", tr("Histogram of the weights"), short_text(bin, 3)},
             rect);
}

void draw_weight_history(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  const int count = static_cast<int>(state.experiment.runs.size());
  const int selected = std::clamp(state.view.selected_run, 0, std::max(0, count - 1));
  Rect rest = area;
  draw_history_title(state, ui, actions,
                     rest.take_top(title_height(ui)).inset(kWeightPlotMargin, 0), selected);
  const std::array<TracePlot, 4> plots = trace_plots(state, ui, selected);
  rest = {{rest.min.x + kWeightPlotMargin, rest.min.y},
          {rest.max.x - kWeightPlotMargin, rest.max.y - 4}};
  const int columns = ui.layout.phone ? 2 : 4;
  const float width =
      (rest.width() - 12.0f * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float height = rest.height() / (ui.layout.phone ? 2 : 1);
  for (int i = 0; i < 4; ++i) {
    const int row = i / columns;
    const Rect cell = Rect::at(rest.min.x + (width + 12) * static_cast<float>(i % columns),
                               rest.min.y + height * static_cast<float>(row), width, height);
    draw_trace_plot(state, ui, plots[static_cast<std::size_t>(i)], cell,
                    "decayed.history." + std::to_string(i));
  }
}

}  // namespace playground
