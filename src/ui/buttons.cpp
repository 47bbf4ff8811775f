#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/widgets.hpp"

namespace playground {
namespace {

struct ButtonColors {
  ImU32 background, foreground;
};

ButtonColors button_colors(const UiContext& ui, const Interaction& state, ButtonLook look,
                           bool enabled) {
  const Palette& colors = *ui.colors;
  const float press = state.held ? 1.0f : state.hover;
  if (!enabled) {
    return {look == ButtonLook::plain ? 0 : colors.bg2, colors.text3};
  }
  if (look == ButtonLook::primary) {
    return {mix(colors.primary, colors.text2, state.held ? 0.5f : state.hover * 0.25f),
            colors.primary_text};
  }
  if (look == ButtonLook::plain) {
    return {with_alpha(colors.bg3, press), mix(colors.text2, colors.text1, press)};
  }
  return {mix(colors.bg2, colors.bg3, press), colors.text1};
}

}  // namespace

bool icon_button(UiContext& ui, const WidgetName& name, const Rect& rect, Icon icon,
                 ButtonLook look) {
  const Interaction state = interact(ui, name, rect, "button");
  const ButtonColors colors = button_colors(ui, state, look, name.enabled);
  fill(ui, rect, colors.background, 4);
  if (icon == Icon::help) {
    text_in(ui, rect, ui.fonts.title, colors.foreground, "?", Align::center);
  } else {
    draw_icon(ui, icon, rect.center(), colors.foreground, icon == Icon::reset ? 11 : 12);
  }
  return state.pressed;
}

bool text_button(UiContext& ui, const WidgetName& name, const Rect& rect, std::string_view text,
                 ButtonLook look, std::optional<Icon> icon) {
  const Interaction state = interact(ui, name, rect, "button", text);
  const ButtonColors colors = button_colors(ui, state, look, name.enabled);
  fill(ui, rect, colors.background, 4);
  ImFont* font = look == ButtonLook::primary ? ui.fonts.title
                 : look == ButtonLook::plain ? ui.fonts.label
                                             : ui.fonts.value;
  if (!icon) {
    text_in(ui, rect, font, colors.foreground, text, Align::center);
    return state.pressed;
  }
  const float width = 12 + 8 + text_width(ui, font, text);
  const float left = std::floor(rect.center().x - width / 2);
  draw_icon(ui, *icon, {left + 6, rect.center().y}, colors.foreground);
  text_in(ui, {{left + 20, rect.min.y}, rect.max}, font, colors.foreground, text);
  return state.pressed;
}

bool toggle_row(UiContext& ui, const WidgetName& name, const Rect& rect, bool on) {
  const Interaction state = interact(ui, name, rect, "checkbox", on ? "on" : "off");
  const Palette& colors = *ui.colors;
  const ImU32 label = name.enabled ? mix(colors.text2, colors.text1, state.hover) : colors.text3;
  text_in(ui, {rect.min, {rect.max.x - 36, rect.max.y}}, ui.fonts.caption, label, name.label);
  const float amount = ui.animate("toggle:" + name.id, on, 0.08f);
  const float y = rect.center().y;
  const Rect track{{rect.max.x - 28, y - 8}, {rect.max.x, y + 8}};
  fill(ui, track, mix(colors.bg3, name.enabled ? colors.text2 : colors.line2, amount), 8);
  const ImVec2 knob{track.min.x + 8 + 12 * amount, y};
  const ImU32 color = !name.enabled ? colors.text3 : on ? colors.bg0 : colors.text1;
  ImGui::GetWindowDrawList()->AddCircleFilled(knob, 6, color, 24);
  return state.pressed;
}

std::optional<int> combo(UiContext& ui, const WidgetName& name, const Rect& rect, int chosen,
                         std::span<const std::string_view> choices) {
  const bool known = chosen >= 0 && chosen < static_cast<int>(choices.size());
  const std::string_view text = known ? choices[static_cast<std::size_t>(chosen)] : "";
  const Interaction state = interact(ui, name, rect, "combobox", text);
  const Palette& colors = *ui.colors;
  fill(ui, rect, mix(colors.bg2, colors.bg3, state.held ? 1.0f : state.hover), 4);
  text_in(ui, {{rect.min.x + 8, rect.min.y}, {rect.max.x - 22, rect.max.y}}, ui.fonts.value,
          name.enabled ? colors.text1 : colors.text3, text);
  draw_icon(ui, Icon::chevron_down, {rect.max.x - 12, rect.center().y}, colors.text3, 10);
  if (state.pressed) open_popup(name.id);

  std::optional<int> picked;
  float width = rect.width();
  for (const std::string_view choice : choices) {
    width = std::max(width, text_width(ui, ui.fonts.label, choice) + 44);
  }
  if (begin_popup(ui, name.id, rect, width)) {
    for (int i = 0; i < static_cast<int>(choices.size()); ++i) {
      const std::string_view choice = choices[static_cast<std::size_t>(i)];
      const WidgetName item{name.id + "." + std::to_string(i), std::string(choice)};
      if (menu_item(ui, item, choice, i == chosen) && i != chosen) picked = i;
    }
    end_popup(ui);
  }
  return picked;
}

std::optional<int> tabs(UiContext& ui, const Rect& rect, std::span<const TabItem> items,
                        int chosen) {
  std::optional<int> picked;
  float x = rect.min.x;
  for (int i = 0; i < static_cast<int>(items.size()); ++i) {
    const TabItem& item = items[static_cast<std::size_t>(i)];
    const bool active = i == chosen;
    ImFont* font = active ? ui.fonts.title : ui.fonts.label;
    const float width = text_width(ui, font, item.label);
    const Rect target{{x - 8, rect.min.y}, {x + width + 8, rect.max.y}};
    const Interaction state =
        interact(ui, {item.id, item.label}, target, "tab", active ? "selected" : "");
    const ImU32 color =
        active ? ui.colors->text1 : mix(ui.colors->text2, ui.colors->text1, state.hover);
    text_in(ui, {{x, rect.min.y}, {x + width + 4, rect.max.y}}, font, color, item.label);
    const float line = ui.animate("tab:" + item.id, active, 0.14f);
    if (line > 0) {
      const float half = (width + 8) / 2 * line;
      fill(ui, {{x + width / 2 - half, rect.max.y - 2}, {x + width / 2 + half, rect.max.y}},
           ui.colors->text1);
    }
    if (state.pressed && !active) picked = i;
    x += width + 24;
  }
  return picked;
}

}  // namespace playground
