// The one table of keys: it drives what a key does, the overlay of "?" and the keys that tooltips
// and menus name.
//   WidgetName name{"play", "Play"};  name.shortcut = keys_of_widget("play");  // interact() does
//   so
#pragma once

#include <imgui.h>

#include <span>
#include <string_view>

#include "app/actions.hpp"
#include "ui/ui_context.hpp"

namespace playground {

struct Shortcut {
  std::string_view keys = {};     // as people read them: "Shift + C"; empty: a second key
  std::string_view text = {};     // what it does, in the overlay
  std::string_view widgets = {};  // ids, with spaces between, of the widgets that do the same
  ImGuiKey key = ImGuiKey_None;
  int count = 1;  // this key and those after it, which `act` tells apart by `index`
  bool shift = false;
  bool control = false;  // or Command
  bool repeats = false;  // while it is held
  // Null: the control in focus answers the key, or the screen does in a way of its own.
  void (*act)(const AppState&, UiContext&, Actions&, int index) = nullptr;
};

std::span<const Shortcut> shortcuts();
// Empty when no key does what the widget does.
std::string_view keys_of_widget(std::string_view id);

}  // namespace playground
