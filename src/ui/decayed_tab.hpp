// The tab "Who gets decayed?": the scatter of what decay took of every weight in the latest step,
// under it the histogram of the weights or the history of the weight that was clicked, and beside
// it what that means in numbers.
#pragma once

#include "app/actions.hpp"
#include "app/state.hpp"
#include "plot/rect.hpp"
#include "ui/ui_context.hpp"

namespace playground {

void draw_decayed_tab(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);
// At the right end of the tab bar: which weights are seen, and at which step.
void draw_decayed_key(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);
float phone_decayed_height(const AppState& state, float width);
// The right column (ui/decay_column.cpp).
float draw_decay_column(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);

// Its parts (ui/weight_plots.cpp); `area` with title, axes and their texts.
void draw_weights_now(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);
void draw_weight_history(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);
// Runs as badges that hide and show them, right aligned in `line`.
void draw_run_legend(const AppState& state, UiContext& ui, Actions& actions, const std::string& id,
                     const Rect& line);

}  // namespace playground
