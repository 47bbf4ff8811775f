// Heat maps: draws a grid of values as flat cells into a texture for ImDrawList::AddImage, with
// shaders/heatmap.frag. A texture is drawn again only when its values, size or style change.
//   ImTextureID id = heatmaps.render(slot, grid, 632, 428, style);
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string_view>

#include "imgui.h"
#include "plot/surface_texture.hpp"

namespace playground {

inline constexpr int kHeatmapColours = 10;

struct HeatmapStyle {
  std::array<SurfaceColour, kHeatmapColours> palette = {};  // 0 .. 1
  SurfaceColour background = {};                            // of the gaps between cells
  SurfaceColour waiting = {}, active = {}, missing = {}, hatch = {};
  float pixel = 1;  // canvas pixels of a pixel of the page

  bool operator==(const HeatmapStyle&) const = default;
};

// What a cell is besides a place on the palette, 0 to 1.
inline constexpr float kCellWaiting = -1;  // to come
inline constexpr float kCellActive = -2;   // being computed
inline constexpr float kCellMissing = -3;  // there is no value: hatched

// Values [rows, columns], rows from bottom to top.
struct HeatmapGrid {
  std::span<const float> values;
  int columns = 0;
  int rows = 0;
};

class HeatmapTextures {
 public:
  virtual ~HeatmapTextures() = default;
  // The picture of `slot` (a small number of the caller's); null when there is nothing to show.
  virtual ImTextureID render(int slot, const HeatmapGrid& grid, int width, int height,
                             const HeatmapStyle& style) = 0;
  // Forgets the pictures: after graphics_restored().
  virtual void clear() = 0;
};

// Draws nothing: tests without a window.
std::unique_ptr<HeatmapTextures> make_null_heatmap_textures();
// OpenGL ES 3 (WebGL 2), with the texts of shaders/surface.vert and shaders/heatmap.frag. Only
// where there is GL.
std::unique_ptr<HeatmapTextures> make_gl_heatmap_textures(std::string_view vertex_shader,
                                                          std::string_view fragment_shader);

// viridis (Smith, van der Walt & Firing, 2015), ten colours from dark to bright.
std::array<SurfaceColour, kHeatmapColours> viridis();

}  // namespace playground
