#include "ui/surface_card.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/translate.hpp"
#include "data/dataset.hpp"
#include "nn/perceptron.hpp"
#include "plot/plot_items.hpp"
#include "plot/surface_texture.hpp"
#include "ui/markers.hpp"
#include "ui/run_text.hpp"
#include "ui/seed_text.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kHalfWidth = 2.4f;

SurfaceColour surface_colour(ImU32 color) {
  const ImVec4 value = ImGui::ColorConvertU32ToFloat4(color);
  return {value.x, value.y, value.z};
}

SurfaceStyle surface_style(const UiContext& ui, int classes) {
  SurfaceStyle style;
  for (std::size_t i = 0; i < style.palette.size(); ++i) {
    style.palette[i] = surface_colour(ui.colors->surface[i]);
  }
  if (classes > 2) {
    for (int i = 0; i < classes; ++i) {
      const ImU32 color = class_color(ui, i);
      // As deep as the two-class palette, so that the markers stand out from their own colour.
      const float depth = ui.colors->dark ? 0.5f : 0.45f;
      style.class_colours.push_back(surface_colour(mix(ui.colors->bg0, color, depth)));
    }
  }
  style.background = surface_colour(ui.colors->surface[2]);
  style.boundary = surface_colour(ui.colors->boundary);
  style.boundary_width = 2 * ui.scale;
  return style;
}

// Where the plane's points stand in the rectangle.
class Projection {
 public:
  Projection(const Rect& rect, const GridRequest& extent) : rect_(rect), extent_(extent) {}

  ImVec2 at(float x1, float x2) const {
    const float u = (x1 - extent_.left) / (extent_.right - extent_.left);
    const float v = (x2 - extent_.bottom) / (extent_.top - extent_.bottom);
    return {rect_.min.x + u * rect_.width(), rect_.max.y - v * rect_.height()};
  }
  Rect box(const GridRequest& part) const {
    return {at(part.left, part.top), at(part.right, part.bottom)};
  }

 private:
  Rect rect_;
  GridRequest extent_;
};

// How far a picture shows x1, when its height is `shape` times its width.
float half_width_of(const Dataset& data, float shape) {
  if (!data.is_table()) return kHalfWidth;
  constexpr float kRoom = 1.12f;
  const float down = data.task == Task::regression ? 0 : data.reach[1] / shape;
  return std::max(1.0f, std::round(std::max(data.reach[0], down) * kRoom * 10) / 10);
}

// x2 range of a regression's picture: all training targets with some room.
GridRequest regression_extent(const Dataset& data) {
  GridRequest extent;
  extent.right = half_width_of(data, 1);
  extent.left = -extent.right;
  float low = 0, high = 0;
  for (std::size_t i = 0; i < data.train.size(); ++i) {
    low = std::min(low, data.train.targets(i));
    high = std::max(high, data.train.targets(i));
  }
  const float room = 0.12f * std::max(high - low, 0.5f);
  extent.bottom = low - room;
  extent.top = high + room;
  return extent;
}

void draw_ticks(UiContext& ui, const Rect& rect, const GridRequest& extent) {
  const Projection project(rect, extent);
  const ImU32 color = with_alpha(ui.colors->text1, 0.7f);
  for (int i = static_cast<int>(std::ceil(extent.left)); i <= static_cast<int>(extent.right); ++i) {
    const float x = project.at(static_cast<float>(i), 0).x;
    vertical_line(ui, x, rect.max.y - 4, rect.max.y - 1, color);
  }
  for (int i = static_cast<int>(std::ceil(extent.bottom));
       i <= static_cast<int>(std::floor(extent.top)); ++i) {
    const float y = ui.snap(project.at(0, static_cast<float>(i)).y);
    fill(ui, {{rect.min.x + 1, y}, {rect.min.x + 4, y + 1}}, color);
  }
}

void draw_samples(const AppState& state, UiContext& ui, const Projection& project,
                  const SurfaceLook& look) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Dataset& data = *state.dataset;
  const auto class_of = [](float target) { return static_cast<int>(target); };
  if (state.view.show_test_points) {
    for (std::size_t i = 0; i < data.test.size(); ++i) {
      const ImVec2 at = project.at(data.test.points(i, 0), data.test.points(i, 1));
      draw_marker(list, ui, at, class_of(data.test.clean_targets(i)), MarkerLook::test,
                  look.point_scale);
    }
  }
  // Flipped labels last: they are what the picture is about.
  for (bool flipped : {false, true}) {
    for (std::size_t i = 0; i < data.train.size(); ++i) {
      if (data.train.is_flipped(i) != flipped) continue;
      const ImVec2 at = project.at(data.train.points(i, 0), data.train.points(i, 1));
      draw_marker(list, ui, at, class_of(data.train.targets(i)),
                  flipped ? MarkerLook::flipped : MarkerLook::train, look.point_scale);
    }
  }
}

// The noiseless curve, from the test set's clean targets.
std::vector<ImVec2> true_curve(const Dataset& data, const Projection& project) {
  std::vector<ImVec2> curve;
  for (std::size_t i = 0; i < data.test.size(); ++i) {
    curve.push_back({data.test.points(i, 0), data.test.clean_targets(i)});
  }
  std::sort(curve.begin(), curve.end(), [](const ImVec2& a, const ImVec2& b) { return a.x < b.x; });
  for (ImVec2& point : curve) point = project.at(point.x, point.y);
  return curve;
}

void draw_regression(const AppState& state, UiContext& ui, int run, const Rect& rect,
                     const SurfaceLook& look) {
  const Dataset& data = *state.dataset;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const GridRequest extent = regression_extent(data);
  const Projection project(rect, extent);
  const auto draw_points = [&](const Samples& samples, MarkerLook marker) {
    for (std::size_t i = 0; i < samples.size(); ++i) {
      draw_marker(list, ui, project.at(samples.points(i, 0), samples.targets(i)), 0, marker,
                  look.point_scale);
    }
  };
  if (!data.is_table()) {
    const std::vector<ImVec2> curve = true_curve(data, project);
    list.AddPolyline(curve.data(), static_cast<int>(curve.size()),
                     with_alpha(ui.colors->text3, 0.8f), ImDrawFlags_None, 1.5f);
  }
  if (state.view.show_test_points) draw_points(data.test, MarkerLook::test);
  if (look.points) draw_points(data.train, MarkerLook::train);
  const Grid& grid = view_of(state, run).grid;
  std::vector<ImVec2> fitted;
  const std::size_t columns = grid.values.size();
  for (std::size_t i = 0; i < columns; ++i) {
    const float part =
        static_cast<float>(i) / static_cast<float>(std::max<std::size_t>(1, columns - 1));
    const float x = grid.request.left + part * (grid.request.right - grid.request.left);
    ImVec2 at = project.at(x, grid.values[i]);
    at.y = std::clamp(at.y, rect.min.y - 4 * rect.height(), rect.max.y + 4 * rect.height());
    fitted.push_back(at);
  }
  const int slot = state.slot_of_run[static_cast<std::size_t>(run)];
  list.AddPolyline(fitted.data(), static_cast<int>(fitted.size()), ui.run_color(slot),
                   ImDrawFlags_None, 2);
  if (look.ticks) draw_ticks(ui, rect, extent);
}

void draw_classification(const AppState& state, UiContext& ui, int run, const Rect& rect,
                         const SurfaceLook& look) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const GridRequest extent = surface_extent(state, rect);
  const Projection project(rect, extent);
  const RunView& view = view_of(state, run);
  const Grid& grid = view.grid;
  const bool ready = grid.request.columns > 1 && grid.request.rows > 1 && ui.surfaces;
  if (ready) {
    const Rect box = project.box(grid.request);
    const SurfaceGrid values{grid.values, grid.request.columns, grid.request.rows, grid.outputs,
                             view.revision};
    const auto pixels = [&](float length) {
      return std::max(1, static_cast<int>(std::lround(length * ui.scale)));
    };
    const ImTextureID texture =
        ui.surfaces->render(run, values, pixels(box.width()), pixels(box.height()),
                            surface_style(ui, state.dataset->classes));
    if (texture) list.AddImage(texture, box.min, box.max);
  }
  if (look.ticks) draw_ticks(ui, rect, extent);
  if (look.points) draw_samples(state, ui, project, look);
}

void draw_diverged(const AppState& state, UiContext& ui, int run, const Rect& rect) {
  const RunView& view = view_of(state, run);
  if (!view.diverged) {
    // Another seed than the one seen.
    const std::string others = divergence_text(state, run);
    if (others.empty()) return;
    const float width = text_width(ui, ui.fonts.caption, others) + 12;
    const Rect note = Rect::at(rect.min.x + 4, rect.max.y - 24, width, 20);
    fill(ui, note, with_alpha(ui.colors->bg1, 0.9f), 4);
    text_in(ui, note, ui.fonts.caption, ui.colors->error, others, Align::center);
    return;
  }
  fill(ui, rect, with_alpha(ui.colors->bg0, 0.7f));
  Rect line = rect;
  const bool roomy = rect.width() > 150;
  const std::string step = count_text(view.diverged_at);
  line.min.y = rect.center().y - (roomy ? 10.0f : 18.0f);
  if (roomy) {
    text_in(ui, line.take_top(20), ui.fonts.title, ui.colors->error,
            tr("diverged at step {0}", step), Align::center);
  } else {
    text_in(ui, line.take_top(18), ui.fonts.title, ui.colors->error, tr("diverged"), Align::center);
    text_in(ui, line.take_top(18), ui.fonts.caption, ui.colors->text2, tr("at step {0}", step),
            Align::center);
  }
}

}  // namespace

GridRequest surface_extent(const AppState& state, const Rect& rect) {
  GridRequest extent;
  const float shape = rect.height() / rect.width();
  const float half_width = state.dataset ? half_width_of(*state.dataset, shape) : kHalfWidth;
  extent.left = -half_width;
  extent.right = half_width;
  // Rounded, so that a resize by a fraction of a pixel does not ask for another grid.
  const float half = std::round(half_width * shape * 100) / 100;
  extent.bottom = -half;
  extent.top = half;
  return extent;
}

void draw_surface(const AppState& state, UiContext& ui, int run, const Rect& rect,
                  const SurfaceLook& look) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  fill(ui, rect, ui.colors->surface[2]);
  list.PushClipRect(rect.min, rect.max, true);
  if (state.dataset && state.dataset->task == Task::regression) {
    draw_regression(state, ui, run, rect, look);
  } else if (state.dataset) {
    draw_classification(state, ui, run, rect, look);
  } else {
    text_in(ui, rect, ui.fonts.caption, ui.colors->text1,
            state.missing_table ? tr("The data are not here.") : tr("The data are on their way."),
            Align::center);
  }
  draw_diverged(state, ui, run, rect);
  list.PopClipRect();
  outline(ui, rect, ui.colors->line2);
}

GridRequest wanted_grid(const AppState& state, const Rect& rect) {
  GridRequest grid = surface_extent(state, rect);
  if (!state.dataset) return grid;
  const bool regression = state.dataset->task == Task::regression;
  if (regression) {
    grid.bottom = grid.top = 0;
    grid.columns = 241;
    grid.rows = 1;
    return grid;
  }
  const ParameterLayout layout(state.dataset->inputs, state.experiment.model.hidden,
                               state.dataset->outputs());
  const double work = static_cast<double>(layout.parameter_count());
  const bool training = state.transport.playing || state.transport.training;
  int columns = training ? 96 : 192;
  // Multiplications of one grid that a run can spare: some ten milliseconds.
  const double budget = training ? 3e7 : 3e8;
  const double aspect = static_cast<double>(rect.height() / rect.width());
  while (columns > 32 && work * columns * columns * aspect > budget) columns -= 16;
  grid.columns = columns;
  grid.rows = std::max(2, static_cast<int>(std::lround(columns * aspect))) + 1;
  return grid;
}

}  // namespace playground
