// The page's engines (web/engine_host.js), each with a module and a session of its own: web
// workers, or one in this thread, spoken to in the same way. Unit u (a run with one seed) belongs
// to worker u % workers; a worker is started when it first gets something to do. When one fails,
// the whole experiment goes on in this thread: it only has to be trained again up to the target.

#include <emscripten.h>

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "engine/commands.hpp"
#include "engine/engine.hpp"
#include "engine/seed_views.hpp"
#include "engine/snapshot.hpp"

// clang-format off

// Module.engine (web/boot.js) starts engines: startWorker() in a web worker, startInPage() in this thread, spoken to
// like a worker; `module` is the promise of the compiled engine. What they send waits in Module.engineInbox until the
// page's next frame, which Module.wake() (platform/web_page.cpp) asks for.
EM_JS(void, pool_open_worker, (int index, int in_page), {
  const workers = (Module.engineWorkers = Module.engineWorkers || []);
  const inbox = (Module.engineInbox = Module.engineInbox || []);
  let failed = false;
  const receive = (kind, bytes) => {
    inbox.push({worker: index, kind, bytes});
    if (Module.wake) Module.wake();
  };
  const fail = (reason) => {
    if (failed) return;
    failed = true;
    receive(1, new TextEncoder().encode(String(reason)));
  };
  const failWith = (error) => fail((error && error.message) || 'it could not be loaded');
  try {
    const worker = in_page ? Module.engine.startInPage() : Module.engine.startWorker();
    const timeout = setTimeout(() => fail('it did not answer within 30 seconds'), 30000);
    workers[index] = {worker, timeout};
    Module.engine.module.catch(failWith);
    if (worker.failure) fail(worker.failure);
    worker.onerror = (event) => { event.preventDefault(); failWith(event); };
    worker.onmessageerror = () => fail('a message could not be read');
    worker.onmessage = (event) => {
      clearTimeout(timeout);
      if (event.data.type === 'snapshot') receive(0, new Uint8Array(event.data.buffer));
      if (event.data.type === 'failed') fail(event.data.message);
    };
  } catch (error) {
    workers[index] = {worker: {postMessage() {}, terminate() {}}};
    failWith(error);
  }
});

EM_JS(void, pool_post_command, (int index, const char* text), {
  Module.engineWorkers[index].worker.postMessage({type: 'command', command: UTF8ToString(text)});
});

// Size of the oldest message, its worker and kind (0: snapshot, 1: failure); -1 when there is none.
EM_JS(int, pool_peek, (int* worker, int* kind), {
  const first = Module.engineInbox && Module.engineInbox[0];
  if (!first) return -1;
  HEAP32[worker >> 2] = first.worker;
  HEAP32[kind >> 2] = first.kind;
  return first.bytes.length;
});

// Copies the oldest message; a snapshot's worker may then send the next one.
EM_JS(void, pool_take, (uint8_t* target), {
  const first = Module.engineInbox.shift();
  HEAPU8.set(first.bytes, target);
  if (first.kind === 0) Module.engineWorkers[first.worker].worker.postMessage({type: 'taken'});
});

EM_JS(void, pool_close, (), {
  for (const slot of Module.engineWorkers || []) {
    if (!slot) continue;
    clearTimeout(slot.timeout);
    slot.worker.terminate();
  }
  Module.engineWorkers = [];
  Module.engineInbox = [];
});

EM_JS(void, pool_give_up, (const char* reason), { Module.onFailure(UTF8ToString(reason)); });
// clang-format on

namespace playground {
namespace {

struct Worker {
  bool open = false;
  bool busy = false;
  std::uint32_t sent = 0;  // sequence numbers of the latest command, and of the latest one answered
  std::uint32_t answered = 0;
  int jobs = 0;  // that it has
};

// Jobs that a worker has at a time: one to do, one to go on with at once. The rest wait in the
// page, so that no worker sits idle while another has a queue, and a cancelled job costs next to
// nothing.
constexpr int kJobsAhead = 2;

struct WaitingJob {
  JobRequest request;
  Engine::JobDone done;
  int worker = -1;  // that has it; -1: none yet
  double progress = 0;
};

class WorkerPool : public Engine {
 public:
  explicit WorkerPool(int workers)
      : workers_(static_cast<std::size_t>(std::max(workers, 1))), in_page_(workers < 1) {}
  ~WorkerPool() override { pool_close(); }

  void load(const Experiment& experiment) override;
  void amend(const Experiment& experiment) override;
  void set_target(int step) override;
  void request_grid(const GridRequest& request) override;
  void show_seed(int seed) override;
  void request_inspection(const InspectionRequest& request) override;
  bool poll(double budget_milliseconds) override;
  bool busy() const override;
  const std::vector<RunView>& runs() const override { return views_; }
  int workers() const override { return in_page_ ? 0 : static_cast<int>(workers_.size()); }
  std::string take_notice() override { return std::exchange(notice_, {}); }
  JobId start_job(JobRequest request, JobDone done) override;
  void cancel_job(JobId job) override;
  double job_progress(JobId job) const override {
    const auto found = jobs_.find(job);
    return found == jobs_.end() ? 0 : found->second.progress;
  }

 private:
  void open(std::size_t index);
  void post(std::size_t index, const std::string& command);
  bool has_runs(std::size_t index) const {
    return index < static_cast<std::size_t>(unit_count(experiment_));
  }
  // The seed asked for, as far as there are so many.
  int shown_seed() const { return std::min(shown_seed_, experiment_.seeds - 1); }
  void deal_jobs();
  bool take_snapshot(std::size_t index, std::span<const std::uint8_t> bytes);
  void go_on_in_this_thread(const std::string& reason);

  std::vector<Worker> workers_;
  bool in_page_;  // the one worker is the engine of this thread
  std::vector<RunView> views_;
  Experiment experiment_;
  GridRequest grid_;
  int shown_seed_ = 0;
  InspectionRequest inspection_;
  int target_ = 0;
  std::uint32_t generation_ = 0;
  std::map<JobId, WaitingJob> jobs_;  // in the order in which they were started
  JobId latest_job_ = 0;
  std::string notice_;
};

void WorkerPool::open(std::size_t index) {
  if (workers_[index].open) return;
  workers_[index].open = true;
  pool_open_worker(static_cast<int>(index), in_page_ ? 1 : 0);
  post(index, grid_command(grid_, workers_[index].sent + 1));
  post(index, show_seed_command(shown_seed(), workers_[index].sent + 1));
  post(index, inspect_command(inspection_, workers_[index].sent + 1));
}

void WorkerPool::post(std::size_t index, const std::string& command) {
  ++workers_[index].sent;
  pool_post_command(static_cast<int>(index), command.c_str());
}

void WorkerPool::load(const Experiment& experiment) {
  experiment_ = experiment;
  target_ = 0;
  ++generation_;
  views_ = make_views(experiment, shown_seed_);
  for (std::size_t index = 0; index < workers_.size(); ++index) {
    std::vector<int> units;
    const int step = static_cast<int>(workers_.size());
    for (int unit = static_cast<int>(index); unit < unit_count(experiment); unit += step) {
      units.push_back(unit);
    }
    if (!units.empty()) open(index);
    if (!workers_[index].open) continue;
    post(index, load_command(experiment, units, generation_, workers_[index].sent + 1));
    post(index, show_seed_command(shown_seed(), workers_[index].sent + 1));
  }
}

void WorkerPool::amend(const Experiment& experiment) {
  experiment_ = experiment;
  for (std::size_t index = 0; index < workers_.size() && has_runs(index); ++index) {
    post(index, amend_command(experiment, workers_[index].sent + 1));
  }
}

void WorkerPool::set_target(int step) {
  if (step == target_) return;
  target_ = step;
  for (std::size_t index = 0; index < workers_.size() && has_runs(index); ++index) {
    post(index, target_command(step, workers_[index].sent + 1));
  }
}

void WorkerPool::request_grid(const GridRequest& request) {
  if (request == grid_) return;
  grid_ = request;
  for (std::size_t index = 0; index < workers_.size(); ++index) {
    if (workers_[index].open) post(index, grid_command(request, workers_[index].sent + 1));
  }
}

void WorkerPool::show_seed(int seed) {
  shown_seed_ = seed;
  show_seed_in(views_, seed);
  for (std::size_t index = 0; index < workers_.size(); ++index) {
    if (workers_[index].open) {
      post(index, show_seed_command(shown_seed(), workers_[index].sent + 1));
    }
  }
}

void WorkerPool::request_inspection(const InspectionRequest& request) {
  if (request == inspection_) return;
  inspection_ = request;
  for (std::size_t index = 0; index < workers_.size(); ++index) {
    if (workers_[index].open) post(index, inspect_command(request, workers_[index].sent + 1));
  }
}

bool WorkerPool::take_snapshot(std::size_t index, std::span<const std::uint8_t> bytes) {
  Result<Snapshot> snapshot = read_snapshot(bytes);
  if (!snapshot) {
    go_on_in_this_thread(snapshot.error().message);
    return true;
  }
  workers_[index].answered = snapshot->sequence;
  workers_[index].busy = snapshot->busy;
  if (!snapshot->error.empty()) notice_ = snapshot->error;
  // What was trained before the latest load is of no use any more; a job's result is.
  if (const auto job = jobs_.find(snapshot->progress.job); job != jobs_.end()) {
    job->second.progress = static_cast<double>(snapshot->progress.done);
  }
  const std::vector<JobResult> results = std::move(snapshot->jobs);
  bool changed = false;
  if (snapshot->generation == generation_) changed = apply_snapshot(std::move(*snapshot), views_);
  for (const JobResult& result : results) {
    const auto found = jobs_.find(result.job);
    if (found == jobs_.end()) continue;
    const JobDone done = std::move(found->second.done);
    --workers_[index].jobs;
    jobs_.erase(found);
    if (result.ok) {
      done(result.text);
    } else {
      done(fail(result.text));
    }
    changed = true;
  }
  deal_jobs();
  return changed;
}

bool WorkerPool::poll(double) {
  bool changed = false;
  int worker = 0;
  int kind = 0;
  std::vector<std::uint8_t> bytes;
  while (true) {
    const int size = pool_peek(&worker, &kind);
    if (size < 0) return changed;
    bytes.resize(static_cast<std::size_t>(size));
    pool_take(bytes.data());
    if (kind == 0) {
      changed |= take_snapshot(static_cast<std::size_t>(worker), bytes);
    } else {
      go_on_in_this_thread(std::string(bytes.begin(), bytes.end()));
      changed = true;
    }
  }
}

bool WorkerPool::busy() const {
  if (!jobs_.empty()) return true;
  for (const Worker& worker : workers_) {
    if (worker.busy || worker.answered != worker.sent) return true;
  }
  return false;
}

JobId WorkerPool::start_job(JobRequest request, JobDone done) {
  const JobId job = ++latest_job_;
  jobs_[job] = {std::move(request), std::move(done)};
  deal_jobs();
  return job;
}

void WorkerPool::cancel_job(JobId job) {
  const auto found = jobs_.find(job);
  if (found == jobs_.end()) return;
  if (const int worker = found->second.worker; worker >= 0) {
    const auto index = static_cast<std::size_t>(worker);
    --workers_[index].jobs;
    post(index, cancel_command(job, workers_[index].sent + 1));
  }
  jobs_.erase(found);
  deal_jobs();
}

// The oldest waiting jobs go to the workers with the fewest; of equals to the last, which has the
// fewest runs.
void WorkerPool::deal_jobs() {
  for (auto& [id, job] : jobs_) {
    if (job.worker >= 0) continue;
    const auto fewest =
        std::min_element(workers_.rbegin(), workers_.rend(),
                         [](const Worker& a, const Worker& b) { return a.jobs < b.jobs; });
    if (fewest->jobs >= kJobsAhead) return;
    ++fewest->jobs;
    const auto index = static_cast<std::size_t>(&*fewest - workers_.data());
    job.worker = static_cast<int>(index);
    open(index);
    post(index, job_command(job.request, id, workers_[index].sent + 1));
  }
}

void WorkerPool::go_on_in_this_thread(const std::string& reason) {
  if (in_page_) return pool_give_up(("Training stopped: " + reason).c_str());
  pool_close();
  notice_ = "Training goes on in the page itself, because a web worker failed (" + reason + ").";
  in_page_ = true;
  workers_.assign(1, {});
  const int target = target_;
  load(experiment_);
  set_target(target);
  for (auto& [id, job] : jobs_) {
    job.worker = -1;
    job.progress = 0;
  }
  deal_jobs();
}

}  // namespace

std::unique_ptr<Engine> make_worker_pool(int workers) {
  return std::make_unique<WorkerPool>(workers);
}

}  // namespace playground
