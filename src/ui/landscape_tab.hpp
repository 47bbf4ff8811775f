// The Landscape tab: the loss on a plane through the runs' end points, or along random directions,
// with contours and the runs' paths over it.
#pragma once

#include "app/actions.hpp"
#include "app/state.hpp"
#include "plot/rect.hpp"
#include "ui/ui_context.hpp"

namespace playground {

void draw_landscape_tab(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);
float phone_landscape_height(const AppState& state, float width);
// What the right column says of it; returns the lowest y used.
float draw_landscape_column(const AppState& state, UiContext& ui, Actions& actions,
                            const Rect& area);

}  // namespace playground
