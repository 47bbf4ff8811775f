#include "app/state.hpp"

namespace playground {

RunConfig run_in_force(const AppState& state, int run) {
  return run_config_at(state.experiment, run, state.transport.present);
}

}  // namespace playground
