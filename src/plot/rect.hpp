// A rectangle in CSS pixels, the unit of everything that is drawn: ImGui's coordinates are CSS
// pixels, and only fonts and textures know the device pixel ratio.
#pragma once

#include <imgui.h>

namespace playground {

struct Rect {
  ImVec2 min{0, 0};
  ImVec2 max{0, 0};

  static Rect at(float x, float y, float width, float height) {
    return {{x, y}, {x + width, y + height}};
  }
  float width() const { return max.x - min.x; }
  float height() const { return max.y - min.y; }
  ImVec2 size() const { return {width(), height()}; }
  ImVec2 center() const { return {(min.x + max.x) * 0.5f, (min.y + max.y) * 0.5f}; }
  bool contains(ImVec2 point) const {
    return point.x >= min.x && point.x < max.x && point.y >= min.y && point.y < max.y;
  }
  Rect inset(float x, float y) const { return {{min.x + x, min.y + y}, {max.x - x, max.y - y}}; }

  // Cuts a strip off one side and returns it; the rectangle keeps the rest.
  Rect take_top(float amount) {
    const Rect strip{min, {max.x, min.y + amount}};
    min.y += amount;
    return strip;
  }
  Rect take_bottom(float amount) {
    const Rect strip{{min.x, max.y - amount}, max};
    max.y -= amount;
    return strip;
  }
  Rect take_left(float amount) {
    const Rect strip{min, {min.x + amount, max.y}};
    min.x += amount;
    return strip;
  }
  Rect take_right(float amount) {
    const Rect strip{{max.x - amount, min.y}, max};
    max.x -= amount;
    return strip;
  }
};

}  // namespace playground
