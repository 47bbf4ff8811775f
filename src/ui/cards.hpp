// The runs side by side: each card has its learning rate, its decay slider, its decision surface
// and its numbers.
#pragma once

#include "app/actions.hpp"
#include "app/state.hpp"
#include "plot/rect.hpp"
#include "ui/ui_context.hpp"

namespace playground {

// Whole cards, or strips when ui.layout.compact_cards; on a phone the two runs chosen by chips and
// one decay row.
void draw_cards(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);

// The height the phone's chips, surfaces, numbers and decay row need at that width.
float phone_cards_height(const AppState& state, float width);

}  // namespace playground
