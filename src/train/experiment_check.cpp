// check_experiment: every value of an experiment and the rules between its fields.
#include <fmt/format.h>

#include <set>
#include <string_view>

#include "core/text_check.hpp"
#include "train/parameters.hpp"

namespace playground {
namespace {

Result<void> check_sections(const Experiment& experiment) {
  for (const Parameter& parameter : parameter_table()) {
    if (parameter.section == Section::run) continue;
    Result<void> result = check_value(parameter, parameter.get(experiment, 0));
    if (!result) return result;
  }
  return {};
}

Result<void> check_run(const Experiment& experiment, int run) {
  for (const Parameter& parameter : parameter_table()) {
    if (parameter.section != Section::run) continue;
    Result<void> result = check_value(parameter, parameter.get(experiment, run),
                                      fmt::format("runs[{}].{}", run, parameter.name));
    if (!result) return result;
  }
  return {};
}

Result<void> check_event(const Experiment& experiment, std::size_t index) {
  const Event& event = experiment.events[index];
  const std::string where = fmt::format("events[{}]", index);
  const int runs = static_cast<int>(experiment.runs.size());
  if (event.step < 0 || event.step > experiment.training.steps) {
    return fail(fmt::format("{}.step: {} is out of range; it must be an integer from 0 to {}",
                            where, event.step, experiment.training.steps));
  }
  if (event.run < 0 || event.run >= runs) {
    return fail(fmt::format("{}.run: {} is out of range; it must be an integer from 0 to {}", where,
                            event.run, runs - 1));
  }
  if (index > 0 && event.step < experiment.events[index - 1].step) {
    return fail(fmt::format("{}.step: {} comes after step {}; events must be in order of step",
                            where, event.step, experiment.events[index - 1].step));
  }
  if (event.set.empty()) {
    return fail(fmt::format(
        "{}.set: it changes nothing; it must set a parameter such as weight_decay", where));
  }
  std::set<std::string_view> seen;
  for (const Setting& setting : event.set) {
    const Parameter* parameter = find_parameter(Section::run, setting.parameter);
    if (!parameter) {
      return fail(
          fmt::format("{}.set: {} is not a parameter of a run; an event sets one such as "
                      "learning_rate or weight_decay",
                      where, quoted(setting.parameter)));
    }
    if (!seen.insert(parameter->name).second) {
      return fail(
          fmt::format("{}.set: {} is there twice; it may be set once", where, parameter->name));
    }
    Result<void> result =
        check_value(*parameter, setting.value, fmt::format("{}.set.{}", where, parameter->name));
    if (!result) return result;
  }
  return {};
}

}  // namespace

Result<void> check_experiment(const Experiment& experiment) {
  Result<void> result = check_sections(experiment);
  if (!result) return result;
  const std::size_t runs = experiment.runs.size();
  if (runs < 1 || runs > static_cast<std::size_t>(kMaxRuns)) {
    return fail(fmt::format("runs: a list of {} runs; it must have 1 to {}", runs, kMaxRuns));
  }
  for (std::size_t run = 0; run < runs; ++run) {
    result = check_run(experiment, static_cast<int>(run));
    if (!result) return result;
  }
  if (experiment.events.size() > static_cast<std::size_t>(kMaxEvents)) {
    return fail(fmt::format("events: a list of {} events; it must have at most {}",
                            experiment.events.size(), kMaxEvents));
  }
  for (std::size_t index = 0; index < experiment.events.size(); ++index) {
    result = check_event(experiment, index);
    if (!result) return result;
  }
  return {};
}

}  // namespace playground
