#include <imgui.h>

#include <algorithm>

#include "ui/panels.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kWidestTooltip = 280, kLine = 18;
constexpr float kLeastLabel = 56, kWidestLabel = 160;

// The labels' column is as wide as the widest of them asks for.
float label_width(const UiContext& ui, const Tooltip& tip) {
  float width = kLeastLabel;
  for (const auto& [label, text] : tip.rows) {
    width = std::max(width, text_width(ui, ui.fonts.caption, label) + 10);
  }
  return std::min(width, kWidestLabel);
}

}  // namespace

void draw_tooltip(UiContext& ui) {
  if (!ui.tooltip) return;
  const Tooltip& tip = *ui.tooltip;
  ImFont* font = ui.fonts.caption;
  const float label_column = label_width(ui, tip);
  const bool error = !ui.edit.error.empty() && tip.sentence == ui.edit.error;
  const std::vector<std::string> lines = wrap_text(ui, font, tip.sentence, kWidestTooltip - 20);
  struct Line {
    std::string label, text;
  };
  std::vector<Line> rows;
  for (const auto& [label, text] : tip.rows) {
    const float indent = label.empty() ? 0 : label_column;
    std::string head = label;
    for (const std::string& part : wrap_text(ui, font, text, kWidestTooltip - 20 - indent)) {
      rows.push_back({std::exchange(head, label.empty() ? "" : " "), part});
    }
  }
  float width = 0;
  for (const std::string& line : lines) width = std::max(width, text_width(ui, font, line));
  for (const Line& row : rows) {
    width =
        std::max(width, text_width(ui, font, row.text) + (row.label.empty() ? 0 : label_column));
  }
  width = std::min(kWidestTooltip, width + 20);
  const float height = static_cast<float>(lines.size() + rows.size()) * kLine + 12 +
                       (rows.empty() || lines.empty() ? 0 : 4);

  const Rect& screen = ui.layout.screen;
  const Rect& anchor = tip.anchor;
  float x = std::clamp(anchor.center().x - width / 2, screen.min.x + 8,
                       std::max(screen.min.x + 8, screen.max.x - width - 8));
  float y = anchor.max.y + 6;
  if (y + height > screen.max.y - 8) y = anchor.min.y - height - 6;
  const Rect box = Rect::at(ui.snap(x), ui.snap(std::max(y, screen.min.y + 4)), width, height);

  ImDrawList* list = ImGui::GetForegroundDrawList();
  list->_FringeScale = 1 / ui.scale;
  const Palette& colors = *ui.colors;
  if (colors.shadows) {
    list->AddRectFilled({box.min.x + 4, box.min.y + 4}, {box.max.x + 4, box.max.y + 4},
                        IM_COL32(0, 0, 0, 64), 6);
  }
  list->AddRectFilled(box.min, box.max, colors.bg1, 6);
  list->AddRect(box.min, box.max, error ? colors.error : colors.line2, 6, 0, 1);
  const float offset = (kLine - line_box(ui, font)) / 2;
  y = box.min.y + 6;
  for (const std::string& line : lines) {
    text_on(list, ui, {box.min.x + 10, y + offset}, font, error ? colors.error : colors.text1,
            line);
    y += kLine;
  }
  if (!lines.empty()) y += 4;
  for (const Line& row : rows) {
    const float indent = row.label.empty() ? 0 : label_column;
    text_on(list, ui, {box.min.x + 10, y + offset}, font, colors.text3, row.label);
    text_on(list, ui, {box.min.x + 10 + indent, y + offset}, font, colors.text3, row.text);
    y += kLine;
  }
}

}  // namespace playground
