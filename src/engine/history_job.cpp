#include "engine/history_job.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "data/dataset.hpp"
#include "engine/clock.hpp"
#include "engine/past_job.hpp"
#include "engine/snapshot.hpp"
#include "share/json.hpp"
#include "share/json_text.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

constexpr int kStepsBetweenLooks = 16;  // at the clock

class HistoryJob : public Job {
 public:
  HistoryJob(Experiment experiment, int step) : experiment_(std::move(experiment)), step_(step) {}

  bool work(double milliseconds) override {
    const Clock::time_point start = Clock::now();
    if (!trainer_) {
      auto dataset = std::make_shared<const Dataset>(make_dataset(experiment_.data));
      trainer_ = std::make_unique<Trainer>(std::move(dataset), experiment_, 0);
    }
    while (!trainer_->diverged() && trainer_->step() < step_) {
      trainer_->advance_to(std::min(step_, trainer_->step() + kStepsBetweenLooks));
      if (milliseconds_since(start) >= milliseconds) return true;
    }
    return false;
  }

  Result<std::string> result() override {
    RunSnapshot run;
    run.step = trainer_->step();
    run.diverged = trainer_->diverged();
    run.diverged_at = trainer_->diverged_at();
    run.latest = trainer_->metrics_now();
    run.history = trainer_->history().points();
    run.fingerprint = trainer_->fingerprint();
    Snapshot snapshot;
    snapshot.runs.push_back(std::move(run));
    const std::vector<std::uint8_t> bytes = write_snapshot(snapshot);
    return std::string(bytes.begin(), bytes.end());
  }

 private:
  Experiment experiment_;
  int step_;
  std::unique_ptr<Trainer> trainer_;
};

}  // namespace

JobRequest history_job(const Experiment& experiment, int run, int step) {
  Json input;
  input["config"] = write_json(single_run(experiment, run, 0), -1);
  input["step"] = step;
  return {"history", format_json(input, -1)};
}

Result<void> read_history(const std::string& bytes, RunView& view) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  Result<Snapshot> snapshot = read_snapshot(std::span(data, bytes.size()));
  if (!snapshot) return tl::make_unexpected(snapshot.error());
  if (snapshot->runs.size() != 1) return fail("history: the job's answer does not hold one run");
  std::vector<RunView> views(1);
  apply_snapshot(std::move(*snapshot), views);
  view = std::move(views[0]);
  return {};
}

Result<std::unique_ptr<Job>> make_history(const Json& input, const JobContext& context) {
  Result<Experiment> experiment = experiment_of_job(input, context);
  if (!experiment) return tl::make_unexpected(experiment.error());
  const int steps = experiment->training.steps;
  return std::make_unique<HistoryJob>(std::move(*experiment),
                                      std::clamp(input.value("step", 0), 0, steps));
}

}  // namespace playground
