#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "core/translate.hpp"
#include "ui/panels.hpp"
#include "ui/run_text.hpp"
#include "ui/seed_text.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

struct Status {
  std::string text;
  ImU32 color;
  bool pulse = false;
};

std::string status_runs_text(std::size_t count) {
  return count == 1 ? tr("1 run") : tr("{0} runs", std::to_string(count));
}

// The first diverged run, in words; empty when all are well.
std::string first_divergence(const AppState& state) {
  for (int run = 0; run < static_cast<int>(state.experiment.runs.size()); ++run) {
    const std::string text = divergence_text(state, run);
    if (!text.empty()) return run_letter(state, run) + " " + text;
  }
  return {};
}

Status status_of(const AppState& state, const Palette& colors) {
  const std::string diverged = first_divergence(state);
  const std::string also = diverged.empty() ? "" : " \u00b7 " + diverged;
  if (state.transport.finished) {
    return {tr("Finished") + also, diverged.empty() ? colors.text3 : colors.error};
  }
  if (state.transport.playing || state.transport.training) {
    const int seeds = state.experiment.seeds;
    const std::string runs = status_runs_text(state.experiment.runs.size());
    const std::string training =
        seeds > 1 ? tr("Training {0} \u00d7 {1} seeds", runs, std::to_string(seeds))
                  : tr("Training {0}", runs);
    return {training + also, diverged.empty() ? colors.ok : colors.error, true};
  }
  return {tr("Paused") + also, diverged.empty() ? colors.text3 : colors.error};
}

Status pairing(const AppState& state, const Palette& colors) {
  const Reproduction& reproduction = state.reproduction;
  const std::string step = count_text(reproduction.step());
  switch (reproduction.state) {
    case Reproduction::State::running:
      return {tr("Checking the link: training to step {0}", step), colors.text2};
    case Reproduction::State::reproduced:
      return {tr("Reproduced: the sender\u2019s fingerprint at step {0}, bit for bit", step),
              colors.ok};
    case Reproduction::State::differs:
      return {tr("Differs from the sender\u2019s fingerprint at step {0}", step), colors.warn};
    case Reproduction::State::none:
      break;
  }
  if (const int seeds = state.experiment.seeds; seeds > 1) {
    // The past is trained again for one seed, the others are as last measured (app/past.cpp).
    return {tr("Surfaces show seed {0} of {1}, numbers and curves the mean",
               std::to_string(state.view.shown_seed + 1), std::to_string(seeds)),
            colors.text3};
  }
  return {tr("All runs: same data, same initial weights, same batches"), colors.text3};
}

std::string machine_text(const AppState& state) {
  std::string text;
  if (state.fingerprint) {
    text = tr("Fingerprint {0} at step {1}", hex_text(*state.fingerprint),
              count_text(state.transport.step)) +
           " \u00b7 ";
  }
  if (state.workers == 0) return text + tr("no workers");
  if (state.workers == 1) return text + tr("1 worker");
  return text + tr("{0} workers", std::to_string(state.workers));
}

// A click on the words shows the next seed.
void next_seed_target(const AppState& state, UiContext& ui, Actions& actions, const Rect& rect) {
  WidgetName name{"seed.next", tr("Show the next seed")};
  name.help = tr(
      "The surfaces, the data points and the run under a click are those of this seed. Click: the "
      "next one.");
  const Interaction press = interact(ui, name, rect, "button",
                                     tr("{0} of {1}", std::to_string(state.view.shown_seed + 1),
                                        std::to_string(state.experiment.seeds)));
  if (!press.pressed) return;
  ViewSettings view = state.view;
  view.shown_seed = (view.shown_seed + 1) % state.experiment.seeds;
  actions.push(SetView{view});
}

}  // namespace

void draw_status_bar(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
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
  if (rect.width() > 40) {
    const float width = text_in(ui, rect, ui.fonts.caption, middle.color, middle.text);
    if (state.experiment.seeds > 1) {
      next_seed_target(state, ui, actions, {rect.min, {rect.min.x + width, rect.max.y}});
    }
  }

  WidgetInfo info{"status", "status", tr("Status"),
                  status.text + ". " + middle.text + ". " + machine};
  log_widget(ui, std::move(info), area);
}

}  // namespace playground
