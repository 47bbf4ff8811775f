#include <imgui.h>

#include <algorithm>

#include "ui/panels.hpp"
#include "ui/run_text.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

// "Step 500 of 1,640: the past".
std::string past_text(const AppState& state, bool roomy) {
  std::string text =
      "Step " + count_text(state.past->step) + " of " + count_text(state.transport.step) + ", past";
  if (!roomy) return text;
  if (state.past->branch) {
    return text + ". Changes of " + run_letter(state, *state.past->branch) + " act from here on.";
  }
  return text + ". The present is kept.";
}

}  // namespace

void draw_past_bar(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  separator(ui, area.min.x, area.max.x, area.max.y - 1);
  const float size = ui.layout.touch ? 44.0f : 24.0f;
  const float y = area.center().y - size / 2;
  float right = area.max.x - 12;
  const auto take = [&](float width) {
    const Rect rect = Rect::at(right - width, y, width, size);
    right -= width + 8;
    return rect;
  };
  const WidgetName now{"past.now", "Now", {}, "Back to the present, which is as you left it."};
  if (text_button(ui, now, take(56), "Now", ButtonLook::primary)) actions.push(LookAt{});
  const int last = static_cast<int>(state.experiment.runs.size()) - 1;
  const int run = std::clamp(state.view.selected_run, 0, last);
  const bool roomy = area.width() > 520;
  const std::string label = roomy ? "Branch " + run_letter(state, run) + " here" : "Branch here";
  const WidgetName branch{"past.branch",
                          "Branch here",
                          {},
                          "A copy of the selected run beside the original. What you change of it "
                          "now acts from this step on."};
  if (text_button(ui, branch, take(roomy ? 116 : 96), label)) actions.push(BranchHere{run});
  const Rect words{{area.min.x + 12, area.min.y}, {right, area.max.y}};
  const std::string text = past_text(state, roomy);
  log_widget(ui, {"past.text", "status", text, {}}, words);
  text_in(ui, words, ui.fonts.value, ui.colors->text1, text);
}

}  // namespace playground
