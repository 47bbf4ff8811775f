#include <imgui.h>

#include <algorithm>

#include "core/translate.hpp"
#include "ui/panels.hpp"
#include "ui/run_text.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

// "Step 500 of 1,640: the past".
std::string past_text(const AppState& state, bool roomy) {
  std::string text =
      tr("Step {0} of {1}, past", count_text(state.past->step), count_text(state.transport.step));
  if (state.experiment.seeds > 1) {
    text += tr(", seed {0}", std::to_string(state.view.shown_seed + 1));
  }
  if (!roomy) return text;
  if (state.past->branch) {
    return tr("{0}. Changes of {1} act from here on.", text,
              run_letter(state, *state.past->branch));
  }
  return tr("{0}. The present is kept.", text);
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
  const WidgetName now{
      "past.now", tr("Now"), {}, tr("Back to the present, which is as you left it.")};
  if (text_button(ui, now, take(button_width(ui, 56, {tr("Now")})), tr("Now"), ButtonLook::primary))
    actions.push(LookAt{});
  const int last = static_cast<int>(state.experiment.runs.size()) - 1;
  const int run = std::clamp(state.view.selected_run, 0, last);
  const bool roomy = area.width() > 520;
  const std::string label =
      roomy ? tr("Branch {0} here", run_letter(state, run)) : tr("Branch here");
  const WidgetName branch{
      "past.branch",
      tr("Branch here"),
      {},
      tr("A copy of the selected run beside the original. What you change of it "
         "now acts from this step on.")};
  if (text_button(ui, branch, take(button_width(ui, roomy ? 116 : 96, {label})), label))
    actions.push(BranchHere{run});
  const Rect words{{area.min.x + 12, area.min.y}, {right, area.max.y}};
  const std::string text = past_text(state, roomy);
  log_widget(ui, {"past.text", "status", text, {}}, words);
  text_in(ui, words, ui.fonts.value, ui.colors->text1, text);
}

}  // namespace playground
