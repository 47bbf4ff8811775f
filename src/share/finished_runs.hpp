// Trains every run of an experiment to a step, once per seed, for reports, exports and traces.
//   for (const auto& trainer : train_runs(experiment, 0, 2000)) use(trainer->latest());
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "train/trainer.hpp"

namespace playground {

// What a run had become, as the page and the command line report it.
struct RunOutcome {
  std::string name;       // the run's own, or the optimizer's
  std::string optimizer;  // as in JSON
  int step = 0;
  bool diverged = false;
  Metrics metrics;
  std::uint64_t fingerprint = 0;
};

// Untrained trainers of all runs for the seed number `seed_index`, on one shared data set.
std::vector<std::unique_ptr<Trainer>> make_trainers(const Experiment& experiment, int seed_index);
// The same, trained to `step` (runs that diverge stop earlier).
std::vector<std::unique_ptr<Trainer>> train_runs(const Experiment& experiment, int seed_index,
                                                 int step);

std::string run_name(const Experiment& experiment, int run);
std::string optimizer_name(const Experiment& experiment, int run);

RunOutcome outcome(const Experiment& experiment, int run, Trainer& trainer);
std::vector<RunOutcome> outcomes(const Experiment& experiment,
                                 const std::vector<std::unique_ptr<Trainer>>& trainers);
// Outcomes [seed][run] for experiment.seeds seeds.
std::vector<std::vector<RunOutcome>> train_all_seeds(const Experiment& experiment, int step);

}  // namespace playground
