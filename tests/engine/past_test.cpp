// The past of a run, looked at again, has the bits it had; what is kept of it stays within its
// budget.
#include <gtest/gtest.h>

#include "data/dataset.hpp"
#include "engine/engine.hpp"
#include "engine/inspection.hpp"
#include "engine/keyframes.hpp"
#include "engine/past_job.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

Experiment experiment_with_event() {
  Experiment experiment = default_experiment();
  experiment.data.train_size = 40;
  experiment.data.test_size = 100;
  experiment.model.hidden = {8, 8};
  experiment.training.batch_size = 10;
  experiment.training.steps = 400;
  experiment.training.evaluate_every = 7;
  experiment.events = {{150, 1, {{"weight_decay", 0.01}}}, {150, 2, {{"learning_rate", 0.002}}}};
  return experiment;
}

Trainer trained_past(const Experiment& experiment, int run, int step) {
  auto dataset = std::make_shared<const Dataset>(make_dataset(experiment.data));
  Trainer trainer(dataset, experiment, run);
  trainer.advance_to(step);
  return trainer;
}

RunView past_done(const JobRequest& request, Keyframes& keyframes, double slice) {
  Result<std::unique_ptr<Job>> job = make_job(request, {&keyframes});
  EXPECT_TRUE(job) << (job ? "" : job.error().message);
  if (!job) return {};
  while ((*job)->work(slice)) {
  }
  RunView view;
  EXPECT_TRUE(read_past(*(*job)->result(), view));
  return view;
}

TEST(Past, HasTheBitsItHadFromTheSeedsAndFromKeptStates) {
  const Experiment experiment = experiment_with_event();
  GridRequest grid;
  grid.columns = 9;
  grid.rows = 7;
  Keyframes keyframes;
  for (const double slice : {0.0, 1000.0}) {
    // Forward from the seeds, back, between two kept states, on either side of the event.
    for (const int step : {390, 33, 149, 150, 151, 400, 0, 391}) {
      for (int run = 0; run < 3; ++run) {
        const RunView view = past_done(past_job(experiment, run, 0, step, grid), keyframes, slice);
        Trainer trainer = trained_past(experiment, run, step);
        EXPECT_EQ(view.step, step);
        EXPECT_EQ(view.fingerprint, trainer.fingerprint()) << "run " << run << " step " << step;
        EXPECT_EQ(view.latest, trainer.metrics_now());
        EXPECT_EQ(view.grid.values.size(), 63U);
        EXPECT_EQ(view.grid.step, step);
      }
    }
  }
}

TEST(Past, OfADivergedRunIsItsLastFiniteState) {
  Experiment experiment = experiment_with_event();
  experiment.events.clear();
  experiment.runs.resize(1);
  experiment.runs[0].optimizer = OptimizerKind::sgd;
  experiment.runs[0].learning_rate = 10;
  experiment.runs[0].weight_decay = 50;
  Trainer trainer = trained_past(experiment, 0, 400);
  ASSERT_TRUE(trainer.diverged());
  Keyframes keyframes;
  for (int again = 0; again < 2; ++again) {
    const RunView view = past_done(past_job(experiment, 0, 0, 400, {}), keyframes, 1000);
    EXPECT_TRUE(view.diverged);
    EXPECT_EQ(view.diverged_at, trainer.diverged_at());
    EXPECT_EQ(view.fingerprint, trainer.fingerprint());
  }
}

TEST(Past, IsLookedAtWhileThePresentStaysAsItIs) {
  const Experiment experiment = experiment_with_event();
  const auto engine = make_local_engine();
  engine->load(experiment);
  engine->set_target(300);
  RunView view;
  int answers = 0;
  engine->start_job(past_job(experiment, 2, 0, 170, {}), [&](const Result<std::string>& bytes) {
    ASSERT_TRUE(bytes);
    ASSERT_TRUE(read_past(*bytes, view));
    ++answers;
  });
  for (int i = 0; i < 10000 && engine->busy(); ++i) engine->poll(2);
  EXPECT_EQ(answers, 1);
  EXPECT_EQ(view.fingerprint, trained_past(experiment, 2, 170).fingerprint());
  EXPECT_EQ(engine->runs()[2].step, 300);
  EXPECT_EQ(engine->runs()[2].fingerprint, trained_past(experiment, 2, 300).fingerprint());
}

TEST(Past, IsLookedIntoAsItWasWhenItWasThere) {
  const Experiment experiment = experiment_with_event();
  const WeightPlace place{1, 2, 3};
  Keyframes keyframes;
  for (const bool again : {false, true}) {
    for (const int step : {300, 170}) {
      const RunView view =
          past_done(past_job(experiment, 2, 0, step, {}, {.wanted = true, .watched = place}),
                    keyframes, again ? 0 : 1000);
      auto dataset = std::make_shared<const Dataset>(make_dataset(experiment.data));
      Trainer trainer(dataset, experiment, 2);
      const ParameterLayout& layout = trainer.model().layout();
      trainer.set_tracker(DecayTracker(layout, arena_index(layout, place)));
      trainer.advance_to(step);
      ASSERT_TRUE(view.inspection) << step;
      EXPECT_EQ(view.inspection->trace.size(), static_cast<std::size_t>(step));
      EXPECT_EQ(write_inspection(*view.inspection), write_inspection(inspect(trainer, place)));
    }
  }
  EXPECT_FALSE(past_done(past_job(experiment, 2, 0, 170, {}), keyframes, 1000).inspection);
  EXPECT_FALSE(
      past_done(past_job(experiment, 2, 0, 0, {}, {.wanted = true}), keyframes, 1000).inspection)
      << "before the first step nothing has been decayed";
}

TEST(Past, AStepOutOfRangeIsAnErrorThatNamesTheRange) {
  const Result<std::unique_ptr<Job>> job =
      make_job(past_job(experiment_with_event(), 0, 0, 401, {}));
  ASSERT_FALSE(job);
  EXPECT_EQ(job.error().message, "past: the step 401 is out of range; it must be 0 to 400");
  RunView view;
  EXPECT_FALSE(read_past("not a snapshot", view));
}

TEST(Keyframes, StayWithinTheirBudgetByThinningAndForgettingOtherRuns) {
  const Experiment experiment = experiment_with_event();
  Keyframes roomy;
  roomy.keep("a", trained_past(experiment, 0, 32).checkpoint());
  const std::size_t one = roomy.bytes();
  Keyframes keyframes(5 * one);
  Trainer trainer = trained_past(experiment, 0, 0);
  for (int step = 32; step <= 384; step += 32) {
    trainer.advance_to(step);
    keyframes.keep("a", trainer.checkpoint());
    EXPECT_LE(keyframes.bytes(), 5 * one);
  }
  EXPECT_EQ(keyframes.states("a"), 3U);  // 128, 256, 384
  ASSERT_NE(keyframes.nearest("a", 300), nullptr);
  EXPECT_EQ(keyframes.nearest("a", 300)->step, 256);
  EXPECT_EQ(keyframes.nearest("a", 100), nullptr);
  EXPECT_EQ(keyframes.next("a", 256), 384);
  // Another run's states push out those of the one looked at less lately.
  Trainer other = trained_past(experiment, 1, 0);
  for (int step = 32; step <= 96; step += 32) {
    other.advance_to(step);
    keyframes.keep("b", other.checkpoint());
  }
  EXPECT_EQ(keyframes.states("a"), 0U);
  EXPECT_EQ(keyframes.states("b"), 3U);
  // A state larger than all that may be kept is not.
  Keyframes tiny(one / 2);
  tiny.keep("a", other.checkpoint());
  EXPECT_EQ(tiny.bytes(), 0U);
}

}  // namespace
}  // namespace playground
