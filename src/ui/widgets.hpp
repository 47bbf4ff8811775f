// The page's own widgets, drawn on ImDrawList at the rectangles they are given. Each answers mouse,
// touch and keyboard, and registers in the WidgetLog under a stable id.
//   if (icon_button(ui, {"step", "One step"}, rect, Icon::step)) actions.push(Step{});
#pragma once

#include <imgui.h>

#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/actions.hpp"
#include "plot/number_text.hpp"
#include "plot/rect.hpp"
#include "train/parameters.hpp"
#include "ui/slider_scale.hpp"
#include "ui/ui_context.hpp"

namespace playground {

// --- Text ---------------------------------------------------------------------------------------

enum class Align { left, center, right };

// One line, centred on the height of `rect`, cut with "…" when it is too long. Returns its width.
float text_in(UiContext& ui, const Rect& rect, ImFont* font, ImU32 color, std::string_view text,
              Align align = Align::left);
// One line whose line box has its top left corner at `position`; the baseline falls on a device
// pixel.
void text_at(UiContext& ui, ImVec2 position, ImFont* font, ImU32 color, std::string_view text);
void text_on(ImDrawList* list, const UiContext& ui, ImVec2 position, ImFont* font, ImU32 color,
             std::string_view text);
float text_width(const UiContext& ui, ImFont* font, std::string_view text);
// `least`, or as much as the longest of the texts takes on a button (or, with a chevron, in a
// combo): other languages have longer words.
float button_width(const UiContext& ui, float least, std::initializer_list<std::string_view> texts,
                   bool chevron = false);
float line_box(const UiContext& ui, ImFont* font);  // ascent + descent, in CSS pixels
// Running text within `width`, lines `line_height` apart; returns the height used.
float paragraph(UiContext& ui, ImVec2 position, float width, ImFont* font, ImU32 color,
                std::string_view text, float line_height = 20);
std::vector<std::string> wrap_text(const UiContext& ui, ImFont* font, std::string_view text,
                                   float width);

// --- Interaction --------------------------------------------------------------------------------

// What every widget has: a stable id, its name for a screen reader and the tooltip, and a shortcut.
struct WidgetName {
  std::string id;
  std::string label;
  // Named in the tooltip; empty: what ui/shortcuts.hpp has for the id.
  std::string shortcut = {};
  std::string help = {};  // the tooltip's sentence; the label when empty
  bool enabled = true;
};

std::string shortcut_of(const WidgetName& name);

struct Interaction {
  bool hovered = false;
  bool held = false;
  bool pressed = false;  // clicked, or Enter or Space while focused
  bool double_clicked = false;
  bool released = false;  // let go in this frame
  bool focused = false;   // by keyboard: a ring is drawn
  float hover = 0;        // eased 0 to 1, for the colour
};

// Makes the rectangle a target: hit test, keyboard focus, focus ring, tooltip, log. `role` and
// `value` as in WidgetInfo. With `log` false it is a part of another widget.
Interaction interact(UiContext& ui, const WidgetName& name, const Rect& rect, std::string_view role,
                     std::string_view value = {}, bool log = true);
// Logs the widget with the part of `rect` that can be seen in the present region, and scrolls the
// region to it when it is the place to show.
void log_widget(UiContext& ui, WidgetInfo info, const Rect& rect);
// A tooltip of its own for something that is not a widget: call every frame while the mouse is over
// it.
void tooltip(UiContext& ui, const std::string& id, const Rect& anchor, std::string sentence,
             std::vector<std::pair<std::string, std::string>> rows = {});
// Sentence, symbol, default and range of a parameter.
Tooltip parameter_tooltip(const Parameter& parameter, const Rect& anchor);

// --- Buttons ------------------------------------------------------------------------------------

enum class Icon {
  play,
  pause,
  step,
  to_end,
  reset,
  reseed,
  plus,
  minus,
  close,
  eye,
  eye_off,
  chevron_down,
  chevron_right,
  chevron_up,
  panel,
  theme,
  help,
  more,
  check,
  menu
};

void draw_icon(UiContext& ui, Icon icon, ImVec2 center, ImU32 color, float size = 12);
enum class ButtonLook { plain, filled, primary };  // plain: no background until hovered
bool icon_button(UiContext& ui, const WidgetName& name, const Rect& rect, Icon icon,
                 ButtonLook look = ButtonLook::filled);
bool text_button(UiContext& ui, const WidgetName& name, const Rect& rect, std::string_view text,
                 ButtonLook look = ButtonLook::filled, std::optional<Icon> icon = {});
// A choice that is on or off, as a small switch at the right end of the row.
bool toggle_row(UiContext& ui, const WidgetName& name, const Rect& rect, bool on);
// The chosen index when another one was picked.
std::optional<int> combo(UiContext& ui, const WidgetName& name, const Rect& rect, int chosen,
                         std::span<const std::string_view> choices);

struct TabItem {
  std::string id;
  std::string label;
};
std::optional<int> tabs(UiContext& ui, const Rect& rect, std::span<const TabItem> items,
                        int chosen);

// --- Popups -------------------------------------------------------------------------------------

// A small menu under `anchor`; open it with open_popup in the frame of the click. Between begin
// (when it returned true) and end_popup, menu_item draws one row a call.
void open_popup(const std::string& id);
bool begin_popup(UiContext& ui, const std::string& id, const Rect& anchor, float width,
                 Align align = Align::left);
void end_popup(UiContext& ui);
// A rectangle of that height across the popup's width, for widgets within it.
Rect popup_row(UiContext& ui, float height);
bool menu_item(UiContext& ui, const WidgetName& name, std::string_view text, bool checked = false);
void menu_separator(UiContext& ui);

// --- Values -------------------------------------------------------------------------------------

// A row of 24 (44 on touch): label 96 | groove | value 48. `color` fills the groove (a run's on its
// card).
struct SliderLook {
  float label_width = 96;
  float value_width = 48;
  ImU32 fill = 0;  // 0: text2
  ImU32 ring = 0;  // the panel's colour round the grab; 0: bg1
  bool draw_label = true;
};
// Drag, arrows, typing (click the value), double-click for the default; pushes SetParameter. With
// `reason` the row is disabled and the tooltip says why. `ring` etc. by `look`.
void parameter_slider(UiContext& ui, const AppState& state, Actions& actions,
                      const Parameter& parameter, int run, const Rect& rect,
                      const SliderLook& look = {}, std::string_view reason = {});
// The control that suits the parameter's type: slider, stepper (seeds), combo, switch.
void parameter_row(UiContext& ui, const AppState& state, Actions& actions,
                   const Parameter& parameter, int run, const Rect& rect,
                   std::string_view reason = {});
// "run.1.weight_decay", "data.noise".
std::string parameter_id(const Parameter& parameter, int run);
// The letters of a parameter's label as the page shows it, with its symbol: "Learning rate γ".
std::string parameter_label(const Parameter& parameter);
// A text field over `rect` while ui.edit.id is `id`: nothing until Enter; an error keeps the field
// open.
std::optional<std::string> text_field(UiContext& ui, const std::string& id, const Rect& rect,
                                      ImFont* font, Align align, int longest);
void begin_typing(UiContext& ui, const std::string& id, std::string text);

// --- Marks and frames ---------------------------------------------------------------------------

// The letter badge of a run; `size` 16, or 18 on a surface and on a phone.
void badge(UiContext& ui, ImVec2 top_left, int slot, float size = 16, float alpha = 1);
void badge_on(ImDrawList* list, const UiContext& ui, ImVec2 top_left, int slot, float size = 16,
              float alpha = 1);
void card_frame(UiContext& ui, const Rect& rect);  // bg2, radius 6
void separator(UiContext& ui, float x0, float x1, float y);
void fill(UiContext& ui, const Rect& rect, ImU32 color, float radius = 0);
// 1 px lines on device pixels.
void vertical_line(UiContext& ui, float x, float y0, float y1, ImU32 color);
void outline(UiContext& ui, const Rect& rect, ImU32 color, float radius = 0, float thickness = 1);

// A child region of the one window, without decoration; `scrolls` vertically when its content is
// higher.
void begin_region(UiContext& ui, const char* id, const Rect& rect, ImU32 background, bool scrolls);
// `content_bottom`: screen coordinate of the lowest thing drawn.
void end_region(UiContext& ui, float content_bottom);

}  // namespace playground
