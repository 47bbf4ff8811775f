// What the Landscape tab asks of the study, which knows nothing of the race.

#include "app/application.hpp"

namespace playground {

void Application::apply_to_landscape(const SetLandscape& action) {
  LandscapeSettings before = state_.landscape_settings;
  state_.landscape_settings = action.settings;
  landscape_.show_test(action.settings.test);
  before.test = action.settings.test;
  const bool drawn = landscape_.landscape().state != Landscape::State::none;
  if (drawn && before != action.settings) apply_to_landscape(DrawLandscape{});
}

void Application::apply_to_landscape(const DrawLandscape&) {
  landscape_.start(committed_, state_.view.shown_seed, state_.transport.step,
                   state_.landscape_settings, state_.slot_of_run);
  refresh_landscape();
}

void Application::apply_to_landscape(const CancelLandscape&) {
  landscape_.cancel();
}

void Application::refresh_landscape() {
  state_.landscape = &landscape_.landscape();
  state_.landscape_is_old =
      state_.landscape->state != Landscape::State::none &&
      !landscape_.is_of(committed_, state_.view.shown_seed, state_.transport.step);
}

}  // namespace playground
