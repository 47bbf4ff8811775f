#include "ui/theme.hpp"

#include <algorithm>

namespace playground {
namespace {

constexpr ImU32 rgb(unsigned hex, unsigned alpha = 255) {
  return IM_COL32((hex >> 16) & 255, (hex >> 8) & 255, hex & 255, alpha);
}

constexpr Palette kDark = {
    .dark = true,
    .bg0 = rgb(0x0D1014),
    .bg1 = rgb(0x14181F),
    .bg2 = rgb(0x1E242D),
    .bg3 = rgb(0x2A323E),
    .line = rgb(0x262D37),
    .line2 = rgb(0x414C5B),
    .text1 = rgb(0xE8ECF1),
    .text2 = rgb(0xAEB8C5),
    .text3 = rgb(0x8A94A3),
    .accent = rgb(0x8EA2FF),
    .primary = rgb(0xE8ECF1),
    .primary_text = rgb(0x0D1014),
    .grid = rgb(0xE8ECF1, 20),
    .ok = rgb(0x63EBA6),
    .warn = rgb(0xF7C948),
    .error = rgb(0xFF7A70),
    .hatch = rgb(0x5A6675),
    .runs = {rgb(0xF0648C), rgb(0x63EBA6), rgb(0xCC85FF), rgb(0xF7E84A), rgb(0xC9825C),
             rgb(0xD3D8DF)},
    .badge_letter = rgb(0x0D1014),
    .classes = {rgb(0x56B4E9), rgb(0xE69F00), rgb(0x009E73), rgb(0xCC79A7), rgb(0xF0E442)},
    .class_outlines = {rgb(0x0D1014), rgb(0x0D1014), rgb(0x0D1014), rgb(0x0D1014), rgb(0x0D1014)},
    .flipped_outline = rgb(0xFFFFFF),
    .surface = {rgb(0x1F5F90), rgb(0x1A4566), rgb(0x12161B), rgb(0x4E3A12), rgb(0x80580C)},
    .boundary = rgb(0xFFFFFF),
    .shadows = true,
};

constexpr Palette kLight = {
    .dark = false,
    .bg0 = rgb(0xFFFFFF),
    .bg1 = rgb(0xF6F7F9),
    .bg2 = rgb(0xE9ECF0),
    .bg3 = rgb(0xDADFE6),
    .line = rgb(0xDCE0E6),
    .line2 = rgb(0xAEB7C3),
    .text1 = rgb(0x14181F),
    .text2 = rgb(0x454F5C),
    .text3 = rgb(0x5B6572),
    .accent = rgb(0x3D52D5),
    .primary = rgb(0x14181F),
    .primary_text = rgb(0xFFFFFF),
    .grid = rgb(0x14181F, 23),
    .ok = rgb(0x0F6A34),
    .warn = rgb(0x7A5600),
    .error = rgb(0xB42318),
    .hatch = rgb(0x9AA4B1),
    .runs = {rgb(0xB3125A), rgb(0x15803D), rgb(0x4B36B8), rgb(0x7F6B00), rgb(0x5A1F0A),
             rgb(0x69727A)},
    .badge_letter = rgb(0xFFFFFF),
    .classes = {rgb(0x0072B2), rgb(0xE69F00), rgb(0x009E73), rgb(0xCC79A7), rgb(0xF0E442)},
    .class_outlines = {rgb(0x003F66), rgb(0x6B4600), rgb(0x00543D), rgb(0x7A3F60), rgb(0x6B6400)},
    .flipped_outline = rgb(0x14181F),
    .surface = {rgb(0x93C8EC), rgb(0xC3E0F3), rgb(0xF7F7F5), rgb(0xFBE3B3), rgb(0xF5C868)},
    .boundary = rgb(0x14181F),
    .shadows = false,
};

}  // namespace

const Palette& palette_of(bool dark) {
  return dark ? kDark : kLight;
}

ImU32 with_alpha(ImU32 color, float alpha) {
  const float old_alpha = static_cast<float>(color >> IM_COL32_A_SHIFT & 255);
  const ImU32 new_alpha = static_cast<ImU32>(std::clamp(old_alpha * alpha, 0.0f, 255.0f) + 0.5f);
  return (color & ~IM_COL32_A_MASK) | (new_alpha << IM_COL32_A_SHIFT);
}

ImU32 mix(ImU32 first, ImU32 second, float amount) {
  if (amount <= 0) return first;
  if (amount >= 1) return second;
  ImU32 result = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const float a = static_cast<float>(first >> shift & 255);
    const float b = static_cast<float>(second >> shift & 255);
    result |= static_cast<ImU32>(a + (b - a) * amount + 0.5f) << shift;
  }
  return result;
}

void apply_style(const Palette& palette) {
  ImGuiStyle style;
  style.WindowPadding = {12, 8};
  style.FramePadding = {8, 4};
  style.ItemSpacing = {8, 4};
  style.ItemInnerSpacing = {6, 4};
  style.CellPadding = {4, 4};
  style.ScrollbarSize = 8;
  style.ScrollbarRounding = 4;
  style.IndentSpacing = 0;
  style.FrameRounding = style.GrabRounding = 4;
  style.PopupRounding = 6;
  style.WindowRounding = style.ChildRounding = 0;
  style.WindowBorderSize = style.FrameBorderSize = style.ChildBorderSize = 0;
  style.PopupBorderSize = 1;
  style.WindowMinSize = {1, 1};
  style.DisabledAlpha = 1;

  const auto set = [&style](ImGuiCol index, ImU32 color) {
    style.Colors[index] = ImGui::ColorConvertU32ToFloat4(color);
  };
  set(ImGuiCol_Text, palette.text1);
  set(ImGuiCol_TextDisabled, palette.text3);
  set(ImGuiCol_WindowBg, palette.bg0);
  set(ImGuiCol_ChildBg, palette.bg1);
  set(ImGuiCol_PopupBg, palette.bg1);
  set(ImGuiCol_Border, palette.line);
  set(ImGuiCol_FrameBg, palette.bg2);
  set(ImGuiCol_FrameBgHovered, palette.bg3);
  set(ImGuiCol_FrameBgActive, palette.bg3);
  set(ImGuiCol_ScrollbarBg, 0);
  set(ImGuiCol_ScrollbarGrab, palette.bg3);
  set(ImGuiCol_ScrollbarGrabHovered, palette.line2);
  set(ImGuiCol_ScrollbarGrabActive, palette.line2);
  set(ImGuiCol_TextSelectedBg, with_alpha(palette.accent, 0.35f));
  set(ImGuiCol_NavHighlight, palette.accent);
  set(ImGuiCol_ModalWindowDimBg, with_alpha(IM_COL32_BLACK, 0.4f));
  ImGui::GetStyle() = style;
}

}  // namespace playground
