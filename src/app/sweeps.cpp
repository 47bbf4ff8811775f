#include "app/sweeps.hpp"

#include <algorithm>
#include <cmath>

#include "engine/sweep_job.hpp"
#include "share/json.hpp"
#include "share/json_text.hpp"
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
  for (const Group& group : std::exchange(groups_, {})) engine.cancel_job(group.job);
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
    if (waiting_.empty() && groups_.empty()) {
      state_.phase = SweepPhase::done;
      changed_ = true;
    }
  }
  follow_progress(engine);
  return std::exchange(changed_, false);
}

// Cells of a group are trained one after the other, and each takes about as long.
void Sweeps::follow_progress(const Engine& engine) {
  for (Group& group : groups_) {
    const double done = engine.job_progress(group.job);
    if (done == group.done) continue;
    group.done = done;
    changed_ = true;
  }
  if (!changed_) return;
  state_.in_progress.clear();
  for (const Group& group : groups_) {
    double left = group.done * static_cast<double>(group.cells.size());
    for (const CellId& cell : group.cells) {
      state_.in_progress.push_back({cell, std::clamp(left, 0.0, 1.0)});
      left -= 1;
    }
  }
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
  while (!waiting_.empty() && static_cast<int>(groups_.size()) < ahead) {
    std::vector<CellId> cells;
    for (int i = group_size(engine); i > 0 && !waiting_.empty(); --i) {
      cells.push_back(waiting_.back());
      waiting_.pop_back();
    }
    start_group(engine, std::move(cells));
  }
}

void Sweeps::start_group(Engine& engine, std::vector<CellId> cells) {
  const std::uint64_t number = ++latest_group_;
  JobRequest request = sweep_job(state_.experiment, cells);
  groups_.push_back({number, 0, std::move(cells)});
  const JobId job = engine.start_job(
      std::move(request),
      [this, number](Result<std::string> answer) { take(number, std::move(answer)); });
  groups_.back().job = job;
  changed_ = true;
}

// The answer of a group that was cancelled does not count.
void Sweeps::take(std::uint64_t number, Result<std::string> answer) {
  if (std::erase_if(groups_, [&](const Group& it) { return it.number == number; }) == 0) return;
  changed_ = true;
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
  const Json tree = parse_own_json(text);
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
