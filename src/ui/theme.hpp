// Colours, fonts and the style of ImGui, dark and light: the tokens of the design, in one place.
//   apply_style(palette_of(state.view.dark));  Fonts fonts = build_fonts(scale);
#pragma once

#include <imgui.h>

#include <array>

namespace playground {

struct Palette {
  bool dark;
  ImU32 bg0, bg1, bg2, bg3;     // centre; panels; controls and cards; hover and grooves
  ImU32 line, line2;            // separators; axes and frames
  ImU32 text1, text2, text3;    // values and titles; labels; ticks and captions
  ImU32 accent;                 // focus, a changed value, a selection, the decay term: nothing else
  ImU32 primary, primary_text;  // the one primary button
  ImU32 grid;                   // plot grid
  ImU32 ok, warn, error;        // always with a word
  ImU32 hatch;
  std::array<ImU32, 6> runs;  // by slot: A, B, ...
  ImU32 badge_letter;
  std::array<ImU32, 5> classes;
  std::array<ImU32, 5> class_outlines;
  ImU32 flipped_outline;         // of a point whose label is wrong
  std::array<ImU32, 5> surface;  // p(class 1) = 0, .25, .5, .75, 1
  ImU32 boundary;                // p = .5
  bool shadows;                  // popups cast one in the dark theme only
};

const Palette& palette_of(bool dark);

// Every size and weight of type that is used. Sizes are CSS pixels; glyphs are baked at size x
// scale.
struct Fonts {
  ImFont* caption = nullptr;         // 12/400
  ImFont* caption_strong = nullptr;  // 12/600
  ImFont* label = nullptr;           // 13/400
  ImFont* value = nullptr;           // 13/500
  ImFont* title = nullptr;           // 13/600
  ImFont* number = nullptr;          // 16/600
  ImFont* headline = nullptr;        // 20/600
};

// Fills ImGui's atlas anew for this scale (device pixel ratio x zoom) and sets FontGlobalScale to
// 1/scale, so that a font's size on the page stays in CSS pixels. The backend must then make its
// font texture anew.
Fonts build_fonts(float scale);

// ImGui's own widgets (the text field) in the look of the theme.
void apply_style(const Palette& palette);

// The colour with its alpha multiplied, and a mix of two colours (`amount` 0: the first).
ImU32 with_alpha(ImU32 color, float alpha);
ImU32 mix(ImU32 first, ImU32 second, float amount);

}  // namespace playground
