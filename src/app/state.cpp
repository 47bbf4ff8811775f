#include "app/state.hpp"

namespace playground {

int shown_step(const AppState& state) {
  return state.past && state.past->shown >= 0 ? state.past->shown : state.transport.step;
}

RunConfig run_in_force(const AppState& state, int run) {
  return run_config_at(state.experiment, run,
                       state.past ? state.past->step : state.transport.present);
}

}  // namespace playground
