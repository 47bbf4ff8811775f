#include <imgui.h>
#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <algorithm>

#include "ui/widgets.hpp"

namespace playground {
namespace {

// What is wrong, right under the field.
void draw_error(UiContext& ui, const Rect& field) {
  ui.tooltip = Tooltip{ui.edit.error, {}, field};
}

void keep_length(std::string& text, int longest) {
  if (static_cast<int>(text.size()) <= longest) return;
  std::size_t end = static_cast<std::size_t>(longest);
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
}

}  // namespace

void begin_typing(UiContext& ui, const std::string& id, std::string text) {
  ui.edit = TextEdit{id, std::move(text), {}, true};
}

std::optional<std::string> text_field(UiContext& ui, const std::string& id, const Rect& rect,
                                      ImFont* font, Align, int longest) {
  if (ui.edit.id != id) return std::nullopt;
  const bool wrong = !ui.edit.error.empty();
  fill(ui, rect, ui.colors->bg0, 4);
  outline(ui, rect.inset(-1, -1), wrong ? ui.colors->error : ui.colors->accent, 4, wrong ? 2 : 1);

  ImGui::SetCursorScreenPos({rect.min.x, rect.min.y});
  ImGui::PushFont(font);
  const float padding = std::max(0.0f, (rect.height() - line_box(ui, font)) / 2);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(4, padding));
  ImGui::PushStyleColor(ImGuiCol_FrameBg, 0);
  ImGui::SetNextItemWidth(rect.width());
  if (ui.edit.begin) ImGui::SetKeyboardFocusHere();
  ImGui::PushID(id.c_str());
  const bool entered =
      ImGui::InputText("##text", &ui.edit.text,
                       ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  ImGui::PopID();
  const bool edited = ImGui::IsItemEdited();
  const bool left = ImGui::IsItemDeactivated();
  const bool escaped = ImGui::IsKeyPressed(ImGuiKey_Escape);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  ImGui::PopFont();

  WidgetInfo info{id + ".text", "textbox", id, ui.edit.text};
  info.focused = true;
  log_widget(ui, std::move(info), rect);

  keep_length(ui.edit.text, longest);
  if (edited) ui.edit.error.clear();
  if (wrong) draw_error(ui, rect);
  const bool starting = std::exchange(ui.edit.begin, false);
  if (escaped) {
    ui.edit = {};
    return std::nullopt;
  }
  if (entered || (left && !starting)) return ui.edit.text;
  return std::nullopt;
}

}  // namespace playground
