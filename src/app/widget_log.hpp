// What is on the canvas in this frame: tests click real places by it, and the accessible view is
// made from it. Filled by the widgets while they draw; rectangles in CSS pixels.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace playground {

struct WidgetInfo {
  std::string id;  // stable: "play", "run.1.weight_decay", "data.dataset.circles", "tab.race"
  // "button", "slider", "combobox", "checkbox", "tab", "menuitem", "textbox", "image"; a "region"
  // is a place that holds others.
  std::string role;
  std::string label;                          // as a screen reader would say it
  std::string value;                          // as shown
  float x = 0, y = 0, width = 0, height = 0;  // the part that can be seen
  bool visible = true;  // false: scrolled out of sight (the rectangle is then empty)
  bool enabled = true;
  bool focused = false;
};

class WidgetLog {
 public:
  void begin_frame() { widgets_.clear(); }
  void add(WidgetInfo widget) { widgets_.push_back(std::move(widget)); }
  const std::vector<WidgetInfo>& widgets() const { return widgets_; }
  // nullptr when there is none of that id.
  const WidgetInfo* find(std::string_view id) const {
    for (const WidgetInfo& widget : widgets_) {
      if (widget.id == id) return &widget;
    }
    return nullptr;
  }

 private:
  std::vector<WidgetInfo> widgets_;
};

}  // namespace playground
