// A run can be looked into at any moment: what is seen is what a tracker sees that was there from
// the first step, and the run goes on as if nobody had looked.
#include "engine/inspection.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "data/dataset.hpp"
#include "engine/commands.hpp"
#include "engine/engine.hpp"
#include "engine/session.hpp"
#include "engine/snapshot.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

Experiment inspected_experiment() {
  Experiment experiment = default_experiment();
  experiment.data.train_size = 40;
  experiment.data.test_size = 100;
  experiment.model.hidden = {8, 6};
  experiment.training.batch_size = 10;
  experiment.training.steps = 300;
  return experiment;
}

void finish_inspection(Engine& engine) {
  for (int i = 0; i < 100000 && engine.busy(); ++i) engine.poll(5);
  ASSERT_FALSE(engine.busy());
}

constexpr WeightPlace kWatched{1, 3, 2};

std::shared_ptr<const Dataset> dataset_of(const Experiment& experiment) {
  return std::make_shared<const Dataset>(make_dataset(experiment.data));
}

Inspection expected(const Experiment& experiment, int run, int step,
                    std::optional<WeightPlace> watched = kWatched) {
  Trainer trainer(dataset_of(experiment), experiment, run);
  std::optional<std::size_t> index;
  if (watched) index = arena_index(trainer.model().layout(), *watched);
  trainer.set_tracker(DecayTracker(trainer.model().layout(), index));
  trainer.advance_to(step);
  return inspect(trainer, watched);
}

void expect_same(const Inspection& seen, const Inspection& wanted) {
  EXPECT_EQ(write_inspection(seen), write_inspection(wanted));  // every bit
}

TEST(Inspection, OfAPausedRunIsWhatATrackerOfEveryStepSees) {
  const Experiment experiment = inspected_experiment();
  const auto engine = make_local_engine();
  engine->load(experiment);
  engine->set_target(200);
  finish_inspection(*engine);
  EXPECT_EQ(engine->runs()[1].inspection, nullptr);
  engine->request_inspection({true, kWatched});
  finish_inspection(*engine);
  for (int run = 0; run < 3; ++run) {
    const RunView& view = engine->runs()[static_cast<std::size_t>(run)];
    ASSERT_NE(view.inspection, nullptr);
    expect_same(*view.inspection, expected(experiment, run, 200));
  }
}

TEST(Inspection, OfAPlayingRunFollowsItAndAltersNothing) {
  const Experiment experiment = inspected_experiment();
  const auto plain = make_local_engine();
  const auto watched = make_local_engine();
  watched->request_inspection({true, kWatched});
  for (Engine* engine : {plain.get(), watched.get()}) {
    engine->load(experiment);
    for (const int target : {1, 40, 41, 300}) {
      engine->set_target(target);
      finish_inspection(*engine);
    }
  }
  for (std::size_t run = 0; run < 3; ++run) {
    EXPECT_EQ(plain->runs()[run].fingerprint, watched->runs()[run].fingerprint);
    EXPECT_EQ(plain->runs()[run].history, watched->runs()[run].history);
    ASSERT_NE(watched->runs()[run].inspection, nullptr);
    expect_same(*watched->runs()[run].inspection, expected(experiment, static_cast<int>(run), 300));
  }
}

TEST(Inspection, AnotherWeightCanBeWatchedAndItsWholeHistoryIsThere) {
  const Experiment experiment = inspected_experiment();
  const auto engine = make_local_engine();
  engine->load(experiment);
  engine->request_inspection({true, std::nullopt});
  engine->set_target(100);
  finish_inspection(*engine);
  EXPECT_FALSE(engine->runs()[2].inspection->has_watched);
  const WeightPlace other{0, 1, 4};
  engine->request_inspection({true, other});
  engine->set_target(150);
  finish_inspection(*engine);
  const Inspection& seen = *engine->runs()[2].inspection;
  ASSERT_TRUE(seen.has_watched);
  EXPECT_EQ(seen.watched.place, other);
  ASSERT_EQ(seen.trace.size(), 150u);
  EXPECT_EQ(seen.trace.front().step, 1);
  expect_same(seen, expected(experiment, 2, 150, other));
}

TEST(Inspection, AWeightThatTheNetworkDoesNotHaveIsNotWatched) {
  const auto engine = make_local_engine();
  engine->load(inspected_experiment());
  engine->request_inspection({true, WeightPlace{7, 0, 0}});
  engine->set_target(10);
  finish_inspection(*engine);
  ASSERT_NE(engine->runs()[0].inspection, nullptr);
  EXPECT_FALSE(engine->runs()[0].inspection->has_watched);
}

TEST(Inspection, HoldsAcrossChangesOfDecayAndOfOptimizer) {
  Experiment experiment = inspected_experiment();
  const auto engine = make_local_engine();
  engine->load(experiment);
  engine->set_target(60);
  finish_inspection(*engine);
  experiment.events.push_back({60, 1, {{"weight_decay", Value(0.05)}}});
  experiment.events.push_back({60, 2, {{"optimizer", Value(std::string("sgd"))}}});
  engine->amend(experiment);
  engine->request_inspection({true, kWatched});
  engine->set_target(61);
  engine->poll(0);
  engine->set_target(130);
  finish_inspection(*engine);
  for (int run = 0; run < 3; ++run) {
    expect_same(*engine->runs()[static_cast<std::size_t>(run)].inspection,
                expected(experiment, run, 130));
  }
}

TEST(Inspection, OfARunThatDivergedIsThatOfItsLastFiniteStep) {
  Experiment experiment = inspected_experiment();
  experiment.runs[0].optimizer = OptimizerKind::sgd;
  experiment.runs[0].learning_rate = 1;
  experiment.runs[0].weight_decay = 5;
  const auto engine = make_local_engine();
  engine->load(experiment);
  engine->set_target(300);
  finish_inspection(*engine);
  ASSERT_TRUE(engine->runs()[0].diverged);
  ASSERT_GT(engine->runs()[0].step, 1);
  engine->request_inspection({true, std::nullopt});
  finish_inspection(*engine);
  ASSERT_NE(engine->runs()[0].inspection, nullptr);
  EXPECT_EQ(engine->runs()[0].inspection->step, engine->runs()[0].step);
  for (const WeightMark& mark : engine->runs()[0].inspection->marks) {
    EXPECT_TRUE(std::isfinite(mark.decay_part));
  }
}

TEST(Inspection, EndsWhenItIsNotWantedAnyMore) {
  const auto engine = make_local_engine();
  engine->load(inspected_experiment());
  engine->request_inspection({true, std::nullopt});
  engine->set_target(20);
  finish_inspection(*engine);
  engine->request_inspection({});
  engine->set_target(40);
  finish_inspection(*engine);
  EXPECT_EQ(engine->runs()[0].inspection->step, 20);
}

TEST(Inspection, UnderAdamWEveryWeightLosesTheSameShareAndUnderL2NotSo) {
  const Experiment experiment = inspected_experiment();
  const Inspection adamw = expected(experiment, 1, 200);
  EXPECT_EQ(adamw.path, DecayPath::decoupled);
  EXPECT_EQ(adamw.statistics.slope, 0);
  for (const WeightMark& mark : adamw.marks) {
    EXPECT_EQ(mark.share, static_cast<float>(0.01 * 0.3));
  }
  for (const LayerDecay& layer : adamw.layers) {
    EXPECT_NEAR(layer.effective_share, 0.01 * 0.3, 1e-9);
  }
  const Inspection l2 = expected(experiment, 2, 200);
  EXPECT_EQ(l2.path, DecayPath::in_gradient);
  EXPECT_LT(l2.statistics.correlation, -0.5);
  EXPECT_GT(l2.statistics.quartile_ratio, 2);
}

TEST(Inspection, OfALargeNetworkDrawsAPartAndCountsAll) {
  Experiment experiment = inspected_experiment();
  experiment.model.hidden = {256, 256, 256};
  const Inspection seen = expected(experiment, 2, 3);
  EXPECT_EQ(seen.weights, 2u * 256 + 2u * 256 * 256 + 256);
  EXPECT_LE(seen.marks.size(), Inspection::kMostMarks);
  EXPECT_GT(seen.marks.size(), Inspection::kMostMarks / 2);
  const auto& counts = seen.histogram.counts;
  EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), 0u), seen.weights);
}

TEST(Inspection, BytesComeBackAsTheyWereAndOthersAreRefused) {
  const Inspection seen = expected(inspected_experiment(), 2, 50);
  std::vector<std::uint8_t> bytes = write_inspection(seen);
  const Result<Inspection> read = read_inspection(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(write_inspection(*read), bytes);
  EXPECT_EQ(read->trace, seen.trace);
  for (std::size_t size = 0; size < bytes.size(); size += 97) {
    EXPECT_FALSE(read_inspection(std::span(bytes).first(size))) << size;
  }
  bytes[0] = 77;
  EXPECT_FALSE(read_inspection(bytes));
}

}  // namespace
}  // namespace playground
