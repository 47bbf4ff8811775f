#include "platform/web_renderer.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "assets/assets.hpp"

namespace playground {
namespace {

constexpr ImVec2 kNowhere{-1, -1};  // in a texture

GLuint compile(GLenum type, std::string_view text) {
  const GLuint shader = glCreateShader(type);
  const char* start = text.data();
  const auto size = static_cast<GLint>(text.size());
  glShaderSource(shader, 1, &start, &size);
  glCompileShader(shader);
  return shader;
}

const void* offset(std::size_t bytes) {
  return reinterpret_cast<const void*>(bytes);
}

bool equal(const ImVec4& a, const ImVec4& b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

}  // namespace

void WebRenderer::open() {
  program_ = glCreateProgram();
  for (const GLuint shader : {compile(GL_VERTEX_SHADER, assets::shader("panels.vert")),
                              compile(GL_FRAGMENT_SHADER, assets::shader("panels.frag"))}) {
    glAttachShader(program_, shader);
    glDeleteShader(shader);
  }
  glLinkProgram(program_);
  size_ = glGetUniformLocation(program_, "u_size");
  white_ = glGetUniformLocation(program_, "u_white");
  glGenVertexArrays(1, &arrays_);
  glGenBuffers(1, &vertex_buffer_);
  glGenBuffers(1, &index_buffer_);
  glBindVertexArray(arrays_);
  glBindBuffer(GL_ARRAY_BUFFER, vertex_buffer_);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, index_buffer_);
  for (GLuint attribute = 0; attribute < 3; ++attribute) glEnableVertexAttribArray(attribute);
  constexpr auto kStride = static_cast<GLsizei>(sizeof(ImDrawVert));
  glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, kStride, offset(offsetof(ImDrawVert, pos)));
  glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, kStride, offset(offsetof(ImDrawVert, uv)));
  glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, kStride,
                        offset(offsetof(ImDrawVert, col)));
  glBindVertexArray(0);
}

void WebRenderer::make_font_texture() {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
  if (font_texture_ == 0) glGenTextures(1, &font_texture_);
  glBindTexture(GL_TEXTURE_2D, font_texture_);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels);
  atlas.SetTexID(reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(font_texture_)));
}

// All lists as one, and what follows another with the same texture and rectangle as one piece. This
// is half of a picture's work, so numbers are copied in plain loops, into memory that only grows.
void WebRenderer::gather(const ImDrawData& data) {
  vertices_.resize(std::max(vertices_.size(), static_cast<std::size_t>(data.TotalVtxCount)));
  indices_.resize(std::max(indices_.size(), static_cast<std::size_t>(data.TotalIdxCount)));
  pieces_.clear();
  GLuint base = 0;
  GLsizei end = 0;
  for (const ImDrawList* list : data.CmdLists) {
    const auto vertices = static_cast<GLuint>(list->VtxBuffer.Size);
    std::memcpy(vertices_.data() + base, list->VtxBuffer.Data, vertices * sizeof(ImDrawVert));
    for (const ImDrawCmd& command : list->CmdBuffer) {
      const auto count = static_cast<GLsizei>(command.ElemCount);
      const ImVec4& clip = command.ClipRect;
      if (count == 0 || clip.z <= clip.x || clip.w <= clip.y) continue;
      const ImDrawIdx* const from = list->IdxBuffer.Data + command.IdxOffset;
      GLuint* const to = indices_.data() + end;
      for (GLsizei i = 0; i < count; ++i) to[i] = base + command.VtxOffset + from[i];
      const auto texture = static_cast<GLuint>(reinterpret_cast<std::intptr_t>(command.GetTexID()));
      if (!pieces_.empty() && pieces_.back().texture == texture &&
          equal(pieces_.back().clip, clip)) {
        pieces_.back().count += count;
      } else {
        pieces_.push_back({texture, clip, end, count});
      }
      end += count;
    }
    base += vertices;
  }
  vertex_count_ = base;
  index_count_ = static_cast<GLuint>(end);
}

void WebRenderer::draw(const ImDrawData& data, int width, int height, ImVec4 ground) {
  if (program_ == 0) open();
  gather(data);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  glViewport(0, 0, width, height);
  glDisable(GL_SCISSOR_TEST);
  glClearColor(ground.x, ground.y, ground.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  glEnable(GL_SCISSOR_TEST);
  glEnable(GL_BLEND);
  glBlendFunc(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA);
  glUseProgram(program_);
  glUniform2f(size_, data.DisplaySize.x, data.DisplaySize.y);
  glActiveTexture(GL_TEXTURE0);
  glBindVertexArray(arrays_);
  glBindBuffer(GL_ARRAY_BUFFER, vertex_buffer_);
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(vertex_count_ * sizeof(ImDrawVert)),
               vertices_.data(), GL_STREAM_DRAW);
  glBufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(index_count_ * sizeof(GLuint)),
               indices_.data(), GL_STREAM_DRAW);
  const ImVec2 scale = data.FramebufferScale;
  GLuint bound = 0;
  for (const Piece& piece : pieces_) {
    // From the lower left corner of the canvas.
    const ImVec4& clip = piece.clip;
    glScissor(static_cast<GLint>(clip.x * scale.x),
              static_cast<GLint>(static_cast<float>(height) - clip.w * scale.y),
              static_cast<GLsizei>((clip.z - clip.x) * scale.x),
              static_cast<GLsizei>((clip.w - clip.y) * scale.y));
    if (piece.texture != bound) {
      bound = piece.texture;
      glBindTexture(GL_TEXTURE_2D, bound);
      const ImVec2 white = bound == font_texture_ ? ImGui::GetFontTexUvWhitePixel() : kNowhere;
      glUniform2f(white_, white.x, white.y);
    }
    glDrawElements(GL_TRIANGLES, piece.count, GL_UNSIGNED_INT,
                   offset(static_cast<std::size_t>(piece.start) * sizeof(GLuint)));
  }
  glBindVertexArray(0);
  glDisable(GL_SCISSOR_TEST);
}

void WebRenderer::restore() {
  program_ = font_texture_ = 0;
  make_font_texture();
}

}  // namespace playground
