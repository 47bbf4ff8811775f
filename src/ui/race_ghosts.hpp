// The other experiment of a comparison in the race plots: its curves, dashed and thin, with the
// letters that its runs have over there and a prime ("A′").
#pragma once

#include <string>
#include <vector>

#include "app/state.hpp"
#include "ui/race_curves.hpp"

namespace playground {

// Whether there are any to show.
bool has_ghosts(const AppState& state);
// The state as it would be with the other experiment: what curves are made from.
AppState ghost_state(const AppState& state);
// The range that shows the other curves as well, as far as they leave the present ones readable.
Range with_ghosts(const Range& needed, const Range& of_ghosts);
// "A′"
std::string ghost_letter(int run);

}  // namespace playground
