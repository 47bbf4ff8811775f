#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "ui/panels.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

struct Status {
  std::string text;
  ImU32 color;
  bool pulse = false;
};

std::string runs_text(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " run" : " runs");
}

// The first diverged run, in words; empty when all are well.
std::string divergence_text(const AppState& state) {
  if (!state.runs) return {};
  for (std::size_t i = 0; i < state.runs->size() && i < state.slot_of_run.size(); ++i) {
    const RunView& run = (*state.runs)[i];
    if (run.diverged) {
      return std::string(slot_letter(state.slot_of_run[i])) + " diverged at step " +
             count_text(run.diverged_at);
    }
  }
  return {};
}

Status status_of(const AppState& state, const Palette& colors) {
  const std::string diverged = divergence_text(state);
  const std::string also = diverged.empty() ? "" : " \u00b7 " + diverged;
  if (state.transport.finished) {
    return {"Finished" + also, diverged.empty() ? colors.text3 : colors.error};
  }
  if (state.transport.playing || state.transport.training) {
    return {"Training " + runs_text(state.experiment.runs.size()) + also,
            diverged.empty() ? colors.ok : colors.error, true};
  }
  return {"Paused" + also, diverged.empty() ? colors.text3 : colors.error};
}

Status pairing(const AppState& state, const Palette& colors) {
  const Reproduction& reproduction = state.reproduction;
  const std::string step = count_text(reproduction.claim.step);
  switch (reproduction.state) {
    case Reproduction::State::running:
      return {"Checking the link: training to step " + step, colors.text2};
    case Reproduction::State::reproduced:
      return {"Reproduced: the sender\u2019s fingerprint at step " + step + ", bit for bit",
              colors.ok};
    case Reproduction::State::differs:
      return {"Differs from the sender\u2019s fingerprint at step " + step, colors.warn};
    case Reproduction::State::none:
      break;
  }
  return {"All runs: same data, same initial weights, same batches", colors.text3};
}

std::string machine_text(const AppState& state) {
  std::string text;
  if (state.fingerprint) {
    text = "Fingerprint " + hex_text(*state.fingerprint) + " at step " +
           count_text(state.transport.step) + " \u00b7 ";
  }
  if (state.workers == 0) return text + "no workers";
  return text + std::to_string(state.workers) + (state.workers == 1 ? " worker" : " workers");
}

}  // namespace

void draw_status_bar(const AppState& state, UiContext& ui, const Rect& area) {
  separator(ui, area.min.x, area.max.x, area.min.y);
  const Palette& colors = *ui.colors;
  const Status status = status_of(state, colors);
  float alpha = 1;
  if (status.pulse && !ui.reduced_motion) {
    alpha = 0.7f + 0.3f * static_cast<float>(std::cos(ui.now * 4));
  }
  ImGui::GetWindowDrawList()->AddCircleFilled({area.min.x + 16, area.center().y}, 4,
                                              with_alpha(status.color, alpha), 20);
  const float left_end = ui.layout.left.max.x + 12;
  const float status_width = text_width(ui, ui.fonts.caption, status.text);
  text_in(ui, {{area.min.x + 28, area.min.y}, area.max}, ui.fonts.caption, colors.text2,
          status.text);

  const std::string machine = machine_text(state);
  const float machine_width = text_width(ui, ui.fonts.caption, machine);
  text_in(ui, {area.min, {area.max.x - 12, area.max.y}}, ui.fonts.caption, colors.text3, machine,
          Align::right);
  const float x = std::max(left_end, area.min.x + 28 + status_width + 24);
  const Status middle = pairing(state, colors);
  const Rect rect{{x, area.min.y}, {area.max.x - machine_width - 36, area.max.y}};
  if (rect.width() > 40) text_in(ui, rect, ui.fonts.caption, middle.color, middle.text);

  WidgetInfo info{"status", "status", "Status", status.text + ". " + middle.text + ". " + machine};
  log_widget(ui, std::move(info), area);
}

}  // namespace playground
