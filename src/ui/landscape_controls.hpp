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

}  // namespace playground
