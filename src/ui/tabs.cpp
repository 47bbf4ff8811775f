#include "ui/tabs.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "core/translate.hpp"
#include "ui/decayed_tab.hpp"
#include "ui/explain.hpp"
#include "ui/landscape_tab.hpp"
#include "ui/race_tab.hpp"
#include "ui/sweep_tab.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kTabsMargin = 12;
constexpr float kBetweenTabs = 24;

constexpr std::array kTabs = {
    TabRow{Tab::race, "tab.race", tr_key("Race"), draw_race_tab, draw_race_key, phone_race_height,
           draw_explain},
    TabRow{Tab::decayed, "tab.decayed", tr_key("Who gets decayed?"), draw_decayed_tab,
           draw_decayed_key, phone_decayed_height, draw_decay_column},
    TabRow{Tab::sweep, "tab.sweep", tr_key("Sweep"), draw_sweep_tab, draw_sweep_progress,
           phone_sweep_height, draw_sweep_column},
    TabRow{Tab::landscape, "tab.landscape", tr_key("Landscape"), draw_landscape_tab, nullptr,
           phone_landscape_height, draw_landscape_column},
};

float tab_width(const UiContext& ui, const TabRow& row) {
  return text_width(ui, ui.fonts.title, tr(row.label)) + kBetweenTabs;
}

}  // namespace

const TabRow& open_tab(const AppState& state) {
  const auto found = std::find_if(kTabs.begin(), kTabs.end(),
                                  [&](const TabRow& row) { return row.tab == state.view.tab; });
  return found == kTabs.end() ? kTabs.front() : *found;
}

void draw_tab_bar(const AppState& state, UiContext& ui, Actions& actions, const Rect& bar) {
  const TabRow& open = open_tab(state);
  std::vector<TabItem> items;
  int chosen = 0;
  float right = bar.min.x + kTabsMargin;
  for (const TabRow& row : kTabs) {
    if (row.tab == open.tab) chosen = static_cast<int>(items.size());
    items.push_back({row.id, tr(row.label)});
    right += tab_width(ui, row);
  }
  const auto picked = tabs(ui, {{bar.min.x + kTabsMargin, bar.min.y}, bar.max}, items, chosen);
  if (picked && *picked != chosen) {
    ViewSettings view = state.view;
    view.tab = kTabs[static_cast<std::size_t>(*picked)].tab;
    actions.push(SetView{view});
  }
  if (open.draw_key != nullptr && right < bar.max.x - kTabsMargin) {
    open.draw_key(state, ui, actions, {{right, bar.min.y}, {bar.max.x - kTabsMargin, bar.max.y}});
  }
}

float draw_right_column(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  return open_tab(state).draw_right(state, ui, actions, area);
}

}  // namespace playground
