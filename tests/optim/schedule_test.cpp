#include "optim/schedule.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace playground {
namespace {

TEST(Schedule, ConstantIsOne) {
  for (const int t : {1, 2, 1000}) {
    EXPECT_EQ(schedule_multiplier(ScheduleKind::constant, t, 1000), 1.0);
  }
}

TEST(Schedule, CosineFallsFromOneHalfwayToAHalfAndEndsNearZero) {
  EXPECT_EQ(schedule_multiplier(ScheduleKind::cosine, 1, 100), 1.0);
  EXPECT_NEAR(schedule_multiplier(ScheduleKind::cosine, 51, 100), 0.5, 1e-15);
  for (int t = 1; t <= 100; ++t) {
    EXPECT_NEAR(schedule_multiplier(ScheduleKind::cosine, t, 100),
                0.5 * (1 + std::cos(std::acos(-1.0) * (t - 1) / 100)), 1e-15);
  }
  EXPECT_GT(schedule_multiplier(ScheduleKind::cosine, 100, 100), 0.0);
}

TEST(Schedule, CosineStaysAtZeroPastItsEnd) {
  EXPECT_EQ(schedule_multiplier(ScheduleKind::cosine, 101, 100), 0.0);
  EXPECT_EQ(schedule_multiplier(ScheduleKind::cosine, 5000, 100), 0.0);
  EXPECT_EQ(schedule_multiplier(ScheduleKind::cosine, 1, 1), 1.0);
}

}  // namespace
}  // namespace playground
