#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "core/translate.hpp"
#include "ui/shortcuts.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr double kTooltipDelay = 0.4;  // seconds
constexpr float kHoverTime = 0.08f;

ImRect box_of(const Rect& rect) {
  return {rect.min, rect.max};
}

// The mouse rests on the widget: after a moment it is told what the widget is.
void note_hover(UiContext& ui, const std::string& id) {
  ui.hover_seen = true;
  if (ui.hover_id != id) {
    ui.hover_id = id;
    ui.hover_since = ui.now;
  }
}

void draw_focus_ring(UiContext& ui, const Rect& rect) {
  outline(ui, rect.inset(-3, -3), ui.colors->accent, 6, 2);
}

}  // namespace

float UiContext::animate(const std::string& name, bool target, float seconds) {
  const float goal = target ? 1.0f : 0.0f;
  auto [entry, is_new] = animations.try_emplace(name, goal);
  float& value = entry->second;
  if (reduced_motion || seconds <= 0) {
    value = goal;
  } else if (!is_new && value != goal) {
    const float step = delta / seconds;
    value = goal > value ? std::min(goal, value + step) : std::max(goal, value - step);
    if (value != goal) animating = true;
  }
  const float rest = 1 - value;
  return 1 - rest * rest * rest;
}

std::string shortcut_of(const WidgetName& name) {
  return name.shortcut.empty() ? std::string(tr(keys_of_widget(name.id))) : name.shortcut;
}

void log_widget(UiContext& ui, WidgetInfo info, const Rect& rect) {
  ImRect seen = box_of(rect);
  if (!ui.scroll_to.empty() && info.id == ui.scroll_to) {
    ImGui::ScrollToRect(ImGui::GetCurrentWindow(), seen, ImGuiScrollFlags_KeepVisibleEdgeY);
    ui.scroll_to.clear();
    ui.animating = true;  // it is seen in the next frame
  }
  seen.ClipWithFull(ImGui::GetCurrentWindow()->ClipRect);
  info.visible = seen.GetWidth() >= 1 && seen.GetHeight() >= 1;
  if (info.visible) {
    info.x = seen.Min.x;
    info.y = seen.Min.y;
    info.width = seen.GetWidth();
    info.height = seen.GetHeight();
  }
  ui.widgets.add(std::move(info));
}

Interaction interact(UiContext& ui, const WidgetName& name, const Rect& rect, std::string_view role,
                     std::string_view value, bool log) {
  Interaction result;
  ImGuiContext& g = *ImGui::GetCurrentContext();
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  const ImGuiID id = window->GetID(name.id.data(), name.id.data() + name.id.size());
  const ImRect box = box_of(rect);
  result.focused = name.enabled && g.NavId == id && !g.NavDisableHighlight;
  if (log) {
    WidgetInfo info{name.id, std::string(role), name.label, std::string(value)};
    info.enabled = name.enabled;
    info.focused = result.focused;
    log_widget(ui, std::move(info), rect);
  }

  const ImGuiItemFlags flags =
      name.enabled ? 0 : ImGuiItemFlags_NoNav | ImGuiItemFlags_NoTabStop | ImGuiItemFlags_Disabled;
  if (!ImGui::ItemAdd(box, id, nullptr, flags)) return result;
  if (!name.enabled) {
    result.hovered = ImGui::IsWindowHovered(ImGuiHoveredFlags_None) &&
                     ImGui::IsMouseHoveringRect(rect.min, rect.max);
  } else {
    const ImGuiID active_before = g.ActiveId;
    result.pressed = ImGui::ButtonBehavior(box, id, &result.hovered, &result.held);
    result.released = active_before == id && g.ActiveId != id;
    result.double_clicked = result.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
    if (result.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  result.hover =
      ui.animate("hover:" + name.id, name.enabled && (result.hovered || result.held), kHoverTime);
  if (result.focused) draw_focus_ring(ui, rect);
  if (result.hovered && !result.held && log) {
    std::string sentence = name.help.empty() ? name.label : name.help;
    std::vector<std::pair<std::string, std::string>> rows;
    const std::string keys = shortcut_of(name);
    if (!keys.empty()) rows.emplace_back(tr("key"), keys);
    tooltip(ui, name.id, rect, std::move(sentence), std::move(rows));
  }
  return result;
}

void tooltip(UiContext& ui, const std::string& id, const Rect& anchor, std::string sentence,
             std::vector<std::pair<std::string, std::string>> rows) {
  note_hover(ui, id);
  if (ui.now - ui.hover_since < kTooltipDelay) {
    ui.animating = true;
    return;
  }
  ui.tooltip = Tooltip{std::move(sentence), std::move(rows), anchor};
}

}  // namespace playground
