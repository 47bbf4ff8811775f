#version 300 es
// What Dear ImGui has laid out: positions in pixels of the page, from the upper left corner.
uniform vec2 u_size;  // of the page, in the same pixels

layout(location = 0) in vec2 a_position;
layout(location = 1) in vec2 a_place;  // in the texture
layout(location = 2) in vec4 a_colour;

out vec2 place;
out vec4 tint;

void main() {
  place = a_place;
  tint = a_colour;
  gl_Position = vec4(2.0 * a_position.x / u_size.x - 1.0, 1.0 - 2.0 * a_position.y / u_size.y, 0.0, 1.0);
}
