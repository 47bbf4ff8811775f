#include "plot/heat_field.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "plot/heatmap_texture.hpp"

namespace playground {
ImU32 heat_colour(double part) {
  const std::array<SurfaceColour, kHeatmapColours> colours = viridis();
  const double place = std::clamp(part, 0.0, 1.0) * (kHeatmapColours - 1);
  const auto low = std::min(static_cast<std::size_t>(place), colours.size() - 2);
  const auto rest = static_cast<float>(place - static_cast<double>(low));
  const auto channel = [&](std::size_t c) {
    return colours[low][c] + rest * (colours[low + 1][c] - colours[low][c]);
  };
  return ImGui::ColorConvertFloat4ToU32({channel(0), channel(1), channel(2), 1});
}

void draw_heat_field(ImDrawList& list, const Rect& rect, int columns, int rows,
                     std::span<const double> parts, ImU32 missing) {
  if (columns < 2 || rows < 2) return;
  list.PrimReserve(6 * (columns - 1) * (rows - 1), columns * rows);
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  const auto first = list._VtxCurrentIdx;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const double part = parts[static_cast<std::size_t>(row * columns + column)];
      const float u = static_cast<float>(column) / static_cast<float>(columns - 1);
      const float v = static_cast<float>(row) / static_cast<float>(rows - 1);
      list.PrimWriteVtx({rect.min.x + u * rect.width(), rect.max.y - v * rect.height()}, white,
                        std::isfinite(part) ? heat_colour(part) : missing);
    }
  }
  for (int row = 0; row + 1 < rows; ++row) {
    for (int column = 0; column + 1 < columns; ++column) {
      const auto corner = static_cast<unsigned int>(row * columns + column);
      const unsigned int above = corner + static_cast<unsigned int>(columns);
      for (const unsigned int offset : {corner, corner + 1, above + 1, corner, above + 1, above}) {
        list.PrimWriteIdx(static_cast<ImDrawIdx>(first + offset));
      }
    }
  }
}

}  // namespace playground
