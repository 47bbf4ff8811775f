// What the page knows of training: one interface for a pool of web workers and for training in this
// thread. The engine trains every run up to a target step; it never passes the target, so a change
// recorded as an event at the target step is always still in the future of every run.
//   engine->load(experiment);  engine->set_target(100);  each frame: engine->poll(4.0);
//   engine->runs()[i].history
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "data/table_store.hpp"
#include "train/experiment.hpp"
#include "train/history.hpp"

namespace playground {

// A regular grid of points on which the model's outputs are wanted: x1 from left to right, x2 from
// bottom to top, both ends included. Regression: rows = 1.
struct GridRequest {
  float left = -2.4f, right = 2.4f, bottom = -1.68f, top = 1.68f;
  int columns = 0;  // 0: no grid
  int rows = 0;

  bool operator==(const GridRequest&) const = default;
};

struct Grid {
  GridRequest request;
  int outputs = 0;            // values per point: 1 logit, one logit per class, or 1 prediction
  std::vector<float> values;  // [rows, columns, outputs]
  int step = -1;
};

// A weight of the network: layer 0, 1, ..., from the input (or unit) `input` to the unit `output`.
struct WeightPlace {
  int layer = 0;
  int input = 0;
  int output = 0;

  bool operator==(const WeightPlace&) const = default;
};

// Whether every run is to be looked into while it trains (engine/inspection.hpp), and which
// weight's history is kept.
struct InspectionRequest {
  bool wanted = false;
  std::optional<WeightPlace> watched = {};

  bool operator==(const InspectionRequest&) const = default;
};
struct Inspection;

// The latest known state of one training of a run, with one of the experiment's seeds.
struct SeedView {
  int step = 0;
  bool diverged = false;
  int diverged_at = 0;
  std::vector<Metrics> history;  // recorded every evaluate_every steps, thinned when long
  Metrics latest;  // at `step` exactly when the run rests (target reached), else the last recorded
  std::uint64_t fingerprint =
      0;  // at `fingerprint_step`; sent whenever the run rests at its target
  int fingerprint_step = -1;
};

// Every metric over the seeds of a run at one step (`mean.step`), which all of them have measured.
struct SeedPoint {
  int seeds = 0;
  Metrics mean;
  Metrics deviation;  // sample standard deviation
  Metrics minimum;
  Metrics maximum;
};

// Of the seeds that have not diverged; of all of them, as far as all went, when every one has.
struct SeedStatistics {
  int diverged = 0;                // seeds
  std::vector<SeedPoint> history;  // at the steps that all of them have recorded
  SeedPoint latest;  // the latest step that all have measured; 0 seeds before the first
};

// A run as the page shows it: the training of the seed shown and, of an experiment of several
// seeds, those of all seeds with their statistics (engine/seed_views.hpp reads both kinds alike).
struct RunView : SeedView {
  Grid grid;                    // of the seed shown
  std::uint64_t revision = 0;   // grows with every change of this view
  int shown_seed = 0;           // 0, 1, ...
  std::vector<SeedView> seeds;  // empty for an experiment of one seed
  SeedStatistics statistics;
  std::shared_ptr<const Inspection> inspection;  // of the seed shown, since one was asked for
};

// Something to compute beside the runs.
struct JobRequest {
  std::string kind;   // a row of the table in engine/jobs.cpp
  std::string input;  // JSON text, as that kind reads it
};
using JobId = std::uint32_t;  // 1, 2, ... of one engine; 0: none

class Engine {
 public:
  virtual ~Engine() = default;

  // Starts all runs of the experiment anew at step 0, target 0.
  virtual void load(const Experiment& experiment) = 0;
  // The same experiment with events added at or after the target step.
  virtual void amend(const Experiment& experiment) = 0;
  // Runs train up to this step (0 .. training.steps). It must not fall below an earlier target of
  // this load.
  virtual void set_target(int step) = 0;
  virtual void request_grid(const GridRequest& request) = 0;
  // Which seed (0, 1, ...) the views show; of an experiment with fewer seeds, the last.
  virtual void show_seed(int seed) = 0;
  virtual void request_inspection(const InspectionRequest& request) = 0;
  // Takes what has arrived; the engine of this thread trains here for at most
  // `budget_milliseconds`. True when any view changed.
  virtual bool poll(double budget_milliseconds) = 0;
  // True while a run is below the target or something is on its way.
  virtual bool busy() const = 0;

  // As of the latest poll().
  virtual const std::vector<RunView>& runs() const = 0;
  virtual int workers() const = 0;  // 0: in this thread
  // What the person should know, once (workers could not be used ...); empty when there is nothing.
  virtual std::string take_notice() = 0;

  // Work beside the runs (engine/jobs.hpp names the kinds), done from its input alone, so that the
  // result never depends on where it is done. `done` is called from poll(), unless the job was
  // cancelled before.
  using JobDone = std::function<void(Result<std::string>)>;
  virtual JobId start_job(JobRequest request, JobDone done) = 0;
  virtual void cancel_job(JobId job) = 0;
  // The part of it that was done when the engine last told, 0 to 1. It tells of jobs that take
  // longer than a moment, a few times a second.
  virtual double job_progress(JobId job) const = 0;
};

// `tables`: those that are here from the start. The page sends its own (web/boot.js).
std::unique_ptr<Engine> make_local_engine(TableStore tables = {});
// Of web workers; 0: an engine module in the page's own thread. A pool whose workers fail goes on
// there, with a notice. Only in a browser.
std::unique_ptr<Engine> make_worker_pool(int workers);

}  // namespace playground
