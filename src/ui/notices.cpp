#include <imgui.h>

#include <algorithm>
#include <string>

#include "core/translate.hpp"
#include "ui/panels.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

ImU32 notice_color(const Palette& colors, Notice::Kind kind) {
  switch (kind) {
    case Notice::Kind::warning:
      return colors.warn;
    case Notice::Kind::error:
      return colors.error;
    case Notice::Kind::information:
      break;
  }
  return colors.text2;
}

}  // namespace

// The newest lowest, above the status bar or the phone's tabs.
void draw_notices(const AppState& state, UiContext& ui, Actions& actions) {
  const Rect& screen = ui.layout.screen;
  const float floor = ui.layout.phone ? ui.layout.bottom_bar.min.y : ui.layout.status_bar.min.y;
  const float width = std::min(440.0f, screen.width() - 24);
  float bottom = floor - 12;
  const float close = ui.layout.touch ? 44 : 24;
  for (std::size_t index = state.notices.size(); index-- > 0 && bottom > screen.min.y + 120;) {
    const Notice& notice = state.notices[index];
    const std::vector<std::string> lines =
        wrap_text(ui, ui.fonts.label, notice.text, width - 32 - close - 8);
    const float height = std::max(close + 8, static_cast<float>(lines.size()) * 20 + 16);
    const float x = ui.layout.phone ? screen.min.x + 12 : screen.center().x - width / 2;
    const Rect card = Rect::at(x, bottom - height, width, height);
    const std::string id = "notice." + std::to_string(index);
    begin_region(ui, id.c_str(), card, 0, false);
    fill(ui, card, ui.colors->bg2, 6);
    outline(ui, card, ui.colors->line2, 6);
    ImGui::GetWindowDrawList()->AddCircleFilled({card.min.x + 16, card.min.y + 18}, 4,
                                                notice_color(*ui.colors, notice.kind), 16);
    float y = card.min.y + 8;
    for (const std::string& line : lines) {
      text_in(ui, {{card.min.x + 32, y}, {card.max.x - close - 4, y + 20}}, ui.fonts.label,
              ui.colors->text1, line);
      y += 20;
    }
    log_widget(ui, {id, "alert", notice.text, {}}, card);
    const Rect button = Rect::at(card.max.x - close - 6, card.min.y + 6, close, close);
    if (icon_button(ui, {id + ".close", tr("Close this notice")}, button, Icon::close,
                    ButtonLook::plain)) {
      actions.push(CloseNotice{index});
    }
    end_region(ui, card.max.y);
    bottom = card.min.y - 8;
  }
}

}  // namespace playground
