// The right column may only say what the numbers say.
#include "ui/observations.hpp"
#include "data/dataset.hpp"

#include <gtest/gtest.h>

#include <memory>

#include "ui/race_curves.hpp"

namespace playground {
namespace {

// Three runs: A's test loss falls to .3 at step 200 and climbs to `end` at step 1000; B and C stay
// at .3.
struct Scene {
  AppState state;
  std::vector<RunView> runs;
  std::array<Metrics, kMaxRuns> metrics = {};

  explicit Scene(double end, int step = 1000) {
    state.experiment = default_experiment();
    state.dataset = std::make_shared<Dataset>(make_dataset(state.experiment.data));
    state.transport.step = state.transport.present = state.transport.target = step;
    runs.resize(state.experiment.runs.size());
    for (std::size_t run = 0; run < runs.size(); ++run) {
      for (int at = 0; at <= step; at += 10) add(run, at, run == 0 ? end : 0.3);
      runs[run].step = step;
      metrics[run] = runs[run].latest = runs[run].history.back();
    }
    state.runs = &runs;
  }
  Scene(const Scene&) = delete;

  void add(std::size_t run, int at, double end) {
    Metrics point;
    point.step = at;
    point.test_loss = at <= 200 ? 0.7 - 0.002 * at : 0.3 + (end - 0.3) * (at - 200) / 800.0;
    point.train_loss = 0.25;
    point.gap = point.test_loss - point.train_loss;
    point.test_accuracy = run == 0 ? 0.85 : 0.9;
    point.weight_norm = 5 + 0.01 * at;
    runs[run].history.push_back(point);
  }
  Observations seen() const {
    return observe(state, metrics, overfit_marks(state, make_curves(state, Quantity::loss)));
  }
};

// All remarks as one text.
std::string text_of(const Observations& seen) {
  std::string text;
  for (const Remark& remark : seen.remarks) text += remark.text + "\n";
  return text;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Observations, CountTheLabelsThatAreReallyFlipped) {
  Scene scene(0.6);
  const Samples& train = scene.state.dataset->train;
  int flipped = 0;
  for (std::size_t i = 0; i < train.size(); ++i) flipped += train.is_flipped(i) ? 1 : 0;
  EXPECT_TRUE(has(text_of(scene.seen()), std::to_string(flipped) + " of the 100 training labels"));
  DataConfig clean = scene.state.experiment.data;
  clean.label_noise = 0;
  scene.state.dataset = std::make_shared<Dataset>(make_dataset(clean));
  EXPECT_TRUE(has(text_of(scene.seen()), "All 100 training labels are right"));
}

TEST(Observations, SayOverfitsOnlyOfARunWhoseTestLossRose) {
  EXPECT_EQ(Scene(0.6).seen().title, "A overfits");
  EXPECT_EQ(Scene(0.31).seen().title, "At step 1,000");
  EXPECT_FALSE(has(text_of(Scene(0.31).seen()), "has risen"));
}

TEST(Observations, NameTheWidestGapAndTheBestTestLoss) {
  const std::string text = text_of(Scene(0.6).seen());
  EXPECT_TRUE(has(text, "The test loss of A is 0.35 above its training loss")) << text;
  EXPECT_TRUE(has(text, "A the highest, 0.60")) << text;
}

TEST(Observations, TheRunOfTheTitleComesFirstUnderItsBadge) {
  const Observations seen = Scene(0.6).seen();
  ASSERT_FALSE(seen.remarks.empty());
  EXPECT_EQ(seen.remarks[0].run, 0);
  EXPECT_TRUE(has(seen.remarks[0].text, "A did best on the test set")) << seen.remarks[0].text;
}

TEST(Observations, BeforeTheFirstStepNothingIsComparedOrClaimed) {
  const Scene scene(0.6, 0);
  EXPECT_EQ(scene.seen().title, "Before the first step");
  EXPECT_FALSE(has(text_of(scene.seen()), "test loss"));
  EXPECT_TRUE(compare_runs(scene.state, scene.metrics).empty());
}

TEST(Observations, ADivergedRunIsNamedAndLeftOutOfComparisons) {
  Scene scene(0.6);
  scene.runs[0].diverged = true;
  scene.runs[0].diverged_at = 310;
  EXPECT_TRUE(has(text_of(scene.seen()), "A diverged at step 310"));
  EXPECT_NE(scene.seen().title, "A overfits");
  const std::vector<Comparison> pairs = compare_runs(scene.state, scene.metrics);
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(pairs[0].run, 2);
}

TEST(Comparisons, AreTheLaterRunMinusTheEarlierOneWithItsSign) {
  const Scene scene(0.6);
  const std::vector<Comparison> pairs = compare_runs(scene.state, scene.metrics);
  ASSERT_EQ(pairs.size(), 2u);
  EXPECT_EQ(pairs[0].loss, "\u22120.30");
  EXPECT_EQ(pairs[0].accuracy, "+5.0");
  EXPECT_EQ(pairs[1].loss, "0.00");
}

const StepFact* fact(const StepEquation& step, const std::string& label) {
  for (const StepFact& item : step.facts) {
    if (has(item.label, label)) return &item;
  }
  return nullptr;
}

TEST(OneStep, OfAdamWShowsWhatDecayRemovesItsMemoryAndTheBound) {
  const Scene scene(0.6);
  const StepEquation step = explain_step(scene.state, 1, scene.metrics[1]);
  ASSERT_TRUE(fact(step, "removed per step"));
  EXPECT_TRUE(fact(step, "removed per step")->accent);
  EXPECT_EQ(fact(step, "removed per step")->value, "\u03b3\u03bb = 0.003");
  EXPECT_EQ(fact(step, "memory")->value, "333 steps");
  EXPECT_EQ(fact(step, "bound")->value, "3.33");
}

TEST(OneStep, WithoutDecayHasNoBoundAndNoMemory) {
  const Scene scene(0.6);
  const StepEquation step = explain_step(scene.state, 0, scene.metrics[0]);
  EXPECT_EQ(fact(step, "bound"), nullptr);
  ASSERT_TRUE(fact(step, "memory"));
  EXPECT_EQ(fact(step, "memory")->value, "no decay");
}

TEST(OneStep, OfAdamWithL2PutsTheDecayIntoTheGradient) {
  Scene scene(0.6);
  scene.metrics[2].penalty = 0.123;
  const StepEquation step = explain_step(scene.state, 2, scene.metrics[2]);
  ASSERT_GE(step.lines.size(), 2u);
  EXPECT_TRUE(step.lines[0].back().accent);
  EXPECT_EQ(step.lines[0].back().text, "\u03bbw");
  ASSERT_TRUE(fact(step, "penalty"));
  EXPECT_EQ(fact(step, "penalty")->value, "0.123");
  EXPECT_EQ(fact(step, "memory"), nullptr);
}

TEST(OneStep, FollowsTheScheduleAndTheDecayForm) {
  Scene scene(0.6);
  RunConfig& run = scene.state.experiment.runs[1];
  run.schedule = ScheduleKind::cosine;
  const StepEquation step = explain_step(scene.state, 1, scene.metrics[1]);
  ASSERT_TRUE(fact(step, "learning rate now"));
  EXPECT_EQ(fact(step, "learning rate now")->value, "0.005");  // half way
  run.decay_form = DecayForm::schedule;
  run.schedule = ScheduleKind::constant;
  EXPECT_EQ(fact(explain_step(scene.state, 1, {}), "removed per step")->value, "\u03bb = 0.3");
}

TEST(OneStep, OfSgdTakesItsMomentumIntoAccount) {
  Scene scene(0.6);
  RunConfig& run = scene.state.experiment.runs[1];
  run.optimizer = OptimizerKind::sgd;
  run.weight_decay = 0.01;
  run.momentum = 0.9;
  const StepEquation step = explain_step(scene.state, 1, {});
  ASSERT_TRUE(fact(step, "in the long run"));
  EXPECT_EQ(fact(step, "in the long run")->value, "0.001");
}

TEST(OneStep, OfEveryOptimizerHasAnEquationWithItsDecayMarked) {
  for (std::size_t kind = 0; kind < kOptimizerKinds; ++kind) {
    Scene scene(0.6);
    RunConfig& run = scene.state.experiment.runs[1];
    run.optimizer = static_cast<OptimizerKind>(kind);
    run.weight_decay = 0.25;
    const StepEquation step = explain_step(scene.state, 1, {});
    int marked = 0;
    for (const Equation& line : step.lines) {
      EXPECT_FALSE(line.empty());
      for (const EquationPiece& piece : line) marked += piece.accent ? 1 : 0;
    }
    EXPECT_EQ(marked, 1) << kind;
    EXPECT_TRUE(fact(step, "removed per step") || fact(step, "in the long run")) << kind;
  }
}

TEST(Curves, BoldLinesAreTheTrailingMeanOnlyWhenSmoothing) {
  Scene scene(0.6);
  scene.state.view.smooth = true;
  const std::vector<Curve> smooth = make_curves(scene.state, Quantity::loss);
  ASSERT_EQ(smooth.size(), 3u);
  EXPECT_EQ(smooth.back().run, scene.state.view.selected_run);
  EXPECT_NE(smooth[0].bold_test, smooth[0].test);
  scene.state.view.smooth = false;
  EXPECT_EQ(make_curves(scene.state, Quantity::loss)[0].bold_test, smooth[0].test);
}

TEST(Curves, TheLossAxisHoldsEveryEvaluationButNotARunThatBlowsUp) {
  Scene scene(0.6);
  const auto needed = [&] {
    return needed_range(scene.state, Quantity::loss, make_curves(scene.state, Quantity::loss),
                        AxisScale::linear);
  };
  EXPECT_NEAR(needed().high, 0.7, 1e-9);
  scene.runs[0].history.back().test_loss = 1e12;
  EXPECT_GT(needed().high, 10);
  EXPECT_LT(needed().high, 15);
  scene.state.view.hidden[0] = true;
  EXPECT_NEAR(needed().high, 0.7, 1e-9);
}

}  // namespace
}  // namespace playground
