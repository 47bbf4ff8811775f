// Equations as lines of text: pieces in a row, a fraction as two texts with a line between.
//   float bottom = draw_equation(ui, {x, y}, {{"w \u2190 (1 \u2212 "}, {.text = "\u03b3\u03bb",
//   .accent = true}, {") w"}});
#pragma once

#include <string>
#include <vector>

#include "ui/term_help.hpp"
#include "ui/ui_context.hpp"

namespace playground {

struct EquationPiece {
  std::string text = {};         // above the line, for a fraction
  std::string denominator = {};  // empty: not a fraction
  bool accent = false;           // the decay term
};
using Equation = std::vector<EquationPiece>;

// Draws with the upper edge at `top_left`; returns the lower edge. `values` are what its symbols
// stand for at the moment, for the tooltips of its terms.
float draw_equation(UiContext& ui, ImVec2 top_left, const Equation& equation,
                    const SymbolValues& values = {});

}  // namespace playground
