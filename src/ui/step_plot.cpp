#include "ui/step_plot.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/sort.hpp"
#include "core/translate.hpp"
#include "plot/labels.hpp"
#include "plot/number_text.hpp"
#include "plot/smooth.hpp"
#include "plot/view.hpp"
#include "ui/panels.hpp"
#include "ui/race_ghosts.hpp"
#include "ui/run_text.hpp"
#include "ui/seed_text.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kBadgeSpacing = 18;
constexpr float kGrowthSeconds = 0.12f;

ImU32 series_color(const AppState& state, const UiContext& ui, int run) {
  return ui.run_color(state.slot_of_run[static_cast<std::size_t>(run)]);
}

Range step_limits(const AppState& state) {
  return {0, static_cast<double>(std::max(1, state.experiment.training.steps))};
}

// One end of an axis on its way to where the data want it. Data only grow while a run is under way;
// when they are others (a restart, a hidden run) the axis takes its place at once.
double animated_end(UiContext& ui, const std::string& name, double goal, bool outward) {
  auto [entry, is_new] = ui.animations.try_emplace(name, static_cast<float>(goal));
  const double now = static_cast<double>(entry->second);
  if (is_new || !outward || ui.reduced_motion) {
    entry->second = static_cast<float>(goal);
    return goal;
  }
  const double part = 1 - std::exp(-3.0 * static_cast<double>(ui.delta / kGrowthSeconds));
  double next = now + (goal - now) * part;
  if (std::abs(goal - next) < 0.002 * std::abs(goal)) next = goal;
  if (next != goal) ui.animating = true;
  entry->second = static_cast<float>(next);
  return next == goal ? goal : next;
}

Axis y_axis(const AppState& state, UiContext& ui, const StepPlot& plot,
            const std::vector<Curve>& curves) {
  Range needed = needed_range(state, plot.quantity, curves, plot.scale);
  if (has_ghosts(state)) {
    const AppState other = ghost_state(state);
    needed = with_ghosts(
        needed,
        needed_range(other, plot.quantity, ui.ghost_race.curves(other, plot.quantity), plot.scale));
  }
  const Range goal = fit_range(needed, plot.scale);
  const bool logarithmic = plot.scale == AxisScale::logarithmic;
  const std::string name = plot.id + (logarithmic ? ".log" : ".axis");
  const auto high = ui.animations.find(name + ".high");
  const auto low = ui.animations.find(name + ".low");
  const bool higher = high != ui.animations.end() && goal.high > static_cast<double>(high->second);
  const bool lower = low != ui.animations.end() && goal.low < static_cast<double>(low->second);
  // From a start of nothing a logarithmic end would have no place to grow from.
  return {plot.scale,
          {animated_end(ui, name + ".low", goal.low, lower && !logarithmic),
           animated_end(ui, name + ".high", goal.high, higher && !logarithmic)}};
}

void draw_curves(const AppState& state, UiContext& ui, const StepPlot& plot, const PlotArea& area,
                 const std::vector<Curve>& curves) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const PlotStyle style = plot_style(ui);
  for (const Curve& curve : curves) {
    if (curve.band_low.empty()) continue;
    draw_band(list, area, curve.steps, curve.band_low, curve.band_high,
              with_alpha(series_color(state, ui, curve.run), 0.16f));
  }
  const int columns = pixel_columns(style, area);
  const auto line = [&](const Curve& curve, const char* series, const std::vector<double>& values,
                        const LineLook& look) {
    const std::string name = plot.id + series + std::to_string(curve.run);
    draw_line(list, area, ui.lines.of(name, curve.id, curve.steps, values, area.x, columns), look);
  };
  const bool smooth = state.view.smooth && plot.quantity != Quantity::weight_norm;
  if (smooth) {
    for (const Curve& curve : curves) {
      if (!curve.band_low.empty()) continue;
      const ImU32 color = with_alpha(series_color(state, ui, curve.run), 0.3f);
      line(curve, ".each.", curve.test, {color, 1});
    }
  }
  for (const Curve& curve : curves) {
    const ImU32 color = with_alpha(series_color(state, ui, curve.run), 0.8f);
    line(curve, ".train.", curve.bold_train, {color, 1});
  }
  for (const Curve& curve : curves) {
    const ImU32 color = series_color(state, ui, curve.run);
    line(curve, ".test.", curve.bold_test, {color, plot.small ? 1.5f : 2.0f});
  }
}

// Looking back: what came after, pale, behind a line at the step looked at.
void draw_future(const AppState& state, UiContext& ui, const StepPlot& plot, const PlotArea& area) {
  if (!state.past || state.present_runs == nullptr) return;
  AppState present = state;
  present.runs = state.present_runs;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const PlotStyle style = plot_style(ui);
  for (const Curve& curve : make_curves(present, plot.quantity)) {
    draw_line(list, style, area, curve.steps, curve.bold_test,
              {with_alpha(series_color(state, ui, curve.run), 0.3f), 1});
  }
  draw_crosshair(list, style, area, shown_step(state), ui.colors->text1);
}

// The other experiment's test curves behind the present ones, each with its letter at its end.
void draw_ghosts(const AppState& state, UiContext& ui, const StepPlot& plot, const PlotArea& area) {
  if (!has_ghosts(state)) return;
  const AppState other = ghost_state(state);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const PlotStyle style = plot_style(ui);
  for (const Curve& curve : ui.ghost_race.curves(other, plot.quantity)) {
    const ImU32 color = with_alpha(series_color(other, ui, curve.run), 0.75f);
    draw_line(list, style, area, curve.steps, curve.bold_test, {color, 1, true});
    const double step = std::min(area.x.range.high, curve.steps.empty() ? 0 : curve.steps.back());
    const std::optional<std::size_t> at = index_at(curve.steps, step);
    if (!at || !area.y.range.contains(curve.bold_test[*at])) continue;
    const ImVec2 end = area.at(step, curve.bold_test[*at]);
    plot_text(list, style, style.caption_strong, series_color(other, ui, curve.run),
              {end.x - 4, end.y - 9}, ghost_letter(curve.run), TextAlign::right);
  }
}

std::optional<double> last_value(const Curve& curve) {
  for (std::size_t i = curve.bold_test.size(); i-- > 0;) {
    if (std::isfinite(curve.bold_test[i])) return curve.bold_test[i];
  }
  return std::nullopt;
}

void draw_end_badges(const AppState& state, UiContext& ui, Actions& actions, const StepPlot& plot,
                     const PlotArea& area, const std::vector<Curve>& curves) {
  std::vector<int> runs;
  std::vector<double> places;
  for (const Curve& curve : curves) {
    const std::optional<double> last = last_value(curve);
    if (!last) continue;
    runs.push_back(curve.run);
    places.push_back(
        static_cast<double>(std::clamp(area.y_pixel(*last), area.rect.min.y, area.rect.max.y)));
  }
  // Hidden runs keep a pale badge at the bottom, to be called back by.
  for (int run = 0; run < static_cast<int>(state.experiment.runs.size()); ++run) {
    if (run_shown(state, run)) continue;
    runs.push_back(run);
    places.push_back(static_cast<double>(area.rect.max.y));
  }
  const Range limits{static_cast<double>(area.rect.min.y), static_cast<double>(area.rect.max.y)};
  const std::vector<double> spaced = space_apart(places, kBadgeSpacing, limits);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    legend_badge(state, ui, actions, plot.id, runs[i],
                 {area.rect.max.x + 14, static_cast<float>(spaced[i])});
  }
}

void draw_events(const AppState& state, UiContext& ui, const StepPlot& plot, const PlotArea& area,
                 bool hovered) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const PlotStyle style = plot_style(ui);
  float free_from = area.rect.min.x;
  for (const Event& event : state.experiment.events) {
    if (!run_shown(state, event.run)) continue;
    const bool over =
        draw_event_mark(list, style, area, event.step, series_color(state, ui, event.run));
    const float x = area.x_pixel(event.step);
    if (plot.marks && area.x.range.contains(event.step) && x >= free_from) {
      badge(ui, {x + 8, area.rect.min.y}, state.slot_of_run[static_cast<std::size_t>(event.run)],
            16);
      free_from = x + 28;
    }
    if (over && hovered) {
      tooltip(ui, plot.id + ".event." + std::to_string(event.step),
              {{x - 6, area.rect.min.y}, {x + 6, area.rect.min.y + 18}}, event_text(state, event));
    }
  }
}

// The runs' best steps; the one with words comes last, so that no other circle covers its own.
void draw_series_marks(const AppState& state, UiContext& ui, const PlotArea& area) {
  const std::vector<OverfitMark>& marks = ui.race.marks(state);
  for (const bool with_words : {false, true}) {
    for (const OverfitMark& mark : marks) {
      if (mark.text.empty() == with_words) continue;
      draw_best(*ImGui::GetWindowDrawList(), plot_style(ui), area, mark.step, mark.loss,
                series_color(state, ui, mark.run), mark.text);
    }
  }
}

// Values read off the bold lines at a step, in the order of the runs' letters.
void draw_table(const AppState& state, UiContext& ui, const StepPlot& plot, const PlotArea& area,
                const std::vector<Curve>& curves, int step) {
  if (curves.empty()) return;
  constexpr float kRow = 20;
  const bool several = std::any_of(curves.begin(), curves.end(),
                                   [](const Curve& curve) { return !curve.deviation.empty(); });
  const float width = several ? 216.0f : 168.0f;
  const float x = area.x_pixel(step);
  const bool flip = x - area.rect.min.x < width + 16;
  const float height = 8 + kRow * static_cast<float>(curves.size() + 1);
  const float left = flip ? area.rect.max.x - 8 - width : area.rect.min.x + 8;
  const Rect frame = Rect::at(left, area.rect.min.y + 6, width, height);
  const Palette& colors = *ui.colors;
  fill(ui, frame, with_alpha(colors.bg1, 0.94f), 4);
  outline(ui, frame, colors.line, 4);
  Rect rows = frame.inset(10, 4);
  const float test_end = frame.max.x - 56;
  Rect row = rows.take_top(kRow);
  text_in(ui, row, ui.fonts.caption_strong, colors.text1, tr("step {0}", count_text(step)));
  text_in(ui, {row.min, {test_end, row.max.y}}, ui.fonts.caption, colors.text2,
          several ? tr("test ± sd") : tr("test"), Align::right);
  text_in(ui, row, ui.fonts.caption, colors.text2, tr("train"), Align::right);
  std::vector<const Curve*> sorted;
  for (const Curve& curve : curves) sorted.push_back(&curve);
  sort_stably(sorted, [](const Curve* a, const Curve* b) { return a->run < b->run; });
  const int decimals = plot.quantity == Quantity::loss ? 3 : 1;
  for (const Curve* curve : sorted) {
    row = rows.take_top(kRow);
    badge(ui, {row.min.x, row.center().y - 8},
          state.slot_of_run[static_cast<std::size_t>(curve->run)]);
    const std::optional<std::size_t> at = index_at(curve->steps, step);
    if (!at) continue;
    // A run that diverged earlier has nothing at this step.
    const bool ended = run_diverged(state, curve->run) && step > curve->steps.back();
    std::string test = ended ? "\u2013" : fixed_text(curve->bold_test[*at], decimals);
    if (!ended && *at < curve->deviation.size()) {
      test += " \u00b1 " + fixed_text(curve->deviation[*at], decimals);
    }
    text_in(ui, {row.min, {test_end, row.max.y}}, ui.fonts.value, colors.text1, test, Align::right);
    if (*at >= curve->bold_train.size() || ended) continue;
    text_in(ui, row, ui.fonts.label, colors.text2, fixed_text(curve->bold_train[*at], decimals),
            Align::right);
  }
}

void draw_crosshair_of(const AppState& state, UiContext& ui, const StepPlot& plot,
                       const PlotArea& area, const std::vector<Curve>& curves) {
  if (!state.view.crosshair_step) return;
  const int step = *state.view.crosshair_step;
  if (!area.x.range.contains(step)) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const PlotStyle style = plot_style(ui);
  draw_crosshair(list, style, area, step, ui.colors->text2);
  for (const Curve& curve : curves) {
    const std::optional<std::size_t> at = index_at(curve.steps, step);
    if (!at || curve.steps.back() + evaluation_spacing(state) < step) continue;
    const ImU32 color = series_color(state, ui, curve.run);
    if (*at < curve.bold_train.size()) {
      draw_dot(list, style, area, step, curve.bold_train[*at], color);
    }
    draw_dot(list, style, area, step, curve.bold_test[*at], color);
  }
  if (plot.marks) draw_table(state, ui, plot, area, curves, step);
}

// The recorded step nearest to where the mouse is.
std::optional<int> nearest_step(const std::vector<Curve>& curves, double at) {
  const Curve* longest = nullptr;
  for (const Curve& curve : curves) {
    if (!longest || curve.steps.size() > longest->steps.size()) longest = &curve;
  }
  if (!longest || longest->steps.empty()) return std::nullopt;
  const std::size_t low = index_at(longest->steps, at).value_or(0);
  const std::size_t high = std::min(low + 1, longest->steps.size() - 1);
  const bool nearer_high = std::abs(longest->steps[high] - at) < std::abs(longest->steps[low] - at);
  return static_cast<int>(longest->steps[nearer_high ? high : low]);
}

// Left and right arrow move the crosshair of the focused plot from one evaluation to the next.
std::optional<int> crosshair_by_keys(const AppState& state, const std::vector<Curve>& curves,
                                     ImGuiID id) {
  std::optional<int> moved;
  for (const auto& [key, direction] :
       {std::pair{ImGuiKey_LeftArrow, -1}, {ImGuiKey_RightArrow, 1}}) {
    ImGui::SetKeyOwner(key, id);
    if (!ImGui::IsKeyPressed(key, id, ImGuiInputFlags_Repeat)) continue;
    const int from = state.view.crosshair_step.value_or(shown_step(state));
    moved = nearest_step(curves, from + direction * evaluation_spacing(state));
  }
  return moved;
}

// Crosshair and zoom as the mouse and the keyboard ask for them.
bool answer_input(const AppState& state, UiContext& ui, Actions& actions, const StepPlot& plot,
                  const PlotArea& area, const std::vector<Curve>& curves) {
  WidgetName name{plot.id, tr("Curves against the step")};
  const Interaction touch = interact(ui, name, area.rect, "image", {}, false);
  const ImGuiID id = ImGui::GetItemID();
  WidgetInfo info{plot.id, "image", name.label, {}};
  info.focused = touch.focused;
  log_widget(ui, std::move(info), area.rect);
  if (touch.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
  const Range limits = step_limits(state);
  const double smallest = std::min(limits.span(), 5.0 * state.experiment.training.evaluate_every);
  const PlotInput input = plot_input(
      area, {touch.hovered, touch.held, touch.released, ui.layout.touch}, limits, smallest);
  ViewSettings view = state.view;
  if (input.range) {
    const bool all = shows_all(*input.range, limits);
    view.zoom_first = all ? 0 : input.range->low;
    view.zoom_last = all ? 0 : input.range->high;
  }
  const std::optional<int> by_keys =
      touch.focused ? crosshair_by_keys(state, curves, id) : std::nullopt;
  if (by_keys) {
    view.crosshair_step = by_keys;
    ui.crosshair_plot = plot.id;
  } else if (input.hover) {
    view.crosshair_step = nearest_step(curves, *input.hover);
    ui.crosshair_plot = plot.id;
  } else if (touch.focused) {
    // Stays where the keys left it.
  } else if (ui.crosshair_plot == plot.id) {
    view.crosshair_step.reset();
    ui.crosshair_plot.clear();
  }
  const bool changed = view.zoom_first != state.view.zoom_first ||
                       view.zoom_last != state.view.zoom_last ||
                       view.crosshair_step != state.view.crosshair_step;
  if (changed) actions.push(SetView{view});
  if (input.box) {
    draw_drag_box(*ImGui::GetWindowDrawList(), area, input.box->first, input.box->second,
                  ui.colors->accent);
  }
  return touch.hovered;
}

}  // namespace

Range shown_steps(const AppState& state) {
  const Range zoom{state.view.zoom_first, state.view.zoom_last};
  if (zoom.span() <= 0) return step_limits(state);
  return clamp_range(zoom, step_limits(state));
}

PlotStyle plot_style(const Palette& colors) {
  PlotStyle style;
  style.background = colors.bg0;
  style.axis = colors.line2;
  style.grid = colors.grid;
  style.text1 = colors.text1;
  style.text2 = colors.text2;
  style.text3 = colors.text3;
  return style;
}

PlotStyle plot_style(const UiContext& ui) {
  PlotStyle style = plot_style(*ui.colors);
  style.caption = ui.fonts.caption;
  style.caption_strong = ui.fonts.caption_strong;
  style.scale = ui.scale;
  return style;
}

PlotArea draw_step_plot(const AppState& state, UiContext& ui, Actions& actions,
                        const StepPlot& plot, const std::vector<Curve>& curves) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const PlotStyle style = plot_style(ui);
  const PlotArea area{
      plot.rect, {AxisScale::linear, shown_steps(state)}, y_axis(state, ui, plot, curves)};
  AxesLook axes;
  axes.x_title = plot.x_labels ? tr("step") : "";
  axes.x_labels = plot.x_labels;
  axes.most_x = plot.most_x;
  axes.most_y = plot.most_y;
  draw_axes(list, style, area, axes);
  draw_future(state, ui, plot, area);
  draw_ghosts(state, ui, plot, area);
  draw_curves(state, ui, plot, area, curves);
  if (plot.marks) {
    draw_series_marks(state, ui, area);
  }
  if (plot.end_badges) draw_end_badges(state, ui, actions, plot, area, curves);
  const bool hovered = answer_input(state, ui, actions, plot, area, curves);
  draw_events(state, ui, plot, area, hovered);
  draw_crosshair_of(state, ui, plot, area, curves);
  return area;
}

void legend_badge(const AppState& state, UiContext& ui, Actions& actions, const std::string& id,
                  int run, ImVec2 center, float size) {
  const bool shown = run_shown(state, run);
  const Rect rect = Rect::at(center.x - size / 2, center.y - size / 2, size, size);
  WidgetName name{id + ".legend." + std::to_string(run),
                  tr("Run {0}, {1}", run_letter(state, run), run_title(state, ui, run))};
  name.help = shown ? tr("Click: hide this run's curves. Double-click: show no others.")
                    : tr("Click: show this run's curves again.");
  const Interaction target = interact(ui, name, rect, "checkbox", shown ? "shown" : "hidden");
  badge(ui, {center.x - 8, center.y - 8}, state.slot_of_run[static_cast<std::size_t>(run)], 16,
        shown ? 1 : 0.4f);
  if (!target.pressed) return;
  if (ImGui::GetIO().MouseClickedLastCount[0] >= 2) {
    actions.push(IsolateRun{run});
  } else {
    actions.push(ToggleRunHidden{run});
  }
}

}  // namespace playground
