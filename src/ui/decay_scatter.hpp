// The scatter of the tab "Who gets decayed?": every weight's share lost to decay against the root
// of its second moment, with a rug of what lies off the axes and the lines that theory draws. A
// click on a mark watches that weight.
#pragma once

#include "app/actions.hpp"
#include "app/state.hpp"
#include "plot/plot_items.hpp"
#include "ui/decay_view.hpp"
#include "ui/ui_context.hpp"

namespace playground {

// A layer's mark, also in the key: circle, square, triangle, diamond, cross.
void draw_layer_mark(ImDrawList& list, ImVec2 center, int layer, ImU32 color);

// The axes that are drawn: those that the weights want, which do not shrink while the runs go on.
DecayAxes steady_decay_axes(const AppState& state, UiContext& ui);

// `rect`: inside the axes.
void draw_decay_scatter(const AppState& state, UiContext& ui, Actions& actions, const Rect& rect);

}  // namespace playground
