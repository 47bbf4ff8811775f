// One map of a sweep: cells, axes, ridge with whiskers, marks of the best and the selected cell;
// hover reads a cell, a click or the arrow keys select one.
#pragma once

#include "app/actions.hpp"
#include "ui/sweep_view.hpp"
#include "ui/ui_context.hpp"

namespace playground {

inline constexpr float kMapGutter = 44;  // left of the cells: the texts of the rows
inline constexpr float kMapHead = 40;    // above: title, and the name of y
inline constexpr float kMapFoot = 40;    // below: the texts of the columns, and the name of x

// `area` is the whole of it. The first map has the controls that choose the axes.
void draw_sweep_map(const AppState& state, UiContext& ui, Actions& actions, const ShownSweep& sweep,
                    int map, const Rect& area);

// The colour bar and what the marks mean; returns the height used.
float draw_sweep_key(UiContext& ui, const ShownSweep& sweep, const Rect& area);

}  // namespace playground
