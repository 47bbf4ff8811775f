#include "ui/landscape_controls.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/translate.hpp"
#include "ui/run_text.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

// Controls from left to right, on a new row where the last is full.
class LandscapeFlow {
 public:
  LandscapeFlow(const Rect& area, float height) : area_(area), height_(height), at_(area.min) {}

  Rect take(float width, float space = 12) {
    if (at_.x + width > area_.max.x && at_.x > area_.min.x) {
      at_ = {area_.min.x, at_.y + height_ + 4};
    }
    const Rect rect = Rect::at(at_.x, at_.y, width, height_);
    at_.x += width + space;
    return rect;
  }
  float bottom() const { return at_.y + height_; }

 private:
  Rect area_;
  float height_;
  ImVec2 at_;
};

void draw_plane_choice(UiContext& ui, LandscapeFlow& flow, LandscapeSettings& settings) {
  const std::array<std::string_view, 2> planes = {tr("Through end points"),
                                                  tr("Random directions")};
  const WidgetName name{"landscape.plane",
                        tr("Plane"),
                        {},
                        tr("Through the end points of two or three runs, or along two random "
                           "directions about the end point of one.")};
  const auto picked =
      combo(ui, name, flow.take(button_width(ui, 152, {planes[0], planes[1]}, true)),
            static_cast<int>(settings.plane), planes);
  if (picked) settings.plane = static_cast<LandscapePlane>(*picked);
}

// The runs' badges: which of them make the plane.
void draw_run_choice(const AppState& state, UiContext& ui, LandscapeFlow& flow,
                     LandscapeSettings& settings) {
  const bool random = settings.plane == LandscapePlane::random;
  const int count = static_cast<int>(state.experiment.runs.size());
  const float size = ui.layout.touch ? 44.0f : 24.0f;
  for (int run = 0; run < count; ++run) {
    const auto at = static_cast<std::size_t>(run);
    const bool on = random ? run == std::clamp(settings.about, 0, count - 1) : settings.through[at];
    const Rect rect = flow.take(size, run + 1 < count ? 0.0f : 12.0f);
    WidgetName name{"landscape.run." + std::to_string(run), tr("Run {0}", run_letter(state, run))};
    name.help = random
                    ? tr("Directions about the end point of this run.")
                    : tr("Whether the plane goes through this run's end point: two runs or three.");
    const Interaction press = interact(ui, name, rect, "checkbox", on ? "on" : "off");
    fill(ui, rect, with_alpha(ui.colors->bg3, press.hover), 4);
    badge(ui, {rect.center().x - 8, rect.center().y - 8}, state.slot_of_run[at], 16,
          on ? 1 : 0.35f);
    if (!press.pressed) continue;
    if (random) {
      settings.about = run;
    } else {
      settings.through[at] = !on;
    }
  }
}

void draw_loss_choice(UiContext& ui, LandscapeFlow& flow, LandscapeSettings& settings) {
  const std::array<std::string_view, 2> losses = {tr("Train loss"), tr("Test loss")};
  const WidgetName name{
      "landscape.loss",
      tr("Loss"),
      {},
      tr("Train: the labels as trained on. Test: clean labels. Without penalty.")};
  const auto picked = combo(ui, name, flow.take(button_width(ui, 96, {losses[0], losses[1]}, true)),
                            settings.test ? 1 : 0, losses);
  if (picked) settings.test = *picked == 1;
}

void draw_resolution(UiContext& ui, LandscapeFlow& flow, LandscapeSettings& settings) {
  std::array<std::string, kLandscapeResolutions.size()> texts;
  std::array<std::string_view, kLandscapeResolutions.size()> views;
  int chosen = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    texts[i] = tr("{0} points", std::to_string(kLandscapeResolutions[i]));
    views[i] = texts[i];
    if (kLandscapeResolutions[i] == settings.resolution) chosen = static_cast<int>(i);
  }
  const WidgetName name{"landscape.resolution", tr("Points"), {}, tr("Points from left to right.")};
  const auto picked = combo(ui, name, flow.take(92), chosen, views);
  if (picked) settings.resolution = kLandscapeResolutions[static_cast<std::size_t>(*picked)];
}

// Whether a random direction is in what is drawn.
bool takes_seed(const AppState& state, const LandscapeSettings& settings) {
  if (settings.plane == LandscapePlane::random) return true;
  const auto end = settings.through.begin() + static_cast<int>(state.experiment.runs.size());
  return std::count(settings.through.begin(), end, true) == 2;
}

void draw_landscape_progress(const AppState& state, UiContext& ui, LandscapeFlow& flow,
                             Actions& actions) {
  const Landscape& landscape = *state.landscape;
  const bool training = landscape.state == Landscape::State::training;
  const WidgetName cancel{
      "landscape.cancel", tr("Cancel"), {}, tr("Stop here; what is drawn stays.")};
  if (text_button(ui, cancel, flow.take(button_width(ui, 64, {tr("Cancel")})), tr("Cancel")))
    actions.push(CancelLandscape{});
  const std::string text = training ? tr("paths")
                                    : count_text(static_cast<double>(landscape.known)) + " / " +
                                          count_text(static_cast<double>(landscape.losses.size()));
  text_in(ui, flow.take(96), ui.fonts.caption, ui.colors->text3, text);
}

bool is_of_another_moment(const AppState& state) {
  const bool none = state.landscape == nullptr || state.landscape->state == Landscape::State::none;
  return none || state.landscape_is_old;
}

void draw_again(const AppState& state, UiContext& ui, LandscapeFlow& flow, Actions& actions) {
  if (!is_of_another_moment(state)) return;
  WidgetName name{"landscape.draw",
                  tr("Draw"),
                  {},
                  tr("Compute the landscape at the present step. The race goes on meanwhile.")};
  name.enabled = state.transport.step > 0;
  const std::string text = tr("Draw at step {0}", count_text(state.transport.step));
  if (text_button(ui, name, flow.take(button_width(ui, 136, {text})), text))
    actions.push(DrawLandscape{});
}

}  // namespace

bool landscape_is_busy(const AppState& state) {
  return state.landscape && (state.landscape->state == Landscape::State::training ||
                             state.landscape->state == Landscape::State::measuring);
}

bool landscape_can_be_drawn(const AppState& state) {
  return state.transport.step > 0 && !landscape_is_busy(state) && is_of_another_moment(state);
}

float draw_landscape_controls(const AppState& state, UiContext& ui, Actions& actions,
                              const Rect& area) {
  LandscapeFlow flow(area, ui.layout.touch ? 44.0f : 24.0f);
  LandscapeSettings settings = state.landscape_settings;
  draw_plane_choice(ui, flow, settings);
  draw_run_choice(state, ui, flow, settings);
  draw_loss_choice(ui, flow, settings);
  draw_resolution(ui, flow, settings);
  if (takes_seed(state, settings)) {
    const WidgetName other{"landscape.seed",
                           tr("Other direction"),
                           {},
                           tr("Draw random directions with the next seed.")};
    if (text_button(ui, other, flow.take(button_width(ui, 112, {tr("Other direction")})),
                    tr("Other direction")))
      ++settings.seed;
  }
  if (landscape_is_busy(state)) {
    draw_landscape_progress(state, ui, flow, actions);
  } else {
    draw_again(state, ui, flow, actions);
  }
  if (settings != state.landscape_settings) actions.push(SetLandscape{settings});
  return flow.bottom();
}

}  // namespace playground
