// Parts that whole cards, strips and the phone's cards share: headline numbers, title, the run's
// menu.
#pragma once

#include <string>
#include <string_view>

#include "app/actions.hpp"
#include "app/state.hpp"
#include "plot/rect.hpp"
#include "ui/ui_context.hpp"

namespace playground {

// Takes the latest metrics of all runs into ui.shown_metrics: at once at rest, else every tenth of
// a second.
void refresh_shown_metrics(const AppState& state, UiContext& ui);

// A number under a surface: its name, and its text as shown.
struct CardNumber {
  std::string name;  // of the widget: "test_accuracy"
  std::string label;
  std::string text;
  std::string spread = {};       // "± 3.4": the standard deviation over several seeds
  std::string short_label = {};  // where `label` would be cut; empty: the same
};
// What counts first for this data: test accuracy, test loss, gap; for regression test loss, train
// loss, gap.
std::array<CardNumber, 3> card_numbers(const AppState& state, const UiContext& ui, int run);
// Label above the number: `top` is the upper edge; `headline` for the font of 20.
void draw_card_number(UiContext& ui, int run, const CardNumber& number, const Rect& rect,
                      bool headline);

// The whole card as a place on the screen.
void log_card(const AppState& state, UiContext& ui, int run, const Rect& rect);

// The surface as a thing to click (it selects the run) and to read out.
void surface_target(const AppState& state, UiContext& ui, Actions& actions, int run,
                    const Rect& rect);

// Badge, name, "no decay", and at the right the learning rate with the chevron of the run's menu.
void draw_card_header(const AppState& state, UiContext& ui, Actions& actions, int run,
                      const Rect& rect);

// The run's decay as a slider in its colour.
void draw_decay_row(const AppState& state, UiContext& ui, Actions& actions, int run,
                    const Rect& rect);

}  // namespace playground
