// The page's plots as vector files, in the colours of the theme: window.playground.export("svg")
// and export("sweep.svg").
#pragma once

#include <string>

#include "app/state.hpp"
#include "core/result.hpp"

namespace playground {

// Loss, accuracy and weight norm of the runs shown, as the Race tab has them, but every evaluation
// as it is, without smoothing.
std::string race_svg(const AppState& state);
// The maps of the sweep. An error before there are any.
Result<std::string> sweep_svg(const AppState& state);

// Title and note of the experiment, or what stands in for them.
std::string picture_title(const AppState& state);

}  // namespace playground
