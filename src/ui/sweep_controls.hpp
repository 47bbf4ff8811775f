// The row over the maps: metric, axes, grid, seeds; Run, Pause and Cancel; files to take along.
#pragma once

#include "app/actions.hpp"
#include "ui/sweep_view.hpp"
#include "ui/ui_context.hpp"

namespace playground {

float sweep_controls_height(const UiContext& ui, float width);
// `picture`: what is saved as a picture.
void draw_sweep_controls(const AppState& state, UiContext& ui, Actions& actions,
                         const ShownSweep& sweep, const Rect& area, const Rect& picture);

// Cells are being trained, or wait to be.
bool sweep_is_busy(const AppState& state);
// What the main button does: starts the sweep, goes on with it, or pauses it.
void go_on_with_sweep(const AppState& state, Actions& actions);

}  // namespace playground
