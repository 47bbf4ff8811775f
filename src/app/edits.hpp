// What a change of the experiment means: pure functions from an experiment to the changed one, and
// how the race goes on with it. They know nothing of the engine, so every rule can be tested by
// itself.
//   Result<Edit> edit = edit_parameter(experiment, moment, {Section::run, "weight_decay", 1, 0.3});
#pragma once

#include "app/actions.hpp"
#include "core/result.hpp"
#include "train/experiment.hpp"
#include "train/sweep.hpp"

namespace playground {

// Where the race stands when something changes. No run is past `target`, so an event there is in
// the future of all.
struct Moment {
  int target = 0;
  bool finished = false;
};

// How training goes on with the changed experiment.
enum class Effect {
  none,     // training does not depend on it (a name)
  amend,    // an event at the target was added, changed or removed
  replay,   // from step 0 as fast as it goes to the step shown: the past is the same or that of new
            // runs
  restart,  // from step 0, playing on if it was playing or had finished
};

struct Edit {
  Experiment experiment;
  Effect effect = Effect::none;
};

// Rules:
// - A run's field, before the first step: the run starts with the value (an event at step 0 of it
// goes).
// - A run's field, in mid-race: an event at the target; it merges with an event of the same step,
// run and field,
//   and goes when it sets what was in force anyway.
// - A run's field, at the end: the run starts with the value, its events of that field go, restart.
// - A run's name: nothing else changes.
// - training.steps, not below the target and with constant schedules: replay. The number of seeds
// and what varies between them: replay.
// - Everything else of data, model, training: restart without events.
Result<Edit> edit_parameter(const Experiment& experiment, Moment moment,
                            const SetParameter& change);

// Data, model and order seeds raised by one: restart without events.
Result<Edit> edit_seeds(const Experiment& experiment);
// The next optimizer that no run has, after the last run, with values that suit the default data.
Result<Edit> edit_add_run(const Experiment& experiment);
// A copy with its events, after the last run.
Result<Edit> edit_copy_run(const Experiment& experiment, int run);
// Other settings of the sweep, on which no run depends.
Result<Edit> edit_sweep(const Experiment& experiment, const SweepConfig& sweep);
// A run that trains what the cell of the sweep did; another loss scale, data or number of steps
// restarts the race.
Result<Edit> edit_open_cell(const Experiment& experiment, const SweepPlan& plan,
                            const CellId& cell);
// Without the run and its events; the runs after it move up by one.
Result<Edit> edit_remove_run(const Experiment& experiment, int run);

// True when a multiplier of some run depends on `training.steps`.
bool schedule_depends_on_steps(const Experiment& experiment);

}  // namespace playground
