// The runs on a phone: chips choose the two that are shown side by side; one decay slider for the
// selected one.
#pragma once

#include "app/actions.hpp"
#include "app/state.hpp"
#include "plot/rect.hpp"
#include "ui/ui_context.hpp"

namespace playground {

inline constexpr float kPhoneAspect = 0.92f;  // height by width of a surface

void draw_phone_cards(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);
float phone_height(float width);

}  // namespace playground
