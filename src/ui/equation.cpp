#include "ui/equation.hpp"

#include <imgui.h>

#include <algorithm>

#include "core/translate.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kLine = 24;
constexpr float kFraction = 44;
constexpr float kFractionPadding = 6;

float equation_width(const UiContext& ui, const EquationPiece& piece) {
  const float width = text_width(ui, ui.fonts.label, piece.text);
  if (piece.denominator.empty()) return width;
  return std::max(width, text_width(ui, ui.fonts.label, piece.denominator)) + 2 * kFractionPadding;
}

// What the piece's symbols mean, while the mouse is over it.
void explain_piece(UiContext& ui, const EquationPiece& piece, const SymbolValues& values,
                   const Rect& rect) {
  if (!ImGui::IsWindowHovered() || !rect.contains(ImGui::GetIO().MousePos)) return;
  auto rows = symbols_in(piece.text + " " + piece.denominator, values);
  if (rows.empty()) return;
  const std::string sentence = piece.accent ? tr("The decay term") : tr("A term of the step");
  tooltip(ui, "equation." + piece.text + piece.denominator, rect, sentence, std::move(rows));
}

}  // namespace

float draw_equation(UiContext& ui, ImVec2 top_left, const Equation& equation,
                    const SymbolValues& values) {
  const bool has_fraction = std::any_of(equation.begin(), equation.end(), [](const auto& piece) {
    return !piece.denominator.empty();
  });
  const float height = has_fraction ? kFraction : kLine;
  const float middle = top_left.y + height / 2;
  float x = top_left.x;
  for (const EquationPiece& piece : equation) {
    const float width = equation_width(ui, piece);
    const ImU32 color = piece.accent ? ui.colors->accent : ui.colors->text1;
    const Rect line{{x, middle - 10}, {x + width + 2, middle + 10}};
    if (piece.denominator.empty()) {
      text_in(ui, line, ui.fonts.label, color, piece.text);
    } else {
      const Rect above{{x, middle - 21}, {x + width, middle - 1}};
      const Rect below{{x, middle + 2}, {x + width, middle + 22}};
      text_in(ui, above, ui.fonts.label, color, piece.text, Align::center);
      text_in(ui, below, ui.fonts.label, color, piece.denominator, Align::center);
      const float y = ui.snap(middle);
      fill(ui, {{x + 1, y}, {x + width - 1, y + 1}}, ui.colors->text1);
    }
    explain_piece(ui, piece, values, {{x, top_left.y}, {x + width, top_left.y + height}});
    x += width;
  }
  return top_left.y + height;
}

}  // namespace playground
