#include "ui/markers.hpp"

#include <algorithm>
#include <array>

namespace playground {
namespace {

// Beyond five classes the shapes come again, each in the next one's colour.
std::size_t color_index(int class_index) {
  const int index = std::max(class_index, 0);
  return static_cast<std::size_t>((index + index / 5) % 5);
}

struct Polygon {
  std::array<ImVec2, 12> corners;
  int count = 0;
};

Polygon polygon_of(int shape, ImVec2 center, float radius) {
  const auto at = [&](float x, float y) {
    return ImVec2{center.x + x * radius, center.y + y * radius};
  };
  switch (shape) {
    case 1:
      return {{at(0, -1.05f), at(1, 0.8f), at(-1, 0.8f)}, 3};
    case 2:
      return {{at(-0.85f, -0.85f), at(0.85f, -0.85f), at(0.85f, 0.85f), at(-0.85f, 0.85f)}, 4};
    case 3:
      return {{at(0, -1.2f), at(1.2f, 0), at(0, 1.2f), at(-1.2f, 0)}, 4};
    default: {
      constexpr float kArm = 0.4f;
      return {{at(-kArm, -1), at(kArm, -1), at(kArm, -kArm), at(1, -kArm), at(1, kArm),
               at(kArm, kArm), at(kArm, 1), at(-kArm, 1), at(-kArm, kArm), at(-1, kArm),
               at(-1, -kArm), at(-kArm, -kArm)},
              12};
    }
  }
}

void draw_outline(ImDrawList& list, int shape, ImVec2 center, float radius, ImU32 color,
                  float thickness) {
  if (shape == 0) {
    list.AddCircle(center, radius, color, 0, thickness);
    return;
  }
  const Polygon polygon = polygon_of(shape, center, radius);
  list.AddPolyline(polygon.corners.data(), polygon.count, color, ImDrawFlags_Closed, thickness);
}

}  // namespace

ImU32 class_color(const UiContext& ui, int class_index) {
  return ui.colors->classes[color_index(class_index)];
}

void draw_shape(ImDrawList& list, int shape, ImVec2 center, float radius, ImU32 color) {
  if (shape == 0) {
    list.AddCircleFilled(center, radius, color);
    return;
  }
  const Polygon polygon = polygon_of(shape, center, radius);
  if (shape == 4) {
    // A cross is not convex: two bars.
    const float arm = 0.4f * radius;
    list.AddRectFilled({center.x - arm, center.y - radius}, {center.x + arm, center.y + radius},
                       color);
    list.AddRectFilled({center.x - radius, center.y - arm}, {center.x + radius, center.y + arm},
                       color);
    return;
  }
  list.AddConvexPolyFilled(polygon.corners.data(), polygon.count, color);
}

void draw_marker(ImDrawList& list, const UiContext& ui, ImVec2 center, int class_index,
                 MarkerLook look, float scale) {
  const int shape = std::max(class_index, 0) % 5;
  const std::size_t index = color_index(class_index);
  const ImU32 color = ui.colors->classes[index];
  const float radius = (shape == 0 ? 3.0f : 3.6f) * scale;
  switch (look) {
    case MarkerLook::test:
      draw_shape(list, shape, center, 2 * scale, with_alpha(color, 0.45f));
      break;
    case MarkerLook::train:
      // The outline lies outside, or little would be left of a mark this small.
      draw_shape(list, shape, center, radius + 0.25f, color);
      draw_outline(list, shape, center, radius + 0.75f, ui.colors->class_outlines[index], 1);
      break;
    case MarkerLook::flipped: {
      // From outside in: 1 px of background, the outline, the mark.
      const float outer = radius + (0.25f + 0.9f) * scale;
      const float widen =
          shape == 1 ? 1.5f : 1.0f;  // a triangle's sides are nearer than its corners
      draw_shape(list, shape, center, outer + 1.9f * widen, ui.colors->bg0);
      draw_shape(list, shape, center, outer + 0.9f * widen, ui.colors->flipped_outline);
      draw_shape(list, shape, center, radius + 0.25f * scale, color);
      break;
    }
  }
}

}  // namespace playground
