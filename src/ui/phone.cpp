// Below 900 CSS pixels: one page at a time, chosen by tabs at the bottom, every target 44 high.
#include <imgui.h>

#include <array>
#include <vector>

#include "core/translate.hpp"
#include "ui/cards.hpp"
#include "ui/panels.hpp"
#include "ui/tabs.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr std::array kPages = {tr_key("Watch"), tr_key("Runs"), tr_key("Data"), tr_key("Model"),
                               tr_key("Lesson")};
constexpr std::array kPageIds = {"page.watch", "page.runs", "page.data", "page.model",
                                 "page.lesson"};

bool is_hidden(const HiddenPanels& hidden, PhonePage page) {
  switch (page) {
    case PhonePage::watch:
      return false;
    case PhonePage::runs:
      return hidden.runs;
    case PhonePage::data:
      return hidden.data;
    case PhonePage::model:
      return hidden.model && hidden.training;
    case PhonePage::lesson:
      return hidden.lesson;
  }
  return false;
}

PhonePage shown_page(const AppState& state, const UiContext& ui) {
  return is_hidden(ui.hidden, state.view.phone_page) ? PhonePage::watch : state.view.phone_page;
}

void draw_bottom_bar(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  fill(ui, area, ui.colors->bg1);
  separator(ui, area.min.x, area.max.x, area.min.y);
  std::vector<std::size_t> pages;
  for (std::size_t i = 0; i < kPages.size(); ++i) {
    if (!is_hidden(ui.hidden, static_cast<PhonePage>(i))) pages.push_back(i);
  }
  const float width = area.width() / static_cast<float>(pages.size());
  float left = area.min.x;
  for (const std::size_t i : pages) {
    const bool active = static_cast<std::size_t>(shown_page(state, ui)) == i;
    const Rect tab{{left, area.min.y}, {left + width, area.max.y}};
    left += width;
    const Interaction press =
        interact(ui, {kPageIds[i], tr(kPages[i])}, tab, "tab", active ? "selected" : "");
    text_in(ui, tab, active ? ui.fonts.title : ui.fonts.label,
            active ? ui.colors->text1 : ui.colors->text2, tr(kPages[i]), Align::center);
    if (active)
      fill(ui, {{tab.min.x + 12, tab.min.y}, {tab.max.x - 12, tab.min.y + 2}}, ui.colors->text1);
    if (press.pressed && !active) {
      ViewSettings view = state.view;
      view.phone_page = static_cast<PhonePage>(i);
      actions.push(SetView{view});
    }
  }
}

float draw_watch(const AppState& state, UiContext& ui, Actions& actions, const Rect& page,
                 float top) {
  const float width = page.width();
  float y = top;
  const Rect cards = Rect::at(page.min.x, y, width, phone_cards_height(state, width));
  draw_cards(state, ui, actions, cards);
  y = cards.max.y;
  if (ui.hidden.plots) return y;
  const Rect bar = Rect::at(page.min.x, y, width, 44);
  separator(ui, bar.min.x, bar.max.x, bar.min.y);
  draw_tab_bar(state, ui, actions, bar);
  separator(ui, bar.min.x, bar.max.x, bar.max.y - 1);
  y = bar.max.y;
  const TabRow& tab = open_tab(state);
  const Rect plots = Rect::at(page.min.x, y, width, tab.phone_height(state, width));
  tab.draw(state, ui, actions, plots);
  return plots.max.y;
}

float draw_page(const AppState& state, UiContext& ui, Actions& actions, const Rect& page,
                float top) {
  const Rect column{{page.min.x + 16, top + 8}, {page.max.x - 16, page.max.y}};
  switch (shown_page(state, ui)) {
    case PhonePage::watch:
      return draw_watch(state, ui, actions, page, top);
    case PhonePage::runs:
      return draw_runs_panel(state, ui, actions, column) + 16;
    case PhonePage::data:
      return draw_data_panel(state, ui, actions, column) + 16;
    case PhonePage::model: {
      Rect rest = column;
      if (!ui.hidden.model) rest.min.y = draw_model_panel(state, ui, actions, rest) + 16;
      if (ui.hidden.training) return rest.min.y;
      if (!ui.hidden.model) separator(ui, rest.min.x, rest.max.x, rest.min.y - 8);
      return draw_training_panel(state, ui, actions, rest) + 16;
    }
    case PhonePage::lesson: {
      Rect rest{{page.min.x + 12, top + 12}, {page.max.x - 12, page.max.y}};
      const Rect button = rest.take_top(44);
      if (text_button(ui, {"lessons", tr("Lessons")}, button, tr("Lessons"))) {
        actions.push(OpenPart{"lessons"});
      }
      return draw_right_column(state, ui, actions, rest) + 16;
    }
  }
  return top;
}

}  // namespace

void draw_phone(const AppState& state, UiContext& ui, Actions& actions) {
  const Rect page = ui.layout.cards;
  const char* id = kPageIds[static_cast<std::size_t>(shown_page(state, ui)) % kPageIds.size()];
  const bool watch = shown_page(state, ui) == PhonePage::watch;
  begin_region(ui, id, page, watch ? ui.colors->bg0 : ui.colors->bg1, true);
  const float top = ImGui::GetCursorScreenPos().y;
  const float bottom = draw_page(state, ui, actions, page, top);
  end_region(ui, bottom);
  if (ui.layout.bottom_bar.height() <= 0) return;
  begin_region(ui, "bottom_bar", ui.layout.bottom_bar, ui.colors->bg1, false);
  draw_bottom_bar(state, ui, actions, ui.layout.bottom_bar);
  end_region(ui, ui.layout.bottom_bar.max.y);
}

}  // namespace playground
