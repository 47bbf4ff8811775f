// Draws what Dear ImGui has laid out, with OpenGL ES 3 (WebGL 2). It asks the graphics nothing and
// so never waits for them: it says all that it needs before each picture.
//   renderer.make_font_texture();  ...  renderer.draw(*ImGui::GetDrawData(), width, height);
#pragma once

#include <GLES3/gl3.h>

#include <vector>

#include "imgui.h"

namespace playground {

class WebRenderer {
 public:
  // Once the atlas of ImGui's fonts has been filled (anew).
  void make_font_texture();
  // Onto the canvas of this many pixels, over `ground`.
  void draw(const ImDrawData& data, int width, int height, ImVec4 ground);
  // The context was lost with all that was in it.
  void restore();

 private:
  // Triangles with one texture in one rectangle.
  struct Piece {
    GLuint texture;
    ImVec4 clip;
    GLsizei start, count;  // indices
  };

  void open();
  void gather(const ImDrawData& data);

  GLuint program_ = 0;
  GLint size_ = 0, white_ = 0;  // the uniforms
  GLuint arrays_ = 0;
  GLuint vertex_buffer_ = 0;
  GLuint index_buffer_ = 0;
  GLuint font_texture_ = 0;
  // Of the picture, so many of them; kept for their memory.
  std::vector<ImDrawVert> vertices_;
  std::vector<GLuint> indices_;
  GLuint vertex_count_ = 0, index_count_ = 0;
  std::vector<Piece> pieces_;
};

}  // namespace playground
