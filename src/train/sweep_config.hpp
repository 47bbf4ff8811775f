// What a sweep trains: a plane of two parameters, run by run. A part of the experiment, so that
// links and files carry it; train/sweep.hpp says what it means.
#pragma once

#include <string>
#include <vector>

namespace playground {

inline constexpr int kMostCellsAcross = 25;  // along either axis

struct SweepAxis {
  // A number of the parameter table: a run's by its name ("learning_rate"), others with their
  // section ("training.loss_scale").
  std::string parameter;
  int count = 9;  // values of the grid, from `first` to `last`
  // Both 0: the range that suits the parameter and, for the decay, each run's optimizer.
  double first = 0;
  double last = 0;
  std::vector<double> values = {};  // in place of a grid, rising

  bool operator==(const SweepAxis&) const = default;
};

struct SweepConfig {
  SweepAxis x{.parameter = "learning_rate"};
  SweepAxis y{.parameter = "weight_decay"};
  std::vector<int> runs;  // one map each; empty: every run that differs from others in more than x
                          // and y
  std::string metric = "test_loss";  // what the maps show; training does not depend on it
  int steps = 0;                     // 0: as many as the experiment has
  int seeds = 1;                     // a cell

  bool operator==(const SweepConfig&) const = default;
};

}  // namespace playground
