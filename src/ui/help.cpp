#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

#include "ui/panels.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

struct KeyHelp {
  const char* keys;
  const char* text;
};

constexpr KeyHelp kKeys[] = {
    {"Space", "Play or pause"},
    {"S  or  .", "One step"},
    {"E", "Run to the end"},
    {"R", "Back to step 0, same seeds"},
    {"N", "Other seeds"},
    {"T", "Test points on or off"},
    {"Ctrl + Z", "Undo a change of the experiment"},
    {"Ctrl + Shift + Z", "Redo"},
    {"Tab, arrows", "Go from control to control; change the slider in focus"},
    {"Home", "Slider in focus back to its default"},
    {"Esc, then Tab", "The accessible view: a form, buttons and a table"},
    {"?", "This help"},
};

constexpr const char* kHints[] = {
    "Click a value to type one; double-click a slider for its default. A dot marks what was "
    "changed.",
    "Change a run while it trains: the change is an event of the experiment, and the link repeats "
    "it at the "
    "same step.",
    "In a plot: wheel to zoom, drag to choose a range, double-click for all. Click a letter to "
    "hide its run.",
    "The address bar holds the experiment: the same link gives the same run, bit for bit.",
};

float draw_text(UiContext& ui, const Rect& card) {
  const Palette& colors = *ui.colors;
  const float width = card.width() - 48;
  float y = card.min.y + 20;
  text_in(ui, Rect::at(card.min.x + 24, y, width, 24), ui.fonts.number, colors.text1,
          "Keys and help");
  y += 36;
  for (const KeyHelp& key : kKeys) {
    text_in(ui, Rect::at(card.min.x + 24, y, 124, 24), ui.fonts.value, colors.text1, key.keys);
    text_in(ui, Rect::at(card.min.x + 156, y, width - 132, 24), ui.fonts.label, colors.text2,
            key.text);
    y += 24;
  }
  y += 8;
  separator(ui, card.min.x + 24, card.max.x - 24, y);
  y += 12;
  for (const char* hint : kHints) {
    y += paragraph(ui, {card.min.x + 24, y}, width, ui.fonts.label, colors.text2, hint) + 8;
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
  const Rect& screen = ui.layout.screen;
  begin_region(ui, "help_shade", screen,
               with_alpha(IM_COL32_BLACK, ui.colors->dark ? 0.55f : 0.35f), false);
  const float width = std::min(520.0f, screen.width() - 24);
  const float height = std::min(560.0f, screen.height() - 24);
  const Rect card = Rect::at(ui.snap(screen.center().x - width / 2),
                             ui.snap(screen.center().y - height / 2), width, height);
  fill(ui, card, ui.colors->bg1, 6);
  outline(ui, card.inset(-1, -1), ui.colors->line2, 6);
  begin_region(ui, "help", card, 0, true);
  const float top = ImGui::GetCursorScreenPos().y;
  const float bottom = draw_text(ui, {{card.min.x, top}, {card.max.x, top + height}});
  const float size = ui.layout.touch ? 44 : 28;
  const Rect button = Rect::at(card.max.x - size - 12, top + 12, size, size);
  bool close =
      icon_button(ui, {"help.close", "Close", "Esc"}, button, Icon::close, ButtonLook::plain);
  end_region(ui, bottom);
  if (ImGui::IsMouseClicked(0) && !card.contains(ImGui::GetIO().MousePos)) close = true;
  if (ImGui::IsKeyPressed(ImGuiKey_Escape)) close = true;
  if (close) close_help(state, actions);
  end_region(ui, screen.max.y);
}

}  // namespace playground
