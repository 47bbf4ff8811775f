// The line under the cards that says what the marks on a surface mean.
#include <algorithm>

#include "core/translate.hpp"
#include "data/dataset.hpp"
#include "ui/markers.hpp"
#include "ui/surface_card.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

// Places marks and words one after the other, as long as there is room.
class KeyLine {
 public:
  KeyLine(UiContext& ui, const Rect& rect, float gap)
      : ui_(ui), rect_(rect), x_(rect.min.x), gap_(gap) {}

  float y() const { return rect_.center().y; }
  float x() const { return x_; }
  bool has_room(float mark, std::string_view text) const {
    return x_ + mark + text_width(ui_, ui_.fonts.caption, text) <= rect_.max.x;
  }
  // The mark has been drawn from x(), `mark` wide with its space.
  void words(float mark, std::string_view text) {
    x_ += mark;
    x_ += text_in(ui_, {{x_, rect_.min.y}, rect_.max}, ui_.fonts.caption, ui_.colors->text2, text);
    x_ += gap_;
  }

 private:
  UiContext& ui_;
  Rect rect_;
  float x_;
  float gap_;
};

void key_marker(UiContext& ui, KeyLine& line, int class_index, MarkerLook look,
                std::string_view text) {
  if (!line.has_room(16, text)) return;
  draw_marker(*ImGui::GetWindowDrawList(), ui, {line.x() + 6, line.y()}, class_index, look);
  line.words(16, text);
}

void key_stroke(UiContext& ui, KeyLine& line, ImU32 color, float width, std::string_view text) {
  if (!line.has_room(23, text)) return;
  const float y = line.y();
  fill(ui, {{line.x(), y - width / 2}, {line.x() + 16, y + width / 2}}, color);
  line.words(23, text);
}

void key_flipped(UiContext& ui, KeyLine& line, std::string_view text) {
  if (!line.has_room(32, text)) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_marker(list, ui, {line.x() + 6, line.y()}, 0, MarkerLook::flipped);
  draw_marker(list, ui, {line.x() + 19, line.y()}, 1, MarkerLook::flipped);
  line.words(32, text);
}

// Returns what is left of the line.
Rect draw_color_bar(UiContext& ui, Rect rect) {
  constexpr float kBar = 120;
  const ImU32 text = ui.colors->text2;
  Rect right = rect;
  right.min.x = rect.max.x - 8;
  text_in(ui, right, ui.fonts.caption, text, "1", Align::right);
  const Rect bar{{rect.max.x - 10 - kBar, rect.center().y - 5},
                 {rect.max.x - 10, rect.center().y + 5}};
  ImDrawList* list = ImGui::GetWindowDrawList();
  for (std::size_t i = 0; i + 1 < ui.colors->surface.size(); ++i) {
    const float x0 = bar.min.x + bar.width() * static_cast<float>(i) / 4;
    const float x1 = bar.min.x + bar.width() * static_cast<float>(i + 1) / 4;
    const ImU32 a = ui.colors->surface[i];
    const ImU32 b = ui.colors->surface[i + 1];
    list->AddRectFilledMultiColor({x0, bar.min.y}, {x1, bar.max.y}, a, b, b, a);
  }
  Rect words{rect.min, {bar.min.x - 6, rect.max.y}};
  text_in(ui, words, ui.fonts.caption, text, tr("p(class 1)   0"), Align::right);
  const float used = text_width(ui, ui.fonts.caption, tr("p(class 1)   0")) + 16;
  return {rect.min, {bar.min.x - used, rect.max.y}};
}

}  // namespace

void draw_surface_key(const AppState& state, UiContext& ui, const Rect& rect, bool narrow) {
  if (!state.dataset) return;
  const Task task = state.dataset->task;
  const float gap = narrow ? 12.0f : 18.0f;
  if (task == Task::regression) {
    KeyLine line(ui, rect, gap);
    key_marker(ui, line, 0, MarkerLook::train, tr("training point"));
    if (state.view.show_test_points) key_marker(ui, line, 0, MarkerLook::test, tr("test point"));
    key_stroke(ui, line, ui.colors->text1, 2, tr("fitted curve"));
    if (!state.dataset->is_table()) {
      key_stroke(ui, line, ui.colors->text3, 1.5f, tr("without noise"));
    }
    return;
  }
  const bool bar = task == Task::binary && !narrow && rect.width() > 480;
  KeyLine line(ui, bar ? draw_color_bar(ui, rect) : rect, gap);
  for (int i = 0; i < state.dataset->classes; ++i) {
    const auto& names = state.dataset->class_names;  // of a table
    key_marker(
        ui, line, i, MarkerLook::train,
        names.empty() ? tr("class {0}", std::to_string(i)) : names[static_cast<std::size_t>(i)]);
  }
  key_flipped(ui, line, narrow ? tr("flipped") : tr("label flipped"));
  key_stroke(
      ui, line, ui.colors->boundary, 2,
      task == Task::binary ? (narrow ? "p = 0.5" : tr("boundary, p = 0.5")) : tr("boundary"));
  if (state.view.show_test_points) key_marker(ui, line, 0, MarkerLook::test, tr("test"));
}

}  // namespace playground
