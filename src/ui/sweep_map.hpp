// One map of a sweep: cells, axes, ridge with whiskers, marks of the best and the selected cell;
// hover reads a cell, a click or the arrow keys select one.
#pragma once

#include <imgui.h>

#include "app/actions.hpp"
#include "ui/sweep_view.hpp"
#include "ui/ui_context.hpp"

namespace playground {

// Marks are white with a dark rim, which can be seen on every colour of the palette.
inline constexpr ImU32 kMarkDark = IM_COL32(0x0D, 0x10, 0x14, 255);
inline constexpr ImU32 kMarkLight = IM_COL32(255, 255, 255, 255);

inline constexpr float kMapGutter = 44;  // left of the cells: the texts of the rows
inline constexpr float kMapHead = 40;    // above: title, and the name of y
inline constexpr float kMapFoot = 40;    // below: the texts of the columns, and the name of x

// `area` is the whole of it. The first map has the controls that choose the axes.
void draw_sweep_map(const AppState& state, UiContext& ui, Actions& actions, const ShownSweep& sweep,
                    int map, const Rect& area);

// The colour bar and what the marks mean; returns the height used.
float draw_sweep_key(UiContext& ui, const ShownSweep& sweep, const Rect& area);

}  // namespace playground
