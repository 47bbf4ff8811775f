// Decision surfaces: draws a grid of a model's outputs as smooth colours with a crisp decision
// boundary into a texture for ImDrawList::AddImage. A texture is drawn again only when its grid,
// size or style changes.
//   ImTextureID id = surfaces.render(slot, grid, 480, 336, style);
//   draw_list->AddImage(id, minimum, maximum);  // texture and rectangle have the same number of
//   pixels
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "imgui.h"

namespace playground {

// Colours are sRGB, 0 .. 1, mixed as they stand.
using SurfaceColour = std::array<float, 3>;

struct SurfaceStyle {
  // Two classes: p(class 1) = 0, .25, .5, .75, 1, linear between them.
  std::array<SurfaceColour, 5> palette = {};
  // Three classes and more: one colour each (at most 8), fading into `background` where the model
  // is unsure.
  std::vector<SurfaceColour> class_colours;
  SurfaceColour background = {};
  SurfaceColour boundary = {1, 1, 1};
  float boundary_width = 2;  // canvas pixels; 0: none

  bool operator==(const SurfaceStyle&) const = default;
};

// Values [rows, columns, outputs], rows from bottom to top, the outermost points on the picture's
// edges: one logit of class 1, or a logit per class. `revision` must change when the values do.
struct SurfaceGrid {
  std::span<const float> values;
  int columns = 0;
  int rows = 0;
  int outputs = 0;
  std::uint64_t revision = 0;
};

class SurfaceTextures {
 public:
  virtual ~SurfaceTextures() = default;
  // The picture of `slot` (a small number of the caller's); upright for AddImage's default corners.
  // Null when there is nothing to show yet.
  virtual ImTextureID render(int slot, const SurfaceGrid& grid, int width, int height,
                             const SurfaceStyle& style) = 0;
  // Forgets the pictures: after graphics_restored(), or when they will not be wanted again.
  virtual void clear() = 0;
};

// Draws nothing: tests without a window.
std::unique_ptr<SurfaceTextures> make_null_surface_textures();
// OpenGL ES 3 (WebGL 2), with the texts of shaders/surface.vert and shaders/surface.frag. Only
// where there is GL.
std::unique_ptr<SurfaceTextures> make_gl_surface_textures(std::string_view vertex_shader,
                                                          std::string_view fragment_shader);

}  // namespace playground
