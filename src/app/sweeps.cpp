#include "app/sweeps.hpp"

#include <algorithm>
#include <cmath>

#include "engine/sweep_job.hpp"
#include "share/json.hpp"
#include "share/sweep_text.hpp"
#include "train/sweep_check.hpp"

namespace playground {
namespace {

// A job should last several frames, since a worker gets the next one when the page draws.
constexpr double kJobSeconds = 0.04;
constexpr int kMostCells = 64;       // of a job
constexpr int kMostTrainings = 256;  // of a job: cells times seeds
constexpr int kJobsAhead = 2;        // of each worker, besides those it has
constexpr std::size_t kMostStoredBytes = 2'000'000;

}  // namespace

Result<void> Sweeps::start(Engine& engine, const Experiment& experiment, double now) {
  Result<SweepPlan> plan = plan_sweep(experiment);
  if (!plan) return tl::make_unexpected(plan.error());
  cancel(engine);
  const bool same = state_.results && state_.results->finished() < state_.results->total() &&
                    sweep_identity(state_.experiment) == sweep_identity(experiment);
  if (!same) {
    state_.results.emplace(std::move(*plan));
    state_.selected.reset();
  }
  state_.experiment = experiment;
  state_.phase = SweepPhase::running;
  state_.current = true;
  waiting_ = state_.results->missing();
  std::reverse(waiting_.begin(), waiting_.end());
  running_since_ = now;
  seconds_spent_ = 0;
  finished_here_ = 0;
  state_.seconds_left = -1;
  changed_ = true;
  feed(engine);
  return {};
}

void Sweeps::pause(double now) {
  if (state_.phase != SweepPhase::running) return;
  state_.phase = SweepPhase::paused;
  seconds_spent_ += now - running_since_;
  changed_ = true;
}

void Sweeps::resume(double now) {
  if (state_.phase != SweepPhase::paused) return;
  state_.phase = SweepPhase::running;
  running_since_ = now;
  changed_ = true;
}

void Sweeps::cancel(Engine& engine) {
  ++sweep_number_;
  for (const JobId job : std::exchange(jobs_, {})) engine.cancel_job(job);
  jobs_running_ = 0;
  waiting_.clear();
  state_.in_progress.clear();
  state_.seconds_left = -1;
  changed_ = true;
  if (state_.phase == SweepPhase::running || state_.phase == SweepPhase::paused) {
    state_.phase = SweepPhase::cancelled;
  }
}

bool Sweeps::update(Engine& engine, double now) {
  if (state_.phase == SweepPhase::running) {
    estimate(now);
    feed(engine);
    if (waiting_.empty() && jobs_running_ == 0) {
      state_.phase = SweepPhase::done;
      jobs_.clear();
      changed_ = true;
    }
  }
  return std::exchange(changed_, false);
}

// Seconds of training divided by the cells that came of it.
void Sweeps::estimate(double now) {
  if (finished_here_ == 0) return;
  const double spent = seconds_spent_ + now - running_since_;
  const int left = state_.results->total() - state_.results->finished();
  state_.seconds_left = spent / finished_here_ * left;
}

int Sweeps::group_size(const Engine& engine) const {
  const int seeds = state_.results->plan().seeds;
  const int most = std::max(1, std::min(kMostCells, kMostTrainings / seeds));
  if (finished_here_ == 0 || state_.seconds_left < 0) return 1;
  const int left = std::max(1, state_.results->total() - state_.results->finished());
  const int workers = std::max(1, engine.workers());
  const double cell_seconds = state_.seconds_left / left * workers;
  // Near the end groups get small, so that the workers end together.
  const int share = std::max(1, static_cast<int>(waiting_.size()) / (2 * workers));
  const double wanted = cell_seconds > 0 ? kJobSeconds / cell_seconds : most;
  return std::clamp(static_cast<int>(std::min(wanted, 1e6)), 1, std::min(most, share));
}

void Sweeps::feed(Engine& engine) {
  if (state_.phase != SweepPhase::running) return;
  const int ahead = kJobsAhead * 2 * std::max(1, engine.workers());
  while (!waiting_.empty() && jobs_running_ < ahead) {
    std::vector<CellId> cells;
    for (int i = group_size(engine); i > 0 && !waiting_.empty(); --i) {
      cells.push_back(waiting_.back());
      waiting_.pop_back();
    }
    start_group(engine, std::move(cells));
  }
}

void Sweeps::start_group(Engine& engine, std::vector<CellId> cells) {
  ++jobs_running_;
  state_.in_progress.insert(state_.in_progress.end(), cells.begin(), cells.end());
  JobRequest request = sweep_job(state_.experiment, cells);
  const std::uint64_t number = sweep_number_;
  jobs_.push_back(
      engine.start_job(std::move(request), [this, number, cells](Result<std::string> answer) {
        if (number == sweep_number_) take(cells, std::move(answer));
      }));
}

void Sweeps::take(const std::vector<CellId>& cells, Result<std::string> answer) {
  --jobs_running_;
  changed_ = true;
  std::erase_if(state_.in_progress, [&](const CellId& cell) {
    return std::find(cells.begin(), cells.end(), cell) != cells.end();
  });
  Result<std::vector<CellResult>> results =
      answer ? read_sweep_answer(*answer) : tl::make_unexpected(answer.error());
  if (!results) {
    error_ = "sweep: " + results.error().message;
    return;
  }
  for (CellResult& result : *results) {
    if (state_.results->add(std::move(result))) ++finished_here_;
  }
}

void Sweeps::follow(const Experiment& experiment) {
  if (!state_.results) return;
  const bool current = sweep_identity(state_.experiment) == sweep_identity(experiment);
  // Names, letters and the metric shown are the page's.
  if (current) {
    state_.experiment = experiment;
    if (const Result<SweepPlan> plan = plan_sweep(experiment)) state_.results->renumber_runs(*plan);
  }
  if (current != state_.current) changed_ = true;
  state_.current = current;
}

void Sweeps::select(std::optional<CellId> cell) {
  if (cell && (!state_.results || !state_.results->has(*cell))) return;
  state_.selected = cell;
  changed_ = true;
}

std::string Sweeps::stored_text() const {
  if (!state_.results || state_.results->finished() == 0) return "";
  Json tree = {{"config", write_json(state_.experiment, -1)}, {"cells", Json::array()}};
  for (const CellId& cell : state_.results->plan().order) {
    const CellResult* const result = state_.results->find(cell);
    if (result == nullptr) continue;
    tree["cells"].push_back(cell_tree(state_.experiment, state_.results->plan(), *result));
  }
  std::string text = format_json(tree, -1);
  return text.size() <= kMostStoredBytes ? text : "";
}

bool Sweeps::restore(const Experiment& experiment, const std::string& text) {
  const Json tree = Json::parse(text, nullptr, false);
  if (!tree.is_object()) return false;
  const auto config = tree.find("config");
  const auto cells = tree.find("cells");
  if (config == tree.end() || !config->is_string() || cells == tree.end() || !cells->is_array()) {
    return false;
  }
  const Result<Experiment> stored = read_json(config->get<std::string>());
  if (!stored || sweep_identity(*stored) != sweep_identity(experiment)) return false;
  Result<SweepPlan> plan = plan_sweep(experiment);
  if (!plan) return false;
  SweepResults results(std::move(*plan));
  for (const Json& cell : *cells) {
    if (Result<CellResult> result = read_cell_tree(cell)) results.add(std::move(*result));
  }
  if (results.finished() == 0) return false;
  state_.phase = results.finished() == results.total() ? SweepPhase::done : SweepPhase::cancelled;
  state_.results = std::move(results);
  state_.experiment = experiment;
  state_.current = true;
  changed_ = true;
  return true;
}

}  // namespace playground
