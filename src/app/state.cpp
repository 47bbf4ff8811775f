#include "app/state.hpp"

#include "data/dataset.hpp"

namespace playground {

int train_size_of(const AppState& state) {
  return state.dataset ? static_cast<int>(state.dataset->train.size())
                       : state.experiment.data.train_size;
}

int shown_step(const AppState& state) {
  return state.past && state.past->shown >= 0 ? state.past->shown : state.transport.step;
}

RunConfig run_in_force(const AppState& state, int run) {
  return run_config_at(state.experiment, run,
                       state.past ? state.past->step : state.transport.present);
}

}  // namespace playground
