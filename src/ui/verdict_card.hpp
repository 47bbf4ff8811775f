// The card that says whether two runs of several seeds differ: any two runs, any metric.
#pragma once

#include "app/actions.hpp"
#include "app/state.hpp"
#include "plot/rect.hpp"
#include "ui/ui_context.hpp"

namespace playground {

// Returns the lowest y used.
float draw_verdict_card(const AppState& state, UiContext& ui, Actions& actions, const Rect& area,
                        float top);

// The badges of a pair with a minus sign between them: "B − A".
void draw_pair(const AppState& state, UiContext& ui, int run, int reference, const Rect& row);

}  // namespace playground
