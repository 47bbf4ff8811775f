#include "engine/past_job.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "data/dataset.hpp"
#include "engine/clock.hpp"
#include "engine/grid.hpp"
#include "engine/inspection.hpp"
#include "engine/keyframes.hpp"
#include "engine/snapshot.hpp"
#include "share/json.hpp"
#include "share/json_text.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

class PastJob : public Job {
 public:
  PastJob(Experiment experiment, std::string key, int step, GridRequest grid,
          InspectionRequest inspection, Keyframes* keyframes)
      : experiment_(std::move(experiment)),
        key_(std::move(key)),
        step_(step),
        grid_(grid),
        inspection_(inspection),
        keyframes_(keyframes != nullptr ? keyframes : &own_) {}

  bool work(double milliseconds) override {
    const Clock::time_point start = Clock::now();
    if (!trainer_) open();
    while (!done()) {
      trainer_->advance_to(std::min(step_, keyframes_->next(key_, trainer_->step())));
      if (!trainer_->diverged()) keyframes_->keep(key_, trainer_->checkpoint());
      if (milliseconds_since(start) >= milliseconds) return !done();
    }
    return false;
  }

  Result<std::string> result() override {
    RunSnapshot run;
    run.step = trainer_->step();
    run.diverged = trainer_->diverged();
    run.diverged_at = trainer_->diverged_at();
    run.latest = trainer_->metrics_now();
    run.fingerprint = trainer_->fingerprint();
    if (grid_.columns > 0 && grid_.rows > 0) {
      run.grid = compute_grid(trainer_->model(), experiment_.data, grid_);
      run.grid->step = run.step;
    }
    if (trainer_->tracker() && run.step > 0) {
      run.inspection = std::make_shared<const Inspection>(inspect(*trainer_, inspection_.watched));
    }
    Snapshot snapshot;
    snapshot.runs.push_back(std::move(run));
    const std::vector<std::uint8_t> bytes = write_snapshot(snapshot);
    return std::string(bytes.begin(), bytes.end());
  }

 private:
  bool done() const { return trainer_->diverged() || trainer_->step() >= step_; }
  void open() {
    auto dataset = std::make_shared<const Dataset>(make_dataset(experiment_.data));
    trainer_ = std::make_unique<Trainer>(std::move(dataset), experiment_, 0);
    if (inspection_.wanted) {
      const ParameterLayout& layout = trainer_->model().layout();
      const auto index =
          inspection_.watched ? arena_index(layout, *inspection_.watched) : std::nullopt;
      trainer_->set_tracker(DecayTracker(layout, index));
    }
    if (const Trainer::Checkpoint* near = keyframes_->nearest(key_, step_)) trainer_->resume(*near);
  }

  Experiment experiment_;
  std::string key_;
  int step_;
  GridRequest grid_;
  InspectionRequest inspection_;
  Keyframes own_;  // where nobody keeps them
  Keyframes* keyframes_;
  std::unique_ptr<Trainer> trainer_;
};

}  // namespace

Experiment single_run(const Experiment& experiment, int run, int seed) {
  Experiment single = trained_part(experiment_of_seed(experiment, seed));
  single.runs = {single.runs[static_cast<std::size_t>(run)]};
  std::erase_if(single.events, [run](const Event& event) { return event.run != run; });
  for (Event& event : single.events) event.run = 0;
  return single;
}

JobRequest past_job(const Experiment& experiment, int run, int seed, int step,
                    const GridRequest& grid, const InspectionRequest& inspection) {
  Json input;
  input["config"] = write_json(single_run(experiment, run, seed), -1);
  input["step"] = step;
  input["grid"] = {{"left", grid.left}, {"right", grid.right},     {"bottom", grid.bottom},
                   {"top", grid.top},   {"columns", grid.columns}, {"rows", grid.rows}};
  if (inspection.wanted) {
    Json& watched = input["inspect"] = Json::array();
    if (const auto& at = inspection.watched) watched = {at->layer, at->input, at->output};
  }
  return {"past", format_json(input, -1)};
}

Result<void> read_past(const std::string& bytes, RunView& view) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  Result<Snapshot> snapshot = read_snapshot(std::span(data, bytes.size()));
  if (!snapshot) return tl::make_unexpected(snapshot.error());
  if (snapshot->runs.size() != 1) return fail("past: the job's answer does not hold one run");
  RunSnapshot& run = snapshot->runs[0];
  view.step = run.step;
  view.diverged = run.diverged;
  view.diverged_at = run.diverged_at;
  view.latest = run.latest;
  view.fingerprint = run.fingerprint.value_or(0);
  view.fingerprint_step = run.step;
  if (run.grid) view.grid = std::move(*run.grid);
  view.inspection = std::move(run.inspection);
  return {};
}

Result<std::unique_ptr<Job>> make_past(const Json& input, const JobContext& context) {
  std::string config = input.value("config", "");
  Result<Experiment> experiment = experiment_of_job(input, context);
  if (!experiment) return tl::make_unexpected(experiment.error());
  const int steps = experiment->training.steps;
  const int step = input.value("step", -1);
  if (step < 0 || step > steps) {
    return fail("past: the step " + std::to_string(step) + " is out of range; it must be 0 to " +
                std::to_string(steps));
  }
  GridRequest grid;
  if (const auto at = input.find("grid"); at != input.end() && at->is_object()) {
    grid.left = at->value("left", grid.left);
    grid.right = at->value("right", grid.right);
    grid.bottom = at->value("bottom", grid.bottom);
    grid.top = at->value("top", grid.top);
    grid.columns = at->value("columns", 0);
    grid.rows = at->value("rows", 0);
  }
  // States that have been looked into are apart from those that have not.
  InspectionRequest inspection;
  if (const auto at = input.find("inspect"); at != input.end() && at->is_array()) {
    inspection.wanted = true;
    config += at->dump();
    const auto watched = at->get<std::vector<int>>();
    if (watched.size() == 3) inspection.watched = {watched[0], watched[1], watched[2]};
  }
  return std::make_unique<PastJob>(std::move(*experiment), std::move(config), step, grid,
                                   inspection, context.keyframes);
}

}  // namespace playground
