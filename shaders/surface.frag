#version 300 es
// The decision surface: a coarse grid of logits, interpolated smoothly, as colours of the probability, with the
// decision boundary as a line of constant width at any size.
precision highp float;
precision highp int;
precision highp sampler2D;

const int kMaxClasses = 10;

uniform sampler2D u_values;   // [rows * outputs, columns]: one block of rows per output
uniform ivec3 u_grid;         // columns, rows, outputs
uniform vec2 u_size;          // pixels of the picture
uniform sampler2D u_palette;  // 5 texels: p(class 1) = 0, 1/4, 1/2, 3/4, 1
uniform vec3 u_class_colours[kMaxClasses];
uniform vec3 u_background;
uniform vec3 u_boundary;
uniform float u_boundary_width;  // pixels

out vec4 colour;

// Catmull-Rom (cubic convolution with a = -1/2; Keys 1981): through every point of the grid, smooth between.
vec4 weights(float t) {
  float t2 = t * t, t3 = t2 * t;
  return 0.5 * vec4(-t + 2.0 * t2 - t3, 2.0 - 5.0 * t2 + 3.0 * t3, t + 4.0 * t2 - 3.0 * t3, t3 - t2);
}
vec4 slopes(float t) {
  float t2 = t * t;
  return 0.5 * vec4(-1.0 + 4.0 * t - 3.0 * t2, -10.0 * t + 9.0 * t2, 1.0 + 8.0 * t - 9.0 * t2,
                    3.0 * t2 - 2.0 * t);
}

// The logit of an output at a place in the grid, and its gradient per cell.
vec3 logit_at(vec2 place, int output_index) {
  vec2 cell = floor(place);
  vec2 t = place - cell;
  vec4 wx = weights(t.x), wy = weights(t.y), sx = slopes(t.x), sy = slopes(t.y);
  vec3 sum = vec3(0.0);
  for (int j = 0; j < 4; ++j) {
    int row = clamp(int(cell.y) + j - 1, 0, u_grid.y - 1) + output_index * u_grid.y;
    float along = 0.0, slope = 0.0;
    for (int i = 0; i < 4; ++i) {
      int column = clamp(int(cell.x) + i - 1, 0, u_grid.x - 1);
      float value = texelFetch(u_values, ivec2(column, row), 0).r;
      along += wx[i] * value;
      slope += sx[i] * value;
    }
    sum += vec3(wy[j] * along, wy[j] * slope, sy[j] * along);
  }
  return sum;
}

// How much of the boundary line covers a pixel: `level` is 0 on the boundary, its gradient is per pixel.
float line(float level, vec2 gradient) {
  float distance = abs(level) / max(length(gradient), 1e-7);
  float half_width = 0.5 * u_boundary_width;
  return u_boundary_width > 0.0 ? 1.0 - smoothstep(half_width - 0.6, half_width + 0.6, distance) : 0.0;
}

void main() {
  // The first row of the texture is the upper edge of the picture, the last row of the grid.
  vec2 across = vec2(gl_FragCoord.x, u_size.y - gl_FragCoord.y) / u_size;
  vec2 cells = vec2(u_grid.xy - 1);
  vec2 place = across * cells;
  vec2 cells_per_pixel = cells / u_size;

  if (u_grid.z == 1) {
    vec3 logit = logit_at(place, 0);
    float p = 1.0 / (1.0 + exp(-clamp(logit.x, -40.0, 40.0)));
    vec3 fill = texture(u_palette, vec2((4.0 * p + 0.5) / 5.0, 0.5)).rgb;
    colour = vec4(mix(fill, u_boundary, line(logit.x, logit.yz * cells_per_pixel)), 1.0);
    return;
  }

  vec3 first = vec3(-1e30, 0.0, 0.0), second = first;
  float logits[kMaxClasses];
  for (int k = 0; k < kMaxClasses; ++k) {
    if (k >= u_grid.z) break;
    vec3 logit = logit_at(place, k);
    logits[k] = logit.x;
    if (logit.x > first.x) {
      second = first;
      first = logit;
    } else if (logit.x > second.x) {
      second = logit;
    }
  }
  float total = 0.0;
  vec3 blend = vec3(0.0);
  for (int k = 0; k < kMaxClasses; ++k) {
    if (k >= u_grid.z) break;
    float share = exp(max(logits[k] - first.x, -80.0));
    total += share;
    blend += share * u_class_colours[k];
  }
  // From the background where all classes are equally likely to the colours where one is certain.
  float chance = 1.0 / float(u_grid.z);
  float certainty = (1.0 / total - chance) / (1.0 - chance);
  vec3 fill = mix(u_background, blend / total, clamp(certainty, 0.0, 1.0));
  vec2 gradient = (first.yz - second.yz) * cells_per_pixel;
  colour = vec4(mix(fill, u_boundary, line(first.x - second.x, gradient)), 1.0);
}
