#version 300 es
precision mediump float;

uniform sampler2D u_texture;
uniform highp vec2 u_white;  // where the texture is white, which is most of what is drawn: nothing is looked up there

in highp vec2 place;
in vec4 tint;

out vec4 colour;

void main() {
  colour = tint;
  highp vec2 away = abs(place - u_white);
  if (max(away.x, away.y) > 1e-5) colour *= textureLod(u_texture, place, 0.0);
}
