#include "ui/right_column.hpp"

namespace playground {

float column_card_title(UiContext& ui, const Rect& inside, std::string_view title) {
  text_in(ui, column_row(inside, inside.min.y - 2), ui.fonts.caption_strong, ui.colors->text2,
          title);
  return inside.min.y + 24;
}

float column_fact(UiContext& ui, const Rect& inside, float y, std::string_view label,
                  std::string_view value, ImU32 color) {
  const Rect row = column_row(inside, y);
  const float room = row.max.x - text_width(ui, ui.fonts.value, value) - 6;
  text_in(ui, {row.min, {room, row.max.y}}, ui.fonts.caption, ui.colors->text2, label);
  text_in(ui, row, ui.fonts.value, color, value, Align::right);
  return y + kColumnRow;
}

}  // namespace playground
