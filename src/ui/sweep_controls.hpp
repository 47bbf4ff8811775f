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

}  // namespace playground
