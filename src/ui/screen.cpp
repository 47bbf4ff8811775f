#include "ui/screen.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "core/translate.hpp"
#include "ui/cards.hpp"
#include "ui/layout.hpp"
#include "ui/panels.hpp"
#include "ui/tabs.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

void draw_left(const AppState& state, UiContext& ui, Actions& actions) {
  const Rect area = ui.layout.left;
  begin_region(ui, "left", area, ui.colors->bg1, true);
  const float top = ImGui::GetCursorScreenPos().y;
  Rect column{{area.min.x + 12, top + 4}, {area.max.x - 12, area.max.y}};
  const auto divide = [&](float bottom) {
    separator(ui, column.min.x, column.max.x, bottom + 8);
    column.min.y = bottom + 16;
  };
  const HiddenPanels& hidden = ui.hidden;
  if (!hidden.runs) divide(draw_runs_panel(state, ui, actions, column));
  if (!hidden.data) divide(draw_data_panel(state, ui, actions, column));
  if (!hidden.model) divide(draw_model_panel(state, ui, actions, column));
  float bottom = column.min.y;
  if (!hidden.training) bottom = draw_training_panel(state, ui, actions, column);
  end_region(ui, bottom + 8);
}

void draw_right(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  begin_region(ui, "right", area, ui.colors->bg1, true);
  log_widget(ui, {"column.right", "region", tr("Right column"), {}}, area);
  if (state.view.docked) {  // it is not seen
    end_region(ui, area.min.y);
    return;
  }
  const float top = ImGui::GetCursorScreenPos().y;
  const Rect column{{area.min.x + 12, top}, {area.max.x - 12, area.max.y}};
  const float bottom = draw_right_column(state, ui, actions, column);
  end_region(ui, bottom + 16);
}

// Slides in from the right edge over the centre; a click beside it closes it.
void draw_drawer(const AppState& state, UiContext& ui, Actions& actions) {
  if (state.view.docked) {
    draw_right(state, ui, actions, ui.layout.right);
    return;
  }
  const float open = ui.animate("drawer", ui.drawer_open, 0.14f);
  if (open <= 0) return;
  Rect area = ui.layout.right;
  const float shift = (1 - open) * area.width();
  area.min.x += shift;
  area.max.x += shift;
  draw_right(state, ui, actions, area);
  begin_region(ui, "drawer_edge", {{area.min.x - 1, area.min.y}, {area.min.x, area.max.y}},
               ui.colors->line2, false);
  end_region(ui, area.max.y);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (ui.drawer_open && ImGui::IsMouseClicked(0) && ui.layout.tab_bar.min.x < mouse.x &&
      mouse.x < area.min.x && mouse.y > ui.layout.top_bar.max.y) {
    ui.drawer_open = false;
  }
}

void draw_centre(const AppState& state, UiContext& ui, Actions& actions) {
  const Layout& layout = ui.layout;
  begin_region(ui, "cards", layout.cards, 0, false);
  draw_cards(state, ui, actions, layout.cards);
  end_region(ui, layout.cards.max.y);
  if (ui.hidden.plots) return;

  begin_region(ui, "tab_bar", layout.tab_bar, 0, false);
  const Rect& bar = layout.tab_bar;
  separator(ui, bar.min.x, bar.max.x, bar.min.y);
  separator(ui, bar.min.x, bar.max.x, bar.max.y - 1);
  draw_tab_bar(state, ui, actions, bar);
  end_region(ui, bar.max.y);

  begin_region(ui, "tab", layout.tab, 0, false);
  open_tab(state).draw(state, ui, actions, layout.tab);
  end_region(ui, layout.tab.max.y);
}

struct SplitterLine {
  const char* id;
  const char* label;
  Rect rect;  // of the hit area
  bool upright;
  double ViewSettings::*setting;
  double standard;
  double sign;  // of the setting's change when the mouse moves right or down
};

void draw_splitter(const AppState& state, UiContext& ui, Actions& actions,
                   const SplitterLine& line) {
  begin_region(ui, line.id, line.rect, 0, false);
  const Interaction press = interact(ui, {line.id, line.label}, line.rect, "separator");
  if (press.hovered || press.held) {
    ImGui::SetMouseCursor(line.upright ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  }
  const ImVec2 center = line.rect.center();
  const ImU32 color = mix(ui.colors->line, ui.colors->line2, press.held ? 1.0f : press.hover);
  if (line.upright) {
    vertical_line(ui, center.x - 1, line.rect.min.y, line.rect.max.y, color);
  } else {
    fill(ui, Rect::at(center.x - 20, center.y - 1, 40, 3), ui.colors->line2, 1.5f);
  }
  ViewSettings view = state.view;
  if (press.double_clicked) {
    view.*line.setting = line.standard;
    actions.push(SetView{view});
  } else if (press.held && ImGui::IsMouseDragging(0, 2)) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const Rect& screen = ui.layout.screen;
    const double wanted = line.upright
                              ? (line.sign > 0 ? mouse.x - screen.min.x : screen.max.x - mouse.x)
                              : mouse.y - ui.layout.cards.min.y;
    if (line.setting == &ViewSettings::right_width && wanted < 160) {
      view.right_column = false;
    } else {
      view.*line.setting = std::round(std::max(40.0, wanted));
    }
    actions.push(SetView{view});
  }
  end_region(ui, line.rect.max.y);
}

void draw_splitters(const AppState& state, UiContext& ui, Actions& actions) {
  const Layout& layout = ui.layout;
  const auto upright = [&](float x) {
    return Rect{{x - 4, layout.left.min.y}, {x + 4, layout.left.max.y}};
  };
  if (layout.left.width() > 0) {
    draw_splitter(state, ui, actions,
                  {"splitter.left", tr("Width of the left column"), upright(layout.left.max.x),
                   true, &ViewSettings::left_width, kDefaultLeft, 1});
  }
  if (!layout.drawer && layout.right.width() > 0) {
    draw_splitter(
        state, ui, actions,
        {"splitter.right", tr("Width of the right column"), upright(layout.right.min.x + 1), true,
         &ViewSettings::right_width, kDefaultRight, -1});
  }
  if (layout.screen.height() >= kShortBelow && !ui.hidden.plots) {
    draw_splitter(state, ui, actions,
                  {"splitter.centre", tr("Height of the cards"), layout.splitter, false,
                   &ViewSettings::centre_split, kDefaultSplit, 1});
  }
}

// A place asked for: what hides it behind "More" opens, and its region scrolls when it is drawn.
void seek_place(const AppState& state, UiContext& ui) {
  if (state.place.number == ui.place_number) return;
  ui.place_number = state.place.number;
  ui.scroll_to = state.place.id;
  const std::string section = ui.scroll_to.substr(0, ui.scroll_to.find('.'));
  const char* more = section == "run" ? "runs.more" : nullptr;
  for (const char* of : {"data.more", "model.more", "training.more"}) {
    if (section + ".more" == of) more = of;
  }
  if (more != nullptr && ui.widgets.find(ui.scroll_to) == nullptr) ui.disclosures[more] = true;
}

void begin_frame(const AppState& state, UiContext& ui) {
  const ImGuiIO& io = ImGui::GetIO();
  seek_place(state, ui);
  ui.widgets.begin_frame();
  ui.tooltip.reset();
  ui.animating = false;
  ui.hover_seen = false;
  ui.reduced_motion = state.reduced_motion;
  ui.layout =
      compute_layout(state.view, static_cast<int>(state.experiment.runs.size()), io.DisplaySize,
                     state.coarse_pointer, ui.hidden, state.past.has_value());
  ui.shown = state.experiment;
  for (std::size_t run = 0; run < ui.shown.runs.size(); ++run) {
    ui.shown.runs[run] = run_in_force(state, static_cast<int>(run));
  }
}

void draw_bars(const AppState& state, UiContext& ui, Actions& actions) {
  if (!ui.hidden.controls) {
    begin_region(ui, "top_bar", ui.layout.top_bar, ui.colors->bg1, false);
    draw_top_bar(state, ui, actions, ui.layout.top_bar);
    end_region(ui, ui.layout.top_bar.max.y);
  }
  if (state.past) {
    begin_region(ui, "past_bar", ui.layout.past_bar, ui.colors->bg2, false);
    draw_past_bar(state, ui, actions, ui.layout.past_bar);
    end_region(ui, ui.layout.past_bar.max.y);
  }
  if (ui.layout.phone || ui.hidden.status) return;
  begin_region(ui, "status_bar", ui.layout.status_bar, ui.colors->bg1, false);
  draw_status_bar(state, ui, actions, ui.layout.status_bar);
  end_region(ui, ui.layout.status_bar.max.y);
}

}  // namespace

void draw_screen(const AppState& state, UiContext& ui, Actions& actions) {
  ui.colors = &palette_of(state.view.dark);
  begin_frame(state, ui);
  const ImGuiIO& io = ImGui::GetIO();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  // The platform clears each picture with the colour of windows.
  ImGui::Begin("screen", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                   ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground);
  ImGui::PopStyleVar();
  ImGui::GetWindowDrawList()->_FringeScale = 1 / ui.scale;

  handle_shortcuts(state, ui, actions);
  draw_bars(state, ui, actions);
  if (ui.layout.phone) {
    draw_phone(state, ui, actions);
  } else {
    if (ui.layout.left.width() > 0) draw_left(state, ui, actions);
    draw_centre(state, ui, actions);
    if (!ui.layout.drawer && ui.layout.right.width() > 0)
      draw_right(state, ui, actions, ui.layout.right);
    draw_splitters(state, ui, actions);
    if (ui.layout.drawer) draw_drawer(state, ui, actions);
  }
  if (!ui.to_keep) draw_notices(state, ui, actions);
  draw_help(state, ui, actions);
  ImGui::End();
  if (!ui.to_keep) draw_tooltip(ui);
  if (!ui.hover_seen) ui.hover_id.clear();
  // A field whose row is gone (another page, another optimizer) is no longer being typed in.
  const bool typing = ui.widgets.find(ui.edit.id + ".text") != nullptr;
  if (!ui.edit.id.empty() && !typing && !ui.edit.begin) ui.edit = {};
}

}  // namespace playground
