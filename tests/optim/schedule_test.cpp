#include "optim/schedule.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace playground {
namespace {

OptimizerConfig with(ScheduleKind schedule) {
  OptimizerConfig config;
  config.schedule = schedule;
  return config;
}

TEST(Schedule, ConstantIsOne) {
  for (const int t : {1, 2, 1000}) {
    EXPECT_EQ(schedule_multiplier(with(ScheduleKind::constant), t, 1000), 1.0);
  }
}

TEST(Schedule, CosineFallsFromOneHalfwayToAHalfAndEndsNearZero) {
  EXPECT_EQ(schedule_multiplier(with(ScheduleKind::cosine), 1, 100), 1.0);
  EXPECT_NEAR(schedule_multiplier(with(ScheduleKind::cosine), 51, 100), 0.5, 1e-15);
  for (int t = 1; t <= 100; ++t) {
    EXPECT_NEAR(schedule_multiplier(with(ScheduleKind::cosine), t, 100),
                0.5 * (1 + std::cos(std::acos(-1.0) * (t - 1) / 100)), 1e-15);
  }
  EXPECT_GT(schedule_multiplier(with(ScheduleKind::cosine), 100, 100), 0.0);
}

TEST(Schedule, CosineStaysAtZeroPastItsEnd) {
  EXPECT_EQ(schedule_multiplier(with(ScheduleKind::cosine), 101, 100), 0.0);
  EXPECT_EQ(schedule_multiplier(with(ScheduleKind::cosine), 5000, 100), 0.0);
  EXPECT_EQ(schedule_multiplier(with(ScheduleKind::cosine), 1, 1), 1.0);
}

TEST(Schedule, LinearFallsToZeroOverTheSteps) {
  EXPECT_EQ(schedule_multiplier(with(ScheduleKind::linear), 1, 100), 1.0);
  EXPECT_EQ(schedule_multiplier(with(ScheduleKind::linear), 51, 100), 0.5);
  EXPECT_EQ(schedule_multiplier(with(ScheduleKind::linear), 101, 100), 0.0);
}

TEST(Schedule, WarmupRisesToOneAndEndsLikeACosine) {
  OptimizerConfig config = with(ScheduleKind::warmup_cosine);
  config.warmup_steps = 20;
  EXPECT_EQ(schedule_multiplier(config, 1, 100), 0.05);
  EXPECT_EQ(schedule_multiplier(config, 20, 100), 1.0);
  EXPECT_EQ(schedule_multiplier(config, 21, 100), 1.0);
  EXPECT_NEAR(schedule_multiplier(config, 61, 100), 0.5, 1e-15);
  EXPECT_EQ(schedule_multiplier(config, 101, 100), 0.0);
  config.warmup_steps = 1000;  // longer than the run: it rises to its end
  EXPECT_EQ(schedule_multiplier(config, 100, 100), 0.1);
  config.warmup_steps = 0;
  EXPECT_EQ(schedule_multiplier(config, 1, 100), 1.0);
}

TEST(Schedule, StepDropsByItsFactorAtEachPeriod) {
  OptimizerConfig config = with(ScheduleKind::step);
  config.schedule_period = 10;
  config.step_factor = 0.5;
  EXPECT_EQ(schedule_multiplier(config, 10, 100), 1.0);
  EXPECT_EQ(schedule_multiplier(config, 11, 100), 0.5);
  EXPECT_EQ(schedule_multiplier(config, 31, 100), 0.125);
}

TEST(Schedule, WarmRestartsStartAnewAfterEachLongerPeriod) {
  OptimizerConfig config = with(ScheduleKind::warm_restarts);
  config.schedule_period = 10;
  config.restart_factor = 2;
  for (const int t : {1, 11, 31, 71}) EXPECT_EQ(schedule_multiplier(config, t, 100), 1.0) << t;
  EXPECT_NEAR(schedule_multiplier(config, 6, 100), 0.5, 1e-15);
  EXPECT_NEAR(schedule_multiplier(config, 21, 100), 0.5, 1e-15);
  EXPECT_LT(schedule_multiplier(config, 30, 100), 0.01);
  config.restart_factor = 1;
  for (const int t : {1, 11, 21, 91}) EXPECT_EQ(schedule_multiplier(config, t, 100), 1.0) << t;
}

TEST(Schedule, NormalizedDecayIsDividedByTheRootOfTheUpdatesOfTheRunOrPeriod) {
  OptimizerConfig config = with(ScheduleKind::constant);
  config.weight_decay = 0.5;
  EXPECT_EQ(effective_decay(config, 1, 400), 0.5);
  config.normalized_decay = true;
  EXPECT_EQ(effective_decay(config, 1, 400), 0.025);
  config.schedule = ScheduleKind::warm_restarts;
  config.schedule_period = 25;
  config.restart_factor = 4;
  EXPECT_EQ(effective_decay(config, 25, 400), 0.1);
  EXPECT_EQ(effective_decay(config, 26, 400), 0.05);
}

}  // namespace
}  // namespace playground
