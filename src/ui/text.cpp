// Text of the page's own widgets: alignment, shortening and paragraphs; plot/glyphs places the
// glyphs on the device's pixels.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "plot/glyphs.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kAscentShare = 0.8005f;  // of Inter's ascent + descent

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

float button_width(const UiContext& ui, float least, std::initializer_list<std::string_view> texts,
                   bool chevron) {
  float width = least;
  for (const std::string_view text : texts) {
    const float around = chevron ? 32 : 12;
    width = std::max(width, std::ceil(text_width(ui, ui.fonts.value, text)) + around);
  }
  return width;
}

float line_box(const UiContext& ui, ImFont* font) {
  return font->FontSize / ui.scale;
}

float text_width(const UiContext& ui, ImFont* font, std::string_view text) {
  return glyphs_width(ui.scale, font, text);
}

void text_on(ImDrawList* list, const UiContext& ui, ImVec2 position, ImFont* font, ImU32 color,
             std::string_view text) {
  const float ascent = line_box(ui, font) * kAscentShare;
  draw_glyphs(*list, ui.scale, {position.x, position.y + ascent}, font, color, text);
}

void text_at(UiContext& ui, ImVec2 position, ImFont* font, ImU32 color, std::string_view text) {
  text_on(ImGui::GetWindowDrawList(), ui, position, font, color, text);
}

float text_in(UiContext& ui, const Rect& rect, ImFont* font, ImU32 color, std::string_view text,
              Align align) {
  const std::string fitting = shortened(ui, font, text, rect.width());
  if (ui.cut_texts != nullptr && fitting != text) ui.cut_texts->emplace(text);
  float x = rect.min.x;
  if (align != Align::left) {
    const float space = rect.width() - text_width(ui, font, fitting);
    x += align == Align::right ? space : space / 2;
  }
  const float baseline = rect.center().y + capital_center(font, ui.scale);
  return draw_glyphs(*ImGui::GetWindowDrawList(), ui.scale, {x, baseline}, font, color, fitting);
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
