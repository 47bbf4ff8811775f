// Tracking alters no bit of a run, and a run repeated from its seeds gives the same splits.
#include "train/decay_tracker.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "data/dataset.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

Experiment tracked_experiment() {
  Experiment experiment = default_experiment();
  experiment.data.train_size = 40;
  experiment.data.test_size = 50;
  experiment.model.hidden = {8, 8};
  experiment.training.batch_size = 10;
  experiment.training.steps = 400;
  experiment.runs.push_back(experiment.runs[1]);
  experiment.runs[3].optimizer = OptimizerKind::sgd;
  experiment.runs[3].weight_decay = 0.01;
  experiment.events.push_back({150, 1, {{"optimizer", Value(std::string("adam"))}}});
  experiment.events.push_back({200, 2, {{"weight_decay", Value(0.1)}}});
  return experiment;
}

struct TrackedRun {
  Trainer trainer;
  TrackedRun(const Experiment& experiment, int run)
      : trainer(std::make_shared<const Dataset>(make_dataset(experiment.data)), experiment, run) {}
  void track(std::optional<std::size_t> watched = {}) {
    trainer.set_tracker(DecayTracker(trainer.model().layout(), watched));
  }
  const DecayTracker& tracker() const { return *trainer.tracker(); }
};

TEST(DecayTracker, LeavesEveryBitOfARunAsItIs) {
  const Experiment experiment = tracked_experiment();
  for (int run = 0; run < 4; ++run) {
    TrackedRun plain(experiment, run), tracked(experiment, run);
    tracked.track(5);
    plain.trainer.advance_to(400);
    tracked.trainer.advance_to(400);
    EXPECT_EQ(plain.trainer.fingerprint(), tracked.trainer.fingerprint());
    EXPECT_EQ(plain.trainer.history().points(), tracked.trainer.history().points());
  }
}

TEST(DecayTracker, PartsSumToTheMomentOfARealNetworkAfter300Steps) {
  const Experiment experiment = tracked_experiment();
  for (int run = 0; run < 4; ++run) {
    TrackedRun watched(experiment, run);
    watched.track();
    watched.trainer.advance_to(300);
    const DecaySplit& split = watched.tracker().split();
    const auto moments = watched.trainer.optimizer().first_moment();
    double largest = 0;
    for (const float moment : moments) {
      largest = std::max(largest, static_cast<double>(std::abs(moment)));
    }
    for (std::size_t i = 0; i < moments.size(); ++i) {
      EXPECT_NEAR(split.moment_of_gradient()[i] + split.moment_of_decay()[i], moments[i],
                  1e-6 * largest)
          << run;
    }
  }
}

TEST(DecayTracker, ARepeatedRunGivesTheSameSplitHoweverItIsCutUp) {
  const Experiment experiment = tracked_experiment();
  TrackedRun live(experiment, 2), again(experiment, 2);
  live.track(3);
  again.track(3);
  for (int step = 0; step <= 300; step += 7) live.trainer.advance_to(step);
  live.trainer.advance_to(300);
  again.trainer.advance_to(300);
  for (std::size_t i = 0; i < live.trainer.model().layout().size; ++i) {
    EXPECT_EQ(live.tracker().split().moment_of_decay()[i],
              again.tracker().split().moment_of_decay()[i]);
  }
  EXPECT_EQ(live.tracker().trace()->points(), again.tracker().trace()->points());
  ASSERT_EQ(live.tracker().trace()->points().size(), 300u);
  EXPECT_EQ(live.tracker().trace()->points().back().value, live.trainer.model().parameters()[3]);
}

TEST(DecayTracker, AfterADivergenceItStandsAtTheLastFiniteStep) {
  Experiment experiment = tracked_experiment();
  experiment.runs[3].learning_rate = 5;
  experiment.runs[3].weight_decay = 1;
  TrackedRun run(experiment, 3);
  run.track();
  run.trainer.advance_to(400);
  ASSERT_TRUE(run.trainer.diverged());
  ASSERT_TRUE(run.trainer.tracker());
  EXPECT_EQ(run.tracker().split().updates(), run.trainer.step());
  if (run.trainer.step() > 0) {
    EXPECT_TRUE(
        std::isfinite(run.tracker().split().weight(0, run.trainer.optimizer()).gradient_part));
  }
}

WeightStep unit_step() {
  WeightStep step;
  step.gradient = 1;
  return step;
}

TEST(WeightTrace, KeepsEveryStepUntilItIsFullAndThenEverySecond) {
  WeightTrace trace(4);
  const int many = static_cast<int>(WeightTrace::kCapacity);
  for (int step = 1; step <= many; ++step) trace.add(step, unit_step(), 0);
  EXPECT_EQ(trace.points().size(), WeightTrace::kCapacity);
  for (int step = many + 1; step <= 10 * many; ++step) trace.add(step, unit_step(), 0);
  EXPECT_LE(trace.points().size(), WeightTrace::kCapacity);
  EXPECT_GE(trace.points().size(), WeightTrace::kCapacity / 2);
  for (const TracePoint& point : trace.points()) EXPECT_EQ(point.step % trace.stride(), 0);
}

}  // namespace
}  // namespace playground
