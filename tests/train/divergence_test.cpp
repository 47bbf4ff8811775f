// Runs that leave the finite range: they stop at the exact update and keep the last finite state.
#include <gtest/gtest.h>

#include <cmath>

#include "train/trainer.hpp"

namespace playground {
namespace {

Trainer make_diverging_trainer(const Experiment& experiment) {
  return Trainer(std::make_shared<const Dataset>(make_dataset(experiment.data)), experiment, 0);
}

// Regression at a rate far too high: the loss overflows within a few updates.
Experiment exploding(double learning_rate) {
  Experiment experiment = default_experiment();
  experiment.data.dataset = DatasetKind::cubic;
  experiment.data.test_size = 100;
  experiment.model.hidden = {8, 8};
  experiment.training.steps = 1000;
  experiment.training.evaluate_every = 100;
  experiment.model.activation = Activation::linear;
  experiment.runs.resize(1);
  experiment.runs[0].optimizer = OptimizerKind::sgd;
  experiment.runs[0].learning_rate = learning_rate;
  return experiment;
}

// Weights shrunk by 1 - 3 a step, so they double with the other sign until they overflow.
Experiment overdecayed() {
  Experiment experiment = default_experiment();
  experiment.data.test_size = 100;
  experiment.model.hidden = {8, 8};
  experiment.training.evaluate_every = 1000;
  experiment.runs.resize(1);
  experiment.runs[0].decay_form = DecayForm::schedule;
  experiment.runs[0].weight_decay = 3;
  return experiment;
}

bool finite(std::span<const float> values) {
  for (const float value : values) {
    if (!std::isfinite(value)) return false;
  }
  return true;
}

void expect_finite_everywhere(Trainer& trainer) {
  EXPECT_TRUE(finite(trainer.model().parameters()));
  EXPECT_TRUE(finite(trainer.optimizer().first_moment()));
  EXPECT_TRUE(finite(trainer.optimizer().second_moment()));
  ASSERT_FALSE(trainer.history().points().empty());
  for (const Metrics& metrics : trainer.history().points()) {
    EXPECT_TRUE(std::isfinite(metrics.train_loss)) << metrics.step;
    EXPECT_TRUE(std::isfinite(metrics.test_loss)) << metrics.step;
    EXPECT_LE(metrics.step, trainer.step());
  }
}

class Divergence : public testing::TestWithParam<Experiment> {};

INSTANTIATE_TEST_SUITE_P(Experiments, Divergence,
                         testing::Values(exploding(10), exploding(1), overdecayed()));

TEST_P(Divergence, StopsAtTheUpdateAndKeepsTheLastFiniteState) {
  Trainer trainer = make_diverging_trainer(GetParam());
  trainer.advance_to(1000);
  ASSERT_TRUE(trainer.diverged());
  EXPECT_GE(trainer.diverged_at(), 1);
  EXPECT_LT(trainer.diverged_at(), 1000);
  EXPECT_EQ(trainer.step(), trainer.diverged_at() - 1);
  expect_finite_everywhere(trainer);
  EXPECT_TRUE(std::isfinite(trainer.metrics_now().test_loss));
  EXPECT_EQ(trainer.history().points().back().step, trainer.step());
  const std::uint64_t fingerprint = trainer.fingerprint();
  trainer.advance_to(1000);
  EXPECT_EQ(trainer.fingerprint(), fingerprint);
  EXPECT_EQ(trainer.step(), trainer.diverged_at() - 1);
}

TEST_P(Divergence, IsFoundAtTheSameUpdateHoweverTheStepsAreCut) {
  Trainer whole = make_diverging_trainer(GetParam());
  whole.advance_to(1000);
  for (const int chunk : {1, 5, 63, 64, 65}) {
    Trainer cut = make_diverging_trainer(GetParam());
    for (int step = chunk; !cut.diverged() && step < 1000 + chunk; step += chunk) {
      cut.advance_to(step);
    }
    EXPECT_EQ(cut.diverged_at(), whole.diverged_at()) << chunk;
    EXPECT_EQ(cut.fingerprint(), whole.fingerprint()) << chunk;
    EXPECT_EQ(cut.history().points().back().step, whole.history().points().back().step) << chunk;
  }
}

TEST_P(Divergence, IsTheSameUpdateHoweverOftenTheRunIsMeasured) {
  Trainer seldom = make_diverging_trainer(GetParam());
  seldom.advance_to(1000);
  Experiment experiment = GetParam();
  experiment.training.evaluate_every = 1;
  Trainer often = make_diverging_trainer(experiment);
  often.advance_to(1000);
  EXPECT_EQ(often.diverged_at(), seldom.diverged_at());
  EXPECT_EQ(often.fingerprint(), seldom.fingerprint());
}

TEST_P(Divergence, TheKeptStateIsThatOfARunWhichStopsJustBefore) {
  Trainer trainer = make_diverging_trainer(GetParam());
  trainer.advance_to(1000);
  Trainer shorter = make_diverging_trainer(GetParam());
  shorter.advance_to(trainer.diverged_at() - 1);
  EXPECT_FALSE(shorter.diverged());
  EXPECT_EQ(shorter.fingerprint(), trainer.fingerprint());
}

TEST(DivergenceByMoments, SquaredGradientsThatOverflowCount) {
  // Gradients near 1e20 are finite, their squares are not: AdamW would silently stop moving.
  Experiment experiment = overdecayed();
  experiment.data.dataset = DatasetKind::cubic;
  experiment.runs[0].weight_decay = 0;
  experiment.runs[0].optimizer = OptimizerKind::sgd;
  experiment.runs[0].learning_rate = 10;
  experiment.runs[0].momentum = 0;
  experiment.training.loss_scale = 1e4;
  experiment.events = {{1, 0, {{"optimizer", std::string("adamw")}}}};
  Trainer trainer = make_diverging_trainer(experiment);
  trainer.advance_to(200);
  ASSERT_TRUE(trainer.diverged());
  EXPECT_EQ(trainer.diverged_at(), 2);
  expect_finite_everywhere(trainer);
}

TEST(LongRun, ADeadReluLeavesNoSubnormalNumbers) {
  Experiment experiment = default_experiment();
  experiment.data.test_size = 100;
  experiment.model.hidden = {16, 16};
  experiment.training.steps = 6000;
  experiment.training.evaluate_every = 1000;
  experiment.runs.resize(1);
  experiment.runs[0].weight_decay = 1;
  Trainer trainer = make_diverging_trainer(experiment);
  trainer.advance_to(6000);
  int zeros = 0;
  for (const float value : trainer.optimizer().first_moment()) {
    EXPECT_TRUE(value == 0 || std::abs(value) >= 1e-30f) << value;
    zeros += value == 0 ? 1 : 0;
  }
  for (const float value : trainer.model().parameters()) {
    EXPECT_TRUE(value == 0 || std::abs(value) >= 1e-30f) << value;
  }
  EXPECT_GT(zeros, 10);  // there were dead units, or the test would show nothing
}

}  // namespace
}  // namespace playground
