// Decision surfaces with OpenGL ES 3 (WebGL 2); shaders/surface.frag does the drawing.
#include <GLES3/gl3.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "plot/gl_parts.hpp"
#include "plot/surface_texture.hpp"

namespace playground {
namespace {

constexpr int kMaxClasses = 10;  // as in the shader

struct SurfacePicture {
  GLuint values = 0;
  GLuint palette = 0;
  GlTarget target;
  // What it shows.
  bool drawn = false;
  int columns = 0, rows = 0, outputs = 0;
  std::uint64_t revision = 0;
  SurfaceStyle style;
};

class GlSurfaceTextures : public SurfaceTextures {
 public:
  GlSurfaceTextures(std::string_view vertex_shader, std::string_view fragment_shader)
      : vertex_shader_(vertex_shader), fragment_shader_(fragment_shader) {}
  ~GlSurfaceTextures() override { clear(); }

  ImTextureID render(int slot, const SurfaceGrid& grid, int width, int height,
                     const SurfaceStyle& style) override;
  void clear() override;

 private:
  bool open();
  void upload_values(SurfacePicture& picture, const SurfaceGrid& grid);
  void upload_palette(SurfacePicture& picture, const SurfaceStyle& style);
  void draw(const SurfacePicture& picture) const;
  GLint uniform(const char* name) const { return glGetUniformLocation(program_, name); }

  std::string vertex_shader_;
  std::string fragment_shader_;
  GLuint program_ = 0;
  GLuint vertices_ = 0;
  std::map<int, SurfacePicture> pictures_;
};

bool GlSurfaceTextures::open() {
  if (program_ != 0) return true;
  program_ = gl_link(vertex_shader_, fragment_shader_);
  if (program_ == 0) return false;
  glGenVertexArrays(1, &vertices_);
  return true;
}

ImTextureID GlSurfaceTextures::render(int slot, const SurfaceGrid& grid, int width, int height,
                                      const SurfaceStyle& style) {
  const bool sound = grid.columns > 1 && grid.rows > 1 && grid.outputs >= 1 &&
                     grid.outputs <= kMaxClasses &&
                     grid.values.size() == static_cast<std::size_t>(grid.columns) *
                                               static_cast<std::size_t>(grid.rows) *
                                               static_cast<std::size_t>(grid.outputs);
  if (!sound || width < 1 || height < 1 || !open()) return {};
  SurfacePicture& picture = pictures_[slot];
  const bool same_values = picture.drawn && picture.revision == grid.revision &&
                           picture.columns == grid.columns && picture.rows == grid.rows &&
                           picture.outputs == grid.outputs;
  const bool same_style = picture.drawn && picture.style == style;
  const bool same_size = picture.target.width == width && picture.target.height == height;
  if (!same_values || !same_style || !same_size) {
    if (!same_values) upload_values(picture, grid);
    if (!same_style) upload_palette(picture, style);
    if (!same_size) picture.target.resize(width, height);
    draw(picture);
    picture.drawn = true;
  }
  return reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(picture.target.texture));
}

// One block of rows per output. Values are kept finite, as the shader cannot tell.
void GlSurfaceTextures::upload_values(SurfacePicture& picture, const SurfaceGrid& grid) {
  if (picture.values == 0) picture.values = gl_make_texture(GL_NEAREST);
  const auto points = static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.rows);
  const auto outputs = static_cast<std::size_t>(grid.outputs);
  std::vector<float> blocks(grid.values.size());
  for (std::size_t i = 0; i < points; ++i) {
    for (std::size_t k = 0; k < outputs; ++k) {
      const float value = grid.values[i * outputs + k];
      blocks[k * points + i] = std::isfinite(value) ? std::clamp(value, -1e6f, 1e6f) : 0;
    }
  }
  glBindTexture(GL_TEXTURE_2D, picture.values);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, grid.columns, grid.rows * grid.outputs, 0, GL_RED,
               GL_FLOAT, blocks.data());
  picture.columns = grid.columns;
  picture.rows = grid.rows;
  picture.outputs = grid.outputs;
  picture.revision = grid.revision;
}

void GlSurfaceTextures::upload_palette(SurfacePicture& picture, const SurfaceStyle& style) {
  if (picture.palette == 0) picture.palette = gl_make_texture(GL_LINEAR);
  std::array<std::uint8_t, 20> texels = {};
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t c = 0; c < 3; ++c) {
      const float value = std::clamp(style.palette[i][c], 0.0f, 1.0f);
      texels[4 * i + c] = static_cast<std::uint8_t>(std::lround(255 * value));
    }
    texels[4 * i + 3] = 255;
  }
  glBindTexture(GL_TEXTURE_2D, picture.palette);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, 5, 1, 0, GL_RGBA, GL_UNSIGNED_BYTE, texels.data());
  picture.style = style;
}

void GlSurfaceTextures::draw(const SurfacePicture& picture) const {
  picture.target.begin();
  glUseProgram(program_);
  glActiveTexture(GL_TEXTURE1);
  glBindTexture(GL_TEXTURE_2D, picture.palette);
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, picture.values);
  glUniform1i(uniform("u_values"), 0);
  glUniform1i(uniform("u_palette"), 1);
  glUniform3i(uniform("u_grid"), picture.columns, picture.rows, picture.outputs);
  glUniform2f(uniform("u_size"), static_cast<float>(picture.target.width),
              static_cast<float>(picture.target.height));
  std::array<SurfaceColour, kMaxClasses> colours = {};
  const std::vector<SurfaceColour>& given = picture.style.class_colours;
  std::copy_n(given.begin(), std::min<std::size_t>(given.size(), kMaxClasses), colours.begin());
  glUniform3fv(uniform("u_class_colours"), kMaxClasses, colours[0].data());
  glUniform3fv(uniform("u_background"), 1, picture.style.background.data());
  glUniform3fv(uniform("u_boundary"), 1, picture.style.boundary.data());
  glUniform1f(uniform("u_boundary_width"), picture.style.boundary_width);
  glBindVertexArray(vertices_);
  glDrawArrays(GL_TRIANGLES, 0, 3);
  glBindVertexArray(0);
  GlTarget::end();
}

void GlSurfaceTextures::clear() {
  for (auto& [slot, picture] : pictures_) {
    const GLuint textures[] = {picture.values, picture.palette};
    glDeleteTextures(2, textures);
    picture.target.clear();
  }
  pictures_.clear();
  if (program_ != 0) glDeleteProgram(program_);
  if (vertices_ != 0) glDeleteVertexArrays(1, &vertices_);
  program_ = vertices_ = 0;
}

}  // namespace

std::unique_ptr<SurfaceTextures> make_gl_surface_textures(std::string_view vertex_shader,
                                                          std::string_view fragment_shader) {
  return std::make_unique<GlSurfaceTextures>(vertex_shader, fragment_shader);
}

}  // namespace playground
