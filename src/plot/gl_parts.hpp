// What pictures drawn by a shader into a texture have in common (OpenGL ES 3, WebGL 2).
//   GLuint program = gl_link(vertex_text, fragment_text);
//   GlTarget target;  target.resize(480, 336);  target.begin();  ...  target.end();
#pragma once

#include <GLES3/gl3.h>

#include <string_view>

namespace playground {

// 0 when the shaders do not compile.
GLuint gl_link(std::string_view vertex_shader, std::string_view fragment_shader);
// Bound, with this filter, clamped at the edges.
GLuint gl_make_texture(GLint filter);

// A texture to draw into.
struct GlTarget {
  GLuint texture = 0;
  GLuint framebuffer = 0;
  int width = 0;
  int height = 0;

  void resize(int new_width, int new_height);
  // Sets the state for one triangle over the whole picture. ImGui sets all the state it needs
  // before it draws, so end() puts back the framebuffer alone.
  void begin() const;
  static void end();
  void clear();
};

}  // namespace playground
