#include "ui/shortcuts.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <iterator>

#include "core/translate.hpp"
#include "ui/landscape_controls.hpp"
#include "ui/panels.hpp"
#include "ui/sweep_controls.hpp"

namespace playground {
namespace {

template <typename Change>
void change_view(const AppState& state, Actions& actions, Change change) {
  ViewSettings view = state.view;
  change(view);
  actions.push(SetView{view});
}

int last_run(const AppState& state) {
  return static_cast<int>(state.experiment.runs.size()) - 1;
}

int run_of_keys(const AppState& state) {
  return std::clamp(state.view.selected_run, 0, last_run(state));
}

void change_speed(const AppState& state, Actions& actions, int by) {
  const auto now = std::lower_bound(kSpeeds.begin(), kSpeeds.end(), state.transport.speed);
  const auto index = static_cast<int>(now - kSpeeds.begin()) + by;
  const int most = static_cast<int>(kSpeeds.size()) - 1;
  actions.push(SetSpeed{kSpeeds[static_cast<std::size_t>(std::clamp(index, 0, most))]});
}

// One evaluation back from what is shown.
void look_back(const AppState& state, UiContext&, Actions& actions, int) {
  const int step = shown_step(state);
  const int every = std::max(1, state.experiment.training.evaluate_every);
  if (step > 0) actions.push(LookAt{(step - 1) / every * every});
}

void open_tab(const AppState& state, UiContext&, Actions& actions, int index) {
  change_view(state, actions, [&](ViewSettings& view) {
    view.tab = static_cast<Tab>(index);
    view.phone_page = PhonePage::watch;
  });
}

// By the letter that it has on the screen.
void select_run(const AppState& state, UiContext&, Actions& actions, int slot) {
  for (int run = 0; run <= last_run(state); ++run) {
    if (state.slot_of_run[static_cast<std::size_t>(run)] == slot) actions.push(SelectRun{run});
  }
}

void copy_run(const AppState& state, UiContext&, Actions& actions, int) {
  if (last_run(state) + 1 < kMaxRuns) actions.push(CopyRun{run_of_keys(state)});
}

void remove_run(const AppState& state, UiContext&, Actions& actions, int) {
  if (last_run(state) > 0) actions.push(RemoveRun{run_of_keys(state)});
}

// What the first button of the tab does.
void work(const AppState& state, UiContext&, Actions& actions, int) {
  if (state.view.tab == Tab::sweep) go_on_with_sweep(state, actions);
  if (state.view.tab == Tab::landscape && landscape_can_be_drawn(state)) {
    actions.push(DrawLandscape{});
  }
}

void cancel_work(const AppState& state, UiContext&, Actions& actions, int) {
  if (state.view.tab == Tab::sweep && sweep_is_busy(state)) actions.push(CancelSweep{});
  if (state.view.tab == Tab::landscape && landscape_is_busy(state)) {
    actions.push(CancelLandscape{});
  }
}

template <typename It>
void push(const AppState&, UiContext&, Actions& actions, int) {
  actions.push(It{});
}

constexpr int kTabCount = static_cast<int>(Tab::landscape) + 1;

// In the order of the overlay. "selected." stands for the row and the menu of the run that is
// selected.
constexpr Shortcut kShortcuts[] = {
    {.keys = tr_key("Space"),
     .text = tr_key("Play or pause"),
     .widgets = "play",
     .key = ImGuiKey_Space,
     .act = [](const AppState& state, UiContext&, Actions& actions,
               int) { toggle_playing(state, actions); }},
    {.keys = tr_key("S or ."),
     .text = tr_key("One step"),
     .widgets = "step",
     .key = ImGuiKey_S,
     .repeats = true,
     .act = push<Step>},
    {.key = ImGuiKey_Period, .repeats = true, .act = push<Step>},
    {.keys = tr_key("E"),
     .text = tr_key("Run to the end"),
     .widgets = "run_to_end more.run_to_end",
     .key = ImGuiKey_E,
     .act = push<RunToEnd>},
    {.keys = tr_key("R"),
     .text = tr_key("Back to step 0, same seeds"),
     .widgets = "reset",
     .key = ImGuiKey_R,
     .act = push<Reset>},
    {.keys = tr_key("N"),
     .text = tr_key("Other seeds"),
     .widgets = "reseed more.reseed",
     .key = ImGuiKey_N,
     .act = push<Reseed>},
    {.keys = tr_key("Shift + ."),
     .text = tr_key("Faster"),
     .widgets = "speed",
     .key = ImGuiKey_Period,
     .shift = true,
     .act = [](const AppState& state, UiContext&, Actions& actions,
               int) { change_speed(state, actions, 1); }},
    {.keys = tr_key("Shift + ,"),
     .text = tr_key("Slower"),
     .key = ImGuiKey_Comma,
     .shift = true,
     .act = [](const AppState& state, UiContext&, Actions& actions,
               int) { change_speed(state, actions, -1); }},
    {.keys = tr_key(","),
     .text = tr_key("Look back, one evaluation"),
     .key = ImGuiKey_Comma,
     .repeats = true,
     .act = look_back},
    {.keys = tr_key("P"),
     .text = tr_key("Back to the present"),
     .widgets = "past.now",
     .key = ImGuiKey_P,
     .act = push<LookAt>},
    {.keys = tr_key("B"),
     .text = tr_key("Looking back: branch the selected run here"),
     .widgets = "past.branch",
     .key = ImGuiKey_B,
     .act =
         [](const AppState& state, UiContext&, Actions& actions, int) {
           if (state.past) actions.push(BranchHere{run_of_keys(state)});
         }},
    {.keys = tr_key("1 to 4"),
     .text = tr_key("Race, who gets decayed, sweep, landscape"),
     .widgets = "tab.race tab.decayed tab.sweep tab.landscape",
     .key = ImGuiKey_1,
     .count = kTabCount,
     .act = open_tab},
    {.keys = tr_key("W"),
     .text = tr_key("Run, pause or go on with the sweep; draw the landscape"),
     .widgets = "sweep.start sweep.pause landscape.draw",
     .key = ImGuiKey_W,
     .act = work},
    {.keys = tr_key("Shift + W"),
     .text = tr_key("Cancel the sweep or the landscape"),
     .widgets = "sweep.cancel landscape.cancel",
     .key = ImGuiKey_W,
     .shift = true,
     .act = cancel_work},
    {.keys = tr_key("Shift + A to F"),
     .text = tr_key("Select the run with this letter"),
     .key = ImGuiKey_A,
     .count = kMaxRuns,
     .shift = true,
     .act = select_run},
    {.keys = tr_key("A"),
     .text = tr_key("Add a run"),
     .widgets = "runs.add",
     .key = ImGuiKey_A,
     .act =
         [](const AppState& state, UiContext&, Actions& actions, int) {
           if (last_run(state) + 1 < kMaxRuns) actions.push(AddRun{});
         }},
    {.keys = tr_key("C"),
     .text = tr_key("Copy the selected run"),
     .widgets = "selected.copy",
     .key = ImGuiKey_C,
     .act = copy_run},
    {.keys = tr_key("Delete"),
     .text = tr_key("Remove the selected run"),
     .widgets = "selected.remove",
     .key = ImGuiKey_Delete,
     .act = remove_run},
    {.keys = tr_key("H"),
     .text = tr_key("Hide or show the selected run's curves"),
     .widgets = "selected.eye",
     .key = ImGuiKey_H,
     .act = [](const AppState& state, UiContext&, Actions& actions,
               int) { actions.push(ToggleRunHidden{run_of_keys(state)}); }},
    {.keys = tr_key("O"),
     .text = tr_key("The selected run's curves alone, or all"),
     .widgets = "selected.isolate",
     .key = ImGuiKey_O,
     .act = [](const AppState& state, UiContext&, Actions& actions,
               int) { actions.push(IsolateRun{run_of_keys(state)}); }},
    {.keys = tr_key("T"),
     .text = tr_key("Test points on or off"),
     .widgets = "more.test_points",
     .key = ImGuiKey_T,
     .act =
         [](const AppState& state, UiContext&, Actions& actions, int) {
           change_view(state, actions, [](auto& view) { view.show_test_points ^= true; });
         }},
    {.keys = tr_key("G"),
     .text = tr_key("Logarithmic loss"),
     .widgets = "view.log_loss",
     .key = ImGuiKey_G,
     .act = [](const AppState& state, UiContext&, Actions& actions,
               int) { change_view(state, actions, [](auto& view) { view.log_loss ^= true; }); }},
    {.keys = tr_key("M"),
     .text = tr_key("Smooth curves"),
     .widgets = "view.smooth",
     .key = ImGuiKey_M,
     .act = [](const AppState& state, UiContext&, Actions& actions,
               int) { change_view(state, actions, [](auto& view) { view.smooth ^= true; }); }},
    {.keys = tr_key("Shift + M"),
     .text = tr_key("Bands: \u00b1 1 sd, or least to greatest"),
     .widgets = "view.band",
     .key = ImGuiKey_M,
     .shift = true,
     .act =
         [](const AppState& state, UiContext&, Actions& actions, int) {
           change_view(state, actions, [](auto& view) {
             view.band = view.band == Band::range ? Band::deviation : Band::range;
           });
         }},
    {.keys = tr_key("Shift + N"),
     .text = tr_key("Show the next seed"),
     .widgets = "seed.next",
     .key = ImGuiKey_N,
     .shift = true,
     .act =
         [](const AppState& state, UiContext&, Actions& actions, int) {
           change_view(state, actions, [&](auto& view) {
             view.shown_seed = (view.shown_seed + 1) % state.experiment.seeds;
           });
         }},
    {.keys = tr_key("L"),
     .text = tr_key("Lessons"),
     .widgets = "lessons more.lessons",
     .key = ImGuiKey_L,
     .act = [](const AppState&, UiContext&, Actions& actions,
               int) { actions.push(OpenPart{"lessons"}); }},
    {.keys = tr_key("D"),
     .text = tr_key("Your own data"),
     .widgets = "data.own",
     .key = ImGuiKey_D,
     .act = [](const AppState&, UiContext&, Actions& actions,
               int) { actions.push(OpenPart{"data"}); }},
    {.keys = tr_key("X"),
     .text = tr_key("Explanations"),
     .widgets = "explain more.right_column",
     .key = ImGuiKey_X,
     .act = [](const AppState& state, UiContext& ui, Actions& actions,
               int) { toggle_explanations(state, ui, actions); }},
    {.keys = tr_key("Shift + T"),
     .text = tr_key("Dark or light theme"),
     .widgets = "theme",
     .key = ImGuiKey_T,
     .shift = true,
     .act = [](const AppState& state, UiContext&, Actions& actions,
               int) { set_theme(state, actions, state.view.dark ? Theme::light : Theme::dark); }},
    {.keys = tr_key("Shift + S"),
     .text = tr_key("Share"),
     .widgets = "share",
     .key = ImGuiKey_S,
     .shift = true,
     .act = [](const AppState&, UiContext&, Actions& actions,
               int) { actions.push(OpenPart{"share"}); }},
    {.keys = tr_key("Shift + L"),
     .text = tr_key("Copy the link"),
     .widgets = "more.link",
     .key = ImGuiKey_L,
     .shift = true,
     .act = push<Share>},
    {.keys = tr_key("Ctrl + Z"),
     .text = tr_key("Undo a change of the experiment"),
     .widgets = "more.undo",
     .key = ImGuiKey_Z,
     .control = true,
     .repeats = true,
     .act = push<Undo>},
    {.keys = tr_key("Ctrl + Shift + Z"),
     .text = tr_key("Redo"),
     .widgets = "more.redo",
     .key = ImGuiKey_Z,
     .shift = true,
     .control = true,
     .repeats = true,
     .act = push<Redo>},
    {.key = ImGuiKey_Y, .control = true, .repeats = true, .act = push<Redo>},
    {.keys = tr_key("Tab, arrows"),
     .text = tr_key("Go from control to control; change the slider in focus")},
    {.keys = tr_key("Arrows"),
     .text = tr_key("In the plot of weights, in focus: the next weight, the next run")},
    {.keys = tr_key("Home"), .text = tr_key("Slider in focus back to its default")},
    {.keys = tr_key("Esc, then Tab"),
     .text = tr_key("The accessible view: a form, buttons and a table")},
    {.keys = tr_key("?"), .text = tr_key("This help"), .widgets = "help"},
    {.keys = tr_key("Esc"), .text = tr_key("Close what is open"), .widgets = "help.close"},
};

// The sign itself, wherever the keyboard has it.
bool asks_for_help(const ImGuiIO& io) {
  return std::find(io.InputQueueCharacters.begin(), io.InputQueueCharacters.end(), '?') !=
         io.InputQueueCharacters.end();
}

}  // namespace

std::span<const Shortcut> shortcuts() {
  return kShortcuts;
}

std::string_view keys_of_widget(std::string_view id) {
  for (const Shortcut& shortcut : kShortcuts) {
    std::string_view rest = shortcut.widgets;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      if (rest.substr(0, end) == id) return shortcut.keys;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return {};
}

// Keys that work wherever the focus is, but not while a text is typed. Letters with Ctrl, Alt or
// Meta belong to the browser, except undo and redo.
void handle_shortcuts(const AppState& state, UiContext& ui, Actions& actions) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!ui.edit.id.empty() || io.WantTextInput || io.KeyAlt) return;
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  const bool popup = ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup);
  const bool control = io.KeyCtrl || io.KeySuper;
  // A control in focus takes Space for itself.
  const bool control_in_focus = g.NavId != 0 && !g.NavDisableHighlight;
  for (const Shortcut& shortcut : kShortcuts) {
    if (shortcut.act == nullptr || shortcut.control != control) continue;
    if (shortcut.shift != io.KeyShift || (popup && !control)) continue;
    if (shortcut.key == ImGuiKey_Space && control_in_focus) continue;
    for (int i = 0; i < shortcut.count; ++i) {
      const auto key = static_cast<ImGuiKey>(shortcut.key + i);
      if (ImGui::IsKeyPressed(key, shortcut.repeats)) shortcut.act(state, ui, actions, i);
    }
  }
  if (!popup && !control && asks_for_help(io)) {
    change_view(state, actions, [](ViewSettings& view) { view.help_open ^= true; });
  }
}

}  // namespace playground
