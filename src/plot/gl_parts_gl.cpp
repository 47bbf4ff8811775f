#include "plot/gl_parts.hpp"

namespace playground {
namespace {

GLuint compile(GLenum type, std::string_view text) {
  const GLuint shader = glCreateShader(type);
  const char* start = text.data();
  const auto size = static_cast<GLint>(text.size());
  glShaderSource(shader, 1, &start, &size);
  glCompileShader(shader);
  return shader;
}

}  // namespace

GLuint gl_link(std::string_view vertex_shader, std::string_view fragment_shader) {
  const GLuint vertex = compile(GL_VERTEX_SHADER, vertex_shader);
  const GLuint fragment = compile(GL_FRAGMENT_SHADER, fragment_shader);
  GLuint program = glCreateProgram();
  glAttachShader(program, vertex);
  glAttachShader(program, fragment);
  glLinkProgram(program);
  glDeleteShader(vertex);
  glDeleteShader(fragment);
  GLint linked = 0;
  glGetProgramiv(program, GL_LINK_STATUS, &linked);
  if (linked != 0) return program;
  glDeleteProgram(program);
  return 0;
}

GLuint gl_make_texture(GLint filter) {
  GLuint texture = 0;
  glGenTextures(1, &texture);
  glBindTexture(GL_TEXTURE_2D, texture);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  return texture;
}

void GlTarget::resize(int new_width, int new_height) {
  if (texture == 0) {
    texture = gl_make_texture(GL_LINEAR);
    glGenFramebuffers(1, &framebuffer);
  }
  glBindTexture(GL_TEXTURE_2D, texture);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, new_width, new_height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               nullptr);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
  width = new_width;
  height = new_height;
}

void GlTarget::begin() const {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
  glViewport(0, 0, width, height);
  glDisable(GL_BLEND);
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_CULL_FACE);
}

void GlTarget::end() {
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

void GlTarget::clear() {
  glDeleteTextures(1, &texture);
  glDeleteFramebuffers(1, &framebuffer);
  texture = framebuffer = 0;
  width = height = 0;
}

}  // namespace playground
