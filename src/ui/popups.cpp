#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

#include "ui/widgets.hpp"

namespace playground {
namespace {

float row_height(const UiContext& ui) {
  return ui.layout.touch ? 44 : 28;
}

}  // namespace

void open_popup(const std::string& id) {
  ImGui::OpenPopup(("popup:" + id).c_str());
}

bool begin_popup(UiContext& ui, const std::string& id, const Rect& anchor, float width,
                 Align align) {
  const std::string name = "popup:" + id;
  if (!ImGui::IsPopupOpen(name.c_str())) return false;
  const Rect& screen = ui.layout.free;
  width = std::min(width, screen.width() - 16);
  float x = align == Align::right ? anchor.max.x - width : anchor.min.x;
  x = std::clamp(x, screen.min.x + 8, std::max(screen.min.x + 8, screen.max.x - 8 - width));
  const float below = screen.max.y - anchor.max.y - 12;
  const float above = anchor.min.y - screen.min.y - 12;
  const bool up = below < 240 && above > below;
  const ImVec2 pivot{0, up ? 1.0f : 0.0f};
  ImGui::SetNextWindowPos({x, up ? anchor.min.y - 4 : anchor.max.y + 4}, ImGuiCond_Always, pivot);
  ImGui::SetNextWindowSizeConstraints({width, 0}, {width, std::max(80.0f, up ? above : below)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(4, 4));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  if (!ImGui::BeginPopup(name.c_str(), ImGuiWindowFlags_NoMove)) {
    ImGui::PopStyleVar(2);
    return false;
  }
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->_FringeScale = 1 / ui.scale;
  if (ui.colors->shadows) {
    const ImVec2 min = ImGui::GetWindowPos();
    const ImVec2 max = min + ImGui::GetWindowSize();
    list->PushClipRectFullScreen();
    list->AddRectFilled({min.x + 2, max.y}, {max.x + 4, max.y + 4}, IM_COL32(0, 0, 0, 64), 4);
    list->AddRectFilled({max.x, min.y + 4}, {max.x + 4, max.y}, IM_COL32(0, 0, 0, 64), 0);
    list->PopClipRect();
  }
  const ImVec2 at = ImGui::GetWindowPos();
  log_widget(ui, {"popup", "menu", id, {}}, {at, at + ImGui::GetWindowSize()});
  return true;
}

void end_popup(UiContext&) {
  ImGui::EndPopup();
  ImGui::PopStyleVar(2);
}

Rect popup_row(UiContext&, float height) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetWindowWidth() - 8;
  ImGui::Dummy({width, height});
  return Rect::at(at.x, at.y, width, height);
}

bool menu_item(UiContext& ui, const WidgetName& name, std::string_view text, bool checked) {
  const Rect row = popup_row(ui, row_height(ui));
  WidgetName quiet = name;
  const Interaction state =
      interact(ui, quiet, row, "menuitem", checked ? "checked" : std::string_view{});
  if (state.hover > 0) fill(ui, row, with_alpha(ui.colors->bg3, state.hover), 4);
  const ImU32 color = name.enabled ? ui.colors->text1 : ui.colors->text3;
  const std::string keys = shortcut_of(name);
  const float key_width = keys.empty() ? 0 : text_width(ui, ui.fonts.caption, keys) + 12;
  text_in(ui,
          {{row.min.x + 8, row.min.y}, {row.max.x - 8 - key_width - (checked ? 20 : 0), row.max.y}},
          ui.fonts.label, color, text);
  if (key_width > 0) {
    text_in(ui, {row.min, {row.max.x - 8, row.max.y}}, ui.fonts.caption, ui.colors->text3, keys,
            Align::right);
  }
  if (checked) {
    draw_icon(ui, Icon::check, {row.max.x - 14 - key_width, row.center().y}, ui.colors->text1, 11);
  }
  if (state.pressed) ImGui::CloseCurrentPopup();
  return state.pressed;
}

void menu_separator(UiContext& ui) {
  const Rect row = popup_row(ui, 9);
  separator(ui, row.min.x + 8, row.max.x - 8, row.center().y);
}

}  // namespace playground
