#include "ui/panels.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

void history_items(const AppState& state, UiContext& ui, Actions& actions) {
  WidgetName undo{"more.undo", "Undo", "Ctrl+Z"};
  undo.enabled = state.can_undo;
  if (menu_item(ui, undo, "Undo")) actions.push(Undo{});
  WidgetName redo{"more.redo", "Redo", "Ctrl+Shift+Z"};
  redo.enabled = state.can_redo;
  if (menu_item(ui, redo, "Redo")) actions.push(Redo{});
  menu_separator(ui);
}

void transport_items(const AppState& state, UiContext& ui, Actions& actions) {
  WidgetName end{"more.run_to_end", "Run to the end", "E"};
  end.enabled = !state.transport.finished;
  if (menu_item(ui, end, "Run to the end")) actions.push(RunToEnd{});
  if (menu_item(ui, {"more.reseed", "Other seeds", "N"}, "Other seeds")) actions.push(Reseed{});
  menu_separator(ui);
}

void view_items(const AppState& state, UiContext& ui, Actions& actions) {
  ViewSettings view = state.view;
  if (menu_item(ui, {"more.test_points", "Show test points", "T"}, "Test points",
                view.show_test_points)) {
    view.show_test_points = !view.show_test_points;
    actions.push(SetView{view});
  }
  if (!ui.layout.drawer &&
      menu_item(ui, {"more.right_column", "Explanations"}, "Explanations", view.right_column)) {
    view.right_column = !view.right_column;
    actions.push(SetView{view});
  }
  if (menu_item(ui, {"more.theme_system", "The system's theme"}, "Theme of the system",
                view.theme == Theme::system)) {
    set_theme(state, actions, Theme::system);
  }
  if (ui.layout.phone) {
    const char* other = state.view.dark ? "Light theme" : "Dark theme";
    if (menu_item(ui, {"theme", other}, other)) {
      set_theme(state, actions, state.view.dark ? Theme::light : Theme::dark);
    }
  }
  menu_separator(ui);
}

void file_items(UiContext& ui, Actions& actions) {
  if (menu_item(ui, {ui.layout.phone ? "share" : "more.link", "Copy the link"}, "Copy the link")) {
    actions.push(Share{});
  }
  const struct {
    const char* format;
    const char* text;
  } files[] = {{"json", "Download experiment (JSON)"},
               {"csv", "Download curves (CSV)"},
               {"pytorch", "Download PyTorch script"},
               {"safetensors", "Download weights (safetensors)"}};
  for (const auto& file : files) {
    const WidgetName name{std::string("more.download.") + file.format, file.text};
    if (menu_item(ui, name, file.text)) actions.push(ExportDownload{file.format});
  }
}

// On a phone the speed has no place in the bar.
void speed_items(const AppState& state, UiContext& ui, Actions& actions) {
  for (const double speed : {20.0, 200.0, 1000.0, kMaximumSpeed}) {
    const std::string text =
        speed == kMaximumSpeed ? "Speed: max" : "Speed: " + count_text(speed) + " steps / s";
    const WidgetName name{
        "more.speed." + std::to_string(speed == kMaximumSpeed ? 0 : static_cast<int>(speed)), text};
    if (menu_item(ui, name, text, state.transport.speed == speed)) actions.push(SetSpeed{speed});
  }
  menu_separator(ui);
}

}  // namespace

void draw_more_menu(const AppState& state, UiContext& ui, Actions& actions, const Rect& button) {
  if (icon_button(ui, {"more", "More"}, button, Icon::more, ButtonLook::plain)) open_popup("more");
  if (!begin_popup(ui, "more", button, 248, Align::right)) return;
  history_items(state, ui, actions);
  transport_items(state, ui, actions);
  if (ui.layout.phone) speed_items(state, ui, actions);
  view_items(state, ui, actions);
  file_items(ui, actions);
  end_popup(ui);
}

}  // namespace playground
