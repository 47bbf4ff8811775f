#version 300 es
// A heat map: one flat cell a value, gaps between cells, hatching where a value is not to be had.
precision highp float;
precision highp int;
precision highp sampler2D;

uniform sampler2D u_values;   // [rows, columns], the first row at the lower edge
uniform ivec2 u_grid;         // columns, rows
uniform vec2 u_size;          // pixels of the picture
uniform sampler2D u_palette;  // 10 texels: value 0 .. 1
uniform vec3 u_background;    // of the gaps
uniform vec3 u_waiting;       // value -1
uniform vec3 u_active;        // value -2
uniform vec3 u_missing;       // value -3, hatched with:
uniform vec3 u_hatch;
uniform float u_pixel;        // pixels of the picture in a pixel of the page

out vec4 colour;

const float kHatchSpacing = 7.0;
const float kHatchWidth = 1.2;

void main() {
  // The first row of the texture is the upper edge of the picture, the last row of the grid.
  vec2 at = vec2(gl_FragCoord.x, u_size.y - gl_FragCoord.y);
  vec2 cell_size = u_size / vec2(u_grid);
  ivec2 cell = min(ivec2(at / cell_size), u_grid - 1);
  vec2 inside = at - round(vec2(cell) * cell_size);
  if (u_pixel <= 0.25 * min(cell_size.x, cell_size.y) && (inside.x < u_pixel || inside.y < u_pixel)) {
    colour = vec4(u_background, 1.0);
    return;
  }
  float value = texelFetch(u_values, cell, 0).r;
  if (value >= 0.0) {
    colour = vec4(texture(u_palette, vec2((9.0 * value + 0.5) / 10.0, 0.5)).rgb, 1.0);
  } else if (value > -1.5) {
    colour = vec4(u_waiting, 1.0);
  } else if (value > -2.5) {
    colour = vec4(u_active, 1.0);
  } else {
    // Lines from lower left to upper right, a constant distance apart across the whole map.
    float across = (gl_FragCoord.x + gl_FragCoord.y) / u_pixel / sqrt(2.0);
    float from_line = abs(mod(across, kHatchSpacing) - 0.5 * kHatchSpacing);
    float cover = 1.0 - smoothstep(0.5 * kHatchWidth - 0.5, 0.5 * kHatchWidth + 0.5, from_line);
    colour = vec4(mix(u_missing, u_hatch, cover), 1.0);
  }
}
