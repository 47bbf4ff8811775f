// The curves that are kept between frames are those that would be made anew.
#include "ui/race_cache.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace playground {
namespace {

Metrics metrics_at(int step) {
  Metrics metrics;
  metrics.step = step;
  metrics.test_loss = 1.0 / (1 + step) + 0.1 * std::sin(step);
  metrics.train_loss = 0.5 / (1 + step);
  metrics.test_accuracy = 0.5 + 0.001 * (step % 300);
  metrics.train_accuracy = 0.6;
  metrics.weight_norm = step;
  return metrics;
}

class RaceCacheTest : public ::testing::Test {
 protected:
  RaceCacheTest() : views_(2) {
    state_.experiment.runs.resize(2);
    state_.runs = state_.present_runs = &views_;
  }

  void record(int run, int from, int to) {
    for (int step = from; step < to; step += 10) {
      views_[static_cast<std::size_t>(run)].history.push_back(metrics_at(step));
    }
    arrive(run, to - 10);
  }
  void arrive(int run, int step) {
    RunView& view = views_[static_cast<std::size_t>(run)];
    view.latest = metrics_at(step);
    view.step = step;
    ++view.revision;
  }

  void expect_as_new() {
    for (const Quantity quantity : {Quantity::loss, Quantity::accuracy, Quantity::weight_norm}) {
      const std::vector<Curve>& kept = cache_.curves(state_, quantity);
      const std::vector<Curve> made = make_curves(state_, quantity);
      ASSERT_EQ(kept.size(), made.size());
      for (std::size_t i = 0; i < made.size(); ++i) {
        EXPECT_EQ(kept[i].run, made[i].run);
        EXPECT_EQ(kept[i].steps, made[i].steps);
        EXPECT_EQ(kept[i].train, made[i].train);
        ASSERT_EQ(kept[i].bold_test.size(), made[i].bold_test.size());
        for (std::size_t k = 0; k < made[i].bold_test.size(); ++k) {
          if (std::isnan(made[i].bold_test[k]) && std::isnan(kept[i].bold_test[k])) continue;
          EXPECT_NEAR(kept[i].bold_test[k], made[i].bold_test[k], 1e-12) << k;
        }
      }
      for (const AxisScale scale : {AxisScale::linear, AxisScale::logarithmic}) {
        EXPECT_EQ(needed_range(state_, quantity, kept, scale),
                  needed_range(state_, quantity, made, scale));
      }
    }
  }
  std::uint64_t id(int run) {
    for (const Curve& curve : cache_.curves(state_, Quantity::loss)) {
      if (curve.run == run) return curve.id;
    }
    return 0;
  }

  std::vector<RunView> views_;
  AppState state_;
  RaceCache cache_;
};

TEST_F(RaceCacheTest, ACurveUnderWayIsExtended) {
  record(0, 0, 100);
  record(1, 0, 50);
  expect_as_new();
  const std::uint64_t before = id(0);
  arrive(0, 95);  // between two evaluations
  expect_as_new();
  record(0, 100, 400);
  record(1, 50, 400);
  expect_as_new();
  EXPECT_EQ(id(0), before);
  state_.view.smooth = !state_.view.smooth;
  expect_as_new();
  EXPECT_NE(id(0), before) << "another curve";
}

TEST_F(RaceCacheTest, SmoothingGoesOnAsItWouldFromTheStart) {
  state_.view.smooth = true;
  for (int step = 0; step < 3000; step += 10) {
    record(0, step, step + 10);
    if (step > 700 && step < 750) {
      views_[0].history.back().test_loss = std::numeric_limits<double>::quiet_NaN();
    }
    expect_as_new();
  }
}

TEST_F(RaceCacheTest, AnotherHistoryMakesACurveAnew) {
  record(0, 0, 200);
  record(1, 0, 200);
  expect_as_new();
  const std::uint64_t first = id(0), second = id(1);
  for (Metrics& metrics : views_[0].history) metrics.test_loss += 1;  // a restart with another seed
  arrive(0, 190);
  expect_as_new();
  EXPECT_NE(id(0), first);
  EXPECT_EQ(id(1), second);

  std::vector<Metrics>& history = views_[1].history;  // every second point is left: it was thinned
  for (std::size_t i = 0; 2 * i < history.size(); ++i) history[i] = history[2 * i];
  history.resize(history.size() / 2);
  arrive(1, 190);
  expect_as_new();
  EXPECT_NE(id(1), second);
}

TEST_F(RaceCacheTest, TheAxisFollowsWhatIsFitted) {
  record(0, 0, 2000);
  record(1, 0, 2000);
  expect_as_new();
  state_.experiment.training.steps *= 4;  // the first part that accuracy is not fitted to is longer
  expect_as_new();
}

TEST_F(RaceCacheTest, RunsComeAndGo) {
  record(0, 0, 200);
  record(1, 0, 100);
  expect_as_new();
  state_.experiment.runs.resize(1);
  views_.resize(1);
  expect_as_new();
  state_.experiment.runs.resize(3);
  views_.resize(3);
  record(1, 0, 300);
  expect_as_new();
}

}  // namespace
}  // namespace playground
