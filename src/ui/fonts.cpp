#include <imgui.h>

#include <cmath>
#include <cstring>

#include "assets/assets.hpp"
#include "ui/theme.hpp"

namespace playground {
namespace {

// The characters that tools/subset_font.py keeps; what a font lacks is skipped.
constexpr ImWchar kCharacters[] = {0x0020, 0x00FF, 0x0131, 0x0153, 0x0391, 0x03C9, 0x1D57,
                                   0x1D57, 0x2010, 0x20A0, 0x2190, 0x21FF, 0x2200, 0x22FF,
                                   0x2318, 0x2318, 0x2713, 0x2715, 0};

int big_endian(const unsigned char* bytes, int count) {
  int value = 0;
  for (int i = 0; i < count; ++i) value = value << 8 | bytes[i];
  return value;
}

const unsigned char* font_table(const assets::Asset& font, const char* tag) {
  const int tables = big_endian(font.data + 4, 2);
  for (int i = 0; i < tables; ++i) {
    const unsigned char* record = font.data + 12 + 16 * i;
    if (std::memcmp(record, tag, 4) == 0) return font.data + big_endian(record + 8, 4);
  }
  return nullptr;
}

// ImGui's size is ascent + descent; ours, as in CSS, is that of the em square.
float line_height_in_em(const assets::Asset& font) {
  const unsigned char* head = font_table(font, "head");
  const unsigned char* hhea = font_table(font, "hhea");
  if (!head || !hhea) return 1.21f;
  const auto ascent = static_cast<short>(big_endian(hhea + 4, 2));
  const auto descent = static_cast<short>(big_endian(hhea + 6, 2));
  return static_cast<float>(ascent - descent) / static_cast<float>(big_endian(head + 18, 2));
}

ImFont* add_font(const assets::Asset& asset, float size, float scale, bool merge = false) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  if (!asset.data || asset.size < 64) return atlas.AddFontDefault();
  ImFontConfig config;
  config.MergeMode = merge;
  config.FontDataOwnedByAtlas = false;
  config.OversampleH = scale < 2 ? 2 : 1;  // enough pixels of their own from 2 on
  config.OversampleV = 1;
  config.PixelSnapH = true;
  // The atlas only reads the data.
  void* data = const_cast<unsigned char*>(asset.data);
  return atlas.AddFontFromMemoryTTF(data, static_cast<int>(asset.size),
                                    size * scale * line_height_in_em(asset), &config, kCharacters);
}

// A heavier weight has the common characters alone; the rest are those of plain text.
ImFont* add_heavy_font(const assets::Asset& asset, float size, float scale) {
  ImFont* const font = add_font(asset, size, scale);
  add_font(assets::inter_regular(), size, scale, true);
  return font;
}

}  // namespace

Fonts build_fonts(float scale) {
  ImGuiIO& io = ImGui::GetIO();
  io.Fonts->Clear();
  io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors;
  io.Fonts->TexGlyphPadding = 1;
  io.FontGlobalScale = 1 / scale;
  Fonts fonts;
  fonts.label = add_font(assets::inter_regular(), 13, scale);
  fonts.caption = add_font(assets::inter_regular(), 12, scale);
  fonts.value = add_heavy_font(assets::inter_medium(), 13, scale);
  fonts.caption_strong = add_heavy_font(assets::inter_semibold(), 12, scale);
  fonts.title = add_heavy_font(assets::inter_semibold(), 13, scale);
  fonts.number = add_heavy_font(assets::inter_semibold(), 16, scale);
  fonts.headline = add_heavy_font(assets::inter_semibold(), 20, scale);
  io.Fonts->Build();
  return fonts;
}

}  // namespace playground
