#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <span>
#include <vector>

#include "core/translate.hpp"
#include "ui/panels.hpp"
#include "ui/shortcuts.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kHelpRow = 24, kKeys = 116;
constexpr float kWidestHelp = 880, kTwoColumns = 720;

constexpr const char* kHints[] = {
    tr_key("Click a value to type one; double-click a slider for its default. A dot marks what was "
           "changed."),
    tr_key("Change a run while it trains: the change is an event of the experiment, and the link "
           "repeats "
           "it at the "
           "same step."),
    tr_key("In a plot: wheel or two fingers to zoom, drag to choose a range, double-click for all. "
           "Click a letter to "
           "hide its run."),
    tr_key("The address bar holds the experiment: the same link gives the same run, bit for bit."),
};

// One column of keys; returns the lowest y used.
float draw_keys(UiContext& ui, std::span<const Shortcut* const> keys, Rect column) {
  const Palette& colors = *ui.colors;
  for (const Shortcut* shortcut : keys) {
    const Rect row = Rect::at(column.min.x, column.min.y, column.width(), kHelpRow);
    text_in(ui, {row.min, {row.min.x + kKeys, row.max.y}}, ui.fonts.value, colors.text1,
            tr(shortcut->keys));
    const float x = row.min.x + kKeys + 8;
    column.min.y += std::max(kHelpRow, paragraph(ui, {x, row.min.y + 2}, row.max.x - x,
                                                 ui.fonts.label, colors.text2, tr(shortcut->text)) +
                                           4);
  }
  return column.min.y;
}

float draw_text(UiContext& ui, const Rect& card) {
  const Palette& colors = *ui.colors;
  const Rect inner = card.inset(24, 0);
  text_in(ui, Rect::at(inner.min.x, card.min.y + 20, inner.width(), 24), ui.fonts.number,
          colors.text1, tr("Keys and help"));
  std::vector<const Shortcut*> keys;
  for (const Shortcut& shortcut : shortcuts()) {
    if (!shortcut.text.empty()) keys.push_back(&shortcut);
  }
  const std::span<const Shortcut* const> all(keys);
  const Rect columns{{inner.min.x, card.min.y + 56}, inner.max};
  float y = 0;
  if (card.width() >= kTwoColumns) {
    const std::size_t half = (all.size() + 1) / 2;
    const float middle = columns.center().x;
    y = std::max(draw_keys(ui, all.first(half), {columns.min, {middle - 12, columns.max.y}}),
                 draw_keys(ui, all.subspan(half), {{middle + 12, columns.min.y}, columns.max}));
  } else {
    y = draw_keys(ui, all, columns);
  }
  y += 8;
  separator(ui, inner.min.x, inner.max.x, y);
  y += 12;
  for (const char* hint : kHints) {
    y += paragraph(ui, {inner.min.x, y}, inner.width(), ui.fonts.label, colors.text2, tr(hint)) + 8;
  }
  return y + 12;
}

void close_help(const AppState& state, Actions& actions) {
  ViewSettings view = state.view;
  view.help_open = false;
  actions.push(SetView{view});
}

}  // namespace

void draw_help(const AppState& state, UiContext& ui, Actions& actions) {
  if (!state.view.help_open) return;
  const Rect& screen = ui.layout.free;
  begin_region(ui, "help_shade", ui.layout.screen,
               with_alpha(IM_COL32_BLACK, ui.colors->dark ? 0.55f : 0.35f), false);
  const float width = std::min(kWidestHelp, screen.width() - 24);
  float& content = ui.animations["help.height"];  // as measured in the frame before
  const float height = std::min(content > 0 ? content : 700.0f, screen.height() - 24);
  const Rect card = Rect::at(ui.snap(screen.center().x - width / 2),
                             ui.snap(screen.center().y - height / 2), width, height);
  fill(ui, card, ui.colors->bg1, 6);
  outline(ui, card.inset(-1, -1), ui.colors->line2, 6);
  begin_region(ui, "help", card, 0, true);
  log_widget(ui, {"help.dialog", "dialog", tr("Keys and help"), {}}, card);
  const float top = ImGui::GetCursorScreenPos().y;
  const float bottom = draw_text(ui, {{card.min.x, top}, {card.max.x, top + height}});
  const float size = ui.layout.touch ? 44 : 28;
  const Rect button = Rect::at(card.max.x - size - 12, top + 12, size, size);
  bool close = icon_button(ui, {"help.close", tr("Close")}, button, Icon::close, ButtonLook::plain);
  end_region(ui, bottom);
  if (content != bottom - top) {
    content = bottom - top;
    ui.animating = true;
  }
  if (ImGui::IsMouseClicked(0) && !card.contains(ImGui::GetIO().MousePos)) close = true;
  if (ImGui::IsKeyPressed(ImGuiKey_Escape)) close = true;
  if (close) close_help(state, actions);
  end_region(ui, ui.layout.screen.max.y);
}

}  // namespace playground
