#version 300 es
precision mediump float;

uniform sampler2D u_texture;

in highp vec2 place;
in vec4 tint;

out vec4 colour;

void main() {
  colour = tint * texture(u_texture, place);
}
