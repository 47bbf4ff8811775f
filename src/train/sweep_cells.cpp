#include "train/sweep_cells.hpp"

#include <algorithm>

namespace playground {
namespace {

// One a seed is enough unless an axis varies the data; then the oldest goes.
constexpr std::size_t kMostDatasets = 64;

}  // namespace

std::shared_ptr<const Dataset> DatasetCache::find_or_make(const DataConfig& data) {
  const auto known = std::find_if(datasets_.begin(), datasets_.end(),
                                  [&](const auto& entry) { return entry.first == data; });
  if (known != datasets_.end()) return known->second;
  if (datasets_.size() == kMostDatasets) datasets_.erase(datasets_.begin());
  datasets_.emplace_back(data, std::make_shared<const Dataset>(make_dataset(data)));
  return datasets_.back().second;
}

CellTrainer::CellTrainer(const Experiment& experiment, const SweepPlan& plan,
                         std::vector<CellId> cells, DatasetCache& datasets)
    : experiment_(experiment), plan_(plan), datasets_(datasets), cells_(std::move(cells)) {}

void CellTrainer::begin_seed() {
  if (seeds_.empty()) cell_ = cell_experiment(experiment_, plan_, cells_[results_.size()]);
  const Experiment seeded = experiment_of_seed(cell_, static_cast<int>(seeds_.size()));
  trainer_ = std::make_unique<Trainer>(datasets_.find_or_make(seeded.data), seeded, 0);
}

double CellTrainer::progress() const {
  double trainings = static_cast<double>(seeds_.size());
  if (trainer_) trainings += static_cast<double>(trainer_->step()) / cell_.training.steps;
  return (static_cast<double>(results_.size()) + trainings / plan_.seeds) /
         static_cast<double>(cells_.size());
}

bool CellTrainer::advance(int steps) {
  if (results_.size() == cells_.size()) return false;
  if (!trainer_) begin_seed();
  trainer_->advance_to(trainer_->step() + steps);
  if (!trainer_->diverged() && trainer_->step() < cell_.training.steps) return true;
  seeds_.push_back({trainer_->metrics_now(), trainer_->diverged(), trainer_->fingerprint()});
  trainer_.reset();
  if (static_cast<int>(seeds_.size()) == plan_.seeds) {
    results_.push_back({cells_[results_.size()], std::exchange(seeds_, {})});
  }
  return results_.size() < cells_.size();
}

}  // namespace playground
