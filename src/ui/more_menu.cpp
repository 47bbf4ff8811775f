#include "assets/languages.hpp"
#include "core/translate.hpp"
#include "ui/panels.hpp"
#include "ui/race_ghosts.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

void history_items(const AppState& state, UiContext& ui, Actions& actions) {
  WidgetName undo{"more.undo", tr("Undo")};
  undo.enabled = state.can_undo;
  if (menu_item(ui, undo, tr("Undo"))) actions.push(Undo{});
  WidgetName redo{"more.redo", tr("Redo")};
  redo.enabled = state.can_redo;
  if (menu_item(ui, redo, tr("Redo"))) actions.push(Redo{});
  menu_separator(ui);
}

void transport_items(const AppState& state, UiContext& ui, Actions& actions) {
  WidgetName end{"more.run_to_end", tr("Run to the end")};
  end.enabled = !state.transport.finished;
  if (menu_item(ui, end, tr("Run to the end"))) actions.push(RunToEnd{});
  if (menu_item(ui, {"more.reseed", tr("Other seeds")}, tr("Other seeds"))) actions.push(Reseed{});
  menu_separator(ui);
}

void view_items(const AppState& state, UiContext& ui, Actions& actions) {
  ViewSettings view = state.view;
  if (menu_item(ui, {"more.test_points", tr("Show test points")}, tr("Test points"),
                view.show_test_points)) {
    view.show_test_points = !view.show_test_points;
    actions.push(SetView{view});
  }
  if (!ui.layout.drawer && menu_item(ui, {"more.right_column", tr("Explanations")},
                                     tr("Explanations"), view.right_column)) {
    toggle_explanations(state, ui, actions);
  }
  if (menu_item(ui, {"more.theme_system", tr("The system's theme")}, tr("Theme of the system"),
                view.theme == Theme::system)) {
    set_theme(state, actions, Theme::system);
  }
  if (ui.layout.phone) {
    const char* other = state.view.dark ? tr("Light theme") : tr("Dark theme");
    if (menu_item(ui, {"theme", other}, other)) {
      set_theme(state, actions, state.view.dark ? Theme::light : Theme::dark);
    }
  }
  menu_separator(ui);
}

void part_items(UiContext& ui, Actions& actions) {
  if (menu_item(ui, {"more.lessons", tr("Lessons")}, tr("Lessons"))) {
    actions.push(OpenPart{"lessons"});
  }
}

void language_items(const AppState& state, UiContext& ui, Actions& actions) {
  for (const Language& language : kLanguages) {
    const WidgetName name{std::string("more.language.") + language.code, language.name};
    if (!menu_item(ui, name, language.name, state.language == language.code)) continue;
    ViewSettings view = state.view;
    view.language = language.code;
    actions.push(SetView{view});
  }
  menu_separator(ui);
}

void file_items(const AppState& state, UiContext& ui, Actions& actions) {
  if (ui.layout.phone && menu_item(ui, {"share", tr("Share")}, tr("Share"))) {
    actions.push(OpenPart{"share"});
  }
  if (has_ghosts(state) &&
      menu_item(ui, {"more.stop_comparing", tr("Stop comparing")}, tr("Stop comparing"))) {
    actions.push(StopComparing{});
  }
  if (menu_item(ui, {"more.link", tr("Copy the link")}, tr("Copy the link"))) actions.push(Share{});
  const struct {
    const char* format;
    const char* text;
  } files[] = {{"json", tr("Download experiment (JSON)")},
               {"csv", tr("Download curves (CSV)")},
               {"pytorch", tr("Download PyTorch script")},
               {"safetensors", tr("Download weights (safetensors)")}};
  for (const auto& file : files) {
    const WidgetName name{std::string("more.download.") + file.format, file.text};
    if (menu_item(ui, name, file.text)) actions.push(ExportDownload{file.format});
  }
}

// On a phone the speed has no place in the bar.
void speed_items(const AppState& state, UiContext& ui, Actions& actions) {
  for (const double speed : {20.0, 200.0, 1000.0, kMaximumSpeed}) {
    const std::string text =
        speed == kMaximumSpeed ? tr("Speed: max") : tr("Speed: {0} steps / s", count_text(speed));
    const WidgetName name{
        "more.speed." + std::to_string(speed == kMaximumSpeed ? 0 : static_cast<int>(speed)), text};
    if (menu_item(ui, name, text, state.transport.speed == speed)) actions.push(SetSpeed{speed});
  }
  menu_separator(ui);
}

}  // namespace

void draw_more_menu(const AppState& state, UiContext& ui, Actions& actions, const Rect& button) {
  if (icon_button(ui, {"more", tr("More")}, button, Icon::more, ButtonLook::plain))
    open_popup("more");
  if (!begin_popup(ui, "more", button, 248, Align::right)) return;
  history_items(state, ui, actions);
  transport_items(state, ui, actions);
  if (ui.layout.phone) speed_items(state, ui, actions);
  part_items(ui, actions);
  view_items(state, ui, actions);
  language_items(state, ui, actions);
  file_items(state, ui, actions);
  end_popup(ui);
}

}  // namespace playground
