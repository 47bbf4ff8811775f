// Icons as strokes of 1.5 px in a box of 12 x 12, so that they are sharp at any scale and take the
// text's colour.
#include <imgui.h>

#include <cmath>
#include <initializer_list>

#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kStroke = 1.5f;
constexpr float kPi = 3.14159265f;

// Draws in units of the 12 x 12 box with (0, 0) at its centre.
class Pen {
 public:
  Pen(ImVec2 center, float size, ImU32 color)
      : list_(ImGui::GetWindowDrawList()), center_(center), unit_(size / 12), color_(color) {}

  void line(std::initializer_list<ImVec2> points, bool closed = false) {
    for (const ImVec2& point : points) list_->PathLineTo(at(point));
    list_->PathStroke(color_, closed ? ImDrawFlags_Closed : 0, kStroke);
  }
  void area(std::initializer_list<ImVec2> points) {
    for (const ImVec2& point : points) list_->PathLineTo(at(point));
    list_->PathFillConvex(color_);
  }
  void box(float x0, float y0, float x1, float y1, float radius = 0) {
    list_->AddRectFilled(at({x0, y0}), at({x1, y1}), color_, radius);
  }
  void frame(float x0, float y0, float x1, float y1, float radius) {
    list_->AddRect(at({x0, y0}), at({x1, y1}), color_, radius * unit_, 0, kStroke);
  }
  void arc(float radius, float from, float to) {
    list_->PathArcTo(center_, radius * unit_, from, to, 20);
    list_->PathStroke(color_, 0, kStroke);
  }
  void dot(ImVec2 point, float radius) {
    list_->AddCircleFilled(at(point), radius * unit_, color_, 12);
  }
  void circle(ImVec2 point, float radius) {
    list_->AddCircle(at(point), radius * unit_, color_, 20, kStroke);
  }

 private:
  ImVec2 at(ImVec2 point) const {
    return {center_.x + point.x * unit_, center_.y + point.y * unit_};
  }
  ImDrawList* list_;
  ImVec2 center_;
  float unit_;
  ImU32 color_;
};

void draw_eye(Pen& pen, bool open) {
  pen.line({{-6, 0}, {-4, -2.6f}, {-1.5f, -3.9f}, {1.5f, -3.9f}, {4, -2.6f}, {6, 0}});
  pen.line({{-6, 0}, {-4, 2.6f}, {-1.5f, 3.9f}, {1.5f, 3.9f}, {4, 2.6f}, {6, 0}});
  pen.circle({0, 0}, 1.8f);
  if (!open) pen.line({{-5, 5}, {5, -5}});
}

void draw_theme(Pen& pen) {
  pen.circle({0, 0}, 5.5f);
  pen.area(
      {{0, -5.5f}, {2.8f, -4.8f}, {4.9f, -2.6f}, {5.5f, 0}, {4.9f, 2.6f}, {2.8f, 4.8f}, {0, 5.5f}});
}

void draw_dice(Pen& pen) {
  pen.frame(-5.5f, -5.5f, 5.5f, 5.5f, 2.5f);
  for (const float at : {-2.4f, 0.0f, 2.4f}) pen.dot({at, at}, 1.1f);
}

void draw_reset(Pen& pen) {
  pen.arc(5, -0.02f * kPi, 1.48f * kPi);
  pen.area({{0.2f, -7.6f}, {0.2f, -2.6f}, {4.2f, -5.1f}});
}

}  // namespace

void draw_icon(UiContext&, Icon icon, ImVec2 center, ImU32 color, float size) {
  Pen pen(center, size, color);
  switch (icon) {
    case Icon::play:
      pen.area({{-3.5f, -5}, {5, 0}, {-3.5f, 5}});
      break;
    case Icon::pause:
      pen.box(-4.5f, -5, -1.5f, 5);
      pen.box(1.5f, -5, 4.5f, 5);
      break;
    case Icon::step:
      pen.area({{-4.5f, -4.5f}, {2.5f, 0}, {-4.5f, 4.5f}});
      pen.box(2.5f, -4.5f, 4.5f, 4.5f);
      break;
    case Icon::to_end:
      pen.area({{-6, -4}, {-0.5f, 0}, {-6, 4}});
      pen.area({{-0.5f, -4}, {4.5f, 0}, {-0.5f, 4}});
      pen.box(4.5f, -4, 6, 4);
      break;
    case Icon::reset:
      draw_reset(pen);
      break;
    case Icon::reseed:
      draw_dice(pen);
      break;
    case Icon::plus:
      pen.line({{-5, 0}, {5, 0}});
      pen.line({{0, -5}, {0, 5}});
      break;
    case Icon::minus:
      pen.line({{-4, 0}, {4, 0}});
      break;
    case Icon::close:
      pen.line({{-4, -4}, {4, 4}});
      pen.line({{-4, 4}, {4, -4}});
      break;
    case Icon::eye:
      draw_eye(pen, true);
      break;
    case Icon::eye_off:
      draw_eye(pen, false);
      break;
    case Icon::chevron_down:
      pen.line({{-4, -2}, {0, 2}, {4, -2}});
      break;
    case Icon::chevron_up:
      pen.line({{-4, 2}, {0, -2}, {4, 2}});
      break;
    case Icon::chevron_right:
      pen.line({{-2, -4}, {2, 0}, {-2, 4}});
      break;
    case Icon::theme:
      draw_theme(pen);
      break;
    case Icon::help:
      break;  // a letter: icon_button draws it
    case Icon::more:
      for (const float x : {-4.5f, 0.0f, 4.5f}) pen.dot({x, 0}, 1.4f);
      break;
    case Icon::check:
      pen.line({{-4.5f, 0.5f}, {-1.5f, 3.5f}, {4.5f, -3.5f}});
      break;
    case Icon::menu:
      for (const float y : {-4.0f, 0.0f, 4.0f}) pen.line({{-5, y}, {5, y}});
      break;
    case Icon::panel:
      pen.frame(-6, -5, 6, 5, 2);
      pen.line({{2, -5}, {2, 5}});
      break;
  }
}

}  // namespace playground
