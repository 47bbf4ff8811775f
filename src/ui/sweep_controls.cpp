#include "ui/sweep_controls.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/translate.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr std::array kGrids = {3, 5, 9, 13, 17, 25};
constexpr std::array kSeeds = {1, 2, 4, 8, 16};
constexpr std::array kSteps = {0, 200, 500, 1000, 2000};  // 0: as many as the race
constexpr float kBeforeButtons = 576;  // the width of all controls but the buttons, side by side
constexpr float kSweepControlsRow = 24, kTouchRow = 44, kBetween = 12;

// Planes that answer a question of their own.
struct Plane {
  std::string_view label;
  const char* x;
  const char* y;
  int columns;
  int rows;
};
constexpr Plane kPlanes[] = {
    {tr_key("Learning rate × decay"), "learning_rate", "weight_decay", 9, 9},
    {tr_key("Loss scale × decay"), "training.loss_scale", "weight_decay", 5, 15},
    {tr_key("Noise × decay"), "data.noise", "weight_decay", 5, 9},
    {tr_key("Train points × decay"), "data.train_size", "weight_decay", 5, 9},
};

// Places controls from left to right, in as many rows as it takes.
class SweepFlow {
 public:
  SweepFlow(const UiContext& ui, const Rect& area)
      : area_(area),
        height_(ui.layout.touch ? kTouchRow : kSweepControlsRow),
        x_(area.min.x),
        y_(area.min.y) {}

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

std::optional<int> labelled_combo(UiContext& ui, SweepFlow& flow, const WidgetName& name,
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
                 SweepFlow& flow) {
  std::vector<std::string_view> labels;
  int chosen = -1;
  const std::span<const MetricColumn> columns = report_columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    labels.push_back(tr(columns[i].label));
    if (&columns[i] == sweep.metric) chosen = static_cast<int>(i);
  }
  const auto picked = labelled_combo(ui, flow, {"sweep.metric", tr("What the maps show")},
                                     tr("Colour"), 112, chosen, labels);
  if (!picked) return;
  SweepConfig config = state.experiment.sweep;
  config.metric = std::string(columns[static_cast<std::size_t>(*picked)].name);
  actions.push(SetSweep{config});
}

void draw_plane(const AppState& state, UiContext& ui, Actions& actions, bool enabled,
                SweepFlow& flow) {
  std::vector<std::string_view> labels;
  int chosen = -1;
  SweepConfig config = state.experiment.sweep;
  for (std::size_t i = 0; i < std::size(kPlanes); ++i) {
    labels.push_back(tr(kPlanes[i].label));
    if (config.x.parameter == kPlanes[i].x && config.y.parameter == kPlanes[i].y) {
      chosen = static_cast<int>(i);
    }
  }
  if (chosen < 0) {
    labels.push_back(tr("Your own axes"));
    chosen = static_cast<int>(std::size(kPlanes));
  }
  const auto picked =
      labelled_combo(ui, flow, {"sweep.plane", tr("The plane of the maps"), "", "", enabled}, "",
                     158, chosen, labels);
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
               bool enabled, SweepFlow& flow) {
  std::vector<std::string> texts;
  for (const int count : kGrids) texts.push_back(fmt::format("{0} × {0}", count));
  const std::string now = sweep.plan.maps.empty() ? "" : grid_text(sweep.plan.maps.front());
  auto found = std::find(texts.begin(), texts.end(), now);
  if (found == texts.end()) found = texts.insert(texts.end(), now);
  const auto picked =
      labelled_combo(ui, flow, {"sweep.grid", tr("Columns and rows of the maps"), "", "", enabled},
                     tr("Grid"), 82, static_cast<int>(found - texts.begin()), views_of(texts));
  if (!picked || *picked >= static_cast<int>(kGrids.size())) return;
  SweepConfig config = state.experiment.sweep;
  for (SweepAxis* axis : {&config.x, &config.y}) {
    axis->values.clear();
    axis->count = kGrids[static_cast<std::size_t>(*picked)];
  }
  actions.push(SetSweep{config});
}

void draw_seeds(const AppState& state, UiContext& ui, Actions& actions, bool enabled,
                SweepFlow& flow) {
  SweepConfig config = state.experiment.sweep;
  std::vector<std::string> texts;
  for (const int count : kSeeds) texts.push_back(std::to_string(count));
  const std::string now = std::to_string(config.seeds);
  auto found = std::find(texts.begin(), texts.end(), now);
  if (found == texts.end()) found = texts.insert(texts.end(), now);
  const auto picked =
      labelled_combo(ui, flow, {"sweep.seeds", tr("Seeds of each cell"), "", "", enabled},
                     tr("Seeds"), 54, static_cast<int>(found - texts.begin()), views_of(texts));
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
        tr("Map of {0}", slot_letter(state.slot_of_run[static_cast<std::size_t>(run)]));
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

// How long each cell trains.
void draw_steps_choice(const AppState& state, UiContext& ui, Actions& actions, bool enabled) {
  const int now = state.experiment.sweep.steps;
  std::vector<int> offered(kSteps.begin(), kSteps.end());
  if (std::find(offered.begin(), offered.end(), now) == offered.end()) offered.push_back(now);
  for (const int steps : offered) {
    const std::string text =
        steps == 0 ? tr("As the race: {0} steps", count_text(state.experiment.training.steps))
                   : tr("{0} steps a cell", count_text(steps));
    const WidgetName name{fmt::format("sweep.steps.{}", steps), text, "", "", enabled};
    if (!menu_item(ui, name, text, steps == now)) continue;
    SweepConfig config = state.experiment.sweep;
    config.steps = steps;
    actions.push(SetSweep{config});
  }
}

void draw_sweep_menu(const AppState& state, UiContext& ui, Actions& actions,
                     const ShownSweep& sweep, bool enabled, const Rect& rect, const Rect& picture) {
  if (icon_button(ui, {"sweep.more", tr("Steps of a cell, which runs have a map, files")}, rect,
                  Icon::more)) {
    open_popup("sweep.more");
  }
  if (!begin_popup(ui, "sweep.more", rect, 200, Align::right)) return;
  draw_steps_choice(state, ui, actions, enabled);
  menu_separator(ui);
  if (menu_item(ui, {"sweep.csv", tr("Save the cells as CSV")}, tr("Save the cells as CSV"))) {
    actions.push(ExportSweep{});
  }
  if (menu_item(ui, {"sweep.png", tr("Save the maps as a picture")}, tr("Save the maps as PNG"))) {
    actions.push(SavePicture{"adamw-playground-sweep.png", picture.min.x, picture.min.y,
                             picture.width(), picture.height()});
  }
  menu_separator(ui);
  draw_map_choice(state, ui, actions, sweep, enabled);
  end_popup(ui);
}

std::string_view run_label(const ShownSweep& sweep) {
  if (sweep.results == nullptr) return tr("Run sweep");
  if (sweep.outdated()) return tr("Run again");
  return sweep.results->finished() < sweep.results->total() ? tr("Go on") : tr("Run again");
}

float menu_width(const UiContext& ui) {
  return ui.layout.touch ? kTouchRow : 28;
}

float cancel_width(const UiContext& ui) {
  return button_width(ui, 60, {tr("Cancel")});
}

float pause_width(const UiContext& ui) {
  return button_width(ui, 60, {tr("Pause"), tr("Go on")});
}

float buttons_width(const UiContext& ui) {
  return menu_width(ui) + 12 + cancel_width(ui) + pause_width(ui);
}

float one_row(const UiContext& ui) {
  return kBeforeButtons + buttons_width(ui);
}

void draw_buttons(const AppState& state, UiContext& ui, Actions& actions, const ShownSweep& sweep,
                  const Rect& row, const Rect& picture) {
  Rect rest = row;
  const bool busy = sweep.running() || sweep.paused();
  draw_sweep_menu(state, ui, actions, sweep, !busy, rest.take_right(menu_width(ui)), picture);
  rest.take_right(6);
  if (!busy) {
    const std::string_view label = run_label(sweep);
    if (text_button(ui, {"sweep.start", std::string(label), "", "", sweep.error.empty()},
                    rest.take_right(button_width(ui, 84, {label})), label)) {
      go_on_with_sweep(state, actions);
    }
    return;
  }
  if (text_button(ui, {"sweep.cancel", tr("Cancel the sweep; finished cells stay")},
                  rest.take_right(cancel_width(ui)), tr("Cancel"))) {
    actions.push(CancelSweep{});
  }
  rest.take_right(6);
  const char* label = sweep.paused() ? tr("Go on") : tr("Pause");
  if (text_button(ui, {"sweep.pause", label}, rest.take_right(pause_width(ui)), label)) {
    go_on_with_sweep(state, actions);
  }
}

}  // namespace

bool sweep_is_busy(const AppState& state) {
  const ShownSweep sweep = shown_sweep(state);
  return sweep.running() || sweep.paused();
}

void go_on_with_sweep(const AppState& state, Actions& actions) {
  const ShownSweep sweep = shown_sweep(state);
  if (sweep.running() || sweep.paused()) {
    actions.push(PauseSweep{!sweep.paused()});
  } else if (sweep.error.empty()) {
    actions.push(StartSweep{});
  }
}

float sweep_controls_height(const UiContext& ui, float width) {
  const float row = ui.layout.touch ? kTouchRow : kSweepControlsRow;
  return width >= one_row(ui) ? row : 3 * row + 12;
}

void draw_sweep_controls(const AppState& state, UiContext& ui, Actions& actions,
                         const ShownSweep& sweep, const Rect& area, const Rect& picture) {
  const bool enabled = !sweep.running() && !sweep.paused();
  SweepFlow flow(ui, area);
  draw_plane(state, ui, actions, enabled, flow);
  draw_metric(state, ui, actions, sweep, flow);
  draw_grid(state, ui, actions, sweep, enabled, flow);
  draw_seeds(state, ui, actions, enabled, flow);
  const Rect row = area.width() >= one_row(ui) ? Rect{{area.max.x - buttons_width(ui), area.min.y},
                                                      {area.max.x, flow.bottom()}}
                                               : flow.next(area.width());
  draw_buttons(state, ui, actions, sweep, row, picture);
}

}  // namespace playground
