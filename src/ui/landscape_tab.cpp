#include "ui/landscape_tab.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "core/translate.hpp"
#include "plot/contours.hpp"
#include "plot/heat_field.hpp"
#include "plot/plot_items.hpp"
#include "ui/landscape_controls.hpp"
#include "ui/run_text.hpp"
#include "ui/step_plot.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kLandscapeMargin = 12;
constexpr float kLeft = 48, kUnder = 44, kBar = 76;  // axis, axis and title, colour bar
constexpr int kContours = 12;
constexpr ImU32 kDarkLoss = IM_COL32(0x0D, 0x10, 0x14, 255);  // LOOK.md: under lines over viridis

// The losses as drawn: what is known, coarse where it is not yet, and the ends of the scale.
struct Field {
  std::vector<double> logs;  // of the loss; NaN: none
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  bool any() const { return low <= high; }
  // Bright is good: 1 at the lowest loss.
  double part(double log) const { return high > low ? (high - log) / (high - low) : 1; }
};

Field field_of(const Landscape& landscape) {
  Field field;
  field.logs.reserve(landscape.losses.size());
  for (int row = 0; row < landscape.rows; ++row) {
    for (int column = 0; column < landscape.columns; ++column) {
      const double loss = landscape_loss(landscape, row, column, landscape.settings.test);
      const double log = loss > 0 ? std::log10(loss) : std::numeric_limits<double>::quiet_NaN();
      field.logs.push_back(std::isfinite(log) ? log : std::numeric_limits<double>::quiet_NaN());
      if (!std::isfinite(log)) continue;
      field.low = std::min(field.low, log);
      field.high = std::max(field.high, log);
    }
  }
  return field;
}

// The largest rectangle of the landscape's shape: a unit is as long upwards as to the right.
Rect plot_rect(const Landscape& landscape, const Rect& room) {
  const auto shape =
      static_cast<float>((landscape.top - landscape.bottom) / (landscape.right - landscape.left));
  const float width = std::floor(std::min(room.width(), room.height() / shape));
  return Rect::at(room.min.x, room.min.y, width, std::floor(width * shape));
}

void draw_contours(ImDrawList& list, const Landscape& landscape, const Field& field,
                   const Rect& rect) {
  if (landscape.state != Landscape::State::done || !(field.high > field.low)) return;
  const float x_scale = rect.width() / static_cast<float>(landscape.columns - 1);
  const float y_scale = rect.height() / static_cast<float>(landscape.rows - 1);
  const auto at = [&](double x, double y) {
    return ImVec2(rect.min.x + static_cast<float>(x) * x_scale,
                  rect.max.y - static_cast<float>(y) * y_scale);
  };
  for (int i = 1; i <= kContours; ++i) {
    const double level = field.low + (field.high - field.low) * i / (kContours + 1);
    for (const ContourSegment& line :
         contour_segments(field.logs, landscape.columns, landscape.rows, level)) {
      list.AddLine(at(line.x0, line.y0), at(line.x1, line.y1), IM_COL32(255, 255, 255, 90), 1);
    }
  }
}

// With round joints: a path that turns back on itself has none of a polyline's spikes.
void draw_round_line(ImDrawList& list, const std::vector<ImVec2>& line, ImU32 color, float width) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    list.AddLine(line[i - 1], line[i], color, width);
    list.AddCircleFilled(line[i], width / 2, color, 8);
  }
}

void draw_path(const AppState& state, UiContext& ui, ImDrawList& list, const PlotArea& area,
               int run) {
  const LandscapePath& path = state.landscape->paths[static_cast<std::size_t>(run)];
  std::vector<ImVec2> line;
  for (const PlanePoint& point : path.points) line.push_back(area.at(point.x, point.y));
  const ImU32 color = ui.run_color(state.slot_of_run[static_cast<std::size_t>(run)]);
  draw_round_line(list, line, kDarkLoss, 4.5f);
  draw_round_line(list, line, color, 2);
  if (line.empty()) return;
  list.AddCircleFilled(line.front(), 4, kDarkLoss, 24);
  list.AddCircleFilled(line.front(), 2.5f, IM_COL32_WHITE, 24);
  // Where the run was at the step that the rest of the page is about.
  const std::optional<int> about =
      state.past ? std::optional(shown_step(state)) : state.view.crosshair_step;
  if (!about || *about > path.steps.back()) return;
  const auto after = std::lower_bound(path.steps.begin(), path.steps.end(), *about);
  const ImVec2 there = line[static_cast<std::size_t>(after - path.steps.begin())];
  list.AddCircleFilled(there, 6, kDarkLoss, 24);
  list.AddCircleFilled(there, 4.5f, color, 24);
}

void draw_path_badges(const AppState& state, UiContext& ui, const PlotArea& area) {
  for (const int run : drawing_order(state)) {
    if (static_cast<std::size_t>(run) >= state.landscape->paths.size()) continue;
    const LandscapePath& path = state.landscape->paths[static_cast<std::size_t>(run)];
    const ImVec2 end = area.at(path.points.back().x, path.points.back().y);
    if (!area.rect.contains(end)) continue;
    fill(ui, Rect::at(end.x - 9, end.y - 9, 18, 18), kDarkLoss, 4);
    badge(ui, {end.x - 8, end.y - 8}, state.slot_of_run[static_cast<std::size_t>(run)]);
  }
}

// The scale of colours, logarithmic, the lowest loss at the top.
void draw_colour_bar(const AppState& state, UiContext& ui, const Field& field, const Rect& rect) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  constexpr int kBands = 48;
  std::vector<double> parts;
  for (int row = 0; row < kBands; ++row) {
    const double part = static_cast<double>(row) / (kBands - 1);
    parts.push_back(part);
    parts.push_back(part);
  }
  const Rect bar = Rect::at(rect.min.x, rect.min.y, 12, rect.height());
  draw_heat_field(list, bar, 2, kBands, parts, 0);
  const Axis axis{AxisScale::logarithmic, {std::pow(10, field.low), std::pow(10, field.high)}};
  if (!(axis.range.high > axis.range.low)) return;
  for (const Tick& tick : make_ticks(axis, 7)) {
    const float y =
        bar.max.y - static_cast<float>(field.part(std::log10(tick.value))) * bar.height();
    if (y < bar.min.y - 1 || y > bar.max.y + 1) continue;
    fill(ui, {{bar.max.x, ui.snap(y)}, {bar.max.x + 4, ui.snap(y) + 1}}, ui.colors->line2);
    text_in(ui, {{bar.max.x + 8, y - 9}, {bar.max.x + 64, y + 9}}, ui.fonts.caption,
            ui.colors->text3, tick.text);
  }
  const Rect title = Rect::at(bar.min.x - 4, bar.max.y + 6, 76, 18);
  text_in(ui, title, ui.fonts.caption, ui.colors->text2,
          state.landscape->settings.test ? tr("test loss") : tr("train loss"));
}

// Place and losses at the mouse, of the nearest point computed.
std::string readout(const Landscape& landscape, const PlotArea& area, ImVec2 mouse) {
  const double x = area.x_value(mouse.x);
  const double y =
      area.y.value_at(static_cast<double>((area.rect.max.y - mouse.y) / area.rect.height()));
  const auto nearest = [](double fraction, int count) {
    return std::clamp(static_cast<int>(std::lround(fraction * (count - 1))), 0, count - 1);
  };
  const int column = nearest(area.x.fraction(x), landscape.columns);
  const int row = nearest(area.y.fraction(y), landscape.rows);
  return tr("test {0}   train {1}   at ({2}, {3})",
            short_text(landscape_loss(landscape, row, column, true)),
            short_text(landscape_loss(landscape, row, column, false)), fixed_text(x, 2),
            fixed_text(y, 2));
}

void draw_readout(UiContext& ui, const Rect& rect, std::string_view text) {
  const float width = text_width(ui, ui.fonts.caption, text) + 20;
  const Rect frame = Rect::at(rect.min.x + 8, rect.min.y + 8, width, 24);
  fill(ui, frame, with_alpha(ui.colors->bg1, 0.94f), 4);
  outline(ui, frame, ui.colors->line, 4);
  text_in(ui, frame.inset(10, 0), ui.fonts.caption, ui.colors->text1, text);
}

std::string axis_title(const AppState& state) {
  const Landscape& landscape = *state.landscape;
  if (landscape.settings.plane == LandscapePlane::random || landscape.through.size() < 2) {
    return tr("distance along a random direction");
  }
  return tr("distance from {0} towards {1}", run_letter(state, landscape.through[0]),
            run_letter(state, landscape.through[1]));
}

void draw_plot(const AppState& state, UiContext& ui, const Rect& area) {
  const Landscape& landscape = *state.landscape;
  const Field field = field_of(landscape);
  Rect room{{area.min.x + kLeft, area.min.y}, {area.max.x - kBar, area.max.y - kUnder}};
  const Rect rect = plot_rect(landscape, room);
  const PlotArea plot{rect,
                      {AxisScale::linear, {landscape.left, landscape.right}},
                      {AxisScale::linear, {landscape.bottom, landscape.top}}};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const PlotStyle style = plot_style(ui);
  AxesLook look;
  const std::string title = axis_title(state);
  look.x_title = title;
  draw_axes(list, style, plot, look);
  std::vector<double> parts;
  parts.reserve(field.logs.size());
  for (const double log : field.logs) parts.push_back(field.part(log));
  draw_heat_field(list, rect, landscape.columns, landscape.rows, parts, ui.colors->bg2);
  list.PushClipRect(rect.min, rect.max, true);
  draw_contours(list, landscape, field, rect);
  for (const int run : drawing_order(state)) {
    if (static_cast<std::size_t>(run) < landscape.paths.size()) {
      draw_path(state, ui, list, plot, run);
    }
  }
  draw_path_badges(state, ui, plot);
  list.PopClipRect();
  outline(ui, rect, ui.colors->line2);
  if (field.any()) {
    draw_colour_bar(state, ui, field,
                    {{rect.max.x + 14, rect.min.y}, {rect.max.x + kBar, rect.max.y}});
  }
  const WidgetName name{"landscape.plot", tr("Landscape")};
  const Interaction touch = interact(ui, name, rect, "image", {}, false);
  WidgetInfo info{"landscape.plot", "image", tr("Loss on a plane, with the paths of the runs"), {}};
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (touch.hovered && rect.contains(mouse)) {
    info.value = readout(landscape, plot, mouse);
    draw_readout(ui, rect, info.value);
  } else {
    info.value = tr("{0} of {1} points", count_text(static_cast<double>(landscape.known)),
                    count_text(static_cast<double>(landscape.losses.size())));
  }
  info.focused = touch.focused;
  log_widget(ui, std::move(info), rect);
}

// What there is to say in place of a picture.
std::string message_of(const AppState& state) {
  if (state.landscape && state.landscape->state == Landscape::State::failed) {
    return state.landscape->message;
  }
  if (state.landscape && state.landscape->state == Landscape::State::training) {
    return tr("The runs are trained again from the seeds, for the way they took.");
  }
  if (state.transport.step == 0) return tr("Train the runs first: they are all at one point.");
  return tr("The loss around the points where the runs have come to.");
}

}  // namespace

void draw_landscape_tab(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  const Rect inside = area.inset(kLandscapeMargin, 8);
  Rect rest = inside;
  rest.min.y = draw_landscape_controls(state, ui, actions, inside) + 12;
  if (state.landscape && !state.landscape->losses.empty()) {
    draw_plot(state, ui, rest);
    return;
  }
  const std::string message = message_of(state);
  log_widget(ui, {"landscape.message", "status", message, {}}, rest);
  paragraph(ui, {rest.min.x, rest.min.y + 8}, std::min(rest.width(), 480.0f), ui.fonts.label,
            ui.colors->text2, message);
  // The first picture comes by itself, once the race rests.
  const bool first = state.landscape && state.landscape->state == Landscape::State::none;
  const bool rests = !state.transport.playing && !state.transport.training;
  if (first && rests && state.transport.step > 0 && !ui.landscape_asked) {
    ui.landscape_asked = true;
    actions.push(DrawLandscape{});
  }
}

float phone_landscape_height(const AppState&, float width) {
  return 3 * 48 + (width - 2 * kLandscapeMargin - kLeft - kBar) * 0.75f + kUnder + 40;
}

}  // namespace playground
