// The parts of the screen, one file each. A panel draws into the region that is open; those that
// scroll return the lowest y they used.
#pragma once

#include "app/actions.hpp"
#include "app/state.hpp"
#include "plot/rect.hpp"
#include "ui/ui_context.hpp"

namespace playground {

void draw_top_bar(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);
void draw_status_bar(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);

float draw_runs_panel(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);
float draw_data_panel(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);
float draw_model_panel(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);
float draw_training_panel(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);

// Copy, rename and remove, for a popup that is open.
void run_menu_items(const AppState& state, UiContext& ui, Actions& actions, int run);
// The learning rate over the steps as the run's schedule has it.
void draw_schedule(const AppState& state, UiContext& ui, int run, const Rect& area);
// The optimizer's fields that mean something for this run.
bool field_matters(const Parameter& parameter, const RunConfig& run);

// The slider from 0 to the last step; on a desktop with the number before it.
void draw_scrubber(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);
// Under the controls while the past is looked at: which step, a branch from there, back to now.
void draw_past_bar(const AppState& state, UiContext& ui, Actions& actions, const Rect& area);
// The "…" button with everything that has no place of its own.
void draw_more_menu(const AppState& state, UiContext& ui, Actions& actions, const Rect& button);

void draw_notices(const AppState& state, UiContext& ui, Actions& actions);
void draw_help(const AppState& state, UiContext& ui, Actions& actions);
void draw_tooltip(UiContext& ui);
void handle_shortcuts(const AppState& state, UiContext& ui, Actions& actions);
void draw_phone(const AppState& state, UiContext& ui, Actions& actions);

// What the primary button does: pause, play, or start again at the end.
void toggle_playing(const AppState& state, Actions& actions);
void set_theme(const AppState& state, Actions& actions, Theme theme);
// Opens or closes the right column, or the drawer that stands for it.
void toggle_explanations(const AppState& state, UiContext& ui, Actions& actions);

// The name a run goes by: its own, or that of its optimizer in force.
std::string run_title(const AppState& state, const UiContext& ui, int run);

}  // namespace playground
