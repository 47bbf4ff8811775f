// What the cards of the right column are made of.
//   y = draw_column_card(ui, area, y, [&](const Rect& inside) {
//     float y = column_card_title(ui, inside, "Selected cell");
//     return column_fact(ui, inside, y, "test loss", "0.276", ui.colors->text1);
//   });
#pragma once

#include <imgui.h>

#include <string_view>

#include "ui/ui_context.hpp"
#include "ui/widgets.hpp"

namespace playground {

inline constexpr float kColumnRow = 20;
inline constexpr float kCardPadding = 12;

inline Rect column_row(const Rect& inside, float y) {
  return {{inside.min.x, y}, {inside.max.x, y + kColumnRow}};
}

// A card whose height is known only after its content is drawn: the frame comes on a lower channel.
// `draw` gets the area inside and returns the lowest y it used; so does this.
template <typename Draw>
float draw_column_card(UiContext& ui, const Rect& area, float top, Draw draw) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->ChannelsSplit(2);
  list->ChannelsSetCurrent(1);
  const Rect inside{{area.min.x + kCardPadding, top + 8}, {area.max.x - kCardPadding, area.max.y}};
  const float bottom = draw(inside) + 10;
  list->ChannelsSetCurrent(0);
  card_frame(ui, {{area.min.x, top}, {area.max.x, bottom}});
  list->ChannelsMerge();
  return bottom;
}

// Both return the y of the next row.
float column_card_title(UiContext& ui, const Rect& inside, std::string_view title);
float column_fact(UiContext& ui, const Rect& inside, float y, std::string_view label,
                  std::string_view value, ImU32 color);

}  // namespace playground
