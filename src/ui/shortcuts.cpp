#include <imgui.h>
#include <imgui_internal.h>

#include "ui/panels.hpp"
#include "ui/widgets.hpp"

namespace playground {

// Keys that work wherever the focus is, but not while a text is typed. Letters with Ctrl, Alt or
// Meta belong to the browser, except undo and redo.
void handle_shortcuts(const AppState& state, UiContext& ui, Actions& actions) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!ui.edit.id.empty() || io.WantTextInput || io.KeyAlt) return;
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  if (io.KeyCtrl || io.KeySuper) {
    if (ImGui::IsKeyPressed(ImGuiKey_Z)) {
      if (io.KeyShift) {
        actions.push(Redo{});
      } else {
        actions.push(Undo{});
      }
    }
    if (ImGui::IsKeyPressed(ImGuiKey_Y)) actions.push(Redo{});
    return;
  }
  // A control in focus takes Space for itself.
  const bool control_in_focus = g.NavId != 0 && !g.NavDisableHighlight;
  const bool popup = ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup);
  if (ImGui::IsKeyPressed(ImGuiKey_Space, false) && !control_in_focus && !popup) {
    toggle_playing(state, actions);
  }
  if (popup) return;
  if (ImGui::IsKeyPressed(ImGuiKey_S) || ImGui::IsKeyPressed(ImGuiKey_Period)) actions.push(Step{});
  if (ImGui::IsKeyPressed(ImGuiKey_R, false)) actions.push(Reset{});
  if (ImGui::IsKeyPressed(ImGuiKey_E, false)) actions.push(RunToEnd{});
  if (ImGui::IsKeyPressed(ImGuiKey_N, false)) actions.push(Reseed{});
  ViewSettings view = state.view;
  if (ImGui::IsKeyPressed(ImGuiKey_T, false)) {
    view.show_test_points = !view.show_test_points;
    actions.push(SetView{view});
  }
  if (ImGui::IsKeyPressed(ImGuiKey_Slash, false) && io.KeyShift) {
    view.help_open = !view.help_open;
    actions.push(SetView{view});
  }
}

}  // namespace playground
