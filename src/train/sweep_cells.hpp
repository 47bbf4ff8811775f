// Trains cells of a sweep, in small pieces so that it can be interrupted. Cells with equal data
// share one data set.
//   DatasetCache datasets;
//   CellTrainer trainer(experiment, plan, cells, datasets);
//   while (trainer.advance(100)) {}  use(trainer.results());
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "train/sweep_outcome.hpp"
#include "train/trainer.hpp"

namespace playground {

// The data sets made lately, for one thread.
class DatasetCache {
 public:
  std::shared_ptr<const Dataset> find_or_make(const DataConfig& data);

 private:
  std::vector<std::pair<DataConfig, std::shared_ptr<const Dataset>>> datasets_;
};

class CellTrainer {
 public:
  CellTrainer(const Experiment& experiment, const SweepPlan& plan, std::vector<CellId> cells,
              DatasetCache& datasets);

  // Trains at most `steps` steps; true while there is more to do.
  bool advance(int steps);
  int step() const { return trainer_ ? trainer_->step() : 0; }  // of the training in progress
  double progress() const;  // the part of all cells that is done, each counting the same
  // Of the cells finished so far, in the order given.
  const std::vector<CellResult>& results() const { return results_; }

 private:
  void begin_seed();

  const Experiment& experiment_;
  const SweepPlan& plan_;
  DatasetCache& datasets_;
  std::vector<CellId> cells_;
  Experiment cell_;
  std::vector<SeedOutcome> seeds_;  // of the cell in progress
  std::unique_ptr<Trainer> trainer_;
  std::vector<CellResult> results_;
};

}  // namespace playground
