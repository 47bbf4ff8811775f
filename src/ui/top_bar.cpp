#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/translate.hpp"
#include "ui/panels.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kLeastScrubber = 156;

// Two loss curves that part: one rises again, one stays low.
void draw_mark(UiContext& ui, ImVec2 corner) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const auto stroke = [&](std::initializer_list<ImVec2> points, ImU32 color) {
    for (const ImVec2& point : points) list->PathLineTo(corner + point);
    list->PathStroke(color, 0, 1.75f);
  };
  stroke({{1, 12}, {5, 5.5f}, {9, 7}, {16, 1.5f}}, ui.run_color(0));
  stroke({{1, 13}, {6, 10}, {10, 11}, {16, 10.5f}}, ui.run_color(1));
  list->AddLine(corner + ImVec2(1, 15.5f), corner + ImVec2(16, 15.5f), ui.colors->text3, 1);
}

std::string speed_text(double speed) {
  return std::isinf(speed) ? std::string(tr("Max")) : tr("{0} / s", count_text(speed));
}

void draw_speed(const AppState& state, UiContext& ui, Actions& actions, const Rect& rect) {
  std::array<std::string, kSpeeds.size()> texts;
  std::array<std::string_view, kSpeeds.size()> views;
  int chosen = static_cast<int>(kSpeeds.size()) - 1;
  for (std::size_t i = 0; i < kSpeeds.size(); ++i) {
    texts[i] = speed_text(kSpeeds[i]);
    views[i] = texts[i];
    if (kSpeeds[i] == state.transport.speed) chosen = static_cast<int>(i);
  }
  const WidgetName name{
      "speed", tr("Speed"), {}, tr("Steps a second; Max is as fast as this machine goes.")};
  const auto picked = combo(ui, name, rect, chosen, views);
  if (picked) actions.push(SetSpeed{kSpeeds[static_cast<std::size_t>(*picked)]});
}

void play_button(const AppState& state, UiContext& ui, Actions& actions, const Rect& rect,
                 bool with_text) {
  const bool playing = state.transport.playing && !state.transport.finished;
  const bool replay = state.transport.finished && !state.past;
  const char* text = replay ? tr("Replay") : playing ? tr("Pause") : tr("Play");
  const Icon icon = playing ? Icon::pause : Icon::play;
  const WidgetName name{"play",
                        text,
                        {},
                        replay       ? tr("Train again from step 0, with the same seeds.")
                        : state.past ? tr("Back to the present, and on from there.")
                        : playing    ? tr("Pause training.")
                                     : tr("Train all runs.")};
  const bool pressed = with_text ? text_button(ui, name, rect, text, ButtonLook::primary, icon)
                                 : icon_button(ui, name, rect, icon, ButtonLook::primary);
  if (pressed) toggle_playing(state, actions);
}

void step_button(const AppState& state, UiContext& ui, Actions& actions, const Rect& rect) {
  WidgetName name{"step", tr("One step"), {}, tr("Train all runs by one step.")};
  name.enabled = !state.transport.finished;
  if (icon_button(ui, name, rect, Icon::step)) actions.push(Step{});
}

void reset_button(UiContext& ui, Actions& actions, const Rect& rect) {
  const WidgetName name{"reset",
                        tr("Back to step 0"),
                        {},
                        tr("Back to step 0 with the same data, weights and batches.")};
  if (icon_button(ui, name, rect, Icon::reset)) actions.push(Reset{});
}

float lessons_width(const UiContext& ui) {
  return std::round(text_width(ui, ui.fonts.value, tr("Lessons")) + 24);
}

// `lessons`: there is room for their button; the menu has them in any case.
void draw_right_buttons(const AppState& state, UiContext& ui, Actions& actions, const Rect& area,
                        bool lessons) {
  const float size = ui.layout.touch ? 44 : 28;
  const float y = area.center().y - size / 2;
  float right = area.max.x - 8;
  const auto take = [&](float width, float space) {
    const Rect rect = Rect::at(right - width, y, width, size);
    right -= width + space;
    return rect;
  };
  draw_more_menu(state, ui, actions, take(size, 4));
  if (icon_button(ui, {"help", tr("Keys and help")}, take(size, 4), Icon::help,
                  ButtonLook::plain)) {
    ViewSettings view = state.view;
    view.help_open = !view.help_open;
    actions.push(SetView{view});
  }
  const char* other = state.view.dark ? tr("Light theme") : tr("Dark theme");
  if (icon_button(ui, {"theme", other}, take(size, 4), Icon::theme, ButtonLook::plain)) {
    set_theme(state, actions, state.view.dark ? Theme::light : Theme::dark);
  }
  const WidgetName share{
      "share", tr("Share"), {}, tr("A link that gives anyone this very run, its QR code, files.")};
  if (text_button(ui, share, take(64, 8), tr("Share"))) actions.push(OpenPart{"share"});
  const WidgetName list{
      "lessons", tr("Lessons"), {}, tr("Short lessons: predict, run, and see why.")};
  if (lessons && text_button(ui, list, take(lessons_width(ui), 8), tr("Lessons"))) {
    actions.push(OpenPart{"lessons"});
  }
  const bool column_hidden = ui.layout.drawer ? !ui.drawer_open : !state.view.right_column;
  if (ui.hidden.lesson || state.view.docked || (!ui.layout.drawer && !column_hidden)) return;
  const WidgetName panel{
      "explain", tr("Explain"), {}, tr("What is seen here, and one step of the selected run.")};
  if (text_button(ui, panel, take(72, 8), tr("Explain"))) toggle_explanations(state, ui, actions);
}

void draw_phone_bar(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  const auto button = [&](float x) { return Rect::at(area.min.x + x, area.min.y + 6, 44, 44); };
  play_button(state, ui, actions, button(12), false);
  step_button(state, ui, actions, button(64));
  reset_button(ui, actions, button(116));
  const float right = area.max.x - (ui.hidden.menu ? 12.0f : 64.0f);
  draw_scrubber(state, ui, actions, {{area.min.x + 176, area.min.y}, {right, area.max.y}});
  if (ui.hidden.menu) return;
  draw_more_menu(state, ui, actions, Rect::at(area.max.x - 56, area.min.y + 6, 44, 44));
}

}  // namespace

void toggle_playing(const AppState& state, Actions& actions) {
  if (state.past && state.transport.finished) {
    actions.push(LookAt{});
  } else if (state.transport.finished) {
    actions.push(Reset{});
    actions.push(SetPlaying{true});
  } else {
    actions.push(SetPlaying{!state.transport.playing});
  }
}

void set_theme(const AppState& state, Actions& actions, Theme theme) {
  ViewSettings view = state.view;
  view.theme = theme;
  if (theme != Theme::system) view.dark = theme == Theme::dark;
  actions.push(SetView{view});
}

void toggle_explanations(const AppState& state, UiContext& ui, Actions& actions) {
  if (ui.layout.drawer) {
    ui.drawer_open = !ui.drawer_open;
    return;
  }
  ViewSettings view = state.view;
  view.right_column = !view.right_column;
  actions.push(SetView{view});
}

void draw_top_bar(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  separator(ui, area.min.x, area.max.x, area.max.y - 1);
  if (ui.layout.phone) {
    draw_phone_bar(state, ui, actions, area);
    return;
  }
  const float center = area.center().y;
  if (ui.layout.left.width() > 0) {
    draw_mark(ui, {area.min.x + 11, center - 8});
    text_in(ui, {{area.min.x + 36, area.min.y}, {ui.layout.left.max.x, area.max.y}}, ui.fonts.title,
            ui.colors->text1,
            state.experiment.title.empty() ? "AdamW Playground" : state.experiment.title);
  }

  const float size = ui.layout.touch ? 44 : 28;
  const float y = center - size / 2;
  float x = ui.layout.left.max.x + 12;
  const auto take = [&](float width, float space) {
    const Rect rect = Rect::at(x, y, width, size);
    x += width + space;
    return rect;
  };
  play_button(state, ui, actions, take(84, 8), true);
  step_button(state, ui, actions, take(size, 4));
  WidgetName end{"run_to_end",
                 tr("Run to the end"),
                 {},
                 tr("Train to the last step as fast as this machine goes.")};
  end.enabled = !state.transport.finished;
  if (icon_button(ui, end, take(size, 4), Icon::to_end)) actions.push(RunToEnd{});
  reset_button(ui, actions, take(size, 4));
  const WidgetName reseed{
      "reseed",
      tr("Other seeds"),
      {},
      tr("Other data, other initial weights, other batches: all three seeds go up by one.")};
  if (icon_button(ui, reseed, take(size, 16), Icon::reseed)) actions.push(Reseed{});

  const bool wide = area.width() >= 1040;
  if (wide) {
    text_in(ui, take(40, 0), ui.fonts.caption, ui.colors->text2, tr("Speed"));
  }
  draw_speed(state, ui, actions, take(76, 16));
  const bool explains =
      (ui.layout.drawer || !state.view.right_column) && !ui.hidden.lesson && !state.view.docked;
  float right = area.max.x - (ui.hidden.menu ? 12.0f : explains ? 268.0f : 188.0f);
  const bool lessons = right - lessons_width(ui) - 8 >= x + kLeastScrubber;
  if (lessons && !ui.hidden.menu) right -= lessons_width(ui) + 8;
  const float most = ui.layout.right.width() > 0 && !ui.layout.drawer
                         ? std::min(right, ui.layout.right.min.x - 112)
                         : right;
  draw_scrubber(state, ui, actions,
                {{x, area.min.y}, {std::max(most, x + kLeastScrubber), area.max.y}});
  if (!ui.hidden.menu) draw_right_buttons(state, ui, actions, area, lessons);
}

}  // namespace playground
