// The right column: what is seen, in sentences computed from the runs; one step of the selected run
// as an equation with its numbers; the events; the runs compared.
#pragma once

#include "app/actions.hpp"
#include "app/state.hpp"
#include "plot/rect.hpp"
#include "ui/ui_context.hpp"

namespace playground {

// Draws into the present region from the top of `area` and returns the lowest y used; the caller
// scrolls.
float draw_explain(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);

}  // namespace playground
