#include "share/finished_runs.hpp"

#include "train/parameters.hpp"

namespace playground {

std::vector<std::unique_ptr<Trainer>> make_trainers(const Experiment& experiment, int seed_index) {
  const Experiment seeded = experiment_of_seed(experiment, seed_index);
  const auto dataset = std::make_shared<const Dataset>(make_dataset(seeded.data));
  std::vector<std::unique_ptr<Trainer>> trainers;
  for (std::size_t run = 0; run < seeded.runs.size(); ++run) {
    trainers.push_back(std::make_unique<Trainer>(dataset, seeded, static_cast<int>(run)));
  }
  return trainers;
}

std::vector<std::unique_ptr<Trainer>> train_runs(const Experiment& experiment, int seed_index,
                                                 int step) {
  auto trainers = make_trainers(experiment, seed_index);
  for (const auto& trainer : trainers) trainer->advance_to(step);
  return trainers;
}

std::string run_name(const Experiment& experiment, int run) {
  const std::string& name = experiment.runs[static_cast<std::size_t>(run)].name;
  return name.empty() ? optimizer_name(experiment, run) : name;
}

std::string optimizer_name(const Experiment& experiment, int run) {
  const Parameter& optimizer = *find_parameter(Section::run, "optimizer");
  return value_text(optimizer.get(experiment, run));
}

RunOutcome outcome(const Experiment& experiment, int run, Trainer& trainer) {
  return {run_name(experiment, run), optimizer_name(experiment, run), trainer.step(),
          trainer.diverged(),        trainer.metrics_now(),           trainer.fingerprint()};
}

std::vector<RunOutcome> outcomes(const Experiment& experiment,
                                 const std::vector<std::unique_ptr<Trainer>>& trainers) {
  std::vector<RunOutcome> list;
  for (std::size_t i = 0; i < trainers.size(); ++i) {
    list.push_back(outcome(experiment, static_cast<int>(i), *trainers[i]));
  }
  return list;
}

std::vector<std::vector<RunOutcome>> train_all_seeds(const Experiment& experiment, int step) {
  std::vector<std::vector<RunOutcome>> seeds;
  for (int seed = 0; seed < experiment.seeds; ++seed) {
    seeds.push_back(outcomes(experiment, train_runs(experiment, seed, step)));
  }
  return seeds;
}

}  // namespace playground
