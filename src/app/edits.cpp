#include "app/edits.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "core/sort.hpp"
#include "optim/traits.hpp"
#include "train/sweep_check.hpp"

namespace playground {
namespace {

// The events and settings that `drop(event, setting)` picks are taken out, and so are events left
// empty.
template <typename Drop>
void drop_settings(std::vector<Event>& events, Drop drop) {
  for (Event& event : events) {
    std::erase_if(event.set, [&](const Setting& setting) { return drop(event, setting); });
  }
  std::erase_if(events, [](const Event& event) { return event.set.empty(); });
}

void drop_settings_at(Experiment& experiment, int run, const std::string& field, int step) {
  drop_settings(experiment.events, [&](const Event& event, const Setting& setting) {
    return event.run == run && event.step == step && setting.parameter == field;
  });
}

void set_at_step(Experiment& experiment, int run, const Parameter& parameter, const Value& value,
                 int step) {
  const std::string field(parameter.name);
  drop_settings_at(experiment, run, field, step);
  Experiment in_force = experiment;
  in_force.runs[run] = run_config_at(experiment, run, step);
  if (parameter.get(in_force, run) == value) return;
  std::vector<Event>& events = experiment.events;
  const auto same = std::find_if(events.begin(), events.end(), [&](const Event& event) {
    return event.step == step && event.run == run;
  });
  if (same != events.end()) {
    same->set.push_back({field, value});
    return;
  }
  const auto later = std::find_if(events.begin(), events.end(), [&](const Event& event) {
    return std::pair(event.step, event.run) > std::pair(step, run);
  });
  events.insert(later, Event{step, run, {{field, value}}});
}

Edit edit_run_field(Experiment changed, Moment moment, const SetParameter& change,
                    const Parameter& parameter) {
  const int run = change.run;
  if (parameter.name == "name") {
    parameter.set(changed, run, change.value);
    return {std::move(changed), Effect::none};
  }
  if (moment.target == 0) {
    drop_settings_at(changed, run, change.name, 0);
    parameter.set(changed, run, change.value);
    return {std::move(changed), Effect::restart};
  }
  // An event at the last step would never act, so there the change counts as one after the end.
  if (moment.finished || moment.target >= changed.training.steps) {
    drop_settings(changed.events, [&](const Event& event, const Setting& setting) {
      return event.run == run && setting.parameter == change.name;
    });
    parameter.set(changed, run, change.value);
    return {std::move(changed), Effect::restart};
  }
  set_at_step(changed, run, parameter, change.value, moment.target);
  return {std::move(changed), Effect::amend};
}

// A changed experiment must be a valid one; a change that changes nothing has no effect.
Result<Edit> checked(const Experiment& before, Edit edit) {
  if (auto valid = check_experiment(edit.experiment); !valid) {
    return tl::make_unexpected(valid.error());
  }
  if (edit.experiment == before) edit.effect = Effect::none;
  return edit;
}

Result<void> check_run(const Experiment& experiment, int run) {
  const int count = static_cast<int>(experiment.runs.size());
  if (run >= 0 && run < count) return {};
  return fail(fmt::format("run {}: there is no such run; it must be 0 to {}", run, count - 1));
}

Result<void> check_room(const Experiment& experiment) {
  if (static_cast<int>(experiment.runs.size()) < kMaxRuns) return {};
  return fail(
      fmt::format("runs: there are {} already, which is the most; remove one first", kMaxRuns));
}

// Settings with which each optimizer trains the default experiment well; for the newer ones those
// that their authors advise (docs/optimizers.md).
RunConfig suited_run(OptimizerKind kind) {
  RunConfig run;
  run.optimizer = kind;
  run.learning_rate = 0.01;
  run.weight_decay = decay_is_decoupled(run) ? 0.3 : 0.0032;
  switch (kind) {
    case OptimizerKind::sgd:
      run.learning_rate = 0.1;
      break;
    case OptimizerKind::sgdw:
      // With momentum 0.9, SGD with the L2 coefficient w behaves like SGDW with the decay 10 w.
      run.learning_rate = 0.1;
      run.weight_decay = 0.032;
      break;
    case OptimizerKind::adagrad:
      run.learning_rate = 0.03;
      break;
    case OptimizerKind::lion:
      // Chen et al. 2023, section 5: a rate 3 to 10 times smaller, a decay as much larger.
      run.learning_rate = 0.001;
      run.weight_decay = 3;
      run.beta2 = 0.99;
      break;
    case OptimizerKind::muon:
      run.momentum = 0.95;
      run.nesterov = true;
      break;
    default:
      break;
  }
  return run;
}

}  // namespace

bool schedule_depends_on_steps(const Experiment& experiment) {
  const bool of_a_run =
      std::any_of(experiment.runs.begin(), experiment.runs.end(), [](const RunConfig& run) {
        return run.schedule != ScheduleKind::constant || run.normalized_decay;
      });
  const bool of_an_event =
      std::any_of(experiment.events.begin(), experiment.events.end(), [](const Event& event) {
        return std::any_of(event.set.begin(), event.set.end(), [](const Setting& setting) {
          return setting.parameter == "schedule" || setting.parameter == "normalized_decay";
        });
      });
  return of_a_run || of_an_event;
}

Result<Edit> edit_parameter(const Experiment& experiment, Moment moment,
                            const SetParameter& change) {
  const Parameter* parameter = find_parameter(change.section, change.name);
  if (parameter == nullptr) {
    return fail(
        fmt::format("{}: there is no such parameter; parameters() lists them", change.name));
  }
  if (auto valid = check_value(*parameter, change.value); !valid) {
    return tl::make_unexpected(valid.error());
  }
  Experiment changed = experiment;
  if (change.section == Section::run) {
    if (auto valid = check_run(experiment, change.run); !valid) {
      return tl::make_unexpected(valid.error());
    }
    return checked(experiment, edit_run_field(std::move(changed), moment, change, *parameter));
  }
  parameter->set(changed, change.run, change.value);
  if (changed == experiment) return Edit{std::move(changed), Effect::none};
  if (change.section == Section::experiment) {
    const Effect effect = parameter->type == Type::text ? Effect::none : Effect::replay;
    return checked(experiment, {std::move(changed), effect});
  }
  const bool only_longer = change.section == Section::training && change.name == "steps" &&
                           changed.training.steps >= moment.target &&
                           !schedule_depends_on_steps(experiment);
  if (only_longer) {
    if (auto valid = check_experiment(changed)) return Edit{std::move(changed), Effect::replay};
  }
  changed.events.clear();
  return checked(experiment, {std::move(changed), Effect::restart});
}

Result<Edit> edit_seeds(const Experiment& experiment) {
  Experiment changed = experiment;
  changed.data.seed += 1;
  changed.model.seed += 1;
  changed.training.order_seed += 1;
  changed.events.clear();
  return checked(experiment, {std::move(changed), Effect::restart});
}

Result<Edit> edit_add_run(const Experiment& experiment) {
  if (auto room = check_room(experiment); !room) return tl::make_unexpected(room.error());
  const auto shown = [&](OptimizerKind kind) {
    return std::any_of(experiment.runs.begin(), experiment.runs.end(),
                       [&](const RunConfig& run) { return run.optimizer == kind; });
  };
  int next = 0;
  while (next < static_cast<int>(kOptimizerKinds) && shown(static_cast<OptimizerKind>(next))) {
    ++next;
  }
  Experiment changed = experiment;
  const bool none_left = next == static_cast<int>(kOptimizerKinds);
  changed.runs.push_back(
      suited_run(none_left ? OptimizerKind::adamw : static_cast<OptimizerKind>(next)));
  return checked(experiment, {std::move(changed), Effect::replay});
}

Result<Edit> edit_copy_run(const Experiment& experiment, int run) {
  if (auto valid = check_run(experiment, run); !valid) return tl::make_unexpected(valid.error());
  if (auto room = check_room(experiment); !room) return tl::make_unexpected(room.error());
  Experiment changed = experiment;
  const int copy = static_cast<int>(changed.runs.size());
  changed.runs.push_back(experiment.runs[run]);
  changed.events.clear();
  // Events are ordered by step, then by run: the copy's come after all others of their step.
  for (const Event& event : experiment.events) changed.events.push_back(event);
  for (const Event& event : experiment.events) {
    if (event.run == run) changed.events.push_back({event.step, copy, event.set});
  }
  sort_stably(changed.events,
              [](const Event& first, const Event& second) { return first.step < second.step; });
  return checked(experiment, {std::move(changed), Effect::replay});
}

Result<Edit> edit_sweep(const Experiment& experiment, const SweepConfig& sweep) {
  Experiment changed = experiment;
  changed.sweep = sweep;
  if (const Result<void> valid = check_sweep(changed); !valid) {
    return tl::make_unexpected(valid.error());
  }
  return checked(experiment, {std::move(changed), Effect::none});
}

Result<Edit> edit_open_cell(const Experiment& experiment, const SweepPlan& plan,
                            const CellId& cell) {
  Result<Experiment> opened = open_cell(experiment, plan, cell);
  if (!opened) return tl::make_unexpected(opened.error());
  const bool same_race = opened->data == experiment.data && opened->training == experiment.training;
  return checked(experiment, {std::move(*opened), same_race ? Effect::replay : Effect::restart});
}

Result<Edit> edit_remove_run(const Experiment& experiment, int run) {
  if (auto valid = check_run(experiment, run); !valid) return tl::make_unexpected(valid.error());
  if (experiment.runs.size() == 1)
    return fail("runs: the last run stays; there must be one at least");
  Experiment changed = experiment;
  changed.runs.erase(changed.runs.begin() + run);
  std::erase_if(changed.events, [&](const Event& event) { return event.run == run; });
  for (Event& event : changed.events) event.run -= event.run > run ? 1 : 0;
  std::erase(changed.sweep.runs, run);
  for (int& swept : changed.sweep.runs) swept -= swept > run ? 1 : 0;
  return checked(experiment, {std::move(changed), Effect::replay});
}

}  // namespace playground
