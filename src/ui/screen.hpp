// The whole screen: one window over the canvas, cut into regions by ui/layout. Emits actions,
// changes nothing.
#pragma once

#include "app/actions.hpp"
#include "app/state.hpp"
#include "ui/ui_context.hpp"

namespace playground {

// Between ImGui::NewFrame and ImGui::Render. Resets the widget log, sets ui.layout, and says in
// ui.animating whether another frame is wanted soon.
void draw_screen(const AppState& state, UiContext& ui, Actions& actions);

}  // namespace playground
