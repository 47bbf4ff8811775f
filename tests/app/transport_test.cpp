#include <gtest/gtest.h>

#include <cmath>

#include "app/fake_environment.hpp"
#include "app/pace.hpp"
#include "share/link.hpp"

namespace playground {
namespace {

TEST(Pace, GrowsByTheSpeedWhenTheRunsKeepUp) {
  Pace pace;
  pace.restart();
  int target = 0;
  for (int i = 0; i < 100; ++i) target = pace.advance(0.01, 20, target, 1000);
  EXPECT_NEAR(target, 20, 1);
}

TEST(Pace, NeverLeavesTheSlowestRunFurtherBehindThanTheLead) {
  Pace pace;
  pace.restart();
  for (int i = 0; i < 200; ++i) {
    const int slowest = i / 10;  // a slow engine: one step in ten frames
    const int target = pace.advance(1.0 / 60, kMaximumSpeed, slowest, 100000);
    EXPECT_LE(target, slowest + pace.lead());
    EXPECT_LE(pace.lead(), 8);
  }
}

TEST(Pace, LeadAdaptsToWhatTheRunsDoInFiftyMilliseconds) {
  Pace pace;
  pace.restart();
  int trained = 0;
  for (int i = 0; i < 120; ++i) {
    trained = std::min(trained + 500, pace.advance(0.01, kMaximumSpeed, trained, 10000000));
  }
  EXPECT_GT(pace.lead(), 1000);  // 500 steps in 10 ms: 2500 in 50 ms
  EXPECT_LT(pace.lead(), 5000);
}

TEST(Pace, StopsAtTheLimitAndNeverGoesBack) {
  Pace pace;
  pace.restart();
  EXPECT_EQ(pace.advance(1, kMaximumSpeed, 0, 3), 3);
  EXPECT_EQ(pace.advance(1, 1, 0, 3), 3);
  EXPECT_EQ(pace.advance(0, 1, 0, 2), 3);
}

TEST(Transport, StartsByItselfUnlessThePersonPrefersStillness) {
  EXPECT_TRUE(Page(small_experiment(), false).transport().playing);
  EXPECT_FALSE(Page(small_experiment(), true).transport().playing);
}

TEST(Transport, PlaysAtTheSpeedAskedFor) {
  for (const double speed : {5.0, 20.0, 100.0}) {
    Page page;
    page.apply(SetSpeed{speed});
    page.apply(SetPlaying{true});
    for (int i = 0; i < 60; ++i) page.frame();
    EXPECT_NEAR(page.transport().target, speed, std::max(2.0, speed / 20)) << speed;
  }
}

TEST(Transport, AtMaximumSpeedFinishesAndStopsPlaying) {
  Page page;
  page.apply(SetSpeed{kMaximumSpeed});
  page.apply(SetPlaying{true});
  ASSERT_TRUE(page.rest());
  EXPECT_TRUE(page.transport().finished);
  EXPECT_EQ(page.transport().step, 300);
  EXPECT_EQ(page.environment.count("done"), 1);
  EXPECT_EQ(*page.state().fingerprint, fingerprint_of(small_experiment(), 300));
}

TEST(Transport, TheSameBitsAtEverySpeed) {
  std::vector<std::uint64_t> found;
  for (const double speed : {1000.0, 5000.0, kMaximumSpeed}) {
    Page page;
    page.apply(SetSpeed{speed});
    page.apply(SetPlaying{true});
    ASSERT_TRUE(page.rest());
    found.push_back(*page.state().fingerprint);
  }
  EXPECT_EQ(found[0], found[1]);
  EXPECT_EQ(found[0], found[2]);
}

TEST(Transport, RunsStaySideBySide) {
  Page page;
  page.apply(SetSpeed{kMaximumSpeed});
  page.apply(SetPlaying{true});
  while (!page.transport().finished) {
    page.frame();
    for (const RunView& run : *page.state().runs) ASSERT_LE(run.step, page.transport().target);
  }
}

TEST(Transport, PauseRestsAtTheTargetAndPlayGoesOn) {
  Page page;
  page.apply(SetSpeed{100});
  page.apply(SetPlaying{true});
  page.frames(30);
  page.apply(SetPlaying{false});
  const int target = page.transport().target;
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.transport().step, target);
  page.frames(30);
  EXPECT_EQ(page.transport().target, target);
  page.apply(SetPlaying{true});
  page.frames(30);
  EXPECT_GT(page.transport().target, target);
}

TEST(Transport, StepTrainsOneStepAndRests) {
  Page page;
  page.apply(Step{1});
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.transport().step, 1);
  page.apply(Step{1});
  page.apply(Step{5});
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.transport().step, 7);
}

TEST(Transport, RunToAnEarlierStepReplaysTheSameBits) {
  Page page;
  ASSERT_TRUE(page.run_to(50));
  const auto at_50 = page.state().fingerprint;
  ASSERT_TRUE(page.run_to(200));
  EXPECT_NE(page.state().fingerprint, at_50);
  ASSERT_TRUE(page.run_to(50));
  EXPECT_EQ(page.state().fingerprint, at_50);
  EXPECT_FALSE(page.transport().playing);
}

TEST(Transport, PauseStopsRunToEnd) {
  Experiment experiment = small_experiment();
  experiment.training.steps = 1000000;
  Page page(experiment);
  page.apply(RunToEnd{});
  page.frames(5);
  EXPECT_TRUE(page.transport().playing);
  page.apply(SetPlaying{false});
  ASSERT_TRUE(page.rest());
  EXPECT_LT(page.transport().step, 1000000);
  EXPECT_GT(page.transport().step, 0);
}

TEST(Transport, PlayAfterTheEndBeginsAgain) {
  Page page;
  ASSERT_TRUE(page.run_to(300));
  EXPECT_TRUE(page.transport().finished);
  page.apply(SetPlaying{true});
  EXPECT_EQ(page.transport().target, 0);
  EXPECT_TRUE(page.transport().playing);
  page.frames(2);
  EXPECT_FALSE(page.transport().finished);
}

TEST(Transport, ResetGoesToStepZeroWithTheSameSeeds) {
  Page page;
  ASSERT_TRUE(page.run_to(100));
  page.apply(Reset{});
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.transport().step, 0);
  EXPECT_EQ(page.experiment(), small_experiment());
  EXPECT_FALSE(page.state().can_undo);
}

TEST(Transport, ADivergedRunDoesNotHoldTheOthersBack) {
  Experiment experiment = small_experiment();
  experiment.runs[0].optimizer = OptimizerKind::sgd;
  experiment.runs[0].learning_rate = 100;
  experiment.runs[0].weight_decay = 10;
  experiment.training.loss_scale = 100;
  Page page(experiment);
  page.apply(RunToEnd{});
  page.frame();
  ASSERT_TRUE(page.rest());
  EXPECT_TRUE((*page.state().runs)[0].diverged);
  EXPECT_EQ((*page.state().runs)[1].step, 300);
  EXPECT_EQ(page.transport().step, 300);
  EXPECT_TRUE(page.transport().finished);
}

TEST(Transport, AFrameOfSixWideNetworksIsShort) {
  Experiment experiment = default_experiment();
  experiment.model.hidden = {256, 256, 256, 256, 256, 256};
  experiment.runs.resize(6, experiment.runs[1]);
  Page page(experiment, false);
  page.apply(SetGrid{GridRequest{-2.4f, 2.4f, -1.68f, 1.68f, 100, 70}});
  page.frames(3);
  for (const RunView& run : *page.state().runs) {
    EXPECT_LT(run.grid.request.columns * run.grid.request.rows, 1000);
    EXPECT_LE(page.transport().target - run.step, 16);  // a pause acts within a few steps
  }
}

TEST(Rest, AnApplicationIsAtWorkWhileItPlaysOrWritesTheAddressAndThenRests) {
  Page page;
  page.apply(SetPlaying{true});
  EXPECT_EQ(page.application.rest(), 0);
  ASSERT_TRUE(page.rest());
  page.set(0, "weight_decay", 0.5);
  EXPECT_EQ(page.application.rest(), 0);
  ASSERT_TRUE(page.until([&] { return page.application.rest() > 0; }));
  EXPECT_TRUE(std::isinf(page.application.rest()));
  EXPECT_EQ(page.environment.fragment(), write_link(page.experiment()));
  const std::uint64_t revision = page.state().revision;
  page.frames(100);
  EXPECT_EQ(page.state().revision, revision);
}

TEST(Rest, LastsUntilANoticeGoes) {
  Page page;
  ASSERT_TRUE(page.until([&] { return std::isinf(page.application.rest()); }));
  page.application.notify(Notice::Kind::information, "Saved.");
  double slept = 0;
  while (std::isfinite(page.application.rest())) {
    slept += page.application.rest();
    ASSERT_LT(slept, 60);
    page.frame(page.application.rest());
  }
  EXPECT_TRUE(page.state().notices.empty());
  EXPECT_NEAR(slept, 8, 1e-6);
}

}  // namespace
}  // namespace playground
