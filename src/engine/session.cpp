#include "engine/session.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>

#include "core/sort.hpp"
#include "data/dataset.hpp"
#include "engine/clock.hpp"
#include "engine/grid.hpp"
#include "engine/inspector.hpp"
#include "engine/jobs.hpp"
#include "engine/keyframes.hpp"
#include "engine/seed_views.hpp"
#include "engine/snapshot.hpp"
#include "share/json.hpp"
#include "share/json_text.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

// One piece of work lasts about this long, so that a slice ends in time and runs stay level.
constexpr double kChunkMilliseconds = 1.0;
constexpr int kLongestChunk = 4096;
// What one snapshot may take to measure runs at rest whose surfaces are not shown.
constexpr double kMeasureMilliseconds = 4.0;
// How often the reader hears how far the job in hand is.
constexpr double kProgressMilliseconds = 100;

// One training of a run: with one of the seeds.
struct Run {
  int index = 0;
  int seed = 0;
  // Made when it is first worked on: many seeds of a large experiment take their time.
  std::unique_ptr<Trainer> trainer;
  int chunk = 1;  // steps that take about kChunkMilliseconds
  // What the reader has.
  bool sent = false;
  int sent_step = 0;
  bool sent_at_rest = false;
  bool sent_diverged = false;
  std::size_t sent_points = 0;
  int sent_thinnings = 0;
  std::optional<GridRequest> sent_grid;
  int sent_grid_step = -1;
  Inspector inspector;

  bool rests(int target) const {
    return trainer && (trainer->diverged() || trainer->step() >= target);
  }
};

struct QueuedJob {
  JobId id = 0;
  std::unique_ptr<Job> job;
};

}  // namespace

struct Session::State {
  TableStore tables;
  Experiment experiment;
  std::map<std::uint32_t, std::shared_ptr<const Dataset>> datasets;  // by their seed
  std::vector<Run> runs;
  std::uint32_t generation = 0;
  std::uint32_t sequence = 0;
  std::uint32_t sent_sequence = 0;
  int target = 0;
  GridRequest grid;
  int shown_seed = 0;
  InspectionRequest inspection;
  bool inspector_is_next = true;  // runs and their repetitions take turns
  Keyframes keyframes;            // above the jobs that use them
  std::deque<QueuedJob> jobs;
  bool job_is_next = true;  // runs and jobs take turns
  Clock::time_point told;   // when the reader last heard of the job in hand, or it was begun
  std::vector<JobResult> results;
  std::string error;

  void take(const Json& command);
  void load(const Json& command);
  void amend(const Json& command);
  void queue_job(const Json& command);
  void ask_for_inspection(const Json& command);
  std::optional<Experiment> read_config(const Json& command);

  void make_trainer(Run& run);
  Run* furthest_behind();
  InspectionRequest inspection_of(const Run& run) const;
  bool is_behind(const Run& run) const;
  Run* next_to_inspect();
  void inspect(Run& run);
  void inspect_all();
  bool inspection_due(const Run& run) const;
  void train_chunk(Run& run);
  void work_on_job();

  bool wants_grid(const Run& run) const;
  bool has_news(const Run& run) const;
  bool has_work() const;
  std::vector<Run*> runs_for_grids();
  // `measure`: what rests between two evaluations may be measured there.
  RunSnapshot take_run(Run& run, bool measure);
};

Session::Session(TableStore tables) : state_(std::make_unique<State>()) {
  state_->tables = std::move(tables);
}
Session::~Session() = default;

void Session::add_table(std::string hash, std::span<const std::uint8_t> bytes) {
  std::optional<Table> table = unpack_table(bytes);
  if (table) {
    state_->tables.add(std::move(hash), std::move(*table));
  } else {
    state_->error = "engine: a table was cut short";
  }
}

void Session::command(std::string_view text) {
  const Json command = parse_own_json(text);
  if (!command.is_object()) {
    state_->error = "engine: a command was not JSON";
    return;
  }
  state_->take(command);
}

void Session::State::take(const Json& command) {
  const std::string type = command.value("type", "");
  sequence = command.value("sequence", sequence);
  if (type == "load") {
    load(command);
  } else if (type == "amend") {
    amend(command);
  } else if (type == "target") {
    target = std::clamp(command.value("step", target), target, experiment.training.steps);
  } else if (type == "grid") {
    grid.left = command.value("left", grid.left);
    grid.right = command.value("right", grid.right);
    grid.bottom = command.value("bottom", grid.bottom);
    grid.top = command.value("top", grid.top);
    grid.columns = command.value("columns", 0);
    grid.rows = command.value("rows", 0);
  } else if (type == "show") {
    shown_seed = command.value("seed", 0);
    for (Run& run : runs) run.sent_grid.reset();
    inspect_all();
  } else if (type == "inspect") {
    ask_for_inspection(command);
  } else if (type == "job") {
    queue_job(command);
  } else if (type == "cancel") {
    const JobId id = command.value("job", JobId{0});
    std::erase_if(jobs, [id](const QueuedJob& queued) { return queued.id == id; });
  } else {
    error = "engine: unknown command '" + type + "'";
  }
}

std::optional<Experiment> Session::State::read_config(const Json& command) {
  Result<Experiment> read = read_json(command.value("config", ""));
  if (!read) {
    error = "engine: " + read.error().message;
    return std::nullopt;
  }
  return std::move(*read);
}

void Session::State::load(const Json& command) {
  generation = command.value("generation", generation);
  target = 0;
  runs.clear();
  std::optional<Experiment> read = read_config(command);
  // Without its rows nothing trains: the page knows that, and loads again once it has sent them.
  if (!read || !tables.bind(read->data)) return;
  DataConfig data = read->data;
  data.seed = experiment.data.seed;
  const std::uint32_t first = read->data.seed;
  const auto seeds = static_cast<std::uint32_t>(read->seeds);
  std::erase_if(datasets, [&](const auto& it) {
    return data != experiment.data || it.first - first >= seeds;  // modulo 2^32
  });
  experiment = std::move(*read);
  for (const int unit : command.value("units", std::vector<int>{})) {
    if (unit < 0 || unit >= unit_count(experiment)) continue;
    Run& run = runs.emplace_back();
    run.index = unit % static_cast<int>(experiment.runs.size());
    run.seed = unit / static_cast<int>(experiment.runs.size());
  }
}

void Session::State::make_trainer(Run& run) {
  const Experiment seeded = experiment_of_seed(experiment, run.seed);
  std::shared_ptr<const Dataset>& dataset = datasets[seeded.data.seed];
  if (!dataset) dataset = std::make_shared<const Dataset>(make_dataset(seeded.data));
  run.trainer =
      std::make_unique<Trainer>(dataset, seeded, run.index, history_capacity(experiment.seeds));
}

void Session::State::amend(const Json& command) {
  std::optional<Experiment> read = read_config(command);
  if (!read) return;
  experiment.events = std::move(read->events);
  for (Run& run : runs) {
    if (run.trainer) run.trainer->replace_events(experiment.events);
    run.inspector.replace_events(experiment.events);
  }
}

void Session::State::ask_for_inspection(const Json& command) {
  inspection = {command.value("wanted", false), std::nullopt};
  const auto place = command.value("watched", std::vector<int>{});
  if (place.size() == 3) inspection.watched = {place[0], place[1], place[2]};
  inspect_all();
}

// Only the seed shown is looked into.
InspectionRequest Session::State::inspection_of(const Run& run) const {
  return run.trainer && run.seed == shown_seed ? inspection : InspectionRequest{};
}

void Session::State::inspect(Run& run) {
  const Experiment seeded = experiment_of_seed(experiment, run.seed);
  run.inspector.work(*run.trainer, {datasets[seeded.data.seed], seeded, run.index},
                     inspection_of(run), kChunkMilliseconds);
}

void Session::State::inspect_all() {
  for (Run& run : runs) {
    if (run.trainer) inspect(run);
  }
}

bool Session::State::is_behind(const Run& run) const {
  return run.trainer && run.inspector.behind(*run.trainer, inspection_of(run));
}

Run* Session::State::next_to_inspect() {
  const auto found =
      std::find_if(runs.begin(), runs.end(), [&](const Run& run) { return is_behind(run); });
  return found == runs.end() ? nullptr : &*found;
}

bool Session::State::inspection_due(const Run& run) const {
  return run.trainer && run.inspector.due(*run.trainer, inspection_of(run), run.rests(target));
}

void Session::State::queue_job(const Json& command) {
  const JobId id = command.value("job", JobId{0});
  Result<std::unique_ptr<Job>> job =
      make_job({command.value("kind", ""), command.value("input", "")}, {&keyframes, &tables});
  if (!job) {
    results.push_back({id, false, job.error().message});
    return;
  }
  if (jobs.empty()) told = Clock::now();
  jobs.push_back({id, std::move(*job)});
}

Run* Session::State::furthest_behind() {
  Run* behind = nullptr;
  for (Run& run : runs) {
    if (!run.trainer) return &run;
    if (run.rests(target)) continue;
    if (behind == nullptr || run.trainer->step() < behind->trainer->step()) behind = &run;
  }
  return behind;
}

// How long a chunk lasts decides only how many steps the next one has, never what a step does.
void Session::State::train_chunk(Run& run) {
  if (!run.trainer) return make_trainer(run);
  const int before = run.trainer->step();
  const Clock::time_point start = Clock::now();
  run.trainer->advance_to(std::min(target - before, run.chunk) + before);
  const double elapsed = milliseconds_since(start);
  const bool whole = run.trainer->step() - before == run.chunk;
  if (elapsed > 2 * kChunkMilliseconds) {
    run.chunk = std::max(1, run.chunk / 2);
  } else if (whole && elapsed < kChunkMilliseconds / 2) {
    run.chunk = std::min(kLongestChunk, run.chunk * 2);
  }
}

void Session::State::work_on_job() {
  QueuedJob& queued = jobs.front();
  if (queued.job->work(kChunkMilliseconds)) return;
  Result<std::string> result = queued.job->result();
  results.push_back({queued.id, result.has_value(),
                     result ? std::move(*result) : std::move(result.error().message)});
  jobs.pop_front();
  told = Clock::now();
}

bool Session::State::has_work() const {
  if (!jobs.empty()) return true;
  return std::any_of(runs.begin(), runs.end(),
                     [&](const Run& run) { return !run.rests(target) || is_behind(run); });
}

bool Session::work(double milliseconds) {
  const Clock::time_point start = Clock::now();
  do {
    Run* const run = state_->furthest_behind();
    const bool job = !state_->jobs.empty() && (state_->job_is_next || run == nullptr);
    Run* const inspected = job ? nullptr : state_->next_to_inspect();
    const bool inspects = inspected != nullptr && (state_->inspector_is_next || run == nullptr);
    if (job) {
      state_->work_on_job();
    } else if (inspects) {
      state_->inspect(*inspected);
      state_->inspector_is_next = false;
    } else if (run != nullptr) {
      state_->inspector_is_next = true;
      state_->train_chunk(*run);
    } else {
      return false;
    }
    state_->job_is_next = !job;
  } while (milliseconds_since(start) < milliseconds);
  return state_->has_work();
}

bool Session::State::wants_grid(const Run& run) const {
  if (grid.columns < 1 || grid.rows < 1 || !run.trainer || run.seed != shown_seed) return false;
  return !run.sent_grid || *run.sent_grid != grid || run.sent_grid_step != run.trainer->step();
}

bool Session::State::has_news(const Run& run) const {
  if (!run.trainer) return false;
  return !run.sent || run.sent_step != run.trainer->step() ||
         (!run.sent_at_rest && run.rests(target)) ||
         // It has gone back to a step that was sent already.
         run.sent_diverged != run.trainer->diverged() ||
         run.sent_thinnings != run.trainer->history().thinnings() ||
         run.sent_points != run.trainer->history().points().size();
}

bool Session::busy() const {
  if (state_->has_work() || !state_->results.empty() || !state_->error.empty()) return true;
  return std::any_of(state_->runs.begin(), state_->runs.end(), [&](const Run& run) {
    return state_->has_news(run) || state_->wants_grid(run) || state_->inspection_due(run);
  });
}

std::vector<Run*> Session::State::runs_for_grids() {
  std::vector<Run*> waiting;
  for (Run& run : runs) {
    if (wants_grid(run)) waiting.push_back(&run);
  }
  sort_stably(waiting,
              [](const Run* a, const Run* b) { return a->sent_grid_step < b->sent_grid_step; });
  return waiting;
}

RunSnapshot Session::State::take_run(Run& run, bool measure) {
  Trainer& trainer = *run.trainer;
  const History& history = trainer.history();
  RunSnapshot snapshot;
  snapshot.run = run.index;
  snapshot.seed = run.seed;
  snapshot.step = trainer.step();
  snapshot.diverged = trainer.diverged();
  snapshot.diverged_at = trainer.diverged_at();
  const bool at_rest = run.rests(target) && (measure || trainer.latest().step == trainer.step());
  snapshot.latest = at_rest ? trainer.metrics_now() : trainer.latest();
  if (at_rest) snapshot.fingerprint = trainer.fingerprint();

  // The last point sent goes again: the history may have replaced it.
  std::size_t start = 0;
  if (run.sent_thinnings == history.thinnings() && run.sent_points > 0) start = run.sent_points - 1;
  start = std::min(start, history.points().size());
  snapshot.history_start = static_cast<std::uint32_t>(start);
  snapshot.history.assign(history.points().begin() + static_cast<std::ptrdiff_t>(start),
                          history.points().end());
  run.sent = true;
  run.sent_step = trainer.step();
  run.sent_at_rest = at_rest;
  run.sent_diverged = trainer.diverged();
  run.sent_points = history.points().size();
  run.sent_thinnings = history.thinnings();
  return snapshot;
}

std::vector<std::uint8_t> Session::take_snapshot(double grid_milliseconds) {
  State& state = *state_;
  Snapshot snapshot;
  snapshot.generation = state.generation;
  snapshot.sequence = state.sequence;

  std::vector<Grid> grids(state.runs.size());
  const Clock::time_point start = Clock::now();
  for (Run* run : state.runs_for_grids()) {
    const auto place = static_cast<std::size_t>(run - state.runs.data());
    grids[place] = compute_grid(run->trainer->model(), state.experiment.data, state.grid);
    grids[place].step = run->sent_grid_step = run->trainer->step();
    run->sent_grid = state.grid;
    if (milliseconds_since(start) >= grid_milliseconds) break;
  }
  const Clock::time_point measuring = Clock::now();
  for (std::size_t i = 0; i < state.runs.size(); ++i) {
    Run& run = state.runs[i];
    const bool inspects = state.inspection_due(run);
    if (grids[i].step < 0 && !inspects && !state.has_news(run)) continue;
    const bool measure =
        run.seed == state.shown_seed || milliseconds_since(measuring) < kMeasureMilliseconds;
    snapshot.runs.push_back(state.take_run(run, measure));
    if (inspects) {
      snapshot.runs.back().inspection = run.inspector.take(*run.trainer, state.inspection_of(run));
    }
    if (grids[i].step >= 0) snapshot.runs.back().grid = std::move(grids[i]);
  }
  snapshot.jobs = std::exchange(state.results, {});
  if (!state.jobs.empty() && milliseconds_since(state.told) >= kProgressMilliseconds) {
    const QueuedJob& queued = state.jobs.front();
    snapshot.progress = {queued.id, static_cast<float>(queued.job->progress())};
    state.told = Clock::now();
  }
  snapshot.error = std::exchange(state.error, {});
  snapshot.busy = busy();
  const bool empty = snapshot.runs.empty() && snapshot.jobs.empty() && snapshot.error.empty() &&
                     snapshot.progress.job == 0;
  if (empty && state.sent_sequence == state.sequence) return {};
  state.sent_sequence = state.sequence;
  return write_snapshot(snapshot);
}

}  // namespace playground
