#include "ui/decayed_tab.hpp"

#include <imgui.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/translate.hpp"
#include "plot/number_text.hpp"
#include "ui/decay_scatter.hpp"
#include "ui/decay_view.hpp"
#include "ui/run_text.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kDecayedMargin = 12;
constexpr float kDecayedTicksLeft = 52;  // of y
constexpr float kUnderDecayedPlot = 46;  // ticks and title of x
constexpr float kHead = 56;              // title with the layers' key, then unit and caption
constexpr float kLowerShare = 0.3f;
constexpr float kPhoneScatter = 300, kPhoneLower = 256, kPhoneHead = 116;

std::string layer_text(int layer, const LayerDecay& decay) {
  return tr("layer {0}", std::to_string(layer + 1)) + " \u00b7 " + count_text(decay.weights);
}

// One chip a layer, from the right; those that find no room are left out (their weights are drawn).
void draw_layer_chips(const AppState& state, UiContext& ui, Actions& actions, Rect line) {
  const Inspection* any = any_inspection(state);
  if (!any) return;
  const float height = ui.layout.touch ? 44.0f : 24.0f;
  for (int layer = static_cast<int>(any->layers.size()) - 1; layer >= 0; --layer) {
    const std::string text = layer_text(layer, any->layers[static_cast<std::size_t>(layer)]);
    const float width = text_width(ui, ui.fonts.caption, text) + 34;
    if (line.width() < width) return;
    Rect chip = line.take_right(width);
    line.max.x -= 6;
    chip = Rect::at(chip.min.x, chip.center().y - height / 2, width, height);
    const bool shown = layer_shown(state, layer);
    WidgetName name{"decayed.layer." + std::to_string(layer + 1), text};
    name.help =
        shown ? tr("Hide the weights of this layer.") : tr("Show the weights of this layer.");
    const Interaction press = interact(ui, name, chip, "checkbox", shown ? "shown" : "hidden");
    const Rect body = Rect::at(chip.min.x, chip.center().y - 12, width, 24);
    const ImU32 base = shown ? ui.colors->bg2 : with_alpha(ui.colors->bg2, 0);
    fill(ui, body, mix(base, ui.colors->bg3, 0.6f * press.hover), 4);
    const ImU32 color = shown ? ui.colors->text1 : ui.colors->text3;
    draw_layer_mark(*ImGui::GetWindowDrawList(), {body.min.x + 13, body.center().y}, layer, color);
    text_in(ui, {{body.min.x + 24, body.min.y}, body.max}, ui.fonts.caption, color, text);
    if (!press.pressed) continue;
    ViewSettings view = state.view;
    view.hidden_layers ^= std::uint64_t{1} << static_cast<unsigned>(layer);
    actions.push(SetView{view});
  }
}

// What is missing from the scatter, run by run.
std::string caption_of(const AppState& state, const DecayAxes& axes) {
  std::string text;
  const auto add = [&](const std::string& part) {
    if (part.empty()) return;
    text += (text.empty() ? "" : " \u00b7 ") + part;
  };
  for (int run = 0; run < static_cast<int>(state.experiment.runs.size()); ++run) {
    const Inspection* inspection = inspection_of(state, run);
    if (!inspection || !run_shown(state, run)) continue;
    const std::string letter = run_letter(state, run);
    if (inspection->path == DecayPath::unknown) {
      add(tr("{0}: its step has no part that is decay\u2019s", letter));
    } else if (inspection->weight_decay <= 0) {
      add(tr("{0}: no decay", letter));
    } else {
      add(missing_text(letter, count_marks(state, *inspection, axes)));
    }
  }
  const Inspection* any = any_inspection(state);
  if (any && any->marks.size() < any->weights) {
    add(tr("{0} of {1} weights drawn", count_text(static_cast<double>(any->marks.size())),
           count_text(any->weights)));
  }
  return text;
}

// Why there is nothing to see yet; empty when there is.
std::string reason_for_nothing(const AppState& state) {
  if (any_inspection(state)) return {};
  if (state.transport.step < 1)
    return tr("Before the first step nothing has been decayed. Press Play.");
  return tr("Repeating the runs up to step {0} \u2026", count_text(state.transport.step));
}

void draw_head(const AppState& state, UiContext& ui, Actions& actions, Rect head) {
  const bool narrow = ui.layout.phone;
  Rect title = head.take_top(narrow ? 28.0f : 34.0f);
  if (!narrow) {
    const float used = text_in(ui, title, ui.fonts.title, ui.colors->text1,
                               tr("Fraction of a weight that decay removed in this step"));
    draw_layer_chips(state, ui, actions, {{title.min.x + used + 16, title.min.y}, title.max});
  } else {
    text_in(ui, title, ui.fonts.title, ui.colors->text1, tr("What decay removed in this step"));
    draw_layer_chips(state, ui, actions, head.take_top(48));
  }
  const Rect line = head.take_top(20);
  const float used =
      text_in(ui, line, ui.fonts.caption, ui.colors->text2, tr("% of |w| per step (log)"));
  const Rect caption{{narrow ? line.min.x : line.min.x + used + 16, line.min.y}, line.max};
  const std::string text = caption_of(state, steady_decay_axes(state, ui));
  const Rect at = narrow ? head.take_top(20) : caption;
  text_in(ui, at, ui.fonts.caption, ui.colors->text3, text, narrow ? Align::left : Align::right);
  log_widget(ui, {"decayed.caption", "text", tr("What is not drawn"), text}, at);
}

void draw_upper(const AppState& state, UiContext& ui, Actions& actions, Rect area) {
  const Rect head = area.take_top(ui.layout.phone ? kPhoneHead : kHead);
  draw_head(
      state, ui, actions,
      {{head.min.x + kDecayedMargin, head.min.y + 4}, {head.max.x - kDecayedMargin, head.max.y}});
  const Rect plot{{area.min.x + kDecayedTicksLeft, area.min.y + 6},
                  {area.max.x - kDecayedMargin, area.max.y - kUnderDecayedPlot}};
  draw_decay_scatter(state, ui, actions, plot);
  const std::string reason = reason_for_nothing(state);
  if (reason.empty()) return;
  text_in(ui, plot, ui.fonts.label, ui.colors->text2, reason, Align::center);
  log_widget(ui, {"decayed.waiting", "text", tr("Why nothing is drawn"), reason}, plot);
}

}  // namespace

void draw_decayed_tab(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  Rect rest = area;
  const float lower = ui.layout.phone ? kPhoneLower : std::max(130.0f, area.height() * kLowerShare);
  const Rect bottom = rest.take_bottom(lower);
  draw_upper(state, ui, actions, rest);
  const Inspection* any = any_inspection(state);
  if (state.view.watched && any && any->has_watched) {
    draw_weight_history(state, ui, actions, bottom);
  } else {
    draw_weights_now(state, ui, actions, bottom);
  }
}

void draw_decayed_key(const AppState& state, UiContext& ui, Actions&, const Rect& area) {
  const Inspection* any = any_inspection(state);
  if (!any) return;
  text_in(ui, area, ui.fonts.caption, ui.colors->text2,
          tr("every weight, at step {0}", count_text(any->step)), Align::right);
}

float phone_decayed_height(const AppState&, float) {
  return kPhoneHead + kPhoneScatter + kUnderDecayedPlot + kPhoneLower;
}

}  // namespace playground
