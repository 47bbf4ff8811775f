// The engine in this thread and its sessions give what a Trainer gives, bit for bit, however the
// work is cut up and dealt out.
#include <gtest/gtest.h>

#include <map>

#include "data/dataset.hpp"
#include "engine/commands.hpp"
#include "engine/engine.hpp"
#include "engine/grid.hpp"
#include "engine/jobs.hpp"
#include "engine/seed_views.hpp"
#include "engine/session.hpp"
#include "engine/snapshot.hpp"
#include "share/export.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

Experiment small_experiment() {
  Experiment experiment = default_experiment();
  experiment.data.train_size = 40;
  experiment.data.test_size = 100;
  experiment.model.hidden = {8, 8};
  experiment.training.batch_size = 10;
  experiment.training.steps = 120;
  experiment.training.evaluate_every = 7;
  return experiment;
}

Trainer trained(const Experiment& experiment, int run, int step) {
  auto dataset = std::make_shared<const Dataset>(make_dataset(experiment.data));
  Trainer trainer(dataset, experiment, run);
  trainer.advance_to(step);
  return trainer;
}

void finish(Engine& engine, double budget = 50) {
  for (int i = 0; i < 100000 && engine.busy(); ++i) engine.poll(budget);
  ASSERT_FALSE(engine.busy());
}

// What a pool does, by hand: sessions that each train a part of the runs.
struct Dealt {
  explicit Dealt(std::size_t count) : sessions(count) {}

  void load(const Experiment& experiment, std::uint32_t generation) {
    views = make_views(experiment, 0);
    for (std::size_t i = 0; i < sessions.size(); ++i) {
      std::vector<int> units;
      const int step = static_cast<int>(sessions.size());
      for (int unit = static_cast<int>(i); unit < unit_count(experiment); unit += step) {
        units.push_back(unit);
      }
      sessions[i].command(load_command(experiment, units, generation, 1));
    }
  }
  void send(const std::string& command) {
    for (Session& session : sessions) session.command(command);
  }
  // `slice` milliseconds a turn; 0 is a single chunk.
  void finish(double slice) {
    bool busy = true;
    while (busy) {
      busy = false;
      for (Session& session : sessions) {
        session.work(slice);
        Result<Snapshot> snapshot = read_snapshot_of(session);
        if (snapshot) apply_snapshot(std::move(*snapshot), views);
        busy |= session.busy();
      }
    }
  }
  static Result<Snapshot> read_snapshot_of(Session& session) {
    return read_snapshot(session.take_snapshot());
  }

  std::vector<Session> sessions;
  std::vector<RunView> views;
};

void expect_equals_trainer(const RunView& view, const Experiment& experiment, int run, int step) {
  Trainer trainer = trained(experiment, run, step);
  EXPECT_EQ(view.step, trainer.step());
  EXPECT_EQ(view.fingerprint, trainer.fingerprint());
  EXPECT_EQ(view.fingerprint_step, trainer.step());
  EXPECT_EQ(view.history, trainer.history().points());
  EXPECT_EQ(view.diverged, trainer.diverged());
  EXPECT_EQ(view.diverged_at, trainer.diverged_at());
  // A diverged run's losses may be NaN, which equals nothing.
  EXPECT_EQ(view.latest.weight_norm, trainer.metrics_now().weight_norm);
  if (!view.diverged) {
    EXPECT_EQ(view.latest, trainer.metrics_now());
  }
}

TEST(LocalEngine, GivesWhatATrainerGivesBitForBit) {
  const Experiment experiment = small_experiment();
  const auto engine = make_local_engine();
  engine->load(experiment);
  engine->set_target(experiment.training.steps);
  EXPECT_TRUE(engine->busy());
  finish(*engine);
  ASSERT_EQ(engine->runs().size(), experiment.runs.size());
  for (std::size_t run = 0; run < experiment.runs.size(); ++run) {
    expect_equals_trainer(engine->runs()[run], experiment, static_cast<int>(run), 120);
  }
}

TEST(LocalEngine, NeverPassesItsTargetAndRestsThereExactly) {
  const Experiment experiment = small_experiment();
  const auto engine = make_local_engine();
  engine->load(experiment);
  for (const int target : {1, 2, 30, 31, 100, 120}) {
    engine->set_target(target);
    while (engine->busy()) {
      engine->poll(0);
      for (const RunView& view : engine->runs()) EXPECT_LE(view.step, target);
    }
    expect_equals_trainer(engine->runs()[1], experiment, 1, target);
  }
}

TEST(LocalEngine, NeverGoesBackToALowerTarget) {
  const auto engine = make_local_engine();
  engine->load(small_experiment());
  engine->set_target(50);
  engine->set_target(20);
  finish(*engine);
  EXPECT_EQ(engine->runs()[0].step, 50);
}

TEST(LocalEngine, AnEventAtTheTargetEqualsOneThatWasThereFromTheBeginning) {
  Experiment experiment = small_experiment();
  const auto engine = make_local_engine();
  engine->load(experiment);
  engine->set_target(40);
  finish(*engine);
  experiment.events.push_back({40, 1, {{"weight_decay", Value(0.0)}}});
  experiment.events.push_back({40, 2, {{"optimizer", Value(std::string("sgd"))}}});
  engine->amend(experiment);
  engine->set_target(120);
  finish(*engine);
  for (int run = 0; run < 3; ++run) {
    expect_equals_trainer(engine->runs()[static_cast<std::size_t>(run)], experiment, run, 120);
  }
  const std::uint64_t without = trained(small_experiment(), 1, 120).fingerprint();
  EXPECT_NE(engine->runs()[1].fingerprint, without);
}

TEST(LocalEngine, ALoadStartsAnewAtStepZero) {
  const auto engine = make_local_engine();
  engine->load(small_experiment());
  engine->set_target(60);
  finish(*engine);
  Experiment other = small_experiment();
  other.data.seed = 9;
  other.runs.resize(2);
  engine->load(other);
  EXPECT_EQ(engine->runs().size(), 2u);
  EXPECT_EQ(engine->runs()[0].step, 0);
  engine->poll(5);
  EXPECT_EQ(engine->runs()[0].step, 0);
  engine->set_target(10);
  finish(*engine);
  expect_equals_trainer(engine->runs()[0], other, 0, 10);
}

TEST(LocalEngine, ADivergedRunRestsAndTheOthersGoOn) {
  Experiment experiment = small_experiment();
  experiment.runs[0].optimizer = OptimizerKind::sgd;
  experiment.runs[0].learning_rate = 10;
  experiment.runs[0].weight_decay = 50;
  const auto engine = make_local_engine();
  engine->load(experiment);
  engine->set_target(120);
  finish(*engine);
  EXPECT_TRUE(engine->runs()[0].diverged);
  EXPECT_LT(engine->runs()[0].step, 120);
  EXPECT_EQ(engine->runs()[1].step, 120);
  expect_equals_trainer(engine->runs()[0], experiment, 0, 120);
}

// The run rests at each step, so that it goes back to one that the reader has.
TEST(Sessions, TellOfADivergenceRightAfterAStepAtWhichARunRested) {
  Experiment experiment = small_experiment();
  experiment.runs[0].optimizer = OptimizerKind::sgd;
  experiment.runs[0].learning_rate = 10;
  experiment.runs[0].weight_decay = 50;
  for (const int evaluate_every : {1, 7, 1000}) {
    experiment.training.evaluate_every = evaluate_every;
    Dealt dealt(1);
    dealt.load(experiment, 1);
    for (int step = 1; step <= 120 && !dealt.views[0].diverged; ++step) {
      dealt.send(target_command(step, static_cast<std::uint32_t>(step + 1)));
      dealt.finish(1);
      ASSERT_TRUE(dealt.views[0].diverged || dealt.views[0].step == step) << step;
    }
    EXPECT_TRUE(dealt.views[0].diverged) << evaluate_every;
  }
}

TEST(Sessions, HowManyThereAreAndHowLongTheirSlicesLastDoesNotMatter) {
  Experiment experiment = small_experiment();
  experiment.events.push_back({33, 2, {{"learning_rate", Value(0.02)}}});
  for (const std::size_t count : {1u, 2u, 3u}) {
    for (const double slice : {0.0, 0.3, 20.0}) {
      Dealt dealt(count);
      dealt.load(experiment, 1);
      dealt.send(target_command(120, 2));
      dealt.finish(slice);
      for (int run = 0; run < 3; ++run) {
        expect_equals_trainer(dealt.views[static_cast<std::size_t>(run)], experiment, run, 120);
      }
    }
  }
}

TEST(Sessions, RunsOfOneSessionStayLevel) {
  Experiment experiment = small_experiment();
  experiment.training.steps = 100000;
  Session session;
  session.command(load_command(experiment, {0, 1, 2}, 1, 1));
  session.command(target_command(100000, 2));
  std::map<int, int> steps;
  for (int i = 0; i < 60; ++i) {
    session.work(0.5);
    const Result<Snapshot> snapshot = read_snapshot(session.take_snapshot());
    ASSERT_TRUE(snapshot.has_value());
    for (const RunSnapshot& run : snapshot->runs) steps[run.run] = run.step;
  }
  // A chunk lasts about a millisecond whatever its number of steps.
  const int slowest = std::min({steps[0], steps[1], steps[2]});
  const int fastest = std::max({steps[0], steps[1], steps[2]});
  EXPECT_GT(slowest, 0);
  EXPECT_LE(fastest - slowest, 4096);
}

TEST(Sessions, ASnapshotIsEmptyWhenNothingHasChanged) {
  Session session;
  session.command(load_command(small_experiment(), {0, 1, 2}, 1, 1));
  EXPECT_TRUE(session.busy());
  while (session.work(1)) {
  }
  EXPECT_FALSE(session.take_snapshot().empty());
  EXPECT_FALSE(session.busy());
  EXPECT_TRUE(session.take_snapshot().empty());
  session.command(target_command(0, 2));  // changes nothing, but is answered
  const Result<Snapshot> snapshot = read_snapshot(session.take_snapshot());
  ASSERT_TRUE(snapshot.has_value());
  EXPECT_EQ(snapshot->sequence, 2u);
  EXPECT_FALSE(snapshot->busy);
}

TEST(Sessions, SnapshotsCarryTheGenerationOfTheirLoad) {
  Session session;
  session.command(load_command(small_experiment(), {0}, 7, 1));
  EXPECT_EQ(read_snapshot(session.take_snapshot())->generation, 7u);
  session.command(load_command(small_experiment(), {0}, 8, 2));
  EXPECT_EQ(read_snapshot(session.take_snapshot())->generation, 8u);
}

TEST(Sessions, AThinnedHistoryReplacesTheOneSentBefore) {
  Experiment experiment = small_experiment();
  experiment.data.train_size = 10;
  experiment.data.test_size = 100;
  experiment.model.hidden = {1};
  experiment.training.evaluate_every = 1;
  experiment.training.steps = 20000;  // more than a history holds
  Dealt dealt(1);
  dealt.load(experiment, 1);
  for (const int target : {5000, 16000, 16500, 20000}) {
    dealt.send(target_command(target, 2));
    dealt.finish(5);
    expect_equals_trainer(dealt.views[0], experiment, 0, target);
  }
  EXPECT_LE(dealt.views[0].history.size(), History::kCapacity + 1);
}

TEST(Sessions, ACommandThatCannotBeCarriedOutIsReportedAndHarmless) {
  Session session;
  session.command("not JSON");
  EXPECT_FALSE(read_snapshot(session.take_snapshot())->error.empty());
  session.command(R"({"type":"load","config":"{\"version\":99}","runs":[0],"sequence":1})");
  EXPECT_FALSE(read_snapshot(session.take_snapshot())->error.empty());
  EXPECT_FALSE(session.work(1));
}

TEST(Grids, HoldTheModelsOutputsAtTheStepTheyNameAndOnlyWhenSomethingMoved) {
  const Experiment experiment = small_experiment();
  const GridRequest request{-2.4f, 2.4f, -1.68f, 1.68f, 9, 7};
  const auto engine = make_local_engine();
  engine->load(experiment);
  engine->request_grid(request);
  engine->set_target(25);
  finish(*engine);
  Trainer trainer = trained(experiment, 1, 25);
  const Grid expected = compute_grid(trainer.model(), experiment.data, request);
  const Grid& grid = engine->runs()[1].grid;
  EXPECT_EQ(grid.values, expected.values);
  EXPECT_EQ(grid.values.size(), 63u);
  EXPECT_EQ(grid.outputs, 1);
  EXPECT_EQ(grid.step, 25);
  const std::uint64_t revision = engine->runs()[1].revision;
  engine->request_grid(request);
  finish(*engine);
  engine->poll(5);
  EXPECT_EQ(engine->runs()[1].revision, revision);
  GridRequest finer = request;
  finer.columns = 18;
  engine->request_grid(finer);
  EXPECT_TRUE(engine->busy());
  finish(*engine);
  EXPECT_EQ(engine->runs()[1].grid.request, finer);
  EXPECT_EQ(engine->runs()[1].grid.values.size(), 126u);
}

TEST(Grids, RunFromLeftToRightAndFromBottomToTopWithBothEnds) {
  const Matrix points = grid_points({-2, 2, -1, 1, 5, 3});
  ASSERT_EQ(points.shape(0), 15u);
  EXPECT_EQ(points(0, 0), -2);
  EXPECT_EQ(points(0, 1), -1);
  EXPECT_EQ(points(1, 0), -1);
  EXPECT_EQ(points(14, 0), 2);
  EXPECT_EQ(points(14, 1), 1);
  const Matrix curve = grid_points({-3, 3, -1, 1, 7, 1});
  EXPECT_EQ(curve(6, 0), 3);
  EXPECT_EQ(curve(6, 1), 0);
}

TEST(Grids, OfThreeClassesHaveThreeOutputsAndAFullTimeBudgetForEachRun) {
  Experiment experiment = small_experiment();
  experiment.data.dataset = DatasetKind::blobs3;
  Session session;
  session.command(load_command(experiment, {0, 1, 2}, 1, 1));
  while (session.work(1)) {
  }
  session.command(grid_command({-2, 2, -1, 1, 6, 5}, 2));
  // Without time, one grid comes with each snapshot, and the session says that more are to come.
  std::map<int, std::size_t> sizes;
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(session.busy());
    const Result<Snapshot> snapshot = read_snapshot(session.take_snapshot(0));
    ASSERT_TRUE(snapshot.has_value());
    EXPECT_EQ(snapshot->busy, i < 2);
    for (const RunSnapshot& run : snapshot->runs) {
      if (run.grid) sizes[run.run] += run.grid->values.size();
    }
  }
  EXPECT_EQ(sizes, (std::map<int, std::size_t>{{0, 90}, {1, 90}, {2, 90}}));
  EXPECT_FALSE(session.busy());
}

TEST(Jobs, AnExportIsTheSameAsTheHeadlessOneAndLeavesTheRunsAlone) {
  const Experiment experiment = small_experiment();
  const auto engine = make_local_engine();
  engine->load(experiment);
  engine->set_target(30);
  std::map<std::string, Result<std::string>> answers;
  for (const std::string format : {"csv", "nonsense"}) {
    engine->start_job(export_job(experiment, format, 50), [&answers, format](auto answer) {
      answers.emplace(format, std::move(answer));
    });
  }
  EXPECT_TRUE(answers.empty());
  finish(*engine);
  ASSERT_EQ(answers.size(), 2u);
  ASSERT_TRUE(answers.at("csv").has_value());
  EXPECT_EQ(*answers.at("csv"), export_single_file(experiment, "csv", 50)->bytes);
  ASSERT_FALSE(answers.at("nonsense").has_value());
  EXPECT_NE(answers.at("nonsense").error().message.find("nonsense"), std::string::npos);
  expect_equals_trainer(engine->runs()[0], experiment, 0, 30);
}

TEST(Jobs, EveryExportTakesManySlicesAndIsTheSameAsTheHeadlessOne) {
  Experiment experiment = small_experiment();
  experiment.seeds = 3;
  experiment.training.steps = 4000;
  for (const char* format : {"csv", "json", "safetensors", "pytorch"}) {
    Result<std::unique_ptr<Job>> job = make_job(export_job(experiment, format, 4000));
    ASSERT_TRUE(job) << format;
    int slices = 1;
    while ((*job)->work(0)) ++slices;
    EXPECT_GT(slices, 6) << format;  // runs are pieces of their own, and long ones have many
    EXPECT_EQ(*(*job)->result(), export_single_file(experiment, format, 4000)->bytes) << format;
  }
}

TEST(Jobs, AnExportPastTheExperimentsLastStepEndsThere) {
  const Experiment experiment = small_experiment();
  const int steps = experiment.training.steps;
  Result<std::unique_ptr<Job>> job = make_job(export_job(experiment, "csv", 2 * steps));
  ASSERT_TRUE(job);
  while ((*job)->work(1)) {
  }
  EXPECT_EQ(*(*job)->result(), export_single_file(experiment, "csv", steps)->bytes);
}

TEST(Jobs, AnUnknownKindAndAnInputThatIsNotJsonAreNamed) {
  const auto engine = make_local_engine();
  std::vector<std::string> errors;
  const auto keep = [&](Result<std::string> answer) {
    errors.push_back(answer ? "" : answer.error().message);
  };
  engine->start_job({"juggle", "{}"}, keep);
  engine->start_job({"export", "[1, 2"}, keep);
  finish(*engine);
  ASSERT_EQ(errors.size(), 2u);
  EXPECT_NE(errors[0].find("juggle"), std::string::npos);
  EXPECT_NE(errors[1].find("JSON"), std::string::npos);
}

TEST(Jobs, ACancelledJobNeverAnswersAndTheOthersDo) {
  const Experiment experiment = small_experiment();
  const auto engine = make_local_engine();
  std::string order;
  const auto keep = [&](char name) {
    return [&order, name](const Result<std::string>&) { order += name; };
  };
  engine->start_job(export_job(experiment, "csv", 20), keep('a'));
  const JobId second = engine->start_job(export_job(experiment, "csv", 20), keep('b'));
  engine->start_job(export_job(experiment, "csv", 20), keep('c'));
  engine->cancel_job(second);
  engine->cancel_job(second);  // once more does nothing
  finish(*engine);
  EXPECT_EQ(order, "ac");
}

}  // namespace
}  // namespace playground
