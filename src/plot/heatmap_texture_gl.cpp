// Heat maps with OpenGL ES 3 (WebGL 2); shaders/heatmap.frag does the drawing.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "plot/gl_parts.hpp"
#include "plot/heatmap_texture.hpp"

namespace playground {
namespace {

struct HeatmapPicture {
  GLuint values = 0;
  GLuint palette = 0;
  GlTarget target;
  // What it shows.
  std::vector<float> shown;
  int columns = 0, rows = 0;
  HeatmapStyle style;
};

class GlHeatmapTextures : public HeatmapTextures {
 public:
  GlHeatmapTextures(std::string_view vertex_shader, std::string_view fragment_shader)
      : vertex_shader_(vertex_shader), fragment_shader_(fragment_shader) {}
  ~GlHeatmapTextures() override { clear(); }

  ImTextureID render(int slot, const HeatmapGrid& grid, int width, int height,
                     const HeatmapStyle& style) override;
  void clear() override;

 private:
  bool open();
  static void upload_values(HeatmapPicture& picture, const HeatmapGrid& grid);
  static void upload_palette(HeatmapPicture& picture, const HeatmapStyle& style);
  void draw(const HeatmapPicture& picture) const;
  GLint uniform(const char* name) const { return glGetUniformLocation(program_, name); }

  std::string vertex_shader_;
  std::string fragment_shader_;
  GLuint program_ = 0;
  GLuint vertices_ = 0;
  std::map<int, HeatmapPicture> pictures_;
};

bool GlHeatmapTextures::open() {
  if (program_ != 0) return true;
  program_ = gl_link(vertex_shader_, fragment_shader_);
  if (program_ == 0) return false;
  glGenVertexArrays(1, &vertices_);
  return true;
}

ImTextureID GlHeatmapTextures::render(int slot, const HeatmapGrid& grid, int width, int height,
                                      const HeatmapStyle& style) {
  const bool sound = grid.columns > 0 && grid.rows > 0 &&
                     grid.values.size() == static_cast<std::size_t>(grid.columns) *
                                               static_cast<std::size_t>(grid.rows);
  if (!sound || width < 1 || height < 1 || !open()) return {};
  HeatmapPicture& picture = pictures_[slot];
  const bool same_values = picture.columns == grid.columns && picture.rows == grid.rows &&
                           std::equal(grid.values.begin(), grid.values.end(), picture.shown.begin(),
                                      picture.shown.end());
  const bool same_style = picture.palette != 0 && picture.style == style;
  const bool same_size = picture.target.width == width && picture.target.height == height;
  if (!same_values || !same_style || !same_size) {
    if (!same_values) upload_values(picture, grid);
    if (!same_style) upload_palette(picture, style);
    if (!same_size) picture.target.resize(width, height);
    draw(picture);
  }
  return reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(picture.target.texture));
}

void GlHeatmapTextures::upload_values(HeatmapPicture& picture, const HeatmapGrid& grid) {
  if (picture.values == 0) picture.values = gl_make_texture(GL_NEAREST);
  picture.shown.assign(grid.values.begin(), grid.values.end());
  picture.columns = grid.columns;
  picture.rows = grid.rows;
  glBindTexture(GL_TEXTURE_2D, picture.values);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, grid.columns, grid.rows, 0, GL_RED, GL_FLOAT,
               picture.shown.data());
}

void GlHeatmapTextures::upload_palette(HeatmapPicture& picture, const HeatmapStyle& style) {
  if (picture.palette == 0) picture.palette = gl_make_texture(GL_LINEAR);
  std::array<std::uint8_t, 4 * kHeatmapColours> texels = {};
  for (std::size_t i = 0; i < kHeatmapColours; ++i) {
    for (std::size_t c = 0; c < 3; ++c) {
      const float value = std::clamp(style.palette[i][c], 0.0f, 1.0f);
      texels[4 * i + c] = static_cast<std::uint8_t>(std::lround(255 * value));
    }
    texels[4 * i + 3] = 255;
  }
  glBindTexture(GL_TEXTURE_2D, picture.palette);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, kHeatmapColours, 1, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               texels.data());
  picture.style = style;
}

void GlHeatmapTextures::draw(const HeatmapPicture& picture) const {
  picture.target.begin();
  glUseProgram(program_);
  glActiveTexture(GL_TEXTURE1);
  glBindTexture(GL_TEXTURE_2D, picture.palette);
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, picture.values);
  glUniform1i(uniform("u_values"), 0);
  glUniform1i(uniform("u_palette"), 1);
  glUniform2i(uniform("u_grid"), picture.columns, picture.rows);
  glUniform2f(uniform("u_size"), static_cast<float>(picture.target.width),
              static_cast<float>(picture.target.height));
  glUniform3fv(uniform("u_background"), 1, picture.style.background.data());
  glUniform3fv(uniform("u_waiting"), 1, picture.style.waiting.data());
  glUniform3fv(uniform("u_active"), 1, picture.style.active.data());
  glUniform3fv(uniform("u_missing"), 1, picture.style.missing.data());
  glUniform3fv(uniform("u_hatch"), 1, picture.style.hatch.data());
  glUniform1f(uniform("u_pixel"), picture.style.pixel);
  glBindVertexArray(vertices_);
  glDrawArrays(GL_TRIANGLES, 0, 3);
  glBindVertexArray(0);
  GlTarget::end();
}

void GlHeatmapTextures::clear() {
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

std::unique_ptr<HeatmapTextures> make_gl_heatmap_textures(std::string_view vertex_shader,
                                                          std::string_view fragment_shader) {
  return std::make_unique<GlHeatmapTextures>(vertex_shader, fragment_shader);
}

}  // namespace playground
