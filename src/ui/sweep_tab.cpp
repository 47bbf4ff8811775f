#include "ui/sweep_tab.hpp"

#include <imgui.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "core/sort.hpp"
#include "core/translate.hpp"
#include "plot/labels.hpp"
#include "plot/number_text.hpp"
#include "plot/plot_items.hpp"
#include "ui/step_plot.hpp"
#include "ui/sweep_controls.hpp"
#include "ui/sweep_map.hpp"
#include "ui/sweep_view.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kSweepMargin = 12, kBetweenMaps = 24, kNarrowestMap = 220;
constexpr float kPlotHeight = 132;     // of the plot along the ridges, with title and ticks
constexpr float kSmallestCells = 100;  // the height of a map's cells
constexpr float kKeyHeight = 44, kPhoneKeyHeight = 112, kPhoneCells = 240, kPhoneProgress = 24;

// --- Along the ridges ---------------------------------------------------------------------------

struct RidgeCurve {
  int map;
  std::vector<double> x, y, low, high;
};

// The metric at the best row of each column with its spread, or the best row's own value with the
// rows that are within one standard error of it.
RidgeCurve curve_of(const ShownSweep& sweep, int map, bool best_row) {
  RidgeCurve curve{map, {}, {}, {}, {}};
  const SweepMap& values = sweep.plan.maps[static_cast<std::size_t>(map)];
  for (const RidgePoint& point : sweep.results->ridge(map, *sweep.metric)) {
    curve.x.push_back(values.x[static_cast<std::size_t>(point.best.cell.column)]);
    const auto row = [&](int index) { return values.y[static_cast<std::size_t>(index)]; };
    const CellValue& value = point.best.value;
    curve.y.push_back(best_row ? row(point.best.cell.row) : value.mean);
    curve.low.push_back(best_row ? row(point.low_row) : value.mean - value.standard_deviation);
    curve.high.push_back(best_row ? row(point.high_row) : value.mean + value.standard_deviation);
  }
  return curve;
}

bool positive(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return value > 0; });
}

Axis axis_over(const std::vector<RidgeCurve>& curves, bool x_axis, bool logarithmic) {
  double low = INFINITY, high = -INFINITY;
  for (const RidgeCurve& curve : curves) {
    for (const std::vector<double>* list :
         {x_axis ? &curve.x : &curve.low, x_axis ? &curve.x : &curve.high}) {
      for (const double value : *list) {
        low = std::min(low, value);
        high = std::max(high, value);
      }
    }
    logarithmic = logarithmic && positive(x_axis ? curve.x : curve.low);
  }
  const AxisScale scale = logarithmic ? AxisScale::logarithmic : AxisScale::linear;
  if (x_axis && high > low) {
    // A little air beside the first and the last point.
    const Axis tight{scale, {low, high}};
    return {scale, {tight.value_at(-0.03), tight.value_at(1.03)}};
  }
  return {scale, fit_range({low, high}, scale)};
}

bool is_logarithmic(const Parameter& parameter) {
  return parameter.scale == Scale::log || parameter.scale == Scale::log_with_zero;
}

void draw_ridge_badges(const AppState& state, UiContext& ui, const ShownSweep& sweep,
                       const PlotArea& area, const std::vector<RidgeCurve>& curves) {
  std::vector<std::pair<double, int>> wanted;
  for (const RidgeCurve& curve : curves) {
    const std::optional<int> slot = sweep.slot(state, curve.map);
    if (slot && !curve.y.empty()) wanted.emplace_back(area.y_pixel(curve.y.back()), *slot);
  }
  sort_stably(wanted);
  std::vector<double> places;
  for (const auto& [y, slot] : wanted) places.push_back(y);
  places = space_apart(places, 18, {area.rect.min.y + 8.0, area.rect.max.y - 8.0});
  for (std::size_t i = 0; i < places.size(); ++i) {
    badge(ui, {area.rect.max.x + 8, static_cast<float>(places[i]) - 8}, wanted[i].second);
  }
}

void draw_ridge_curves(const AppState& state, UiContext& ui, const ShownSweep& sweep,
                       const Rect& rect, bool best_row) {
  std::vector<RidgeCurve> curves;
  for (int map = 0; map < static_cast<int>(sweep.plan.maps.size()); ++map) {
    curves.push_back(curve_of(sweep, map, best_row));
    if (curves.back().x.empty()) curves.pop_back();
  }
  if (curves.empty()) return;
  const PlotArea area{rect, axis_over(curves, true, is_logarithmic(*sweep.plan.x)),
                      axis_over(curves, false, best_row && is_logarithmic(*sweep.plan.y))};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const PlotStyle style = plot_style(ui);
  draw_axes(list, style, area, {.most_x = 8, .most_y = 4});
  const auto color = [&](const RidgeCurve& curve) {
    const std::optional<int> slot = sweep.slot(state, curve.map);
    return slot ? ui.run_color(*slot) : ui.colors->text2;
  };
  for (const RidgeCurve& curve : curves) {
    draw_band(list, area, curve.x, curve.low, curve.high, with_alpha(color(curve), 0.16f));
  }
  for (const RidgeCurve& curve : curves) {
    draw_line(list, style, area, curve.x, curve.y, {color(curve), 2});
    for (std::size_t i = 0; i < curve.x.size(); ++i) {
      draw_dot(list, style, area, curve.x[i], curve.y[i], color(curve));
    }
  }
  draw_ridge_badges(state, ui, sweep, area, curves);
}

// The loss scale asks where the best decay goes, other axes what the best decay brings.
bool best_row_first(const ShownSweep& sweep) {
  return sweep.plan.x->name == "loss_scale";
}

void draw_ridge_plot(const AppState& state, UiContext& ui, const ShownSweep& sweep,
                     const Rect& area) {
  bool& other = ui.disclosures["sweep.other_plot"];
  const bool best_row = best_row_first(sweep) != other;
  const std::string x = axis_label(*sweep.plan.x), y = axis_label(*sweep.plan.y);
  const std::string title =
      best_row ? tr("Best {0}, for each {1}", y, x)
               : tr("{0} at the best {1}, for each {2}", tr(sweep.metric->label), y, x);
  std::string shown = title;
  shown[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(shown[0])));
  Rect line{{area.min.x, area.min.y}, {area.max.x, area.min.y + 20}};
  const std::string_view button = best_row ? tr("Show its figure") : tr("Show the best value");
  const float half = ui.layout.touch ? 22 : 10;
  Rect target = line.take_right(button_width(ui, 138, {button}));
  target = {{target.min.x, target.center().y - half}, {target.max.x, target.center().y + half}};
  if (text_button(ui, {"sweep.plot", std::string(button)}, target, button, ButtonLook::plain)) {
    other = !other;
  }
  const float width = text_in(ui, line, ui.fonts.title, ui.colors->text1, shown);
  std::string unit =
      best_row ? tr("with the rows within one standard error") : tr("mean ± 1 sd over the seeds");
  if (sweep.plan.seeds == 1) unit = tr("one seed");
  const Rect rest{{line.min.x + width + 12, line.min.y}, line.max};
  if (rest.width() > 60) text_in(ui, rest, ui.fonts.caption, ui.colors->text3, unit);
  const Rect plot{{area.min.x + kMapGutter, area.min.y + 26}, {area.max.x - 60, area.max.y - 22}};
  if (sweep.results != nullptr && plot.height() > 30) {
    draw_ridge_curves(state, ui, sweep, plot, best_row);
  }
}

// --- Layout -------------------------------------------------------------------------------------

int maps_in_a_row(int maps, float width) {
  const int fit = static_cast<int>((width + kBetweenMaps) / (kNarrowestMap + kBetweenMaps));
  return std::clamp(fit, 1, std::max(1, maps));
}

void draw_maps(const AppState& state, UiContext& ui, Actions& actions, const ShownSweep& sweep,
               const Rect& area) {
  const int maps = static_cast<int>(sweep.plan.maps.size());
  const int across = maps_in_a_row(maps, area.width());
  const int rows = (maps + across - 1) / across;
  const float width = std::floor((area.width() - kBetweenMaps * static_cast<float>(across - 1)) /
                                 static_cast<float>(across));
  const float height = std::floor(area.height() / static_cast<float>(rows));
  for (int map = 0; map < maps; ++map) {
    const float x = area.min.x + static_cast<float>(map % across) * (width + kBetweenMaps);
    const int line = map / across;
    const float y = area.min.y + static_cast<float>(line) * height;
    // One map alone need not fill the whole width.
    const float shown = maps == 1 ? std::min(width, 480.0f) : width;
    draw_sweep_map(state, ui, actions, sweep, map, Rect::at(x, y, shown, height));
  }
}

}  // namespace

void draw_sweep_tab(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  const ShownSweep sweep = shown_sweep(state);
  Rect rest = area.inset(kSweepMargin, 10);
  rest.max.x = area.max.x - kSweepMargin;
  const Rect controls = rest.take_top(sweep_controls_height(ui, rest.width()));
  rest.take_top(14);
  const Rect picture{{area.min.x, rest.min.y - 8}, area.max};
  draw_sweep_controls(state, ui, actions, sweep, controls, picture);
  if (ui.layout.phone) draw_sweep_progress(state, ui, actions, rest.take_top(kPhoneProgress));
  if (!sweep.error.empty()) {
    paragraph(ui, rest.min, rest.width(), ui.fonts.label, ui.colors->error, sweep.error);
    return;
  }
  const int maps = static_cast<int>(sweep.plan.maps.size());
  const int rows =
      (maps + maps_in_a_row(maps, rest.width()) - 1) / maps_in_a_row(maps, rest.width());
  const float least =
      static_cast<float>(rows) * (kMapHead + kMapFoot + kSmallestCells) + kKeyHeight;
  const bool room = ui.layout.phone || rest.height() >= least + kPlotHeight;
  if (room) {
    const Rect plot = rest.take_bottom(kPlotHeight);
    draw_ridge_plot(state, ui, sweep, plot);
  }
  const Rect key = rest.take_bottom(ui.layout.phone ? kPhoneKeyHeight : kKeyHeight);
  draw_sweep_key(ui, sweep, {{key.min.x, key.min.y + 4}, key.max});
  draw_maps(state, ui, actions, sweep, rest);
}

void draw_sweep_progress(const AppState& state, UiContext& ui, Actions&, const Rect& area) {
  const ShownSweep sweep = shown_sweep(state);
  if (!sweep.error.empty()) return;
  const std::string text = progress_text(sweep);
  text_in(ui, area, ui.fonts.caption, ui.colors->text2, text, Align::right);
  log_widget(ui,
             {.id = "sweep.progress",
              .role = "status",
              .label = tr("Progress of the sweep"),
              .value = text},
             area);
  if (!sweep.running() && !sweep.paused()) return;
  const float done = static_cast<float>(sweep.results->finished()) /
                     static_cast<float>(std::max(1, sweep.results->total()));
  const Rect bar = Rect::at(area.max.x - 120, area.max.y - 4, 120, 2);
  fill(ui, bar, ui.colors->bg3);
  fill(ui, Rect::at(bar.min.x, bar.min.y, bar.width() * done, 2), ui.colors->text1);
}

float phone_sweep_height(const AppState& state, float width) {
  const ShownSweep sweep = shown_sweep(state);
  const int maps = std::max<int>(1, static_cast<int>(sweep.plan.maps.size()));
  const int across = maps_in_a_row(maps, width - 2 * kSweepMargin);
  const int lines = (maps + across - 1) / across;
  const auto rows = static_cast<float>(lines);
  const float controls = width - 2 * kSweepMargin >= 720 ? 44 : 3 * 44 + 12;
  return 20 + controls + 14 + kPhoneProgress + rows * (kMapHead + kPhoneCells + kMapFoot) +
         kPhoneKeyHeight + kPlotHeight;
}

}  // namespace playground
