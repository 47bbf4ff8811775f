// Marks of samples: a shape and a colour for each class, so that neither has to be told by colour
// alone.
#pragma once

#include <imgui.h>

#include "ui/ui_context.hpp"

namespace playground {

ImU32 class_color(const UiContext& ui, int class_index);

enum class MarkerLook { train, flipped, test };

// Circle, triangle, square, diamond, cross.
void draw_shape(ImDrawList& list, int shape, ImVec2 center, float radius, ImU32 color);

// Class 0 circle, 1 triangle, 2 square, 3 diamond, 4 cross; 5 to 9 the same in other colours.
void draw_marker(ImDrawList& list, const UiContext& ui, ImVec2 center, int class_index,
                 MarkerLook look, float scale = 1);

}  // namespace playground
