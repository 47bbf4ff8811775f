#include "ui/sweep_controls.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr std::array kGrids = {3, 5, 9, 13, 17, 25};
constexpr std::array kSeeds = {1, 2, 4, 8, 16};
constexpr float kOneRow = 736;  // the width that all controls take side by side
constexpr float kRow = 24, kTouchRow = 44, kBetween = 12;

// Planes that answer a question of their own.
struct Plane {
  std::string_view label;
  const char* x;
  const char* y;
  int columns;
  int rows;
};
constexpr Plane kPlanes[] = {
    {"Learning rate × decay", "learning_rate", "weight_decay", 9, 9},
    {"Loss scale × decay", "training.loss_scale", "weight_decay", 5, 15},
    {"Noise × decay", "data.noise", "weight_decay", 5, 9},
    {"Train points × decay", "data.train_size", "weight_decay", 5, 9},
};

// Places controls from left to right, in as many rows as it takes.
class Flow {
 public:
  Flow(const UiContext& ui, const Rect& area)
      : area_(area), height_(ui.layout.touch ? kTouchRow : kRow), x_(area.min.x), y_(area.min.y) {}

  Rect next(float width) {
    if (x_ + width > area_.max.x + 0.5f && x_ > area_.min.x) {
      x_ = area_.min.x;
      y_ += height_ + 6;
    }
    const Rect rect = Rect::at(x_, y_, width, height_);
    x_ += width + kBetween;
    return rect;
  }
  float bottom() const { return y_ + height_; }

 private:
  Rect area_;
  float height_;
  float x_;
  float y_;
};

std::optional<int> labelled_combo(UiContext& ui, Flow& flow, const WidgetName& name,
                                  std::string_view label, float width, int chosen,
                                  std::span<const std::string_view> choices) {
  const float words = label.empty() ? 0 : text_width(ui, ui.fonts.caption, label) + 10;
  Rect rect = flow.next(words + width);
  if (words > 0) text_in(ui, rect, ui.fonts.caption, ui.colors->text2, label);
  rect.min.x += words;
  return combo(ui, name, rect, chosen, choices);
}

template <typename List>
std::vector<std::string_view> views_of(const List& texts) {
  return {texts.begin(), texts.end()};
}

void draw_metric(const AppState& state, UiContext& ui, Actions& actions, const ShownSweep& sweep,
                 Flow& flow) {
  std::vector<std::string_view> labels;
  int chosen = -1;
  const std::span<const MetricColumn> columns = report_columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    labels.push_back(columns[i].label);
    if (&columns[i] == sweep.metric) chosen = static_cast<int>(i);
  }
  const auto picked = labelled_combo(ui, flow, {"sweep.metric", "What the maps show"}, "Colour",
                                     112, chosen, labels);
  if (!picked) return;
  SweepConfig config = state.experiment.sweep;
  config.metric = std::string(columns[static_cast<std::size_t>(*picked)].name);
  actions.push(SetSweep{config});
}

void draw_plane(const AppState& state, UiContext& ui, Actions& actions, bool enabled, Flow& flow) {
  std::vector<std::string_view> labels;
  int chosen = -1;
  SweepConfig config = state.experiment.sweep;
  for (std::size_t i = 0; i < std::size(kPlanes); ++i) {
    labels.push_back(kPlanes[i].label);
    if (config.x.parameter == kPlanes[i].x && config.y.parameter == kPlanes[i].y) {
      chosen = static_cast<int>(i);
    }
  }
  if (chosen < 0) {
    labels.push_back("Your own axes");
    chosen = static_cast<int>(std::size(kPlanes));
  }
  const auto picked = labelled_combo(
      ui, flow, {"sweep.plane", "The plane of the maps", "", "", enabled}, "", 158, chosen, labels);
  if (!picked || *picked >= static_cast<int>(std::size(kPlanes))) return;
  const Plane& plane = kPlanes[*picked];
  config.x = {.parameter = plane.x, .count = plane.columns};
  config.y = {.parameter = plane.y, .count = plane.rows};
  actions.push(SetSweep{config});
}

std::string grid_text(const SweepMap& map) {
  return fmt::format("{} × {}", map.x.size(), map.y.size());
}

void draw_grid(const AppState& state, UiContext& ui, Actions& actions, const ShownSweep& sweep,
               bool enabled, Flow& flow) {
  std::vector<std::string> texts;
  for (const int count : kGrids) texts.push_back(fmt::format("{0} × {0}", count));
  const std::string now = sweep.plan.maps.empty() ? "" : grid_text(sweep.plan.maps.front());
  auto found = std::find(texts.begin(), texts.end(), now);
  if (found == texts.end()) found = texts.insert(texts.end(), now);
  const auto picked =
      labelled_combo(ui, flow, {"sweep.grid", "Columns and rows of the maps", "", "", enabled},
                     "Grid", 82, static_cast<int>(found - texts.begin()), views_of(texts));
  if (!picked || *picked >= static_cast<int>(kGrids.size())) return;
  SweepConfig config = state.experiment.sweep;
  for (SweepAxis* axis : {&config.x, &config.y}) {
    axis->values.clear();
    axis->count = kGrids[static_cast<std::size_t>(*picked)];
  }
  actions.push(SetSweep{config});
}

void draw_seeds(const AppState& state, UiContext& ui, Actions& actions, bool enabled, Flow& flow) {
  SweepConfig config = state.experiment.sweep;
  std::vector<std::string> texts;
  for (const int count : kSeeds) texts.push_back(std::to_string(count));
  const std::string now = std::to_string(config.seeds);
  auto found = std::find(texts.begin(), texts.end(), now);
  if (found == texts.end()) found = texts.insert(texts.end(), now);
  const auto picked =
      labelled_combo(ui, flow, {"sweep.seeds", "Seeds of each cell", "", "", enabled}, "Seeds", 54,
                     static_cast<int>(found - texts.begin()), views_of(texts));
  if (!picked || *picked >= static_cast<int>(kSeeds.size())) return;
  config.seeds = kSeeds[static_cast<std::size_t>(*picked)];
  actions.push(SetSweep{config});
}

// Which runs have a map; none chosen: those that differ in more than the axes.
void draw_map_choice(const AppState& state, UiContext& ui, Actions& actions,
                     const ShownSweep& sweep, bool enabled) {
  std::vector<int> chosen;
  for (const SweepMap& map : sweep.plan.maps) chosen.push_back(map.run);
  for (int run = 0; run < static_cast<int>(state.experiment.runs.size()); ++run) {
    const bool on = std::find(chosen.begin(), chosen.end(), run) != chosen.end();
    const std::string text =
        fmt::format("Map of {}", slot_letter(state.slot_of_run[static_cast<std::size_t>(run)]));
    if (!menu_item(ui, {fmt::format("sweep.run.{}", run), text, "", "", enabled}, text, on)) {
      continue;
    }
    SweepConfig config = state.experiment.sweep;
    config.runs = chosen;
    if (on) {
      std::erase(config.runs, run);
    } else {
      config.runs.insert(std::upper_bound(config.runs.begin(), config.runs.end(), run), run);
    }
    actions.push(SetSweep{config});
  }
}

void draw_menu(const AppState& state, UiContext& ui, Actions& actions, const ShownSweep& sweep,
               bool enabled, const Rect& rect, const Rect& picture) {
  if (icon_button(ui, {"sweep.more", "Files, and which runs have a map"}, rect, Icon::more)) {
    open_popup("sweep.more");
  }
  if (!begin_popup(ui, "sweep.more", rect, 200, Align::right)) return;
  if (menu_item(ui, {"sweep.csv", "Save the cells as CSV"}, "Save the cells as CSV")) {
    actions.push(ExportSweep{});
  }
  if (menu_item(ui, {"sweep.png", "Save the maps as a picture"}, "Save the maps as PNG")) {
    actions.push(SavePicture{"adamw-playground-sweep.png", picture.min.x, picture.min.y,
                             picture.width(), picture.height()});
  }
  menu_separator(ui);
  draw_map_choice(state, ui, actions, sweep, enabled);
  end_popup(ui);
}

std::string_view run_label(const ShownSweep& sweep) {
  if (sweep.results == nullptr) return "Run sweep";
  if (sweep.outdated()) return "Run again";
  return sweep.results->finished() < sweep.results->total() ? "Go on" : "Run again";
}

void draw_buttons(const AppState& state, UiContext& ui, Actions& actions, const ShownSweep& sweep,
                  const Rect& row, const Rect& picture) {
  Rect rest = row;
  const bool busy = sweep.running() || sweep.paused();
  draw_menu(state, ui, actions, sweep, !busy, rest.take_right(28), picture);
  rest.take_right(6);
  if (!busy) {
    const std::string_view label = run_label(sweep);
    if (text_button(ui, {"sweep.start", std::string(label), "", "", sweep.error.empty()},
                    rest.take_right(84), label)) {
      actions.push(StartSweep{});
    }
    return;
  }
  if (text_button(ui, {"sweep.cancel", "Cancel the sweep; finished cells stay"},
                  rest.take_right(60), "Cancel")) {
    actions.push(CancelSweep{});
  }
  rest.take_right(6);
  const char* label = sweep.paused() ? "Go on" : "Pause";
  if (text_button(ui, {"sweep.pause", label}, rest.take_right(60), label)) {
    actions.push(PauseSweep{!sweep.paused()});
  }
}

constexpr float kButtons = 160;

}  // namespace

float sweep_controls_height(const UiContext& ui, float width) {
  const float row = ui.layout.touch ? kTouchRow : kRow;
  return width >= kOneRow ? row : 3 * row + 12;
}

void draw_sweep_controls(const AppState& state, UiContext& ui, Actions& actions,
                         const ShownSweep& sweep, const Rect& area, const Rect& picture) {
  const bool enabled = !sweep.running() && !sweep.paused();
  Flow flow(ui, area);
  draw_plane(state, ui, actions, enabled, flow);
  draw_metric(state, ui, actions, sweep, flow);
  draw_grid(state, ui, actions, sweep, enabled, flow);
  draw_seeds(state, ui, actions, enabled, flow);
  const Rect row = area.width() >= kOneRow
                       ? Rect{{area.max.x - kButtons, area.min.y}, {area.max.x, flow.bottom()}}
                       : flow.next(area.width());
  draw_buttons(state, ui, actions, sweep, row, picture);
}

}  // namespace playground
