#include "ui/race_ghosts.hpp"

#include <algorithm>

#include "app/comparison.hpp"

namespace playground {
namespace {

// Curves that go higher run out of the picture.
constexpr double kMostStretch = 3;

}  // namespace

bool has_ghosts(const AppState& state) {
  return state.comparison != nullptr && state.comparison->phase == ComparedRace::Phase::ready;
}

AppState ghost_state(const AppState& state) {
  AppState other = state;
  other.experiment = state.comparison->experiment;
  other.runs = other.present_runs = &state.comparison->runs;
  other.view.hidden = {};
  other.view.selected_run = 0;
  other.slot_of_run = AppState{}.slot_of_run;
  return other;
}

Range with_ghosts(const Range& needed, const Range& of_ghosts) {
  return {std::min(needed.low, of_ghosts.low),
          std::max(needed.high, std::min(of_ghosts.high, kMostStretch * needed.high))};
}

std::string ghost_letter(int run) {
  return std::string(1, static_cast<char>('A' + run)) + "\u2032";
}

}  // namespace playground
