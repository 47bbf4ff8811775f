// The row of controls above the landscape: plane, runs, loss, resolution, drawing and cancelling.
#pragma once

#include "app/actions.hpp"
#include "app/state.hpp"
#include "plot/rect.hpp"
#include "ui/ui_context.hpp"

namespace playground {

// From the top of `area`, in as many rows as it takes; returns the lowest y used.
float draw_landscape_controls(const AppState& state, UiContext& ui, Actions& actions,
                              const Rect& area);

bool landscape_is_busy(const AppState& state);
// There is something to draw that is not drawn: the runs have begun, and the picture is not of now.
bool landscape_can_be_drawn(const AppState& state);

}  // namespace playground
