#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

#include "ui/widgets.hpp"

namespace playground {
void badge_on(ImDrawList* list, const UiContext& ui, ImVec2 top_left, int slot, float size,
              float alpha) {
  const ImVec2 corner = ui.snap(top_left);
  list->AddRectFilled(corner, {corner.x + size, corner.y + size},
                      with_alpha(ui.run_color(slot), alpha), 3);
  ImFont* font = ui.fonts.caption_strong;
  const char* letter = slot_letter(slot);
  const float box = line_box(ui, font);
  const ImVec2 at{corner.x + (size - text_width(ui, font, letter)) / 2,
                  corner.y + size / 2 - box / 2 + 0.25f};
  text_on(list, ui, at, font, with_alpha(ui.colors->badge_letter, alpha), letter);
}

void badge(UiContext& ui, ImVec2 top_left, int slot, float size, float alpha) {
  badge_on(ImGui::GetWindowDrawList(), ui, top_left, slot, size, alpha);
}

void fill(UiContext&, const Rect& rect, ImU32 color, float radius) {
  ImGui::GetWindowDrawList()->AddRectFilled(rect.min, rect.max, color, radius);
}

void card_frame(UiContext& ui, const Rect& rect) {
  fill(ui, rect, ui.colors->bg2, 6);
}

void separator(UiContext& ui, float x0, float x1, float y) {
  const float top = ui.snap(y);
  ImGui::GetWindowDrawList()->AddRectFilled({x0, top}, {x1, top + 1}, ui.colors->line);
}

void vertical_line(UiContext& ui, float x, float y0, float y1, ImU32 color) {
  const float left = ui.snap(x);
  ImGui::GetWindowDrawList()->AddRectFilled({left, y0}, {left + 1, y1}, color);
}

void outline(UiContext&, const Rect& rect, ImU32 color, float radius, float thickness) {
  // Along the inside of the rectangle; AddRect itself insets by half a pixel.
  const float inset = (thickness - 1) / 2;
  ImGui::GetWindowDrawList()->AddRect({rect.min.x + inset, rect.min.y + inset},
                                      {rect.max.x - inset, rect.max.y - inset}, color, radius, 0,
                                      thickness);
}

void begin_region(UiContext& ui, const char* id, const Rect& rect, ImU32 background, bool scrolls) {
  ImGui::SetCursorScreenPos(rect.min);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, background);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings;
  if (!scrolls) flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  // Flattened: Tab goes through all regions as if they were one.
  const ImVec2 size{std::max(1.0f, rect.width()), std::max(1.0f, rect.height())};
  ImGui::BeginChild(id, size, ImGuiChildFlags_None, flags | ImGuiWindowFlags_NavFlattened);
  ImGui::GetWindowDrawList()->_FringeScale = 1 / ui.scale;
}

void end_region(UiContext&, float content_bottom) {
  ImGui::SetCursorScreenPos({ImGui::GetWindowPos().x, content_bottom});
  ImGui::Dummy({0, 0});
  ImGui::EndChild();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
}

}  // namespace playground
