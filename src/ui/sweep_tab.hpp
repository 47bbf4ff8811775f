// The tab of learning rate x decay maps: settings, one heat map a run, the key, and a plot along
// the ridges.
#pragma once

#include "app/actions.hpp"
#include "ui/ui_context.hpp"

namespace playground {

void draw_sweep_tab(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);
// How far the sweep is, at the right end of the tab bar.
void draw_sweep_progress(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);
float phone_sweep_height(const AppState& state, float width);
// What stands beside it: the selected cell, the best cells, what the maps leave open.
float draw_sweep_column(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);

}  // namespace playground
