// The timeline: the number of the step and the slider over all steps, with the marks of events.
// Forward of the present it trains; before it, it shows the runs as they were, and the present
// stays (its place is marked).
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "core/translate.hpp"
#include "ui/panels.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

// Forward by training, back by looking.
void go_to(const AppState& state, Actions& actions, int step) {
  const int to = std::clamp(step, 0, state.experiment.training.steps);
  if (to > state.transport.step) {
    actions.push(RunTo{to});
  } else {
    actions.push(to == state.transport.step ? LookAt{} : LookAt{to});
  }
}

int timeline_step(const AppState& state, const UiContext& ui) {
  if (ui.scrub_step) return *ui.scrub_step;
  return state.past ? state.past->step : state.transport.step;
}

// "Step 1,640 / 2,000"; the number can be typed.
float draw_number(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  const int steps = state.experiment.training.steps;
  const int shown = timeline_step(state, ui);
  const std::string total = "/ " + count_text(steps);
  const std::string widest = count_text(steps);
  float x = area.min.x;
  const auto piece = [&](std::string_view text, ImFont* font, ImU32 color, float width) {
    text_in(ui, {{x, area.min.y}, {x + width, area.max.y}}, font, color, text);
    x += width;
  };
  const float word = text_width(ui, ui.fonts.caption, tr("Step"));
  piece(tr("Step"), ui.fonts.caption, ui.colors->text2, std::max(38.0f, word + 10));
  const float width = text_width(ui, ui.fonts.title, widest) + 1;
  const Rect cell{{x, area.center().y - 11}, {x + width, area.center().y + 11}};
  if (ui.edit.id == "step_number") {
    const Rect field{{cell.min.x - 6, cell.min.y}, {cell.max.x + 24, cell.max.y}};
    const auto typed = text_field(ui, "step_number", field, ui.fonts.title, Align::right, 12);
    if (typed) {
      const Result<Value> step =
          read_typed(*find_parameter(Section::training, "steps"), *typed == "0" ? "1" : *typed);
      if (!step) {
        ui.edit.error = tr("A step from 0 to {0}", count_text(steps));
        ui.edit.begin = true;
      } else {
        const double number = *typed == "0" ? 0 : std::get<double>(*step);
        go_to(state, actions, static_cast<int>(std::min<double>(number, steps)));
        ui.edit = {};
      }
    }
    return field.max.x + 40;
  }
  const std::string text = count_text(shown);
  const WidgetName name{"step_number",
                        tr("Step"),
                        {},
                        tr("The step that all runs have reached; click to type one to go to.")};
  const Interaction state_of = interact(ui, name, cell, "textbox", text);
  if (state_of.hover > 0) {
    fill(ui, cell.inset(-4, 0), with_alpha(ui.colors->bg3, state_of.hover), 4);
  }
  text_in(ui, cell, ui.fonts.title, ui.colors->text1, text, Align::right);
  if (state_of.pressed) begin_typing(ui, "step_number", std::to_string(shown));
  x += width + 6;
  piece(total, ui.fonts.caption, ui.colors->text2, text_width(ui, ui.fonts.caption, total) + 14);
  return x;
}

void drag_scrubber(const AppState& state, UiContext& ui, Actions& actions, const Rect& groove,
                   const Interaction& press) {
  const int steps = std::max(1, state.experiment.training.steps);
  if (press.held) {
    const float place = (ImGui::GetIO().MousePos.x - groove.min.x) / groove.width();
    const int every = std::max(1, state.experiment.training.evaluate_every);
    const int raw =
        static_cast<int>(std::lround(std::clamp(place, 0.0f, 1.0f) * static_cast<float>(steps)));
    const int step = std::clamp((raw + every / 2) / every * every, 0, steps);
    // The past is shown while it is dragged over; training waits until the slider is let go.
    const bool moved = step != ui.scrub_step.value_or(timeline_step(state, ui));
    if (moved && step < state.transport.step) actions.push(LookAt{step});
    if (moved && step >= state.transport.step) actions.push(LookAt{});
    ui.scrub_step = step;
  } else if (ui.scrub_step) {
    if (press.released && *ui.scrub_step > state.transport.step) {
      actions.push(RunTo{*ui.scrub_step});
    }
    ui.scrub_step.reset();
  }
}

void scrubber_keys(const AppState& state, Actions& actions) {
  const ImGuiID id = ImGui::GetItemID();
  const int every = std::max(1, state.experiment.training.evaluate_every);
  for (const auto& [key, direction] :
       {std::pair{ImGuiKey_LeftArrow, -1}, {ImGuiKey_RightArrow, 1}}) {
    ImGui::SetKeyOwner(key, id);
    if (!ImGui::IsKeyPressed(key, id, ImGuiInputFlags_Repeat)) continue;
    const int from = state.past ? state.past->step : state.transport.step;
    go_to(state, actions, from + direction * every);
  }
}

// A tick of its colour for every event of a run that is shown, and the place of the present while
// the past is looked at.
void draw_timeline_marks(const AppState& state, UiContext& ui, const Rect& groove, float steps) {
  const float y = groove.center().y;
  const auto x_of = [&](int step) {
    return groove.min.x + static_cast<float>(step) / steps * groove.width();
  };
  for (const Event& event : state.experiment.events) {
    const auto run = static_cast<std::size_t>(event.run);
    if (state.view.hidden[run]) continue;
    const float x = x_of(event.step);
    fill(ui, {{x - 1, y - 8}, {x + 1, y - 3}}, ui.run_color(state.slot_of_run[run]));
  }
  if (!state.past) return;
  const float x = x_of(state.transport.step);
  ImGui::GetWindowDrawList()->AddCircle({x, y}, 5, ui.colors->text1, 24, 1.5f);
}

}  // namespace

void draw_scrubber(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  Rect groove = area;
  if (ui.layout.phone) {
    const Rect numbers{{area.min.x, area.min.y + 8}, {area.max.x, area.min.y + 32}};
    draw_number(state, ui, actions, numbers);
    groove.min.y = area.min.y + 24;
    groove.max.y = area.min.y + 52;
  } else {
    groove.min.x = std::max(area.min.x, draw_number(state, ui, actions, area));
    groove.max.x = std::min(groove.max.x, groove.min.x + 480);
  }
  if (groove.width() < 40) return;
  const int steps = std::max(1, state.experiment.training.steps);
  const int step = timeline_step(state, ui);
  const WidgetName name{
      "scrubber",
      tr("Step"),
      {},
      tr("Drag back to see the runs as they were, while the present stays; drag on "
         "to train up to a step.")};
  const Interaction press =
      interact(ui, name, groove.inset(0, ui.layout.phone ? 0 : 8), "slider", count_text(step));
  drag_scrubber(state, ui, actions, groove, press);
  if (press.focused) scrubber_keys(state, actions);

  const Palette& colors = *ui.colors;
  const float y = groove.center().y;
  const auto x_of = [&](double at) {
    return groove.min.x + static_cast<float>(std::clamp(at / steps, 0.0, 1.0)) * groove.width();
  };
  const float x = x_of(step);
  fill(ui, {{groove.min.x, y - 2}, {groove.max.x, y + 2}}, colors.bg3, 2);
  fill(ui, {{groove.min.x, y - 2}, {x, y + 2}}, colors.text2, 2);
  if (state.view.crosshair_step) {
    vertical_line(ui, x_of(*state.view.crosshair_step), y - 9, y + 9, colors.text2);
  }
  draw_timeline_marks(state, ui, groove, static_cast<float>(steps));
  const float radius = ui.layout.touch ? 8.0f : 6.0f;
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddCircleFilled({x, y}, radius + 2, colors.bg1, 32);
  list->AddCircleFilled({x, y}, radius + (press.held ? 0.5f : 0), colors.text1, 32);
}

}  // namespace playground
