// The engine of this thread: where there are no workers, in tests, and for the headless program.

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "engine/clock.hpp"
#include "engine/commands.hpp"
#include "engine/engine.hpp"
#include "engine/seed_views.hpp"
#include "engine/session.hpp"
#include "engine/snapshot.hpp"

namespace playground {
namespace {

class LocalEngine : public Engine {
 public:
  explicit LocalEngine(TableStore tables) : session_(std::move(tables)) {}

  void load(const Experiment& experiment) override {
    views_ = make_views(experiment, shown_seed_);
    std::vector<int> units(static_cast<std::size_t>(unit_count(experiment)));
    std::iota(units.begin(), units.end(), 0);
    session_.command(load_command(experiment, units, ++generation_, ++sequence_));
    show_seed(shown_seed_);
  }
  void amend(const Experiment& experiment) override {
    session_.command(amend_command(experiment, ++sequence_));
  }
  void set_target(int step) override { session_.command(target_command(step, ++sequence_)); }
  void request_grid(const GridRequest& request) override {
    session_.command(grid_command(request, ++sequence_));
  }
  void show_seed(int seed) override {
    shown_seed_ = seed;
    show_seed_in(views_, seed);
    const int shown = views_.empty() ? seed : views_.front().shown_seed;
    session_.command(show_seed_command(shown, ++sequence_));
  }

  void request_inspection(const InspectionRequest& request) override {
    session_.command(inspect_command(request, ++sequence_));
  }

  bool poll(double budget_milliseconds) override {
    // Half of the time at most goes into the pictures, so that training always gets on.
    session_.work(std::max(budget_milliseconds / 2, budget_milliseconds - picture_milliseconds_));
    const Clock::time_point start = Clock::now();
    const std::vector<std::uint8_t> bytes = session_.take_snapshot(budget_milliseconds / 2);
    picture_milliseconds_ = milliseconds_since(start);
    Result<Snapshot> snapshot = read_snapshot(bytes);
    if (!snapshot) return false;
    if (!snapshot->error.empty()) notice_ = std::move(snapshot->error);
    const std::vector<JobResult> results = std::move(snapshot->jobs);
    progress_ = snapshot->progress.job != 0 ? snapshot->progress : progress_;
    const bool changed = apply_snapshot(std::move(*snapshot), views_);
    for (const JobResult& result : results) finish(result);
    return changed || !results.empty();
  }
  bool busy() const override { return session_.busy(); }

  const std::vector<RunView>& runs() const override { return views_; }
  int workers() const override { return 0; }
  std::string take_notice() override { return std::exchange(notice_, {}); }

  JobId start_job(JobRequest request, JobDone done) override {
    jobs_[++job_] = std::move(done);
    session_.command(job_command(request, job_, ++sequence_));
    return job_;
  }
  void cancel_job(JobId job) override {
    if (jobs_.erase(job) > 0) session_.command(cancel_command(job, ++sequence_));
  }

  double job_progress(JobId job) const override {
    return job == progress_.job ? static_cast<double>(progress_.done) : 0;
  }

 private:
  void finish(const JobResult& result) {
    const auto found = jobs_.find(result.job);
    if (found == jobs_.end()) return;
    const JobDone done = std::move(found->second);
    jobs_.erase(found);
    if (result.ok) {
      done(result.text);
    } else {
      done(fail(result.text));
    }
  }

  Session session_;
  std::vector<RunView> views_;
  int shown_seed_ = 0;
  std::map<JobId, JobDone> jobs_;
  std::uint32_t generation_ = 0;
  std::uint32_t sequence_ = 0;
  JobId job_ = 0;                    // the latest
  JobProgress progress_;             // of the job in hand
  double picture_milliseconds_ = 0;  // of the latest snapshot
  std::string notice_;
};

}  // namespace

std::unique_ptr<Engine> make_local_engine(TableStore tables) {
  return std::make_unique<LocalEngine>(std::move(tables));
}

}  // namespace playground
