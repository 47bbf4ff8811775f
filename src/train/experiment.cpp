#include "train/experiment.hpp"

#include "train/parameters.hpp"

namespace playground {

Experiment default_experiment() {
  Experiment experiment;
  RunConfig no_decay;
  RunConfig decay;
  decay.weight_decay = 0.3;
  RunConfig l2;
  l2.optimizer = OptimizerKind::adam;
  l2.weight_decay = 0.0032;
  experiment.runs = {no_decay, decay, l2};
  return experiment;
}

Experiment trained_part(Experiment experiment) {
  for (RunConfig& run : experiment.runs) run.name.clear();
  experiment.title.clear();
  experiment.note.clear();
  experiment.sweep = {};
  return experiment;
}

RunConfig run_config_at(const Experiment& experiment, int run, int step) {
  // The table sets fields of an experiment: a small one with this run alone will do.
  Experiment scratch;
  scratch.runs = {experiment.runs[static_cast<std::size_t>(run)]};
  for (const Event& event : experiment.events) {
    if (event.run != run || event.step > step) continue;
    for (const Setting& setting : event.set) {
      const Parameter* parameter = find_parameter(Section::run, setting.parameter);
      if (parameter) parameter->set(scratch, 0, setting.value);
    }
  }
  return scratch.runs[0];
}

}  // namespace playground
