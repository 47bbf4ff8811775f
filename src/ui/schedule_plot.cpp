// The learning rate over the steps of the selected run, under its control: what the schedule makes
// of it, and where the run is now.
#include <imgui.h>

#include <algorithm>
#include <vector>

#include "core/translate.hpp"
#include "optim/schedule.hpp"
#include "plot/number_text.hpp"
#include "ui/panels.hpp"
#include "ui/widgets.hpp"

namespace playground {

void draw_schedule(const AppState& state, UiContext& ui, int run, const Rect& area) {
  constexpr float kCaption = 16;
  const RunConfig& config = ui.shown.runs[static_cast<std::size_t>(run)];
  const int steps = std::max(1, state.experiment.training.steps);
  const Rect plot{{area.min.x, area.min.y + 4}, {area.max.x, area.max.y - kCaption}};
  const auto multiplier_at = [&](int t) { return schedule_multiplier(config, t, steps); };
  const auto y_of = [&](double multiplier) {
    return plot.max.y - static_cast<float>(multiplier) * plot.height();
  };
  const int points = std::max(2, static_cast<int>(plot.width()));
  std::vector<ImVec2> line;
  for (int i = 0; i < points; ++i) {
    const double part = static_cast<double>(i) / (points - 1);
    const int t = 1 + static_cast<int>(part * (steps - 1));
    line.push_back({plot.min.x + static_cast<float>(part) * plot.width(), y_of(multiplier_at(t))});
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  fill(ui, {{plot.min.x, plot.max.y}, {plot.max.x, plot.max.y + 1}}, ui.colors->line2);
  const ImU32 color = ui.run_color(state.slot_of_run[static_cast<std::size_t>(run)]);
  list.AddPolyline(line.data(), static_cast<int>(line.size()), color, ImDrawFlags_None, 1.5f);
  const int next = std::clamp(state.transport.step + 1, 1, steps);
  const double now = multiplier_at(next);
  const float x = plot.min.x + static_cast<float>(next - 1) /
                                   static_cast<float>(std::max(1, steps - 1)) * plot.width();
  list.AddCircleFilled({x, y_of(now)}, 3, ui.colors->text1);
  const Rect caption{{area.min.x, area.max.y - kCaption}, area.max};
  text_in(ui, caption, ui.fonts.caption, ui.colors->text3, tr("rate over the steps"));
  text_in(ui, caption, ui.fonts.caption, ui.colors->text2,
          tr("now {0}", short_text(now * config.learning_rate, 3)), Align::right);
}

}  // namespace playground
