#include "plot/glyphs.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace playground {
namespace {

constexpr float kCapitalCenter = 0.3006f;  // of Inter, in units of its ascent + descent

template <typename Visit>
void for_each_character(std::string_view text, Visit visit) {
  const char* end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    unsigned code = 0;
    at += std::max(1, ImTextCharFromUtf8(&code, at, end));
    visit(static_cast<ImWchar>(code));
  }
}

}  // namespace

float glyphs_width(float scale, ImFont* font, std::string_view text) {
  float width = 0;
  for_each_character(text, [&](ImWchar code) { width += font->GetCharAdvance(code); });
  return width / scale;
}

float draw_glyphs(ImDrawList& list, float scale, ImVec2 baseline, ImFont* font, ImU32 color,
                  std::string_view text) {
  if (text.empty()) return 0;
  const float unit = 1 / scale;
  const auto snap = [&](float value) { return std::floor(value * scale + 0.5f) * unit; };
  const float start = snap(baseline.x);
  const float y = snap(baseline.y) - std::floor(font->Ascent) * unit;
  float x = start;
  const int most = static_cast<int>(text.size());
  int drawn = 0;
  list.PrimReserve(most * 6, most * 4);
  for_each_character(text, [&](ImWchar code) {
    const ImFontGlyph* glyph = font->FindGlyph(code);
    if (!glyph) return;
    if (glyph->Visible) {
      list.PrimRectUV({x + glyph->X0 * unit, y + glyph->Y0 * unit},
                      {x + glyph->X1 * unit, y + glyph->Y1 * unit}, {glyph->U0, glyph->V0},
                      {glyph->U1, glyph->V1}, color);
      ++drawn;
    }
    x += glyph->AdvanceX * unit;
  });
  list.PrimUnreserve((most - drawn) * 6, (most - drawn) * 4);
  return x - start;
}

float capital_center(ImFont* font, float scale) {
  return font->FontSize / scale * kCapitalCenter;
}

}  // namespace playground
