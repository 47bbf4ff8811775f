// A column of rows in a side panel: hands out rectangles from top to bottom.
//   Column column(ui, area);  column.title("Data");  parameter_row(ui, ..., column.slider_row());
#pragma once

#include <string>
#include <string_view>

#include "core/translate.hpp"
#include "ui/widgets.hpp"

namespace playground {

class Column {
 public:
  Column(UiContext& ui, const Rect& area) : ui_(ui), area_(area), y_(area.min.y) {}

  float y() const { return y_; }
  float left() const { return area_.min.x; }
  float right() const { return area_.max.x; }
  bool touch() const { return ui_.layout.touch; }

  Rect row(float height) {
    const Rect rect{{area_.min.x, y_}, {area_.max.x, y_ + height}};
    y_ += height;
    return rect;
  }
  void gap(float height) { y_ += height; }
  // The whole column as a place on the screen; returns its lowest y.
  float end(const char* id, const char* label) {
    log_widget(ui_, {id, "region", label, {}}, {area_.min, {area_.max.x, y_}});
    return y_;
  }
  // The height that suits a parameter's control.
  Rect parameter(Type type) {
    const bool box = type == Type::choice || type == Type::boolean;
    return row((touch() ? 44.0f : 24.0f) + (box ? 4.0f : 0.0f));
  }
  Rect title(std::string_view text) {
    const Rect rect = row(touch() ? 32 : 20);
    text_in(ui_, rect, ui_.fonts.title, ui_.colors->text1, text);
    return rect;
  }
  // A line of 1 px from side to side; `before` above it, 8 below.
  void divide(float before) {
    gap(before);
    separator(ui_, left(), right(), y_);
    gap(8);
  }
  // "More", with a chevron: true while open.
  bool disclosure(const std::string& id, const std::string& label, float right_space = 0) {
    Rect rect = row(touch() ? 44 : 24);
    rect.max.x -= right_space;
    bool& open = ui_.disclosures[id];
    const Interaction state = interact(ui_, {id, label}, rect, "button", open ? "open" : "closed");
    const ImU32 color = mix(ui_.colors->text2, ui_.colors->text1, state.hover);
    draw_icon(ui_, open ? Icon::chevron_down : Icon::chevron_right,
              {rect.min.x + 5, rect.center().y}, color, 9);
    text_in(ui_, {{rect.min.x + 16, rect.min.y}, rect.max}, ui_.fonts.caption, color, label);
    if (state.pressed) open = !open;
    return open;
  }

  // A title whose right end opens what is not needed every day: true while open.
  bool title_with_more(std::string_view text, const std::string& id, const std::string& label,
                       std::string_view more = {}) {
    const Rect rect = title(text);
    if (more.empty()) more = tr("More");
    bool& open = ui_.disclosures[id];
    const float width = text_width(ui_, ui_.fonts.caption, more);
    const Rect target{{rect.max.x - width - 24, rect.center().y - (touch() ? 22 : 10)},
                      {rect.max.x + 6, rect.center().y + (touch() ? 22 : 10)}};
    const Interaction state =
        interact(ui_, {id, label}, target, "button", open ? "open" : "closed");
    const ImU32 color = mix(ui_.colors->text2, ui_.colors->text1, state.hover);
    text_in(ui_, {rect.min, {rect.max.x - 15, rect.max.y}}, ui_.fonts.caption, color, more,
            Align::right);
    draw_icon(ui_, open ? Icon::chevron_up : Icon::chevron_down, {rect.max.x - 5, rect.center().y},
              color, 9);
    if (state.pressed) open = !open;
    return open;
  }

 private:
  UiContext& ui_;
  Rect area_;
  float y_;
};

}  // namespace playground
