// Text of the page's own widgets. ImGui's text stands on whole CSS pixels; at a scale of 1.5 these
// are not device pixels, so glyphs are placed here, on the grid of device pixels.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include <imgui_internal.h>

#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kAscentShare = 0.8005f;    // of Inter's ascent + descent
constexpr float kCapitalCentre = 0.3006f;  // half a capital's height, in the same unit

// Draws with the baseline at `baseline`; returns the width.
float draw_glyphs(ImDrawList* list, const UiContext& ui, ImVec2 baseline, ImFont* font, ImU32 color,
                  std::string_view text) {
  const float unit = 1 / ui.scale;
  float x = ui.snap(baseline.x);
  const float y = ui.snap(baseline.y) - std::floor(font->Ascent) * unit;
  const float start = x;
  const int most = static_cast<int>(text.size());
  if (most == 0) return 0;
  list->PrimReserve(most * 6, most * 4);
  int drawn = 0;
  const char* end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    unsigned code = 0;
    at += std::max(1, ImTextCharFromUtf8(&code, at, end));
    const ImFontGlyph* glyph = font->FindGlyph(static_cast<ImWchar>(code));
    if (!glyph) continue;
    if (glyph->Visible) {
      list->PrimRectUV({x + glyph->X0 * unit, y + glyph->Y0 * unit},
                       {x + glyph->X1 * unit, y + glyph->Y1 * unit}, {glyph->U0, glyph->V0},
                       {glyph->U1, glyph->V1}, color);
      ++drawn;
    }
    x += glyph->AdvanceX * unit;
  }
  list->PrimUnreserve((most - drawn) * 6, (most - drawn) * 4);
  return x - start;
}

// The longest beginning of the text that fits, with "…"; the text itself when all of it fits.
std::string shortened(const UiContext& ui, ImFont* font, std::string_view text, float width) {
  if (text_width(ui, font, text) <= width + 0.5f) return std::string(text);
  std::string result(text);
  while (!result.empty()) {
    do {
      result.pop_back();
    } while (!result.empty() && (static_cast<unsigned char>(result.back()) & 0xC0) == 0x80);
    // A character of several bytes goes as a whole.
    if (!result.empty() && static_cast<unsigned char>(result.back()) >= 0xC0) result.pop_back();
    const std::string with_dots = result + "\u2026";
    if (text_width(ui, font, with_dots) <= width) return with_dots;
  }
  return {};
}

}  // namespace

float UiContext::snap(float value) const {
  return std::floor(value * scale + 0.5f) / scale;
}

float line_box(const UiContext& ui, ImFont* font) {
  return font->FontSize / ui.scale;
}

float text_width(const UiContext& ui, ImFont* font, std::string_view text) {
  float width = 0;
  const char* end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    unsigned code = 0;
    at += std::max(1, ImTextCharFromUtf8(&code, at, end));
    width += font->GetCharAdvance(static_cast<ImWchar>(code));
  }
  return width / ui.scale;
}

void text_on(ImDrawList* list, const UiContext& ui, ImVec2 position, ImFont* font, ImU32 color,
             std::string_view text) {
  const float ascent = line_box(ui, font) * kAscentShare;
  draw_glyphs(list, ui, {position.x, position.y + ascent}, font, color, text);
}

void text_at(UiContext& ui, ImVec2 position, ImFont* font, ImU32 color, std::string_view text) {
  text_on(ImGui::GetWindowDrawList(), ui, position, font, color, text);
}

float text_in(UiContext& ui, const Rect& rect, ImFont* font, ImU32 color, std::string_view text,
              Align align) {
  const std::string fitting = shortened(ui, font, text, rect.width());
  float x = rect.min.x;
  if (align != Align::left) {
    const float space = rect.width() - text_width(ui, font, fitting);
    x += align == Align::right ? space : space / 2;
  }
  const float baseline = rect.center().y + line_box(ui, font) * kCapitalCentre;
  return draw_glyphs(ImGui::GetWindowDrawList(), ui, {x, baseline}, font, color, fitting);
}

std::vector<std::string> wrap_text(const UiContext& ui, ImFont* font, std::string_view text,
                                   float width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find_first_of(" \n", start), text.size());
    const std::string_view word = text.substr(start, end - start);
    const std::string longer = line.empty() ? std::string(word) : line + " " + std::string(word);
    if (!line.empty() && text_width(ui, font, longer) > width) {
      lines.push_back(line);
      line = word;
    } else {
      line = longer;
    }
    if (end < text.size() && text[end] == '\n') {
      lines.push_back(line);
      line.clear();
    }
    start = end + 1;
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

float paragraph(UiContext& ui, ImVec2 position, float width, ImFont* font, ImU32 color,
                std::string_view text, float line_height) {
  float y = position.y;
  for (const std::string& line : wrap_text(ui, font, text, width)) {
    text_in(ui, Rect::at(position.x, y, width + 4, line_height), font, color, line);
    y += line_height;
  }
  return y - position.y;
}

}  // namespace playground
