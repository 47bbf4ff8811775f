// Text on device pixels. ImGui's own text stands on whole CSS pixels, which at a scale of 1.5 are
// not device pixels; here every glyph is placed on the device's grid.
//   draw_glyphs(list, scale, {x, y + capital_center(font, scale)}, font, color, "0.36");
#pragma once

#include <imgui.h>

#include <string_view>

namespace playground {

// `scale`: device pixels of a CSS pixel; the font is baked at its CSS size x scale.
float glyphs_width(float scale, ImFont* font, std::string_view text);
// Draws with the baseline at `baseline`; returns the width.
float draw_glyphs(ImDrawList& list, float scale, ImVec2 baseline, ImFont* font, ImU32 color,
                  std::string_view text);
// From the middle of a capital letter down to the baseline, in CSS pixels.
float capital_center(ImFont* font, float scale);

}  // namespace playground
