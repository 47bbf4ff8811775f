// A smooth field of colours over a regular grid, drawn on an ImDrawList as a mesh with a colour a
// point. The colours are those of the heat maps.
//   draw_heat_field(list, rect, columns, rows, parts, missing);
#pragma once

#include <imgui.h>

#include <span>

#include "plot/rect.hpp"

namespace playground {

// Of viridis, between its stops: 0 (dark violet) to 1 (yellow).
ImU32 heat_colour(double part);

// Parts of 0 to 1 [rows, columns], rows from bottom to top, the outermost points on the edges of
// `rect`; what is not finite is drawn in `missing`.
void draw_heat_field(ImDrawList& list, const Rect& rect, int columns, int rows,
                     std::span<const double> parts, ImU32 missing);

}  // namespace playground
