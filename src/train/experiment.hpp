// Experiment: the one configuration struct. Everything a run depends on is in it; equal experiments
// give equal bits. JSON, link, command line and page all read and write it through
// train/parameters.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "data/data_config.hpp"
#include "nn/model_config.hpp"
#include "optim/optimizer_config.hpp"
#include "train/sweep_config.hpp"

namespace playground {

inline constexpr int kExperimentVersion = 1;
inline constexpr int kMaxRuns = 6;
inline constexpr int kMaxEvents = 1000;

struct TrainingConfig {
  double loss_scale = 1;  // the loss is multiplied by this before its gradient is taken
  int batch_size = 32;
  int steps = 2000;
  int evaluate_every = 10;
  std::uint32_t order_seed = 1;

  bool operator==(const TrainingConfig&) const = default;
};

struct RunConfig : OptimizerConfig {
  std::string name;  // empty: the page shows the optimizer's name

  bool operator==(const RunConfig&) const = default;
};

// Numbers (also integers, exact up to 2^53), booleans, names of choices and texts, lists of both.
using Value =
    std::variant<bool, double, std::string, std::vector<double>, std::vector<std::string>>;

struct Setting {
  std::string parameter;  // name of a run parameter, as in the table
  Value value;

  bool operator==(const Setting&) const = default;
};

// A change of a run's fields that takes effect before the update step + 1, that is after `step`
// updates.
struct Event {
  int step = 0;
  int run = 0;
  std::vector<Setting> set;

  bool operator==(const Event&) const = default;
};

struct Experiment {
  DataConfig data;
  ModelConfig model;
  TrainingConfig training;
  std::vector<RunConfig> runs;
  int seeds = 1;
  bool seeds_vary_data = true;  // each seed draws data of its own; else all have the first one's
  std::vector<Event> events;    // in order of step
  SweepConfig sweep;            // what the maps train; the runs do not depend on it
  std::string title;            // what its author says of it
  std::string note;

  bool operator==(const Experiment&) const = default;
};

// The experiment of DESIGN.md section 3: AdamW without decay, AdamW with decay 0.3, Adam + L2
// 0.0032.
Experiment default_experiment();

// What training depends on: without names, title, note and sweep.
Experiment trained_part(Experiment experiment);

// The run's configuration in force for the update step + 1 (all events up to `step` applied).
RunConfig run_config_at(const Experiment& experiment, int run, int step);

}  // namespace playground
