// The tabs under the cards: one table of rows, each with what it draws. A new tab is a pair of
// files in this folder and a row in tabs.cpp.
#pragma once

#include "app/actions.hpp"
#include "app/state.hpp"
#include "ui/ui_context.hpp"

namespace playground {

struct TabRow {
  Tab tab;
  const char* id;     // of the widget: "tab.race"
  const char* label;  // on the bar
  void (*draw)(const AppState&, UiContext&, Actions&, const Rect& area);
  // The key at the right end of the bar; null: none.
  void (*draw_key)(const AppState&, UiContext&, Actions&, const Rect& area);
  // The height that it takes on a phone, where pages scroll.
  float (*phone_height)(const AppState&, float width);
  // What the right column says while it is open.
  float (*draw_right)(const AppState&, UiContext&, Actions&, const Rect& area);
};

// The row of the open tab.
const TabRow& open_tab(const AppState& state);

// The bar: tabs from the left, the open one's key at the right.
void draw_tab_bar(const AppState& state, UiContext& ui, Actions& actions, const Rect& bar);

// What stands beside the open tab; returns the lowest y used.
float draw_right_column(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);

}  // namespace playground
