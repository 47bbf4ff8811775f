// The Race tab: loss, accuracy and weight norm of all runs against the step, with one crosshair.
#pragma once

#include <string>

#include "app/actions.hpp"
#include "app/state.hpp"
#include "plot/rect.hpp"
#include "ui/ui_context.hpp"

namespace playground {

// The thick/thin key and the toggles, right aligned in the tab bar.
void draw_race_key(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);
void draw_race_tab(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);
// What the loss is measured in.
std::string loss_unit(const AppState& state);
// On a phone plots stand under each other: the height they need at that width.
float phone_race_height(const AppState& state, float width);

}  // namespace playground
