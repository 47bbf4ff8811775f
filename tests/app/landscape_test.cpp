// The landscape is of the present step, comes whole, says why it cannot be drawn, and leaves the
// race as it is.
#include <gtest/gtest.h>

#include <cmath>

#include "app/fake_environment.hpp"

namespace playground {
namespace {

LandscapeSettings coarse() {
  LandscapeSettings settings;
  settings.resolution = 25;
  settings.through = {true, true};
  return settings;
}

bool settles(Page& page) {
  return page.until([&] {
    const auto state = page.state().landscape->state;
    return state == Landscape::State::done || state == Landscape::State::failed;
  });
}

void draw(Page& page, const LandscapeSettings& settings) {
  page.apply(SetLandscape{settings});
  page.apply(DrawLandscape{});
}

TEST(LandscapeStudy, HasAllPointsAndTheRunsLossesAtTheirEnds) {
  Experiment three = small_experiment();
  three.runs.push_back(three.runs[0]);
  three.runs[2].optimizer = OptimizerKind::adam;
  three.runs[2].weight_decay = 0.05;
  Page page(three);
  ASSERT_TRUE(page.run_to(100));
  const std::uint64_t present = *page.state().fingerprint;
  LandscapeSettings settings = coarse();
  settings.through[2] = true;
  draw(page, settings);
  ASSERT_TRUE(settles(page));
  const Landscape& landscape = *page.state().landscape;
  ASSERT_EQ(landscape.state, Landscape::State::done) << landscape.message;
  EXPECT_EQ(landscape.step, 100);
  EXPECT_EQ(landscape.columns, 25);
  EXPECT_EQ(landscape.rows, 19);
  EXPECT_EQ(landscape.known, landscape.losses.size());
  for (const LossPair& pair : landscape.losses) EXPECT_FALSE(std::isnan(pair.test));
  ASSERT_EQ(landscape.paths.size(), 3U);
  for (const LandscapePath& path : landscape.paths) {
    EXPECT_NEAR(path.points.back().off, 0, 1e-6);
    EXPECT_GT(path.share, 0);
    EXPECT_LE(path.share, 1);
    // All begin at one point, and the picture has room for all of them.
    EXPECT_EQ(path.points.front().x, landscape.paths[0].points.front().x);
    for (const PlanePoint& point : path.points) {
      EXPECT_GT(point.x, landscape.left);
      EXPECT_LT(point.x, landscape.right);
      EXPECT_GT(point.y, landscape.bottom);
      EXPECT_LT(point.y, landscape.top);
    }
  }
  EXPECT_EQ(*page.state().fingerprint, present);
}

TEST(LandscapeStudy, AlongRandomDirectionsIsCentredOnTheRun) {
  Page page;
  ASSERT_TRUE(page.run_to(50));
  LandscapeSettings settings = coarse();
  settings.plane = LandscapePlane::random;
  settings.about = 1;
  draw(page, settings);
  ASSERT_TRUE(settles(page));
  const Landscape& landscape = *page.state().landscape;
  ASSERT_EQ(landscape.state, Landscape::State::done) << landscape.message;
  EXPECT_EQ(landscape.through, std::vector<int>{1});
  EXPECT_NEAR(landscape.left, -landscape.right, 1e-12);
  // The middle point is the run itself.
  const auto middle = static_cast<std::size_t>(9 * 25 + 12);
  EXPECT_EQ(landscape.losses[middle].train, (*page.state().runs)[1].latest.train_loss);
  EXPECT_EQ(landscape.losses[middle].test, (*page.state().runs)[1].latest.test_loss);
}

TEST(LandscapeStudy, KnowsWhenThePresentHasMovedOn) {
  Page page;
  ASSERT_TRUE(page.run_to(50));
  draw(page, coarse());
  ASSERT_TRUE(settles(page));
  EXPECT_FALSE(page.state().landscape_is_old);
  page.apply(Step{1});
  ASSERT_TRUE(page.rest());
  EXPECT_TRUE(page.state().landscape_is_old);
}

TEST(LandscapeStudy, OtherSettingsDrawItAnewAndTheOtherLossDoesNot) {
  Page page;
  ASSERT_TRUE(page.run_to(50));
  LandscapeSettings settings = coarse();
  draw(page, settings);
  ASSERT_TRUE(settles(page));
  settings.test = false;
  page.apply(SetLandscape{settings});
  EXPECT_EQ(page.state().landscape->state, Landscape::State::done);
  EXPECT_FALSE(page.state().landscape->settings.test);
  settings.seed = 2;
  page.apply(SetLandscape{settings});
  EXPECT_EQ(page.state().landscape->state, Landscape::State::training);
}

TEST(LandscapeStudy, SaysWhyThereIsNoPlane) {
  Experiment twins = small_experiment();
  twins.runs[1] = twins.runs[0];
  Page page(twins);
  const auto message_with = [&](const LandscapeSettings& settings) {
    draw(page, settings);
    EXPECT_TRUE(settles(page));
    EXPECT_EQ(page.state().landscape->state, Landscape::State::failed);
    return page.state().landscape->message;
  };
  EXPECT_EQ(message_with(coarse()), "landscape: before the first step all runs are at one point");
  ASSERT_TRUE(page.run_to(30));
  EXPECT_EQ(message_with(coarse()),
            "landscape: the two end points are the same, so no line goes through them alone; "
            "choose runs that end apart");
  LandscapeSettings alone = coarse();
  alone.through = {true};
  EXPECT_EQ(message_with(alone),
            "landscape: a plane through end points takes two runs or three; choose another run, or "
            "random directions");
}

TEST(LandscapeStudy, ADivergedRunHasNoEndPoint) {
  Experiment experiment = small_experiment();
  experiment.runs[1].optimizer = OptimizerKind::sgd;
  experiment.runs[1].learning_rate = 10;
  experiment.runs[1].weight_decay = 50;
  Page page(experiment);
  ASSERT_TRUE(page.run_to(40));
  draw(page, coarse());
  ASSERT_TRUE(settles(page));
  EXPECT_EQ(page.state().landscape->state, Landscape::State::failed);
  EXPECT_NE(page.state().landscape->message.find("run B diverged after step"), std::string::npos);
}

TEST(LandscapeStudy, CancelledInTheMiddleKeepsWhatIsDrawn) {
  Page page;
  ASSERT_TRUE(page.run_to(50));
  LandscapeSettings settings = coarse();
  settings.resolution = 97;
  draw(page, settings);
  ASSERT_TRUE(page.until([&] { return page.state().landscape->known > 0; }));
  page.apply(CancelLandscape{});
  EXPECT_EQ(page.state().landscape->state, Landscape::State::done);
  const std::size_t known = page.state().landscape->known;
  EXPECT_LT(known, page.state().landscape->losses.size());
  page.frames(20);
  EXPECT_EQ(page.state().landscape->known, known);
}

}  // namespace
}  // namespace playground
