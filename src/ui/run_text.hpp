// How a run is called on the page, and how its settings are put in words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/state.hpp"

namespace playground {

// The letter of its badge.
std::string run_letter(const AppState& state, int run);
// Its own name, or the optimizer's as the page calls it.
std::string title_of(const RunConfig& config);
// "step 500: B decay 0.3 → 0", with the value that was in force before the event.
std::string event_text(const AppState& state, const Event& event);
// Without the step and the letter: "decay 0.3 → 0".
std::string change_text(const AppState& state, const Event& event);

// The order of drawing: the selected run last, above the others; the first run next to last. Hidden
// ones are left out unless wanted.
std::vector<int> drawing_order(const AppState& state);
bool run_shown(const AppState& state, int run);
// The view of a run, or an empty one while the engine has none.
const RunView& view_of(const AppState& state, int run);

}  // namespace playground
