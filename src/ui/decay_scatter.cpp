#include "ui/decay_scatter.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "core/sort.hpp"
#include "core/translate.hpp"
#include "plot/labels.hpp"
#include "plot/number_text.hpp"
#include "ui/decay_view.hpp"
#include "ui/markers.hpp"
#include "ui/panels.hpp"
#include "ui/run_text.hpp"
#include "ui/step_plot.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kReach = 10, kTouchReach = 22;  // of a click, from a mark's middle
constexpr float kRug = 6;
// A draw list holds 65,536 corners where indices have 16 bits; text and axes need some of them.
constexpr std::size_t kMostCorners = 44000;

struct LayerLook {
  float radius;
  float alpha;
  std::size_t corners;  // that ImGui makes of one mark, about
};
// The second layer is the densest of most networks.
constexpr LayerLook kLooks[] = {
    {3.2f, 0.9f, 26}, {2, 0.5f, 4}, {4, 0.9f, 6}, {3, 0.7f, 8}, {3, 0.7f, 8}};

const LayerLook& look_of(int layer) {
  return kLooks[static_cast<std::size_t>(layer) % std::size(kLooks)];
}

// Marks of all runs together, so that all of them fit in a draw list.
std::size_t drawing_stride(const AppState& state) {
  std::size_t corners = 0;
  for (const int run : drawing_order(state)) {
    const Inspection* inspection = inspection_of(state, run);
    if (!inspection) continue;
    for (const WeightMark& mark : inspection->marks) corners += look_of(mark.place.layer).corners;
  }
  return corners / kMostCorners + 1;
}

// Axes grow as long as a run goes on and do not shrink.
double steady_end(UiContext& ui, const std::string& name, double value, bool fresh, bool upper) {
  const auto goal = static_cast<float>(std::log10(value));
  auto [entry, is_new] = ui.animations.try_emplace(name, goal);
  const bool wider = upper ? goal > entry->second : goal < entry->second;
  if (is_new || fresh || wider) entry->second = goal;
  return std::pow(10.0, static_cast<double>(entry->second));
}

ImU32 layer_color(const AppState& state, const UiContext& ui, int run) {
  return ui.run_color(state.slot_of_run[static_cast<std::size_t>(run)]);
}

// Where a mark is drawn: on the axes, or on the edge that it is beyond.
struct Drawn {
  ImVec2 at;
  bool inside = false;
};
std::optional<Drawn> place_of(const PlotArea& area, const WeightMark& mark) {
  if (!(mark.share > 0)) return std::nullopt;
  const double percent = 100 * static_cast<double>(mark.share);
  const auto root = static_cast<double>(mark.root);
  Drawn drawn;
  drawn.inside = area.x.range.contains(root) && area.y.range.contains(percent);
  drawn.at = {
      root > area.x.range.low ? std::min(area.x_pixel(root), area.rect.max.x) : area.rect.min.x,
      std::clamp(area.y_pixel(percent), area.rect.min.y, area.rect.max.y)};
  return drawn;
}

void draw_rug_tick(ImDrawList& list, const PlotArea& area, ImVec2 at, ImU32 color) {
  const Rect& rect = area.rect;
  const ImU32 faint = with_alpha(color, 0.7f);
  if (at.x <= rect.min.x || at.x >= rect.max.x) {
    const float from = at.x <= rect.min.x ? rect.min.x + 1 : rect.max.x - kRug;
    list.AddRectFilled({from, at.y - 0.5f}, {from + kRug, at.y + 0.5f}, faint);
  } else {
    const float from = at.y <= rect.min.y ? rect.min.y : rect.max.y - kRug;
    list.AddRectFilled({at.x - 0.5f, from}, {at.x + 0.5f, from + kRug}, faint);
  }
}

void draw_layer_marks(const AppState& state, UiContext& ui, const PlotArea& area, int run,
                      std::size_t stride) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 color = layer_color(state, ui, run);
  const std::vector<WeightMark>& marks = inspection_of(state, run)->marks;
  for (std::size_t i = 0; i < marks.size(); i += stride) {
    const WeightMark& mark = marks[i];
    if (!layer_shown(state, mark.place.layer)) continue;
    const std::optional<Drawn> drawn = place_of(area, mark);
    if (!drawn) continue;
    if (drawn->inside) {
      draw_layer_mark(list, drawn->at, mark.place.layer,
                      with_alpha(color, look_of(mark.place.layer).alpha));
    } else {
      draw_rug_tick(list, area, drawn->at, color);
    }
  }
}

void draw_theory(const AppState& state, UiContext& ui, const PlotArea& area, int run) {
  const Inspection& inspection = *inspection_of(state, run);
  constexpr int kPoints = 65;
  std::vector<double> x, y;
  for (int i = 0; i < kPoints; ++i) {
    x.push_back(area.x.value_at(i / (kPoints - 1.0)));
    y.push_back(100 * theory_share(inspection, x.back()));
  }
  const bool flat = inspection.path == DecayPath::decoupled;
  const ImU32 color = flat ? layer_color(state, ui, run) : with_alpha(ui.colors->text1, 0.55f);
  draw_line(*ImGui::GetWindowDrawList(), plot_style(ui), area, x, y, {color, 1});
}

// --- Words at the lines ------------------------------------------------------------------------

// Where a line's words begin, and the line's height there.
struct LineLabel {
  int run = 0;
  std::string text;
  float x = 0;
  float y = 0;
};

std::optional<LineLabel> label_of(const AppState& state, UiContext& ui, const PlotArea& area,
                                  int run) {
  const Inspection& inspection = *inspection_of(state, run);
  LineLabel label{run, theory_text(inspection, run_title(state, ui, run))};
  const float width = text_width(ui, ui.fonts.caption_strong, label.text) + 26;
  if (inspection.path == DecayPath::decoupled || !inspection.has_root) {
    label.x = area.rect.max.x - width;
    label.y = area.y_pixel(100 * theory_share(inspection, 1)) - 14;
  } else {
    // Right of the bent line, a third of the way down.
    label.y = area.rect.min.y + 0.3f * area.rect.height();
    const double percent = area.y.value_at(0.7);
    const double root = 100 * inspection.learning_rate * inspection.weight_decay / percent;
    label.x = std::clamp(area.x_pixel(root) + 34, area.rect.min.x + 8, area.rect.max.x - width);
  }
  if (!(label.y > area.rect.min.y - 2) || label.y > area.rect.max.y) return std::nullopt;
  return label;
}

void draw_labels(const AppState& state, UiContext& ui, const PlotArea& area,
                 const std::vector<int>& runs) {
  std::vector<LineLabel> labels;
  std::vector<double> places;
  for (const int run : runs) {
    if (const auto label = label_of(state, ui, area, run)) {
      labels.push_back(*label);
      places.push_back(static_cast<double>(label->y));
    }
  }
  const std::vector<double> spaced = space_apart(
      places, 20, {static_cast<double>(area.rect.min.y + 8), static_cast<double>(area.rect.max.y)});
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const LineLabel& label = labels[i];
    const auto y = static_cast<float>(spaced[i]);
    const float width = text_width(ui, ui.fonts.caption_strong, label.text) + 24;
    const Rect rect = Rect::at(label.x, y - 9, width, 18);
    fill(ui, rect, with_alpha(ui.colors->bg0, 0.8f), 3);
    badge(ui, {rect.min.x, y - 8}, state.slot_of_run[static_cast<std::size_t>(label.run)]);
    text_in(ui, {{rect.min.x + 22, rect.min.y}, {rect.max.x + 4, rect.max.y}},
            ui.fonts.caption_strong, ui.colors->text1, label.text);
    log_widget(ui,
               {"decayed.line." + std::to_string(label.run), "text",
                tr("Run {0}", run_letter(state, label.run)), label.text},
               rect);
  }
}

// --- Picking -----------------------------------------------------------------------------------

struct Picked {
  int run = -1;
  const WeightMark* mark = nullptr;
  ImVec2 at;
};

Picked nearest_mark(const AppState& state, const PlotArea& area, ImVec2 mouse, float reach) {
  Picked picked;
  float best = reach * reach;
  for (const int run : drawing_order(state)) {
    const Inspection* inspection = inspection_of(state, run);
    if (!inspection) continue;
    for (const WeightMark& mark : inspection->marks) {
      const std::optional<Drawn> drawn = place_of(area, mark);
      if (!drawn || !layer_shown(state, mark.place.layer)) continue;
      const float x = drawn->at.x - mouse.x, y = drawn->at.y - mouse.y;
      if (x * x + y * y > best) continue;  // of equals the run on top
      best = x * x + y * y;
      picked = {run, &mark, drawn->at};
    }
  }
  return picked;
}

void show_mark(const AppState& state, UiContext& ui, const Picked& picked) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddCircle(picked.at, 6, ui.colors->text2, 20, 1.5f);
  const WeightMark& mark = *picked.mark;
  const auto number = [](float value) { return short_text(static_cast<double>(value), 3); };
  tooltip(
      ui, "decayed.mark." + std::to_string(picked.run) + place_text(mark.place),
      Rect::at(picked.at.x - 8, picked.at.y - 8, 16, 16),
      tr("{0}, {1}: decay took {2}. Click to follow this weight.", run_letter(state, picked.run),
         place_text(mark.place), share_text(static_cast<double>(mark.share))),
      {{tr("weight"), number(mark.value)},
       {"\u221av", number(mark.root)},
       {tr("gradient\u2019s part of the step"), number(mark.gradient_part)},
       {tr("decay\u2019s part of the step"), number(mark.decay_part)}});
}

void follow(const AppState& state, Actions& actions, int run, WeightPlace place) {
  ViewSettings view = state.view;
  view.watched = place;
  view.selected_run = run;
  actions.push(SetView{view});
}

// Left and right: to the weight before or after, along the axis of sqrt(v). Up and down: the same
// weight in the run before or after.
void step_weight(const AppState& state, Actions& actions, const PlotArea& area, int by) {
  const int run = state.view.selected_run;
  const Inspection* inspection = inspection_of(state, run);
  if (!inspection) return;
  std::vector<const WeightMark*> marks;
  for (const WeightMark& mark : inspection->marks) {
    if (layer_shown(state, mark.place.layer) && place_of(area, mark)) marks.push_back(&mark);
  }
  if (marks.empty()) return;
  sort_stably(marks, [](const WeightMark* a, const WeightMark* b) { return a->root < b->root; });
  const auto found = std::find_if(marks.begin(), marks.end(), [&](const WeightMark* mark) {
    return state.view.watched && mark->place == *state.view.watched;
  });
  const auto last = static_cast<std::ptrdiff_t>(marks.size()) - 1;
  const std::ptrdiff_t from = found == marks.end() ? last / 2 - by : found - marks.begin();
  const std::ptrdiff_t to = std::clamp<std::ptrdiff_t>(from + by, 0, last);
  follow(state, actions, run, marks[static_cast<std::size_t>(to)]->place);
}

void step_run(const AppState& state, Actions& actions, int by) {
  const std::vector<int> order = drawing_order(state);
  for (int run = state.view.selected_run + by; run >= 0 && run < kMaxRuns; run += by) {
    const Inspection* inspection = inspection_of(state, run);
    const bool drawn = std::find(order.begin(), order.end(), run) != order.end();
    if (!drawn || !inspection || inspection->weight_decay <= 0) continue;
    actions.push(SelectRun{run});
    return;
  }
}

// The arrows, while the plot is in focus.
void answer_keys(const AppState& state, Actions& actions, const PlotArea& area) {
  const ImGuiID id = ImGui::GetItemID();
  const auto pressed = [&](ImGuiKey key) {
    ImGui::SetKeyOwner(key, id);
    return ImGui::IsKeyPressed(key, id, ImGuiInputFlags_Repeat);
  };
  if (pressed(ImGuiKey_LeftArrow)) step_weight(state, actions, area, -1);
  if (pressed(ImGuiKey_RightArrow)) step_weight(state, actions, area, 1);
  if (pressed(ImGuiKey_UpArrow)) step_run(state, actions, -1);
  if (pressed(ImGuiKey_DownArrow)) step_run(state, actions, 1);
}

void answer_pointer(const AppState& state, UiContext& ui, Actions& actions, const PlotArea& area) {
  WidgetName name{"decayed.scatter",
                  tr("Share of each weight that decay took, against the root of v")};
  const Interaction touch = interact(ui, name, area.rect, "image", {}, false);
  const Inspection* any = any_inspection(state);
  WidgetInfo info{name.id, "image", name.label, ""};
  if (any)
    info.value = tr("{0} weights at step {1}", count_text(any->weights), count_text(any->step));
  info.focused = touch.focused;
  log_widget(ui, std::move(info), area.rect);
  if (touch.focused) answer_keys(state, actions, area);
  if (!touch.hovered) return;
  const float reach = ui.layout.touch ? kTouchReach : kReach;
  const Picked picked = nearest_mark(state, area, ImGui::GetIO().MousePos, reach);
  if (picked.mark == nullptr) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
    return;
  }
  show_mark(state, ui, picked);
  if (touch.pressed) follow(state, actions, picked.run, picked.mark->place);
}

// The watched weight in every run that draws it; the selected run's ring is the heavy one.
void draw_watched(const AppState& state, UiContext& ui, const PlotArea& area) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const int run : drawing_order(state)) {
    const Inspection* inspection = inspection_of(state, run);
    if (!inspection || !inspection->has_watched || !state.view.watched) continue;
    const std::optional<Drawn> drawn = place_of(area, inspection->watched);
    if (!drawn) continue;
    const bool selected = run == state.view.selected_run;
    const ImU32 color = selected ? ui.colors->text1 : layer_color(state, ui, run);
    list.AddCircle(drawn->at, selected ? 7 : 5, ui.colors->bg0, 24, selected ? 4 : 3);
    list.AddCircle(drawn->at, selected ? 7 : 5, color, 24, selected ? 2 : 1.5f);
    if (selected) {
      log_widget(ui,
                 {"decayed.selected", "image", tr("The weight that is followed"),
                  place_text(inspection->watched.place)},
                 Rect::at(drawn->at.x - 7, drawn->at.y - 7, 14, 14));
    }
  }
}

}  // namespace

DecayAxes steady_decay_axes(const AppState& state, UiContext& ui) {
  const DecayAxes wanted = decay_axes(state);
  const Inspection* first = any_inspection(state);
  float& step = ui.animations["decayed.step"];
  const auto now = static_cast<float>(first ? first->step : 0);
  const bool fresh = now < step;
  step = now;
  DecayAxes axes;
  axes.root = {steady_end(ui, "decayed.root.low", wanted.root.low, fresh, false),
               steady_end(ui, "decayed.root.high", wanted.root.high, fresh, true)};
  axes.percent = {steady_end(ui, "decayed.share.low", wanted.percent.low, fresh, false),
                  steady_end(ui, "decayed.share.high", wanted.percent.high, fresh, true)};
  return axes;
}

void draw_layer_mark(ImDrawList& list, ImVec2 center, int layer, ImU32 color) {
  // The shapes of classes are circle, triangle, square: here squares are the second.
  constexpr int kShapes[] = {0, 2, 1, 3, 4};
  const float radius = look_of(layer).radius;
  if (layer % 5 == 1) {
    list.AddRectFilled({center.x - radius, center.y - radius},
                       {center.x + radius, center.y + radius}, color);
    return;
  }
  draw_shape(list, kShapes[layer % 5], center, radius, color);
}

void draw_decay_scatter(const AppState& state, UiContext& ui, Actions& actions, const Rect& rect) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const DecayAxes axes = steady_decay_axes(state, ui);
  const PlotArea area{
      rect, {AxisScale::logarithmic, axes.root}, {AxisScale::logarithmic, axes.percent}};
  AxesLook look;
  look.x_title = tr("\u221av, running size of this weight\u2019s gradient (log)");
  look.most_y = std::clamp(static_cast<int>(rect.height() / 30), 3, 7);
  draw_axes(list, plot_style(ui), area, look);
  const std::size_t stride = drawing_stride(state);
  std::vector<int> with_line;
  list.PushClipRect({rect.min.x - 5, rect.min.y - 5}, {rect.max.x + 5, rect.max.y + 5}, true);
  for (const int run : drawing_order(state)) {
    const Inspection* inspection = inspection_of(state, run);
    if (!inspection || inspection->weight_decay <= 0) continue;
    draw_layer_marks(state, ui, area, run, stride);
    draw_theory(state, ui, area, run);
    if (has_theory(*inspection)) with_line.push_back(run);
  }
  list.PopClipRect();
  draw_labels(state, ui, area, with_line);
  draw_watched(state, ui, area);
  answer_pointer(state, ui, actions, area);
}

}  // namespace playground
