// Paths and losses for the landscape: what a trainer has, however the points are dealt out.
#include <gtest/gtest.h>

#include "data/dataset.hpp"
#include "engine/landscape_jobs.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

Experiment landscape_experiment() {
  Experiment experiment = default_experiment();
  experiment.data.train_size = 40;
  experiment.data.test_size = 100;
  experiment.model.hidden = {6, 5};
  experiment.training.steps = 200;
  return experiment;
}

Trainer trained_states(const Experiment& experiment, int run, int step) {
  auto dataset = std::make_shared<const Dataset>(make_dataset(experiment.data));
  Trainer trainer(dataset, experiment, run);
  trainer.advance_to(step);
  return trainer;
}

std::string landscape_done(const JobRequest& request, double slice) {
  Result<std::unique_ptr<Job>> job = make_job(request);
  EXPECT_TRUE(job) << (job ? "" : job.error().message);
  if (!job) return {};
  while ((*job)->work(slice)) {
  }
  return (*job)->result().value_or("");
}

TEST(LandscapeJobs, APathIsTheRunsStatesFromTheFirstStepToTheLast) {
  const Experiment experiment = landscape_experiment();
  const RunPath path = *read_path(landscape_done(path_job(experiment, 1, 0, 150, 11), 0));
  ASSERT_EQ(path.steps.size(), 11U);
  EXPECT_EQ(path.steps.front(), 0);
  EXPECT_EQ(path.steps[3], 45);
  EXPECT_EQ(path.steps.back(), 150);
  for (const std::size_t i : {0U, 3U, 10U}) {
    Trainer trainer = trained_states(experiment, 1, path.steps[i]);
    const std::span<const float> parameters = trainer.model().parameters();
    EXPECT_EQ(path.states[i], std::vector<float>(parameters.begin(), parameters.end()));
  }
  // More states than steps: every step once.
  EXPECT_EQ(read_path(landscape_done(path_job(experiment, 1, 0, 4, 200), 1000))->steps.size(), 5U);
  EXPECT_FALSE(read_path("?"));
}

TEST(LandscapeJobs, APathOfALargeNetworkStaysWithinItsBytes) {
  Experiment experiment = landscape_experiment();
  experiment.model.hidden = {128, 128, 128};
  const RunPath path = *read_path(landscape_done(path_job(experiment, 0, 0, 40, 1000), 1000));
  EXPECT_LE(path.steps.size() * path.states[0].size() * sizeof(float), kPathBytes);
  EXPECT_GE(path.steps.size(), 2U);
  EXPECT_EQ(path.steps.back(), 40);
}

TEST(LandscapeJobs, ADivergedRunsPathEndsWithItsLastFiniteState) {
  Experiment experiment = landscape_experiment();
  experiment.runs[0].optimizer = OptimizerKind::sgd;
  experiment.runs[0].learning_rate = 10;
  experiment.runs[0].weight_decay = 50;
  const RunPath path = *read_path(landscape_done(path_job(experiment, 0, 0, 200, 20), 1000));
  EXPECT_TRUE(path.diverged);
  EXPECT_LT(path.steps.back(), 200);
}

TEST(LandscapeJobs, ThePlaneHasEachRunsOwnLossesAtItsEndPoint) {
  const Experiment experiment = landscape_experiment();
  std::vector<std::vector<float>> ends;
  for (int run = 0; run < 3; ++run) {
    ends.push_back(
        read_path(landscape_done(path_job(experiment, run, 0, 200, 2), 1000))->states.back());
  }
  const Plane plane = *plane_through(ends[0], ends[1], ends[2]);
  std::vector<std::pair<double, double>> points;
  for (const std::vector<float>& end : ends) {
    const PlanePoint at = project(plane, end);
    points.emplace_back(at.x, at.y);
  }
  const std::vector<LossPair> losses =
      *read_losses(landscape_done(landscape_job(experiment, 0, plane, points), 0));
  ASSERT_EQ(losses.size(), 3U);
  for (int run = 0; run < 3; ++run) {
    const Metrics metrics = trained_states(experiment, run, 200).metrics_now();
    EXPECT_EQ(losses[static_cast<std::size_t>(run)].train, metrics.train_loss);
    EXPECT_EQ(losses[static_cast<std::size_t>(run)].test, metrics.test_loss);
  }
}

TEST(LandscapeJobs, LossesDoNotDependOnHowPointsAreDealtOut) {
  const Experiment experiment = landscape_experiment();
  const std::vector<float> end =
      read_path(landscape_done(path_job(experiment, 0, 0, 60, 2), 1000))->states.back();
  const Plane plane = *plane_about(parameter_layout(experiment), end, 3);
  std::vector<std::pair<double, double>> points;
  for (int i = 0; i < 20; ++i) points.emplace_back(0.3 * i - 3, 0.1 * i);
  const std::string whole = landscape_done(landscape_job(experiment, 0, plane, points), 1000);
  std::string parts;
  for (std::size_t i = 0; i < points.size(); i += 7) {
    const auto end_of_part = points.begin() + static_cast<long>(std::min(i + 7, points.size()));
    parts += landscape_done(
        landscape_job(experiment, 0, plane, {points.begin() + static_cast<long>(i), end_of_part}),
        0);
  }
  EXPECT_EQ(whole, parts);
  EXPECT_EQ(whole.size(), 20 * 2 * sizeof(double));
}

TEST(LandscapeJobs, APlaneOfAnotherNetworkIsRefused) {
  const Experiment experiment = landscape_experiment();
  const Result<std::unique_ptr<Job>> job =
      make_job(landscape_job(experiment, 0, {{1, 2}, {1, 0}, {0, 1}}, {{0, 0}}));
  ASSERT_FALSE(job);
  EXPECT_EQ(job.error().message, "landscape: origin does not have the network's size");
}

}  // namespace
}  // namespace playground
