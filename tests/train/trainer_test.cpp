// The trainer: the same bits however it is driven, events, and divergence.
#include "train/trainer.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/hash.hpp"
#include "optim/schedule.hpp"
#include "train/parameters.hpp"

namespace playground {
namespace {

Experiment small_experiment() {
  Experiment experiment = default_experiment();
  experiment.model.hidden = {8, 8};
  experiment.data.test_size = 100;
  experiment.training.steps = 300;
  return experiment;
}

Trainer make_trainer(const Experiment& experiment, int run) {
  return Trainer(std::make_shared<const Dataset>(make_dataset(experiment.data)), experiment, run);
}

void expect_same_metrics(const Metrics& a, const Metrics& b) {
  EXPECT_EQ(a.step, b.step);
  EXPECT_EQ(a.train_loss, b.train_loss);
  EXPECT_EQ(a.penalty, b.penalty);
  EXPECT_EQ(a.test_loss, b.test_loss);
  EXPECT_EQ(a.test_loss_noisy, b.test_loss_noisy);
  EXPECT_EQ(a.weight_norm, b.weight_norm);
}

// Bit for bit: parameters, moments, history.
void expect_same_state(const Trainer& a, const Trainer& b) {
  EXPECT_EQ(a.step(), b.step());
  EXPECT_EQ(a.diverged(), b.diverged());
  EXPECT_EQ(a.diverged_at(), b.diverged_at());
  EXPECT_EQ(a.fingerprint(), b.fingerprint());
  const auto hash = [](std::span<const float> values) {
    Hash64 result;
    result.add(values);
    return result.value();
  };
  EXPECT_EQ(hash(a.optimizer().first_moment()), hash(b.optimizer().first_moment()));
  EXPECT_EQ(hash(a.optimizer().second_moment()), hash(b.optimizer().second_moment()));
  ASSERT_EQ(a.history().points().size(), b.history().points().size());
  for (std::size_t i = 0; i < a.history().points().size(); ++i) {
    expect_same_metrics(a.history().points()[i], b.history().points()[i]);
  }
}

TEST(Trainer, ChunksOfStepsNeverChangeABit) {
  const Experiment experiment = small_experiment();
  for (int run = 0; run < 3; ++run) {
    Trainer whole = make_trainer(experiment, run);
    whole.advance_to(300);
    EXPECT_EQ(whole.step(), 300);
    for (const int chunk : {1, 7, 64, 100}) {
      Trainer cut = make_trainer(experiment, run);
      for (int step = chunk; cut.step() < 300; step += chunk) cut.advance_to(step);
      expect_same_state(whole, cut);
    }
  }
}

TEST(Trainer, StopsAtItsTargetAndAtTheLastStepAndNeverGoesBack) {
  Trainer trainer = make_trainer(small_experiment(), 0);
  trainer.advance_to(50);
  EXPECT_EQ(trainer.step(), 50);
  const std::uint64_t fingerprint = trainer.fingerprint();
  trainer.advance_to(50);
  trainer.advance_to(10);
  EXPECT_EQ(trainer.step(), 50);
  EXPECT_EQ(trainer.fingerprint(), fingerprint);
  trainer.advance_to(100000);
  EXPECT_EQ(trainer.step(), 300);
}

TEST(Trainer, MeasuresAtStepZeroEveryIntervalAndTheLastStep) {
  Experiment experiment = small_experiment();
  experiment.training.steps = 95;
  Trainer trainer = make_trainer(experiment, 0);
  trainer.advance_to(95);
  const auto& points = trainer.history().points();
  ASSERT_EQ(points.size(), 11u);
  for (std::size_t i = 0; i < 10; ++i) EXPECT_EQ(points[i].step, static_cast<int>(10 * i));
  EXPECT_EQ(points.back().step, 95);
  expect_same_metrics(trainer.latest(), points.back());
}

TEST(Trainer, MeasuringBetweenStepsChangesNothing) {
  Trainer plain = make_trainer(small_experiment(), 1);
  Trainer watched = make_trainer(small_experiment(), 1);
  plain.advance_to(300);
  for (int step = 3; step < 310; step += 3) {
    watched.advance_to(step);
    EXPECT_EQ(watched.metrics_now().step, watched.step());
  }
  expect_same_state(plain, watched);
}

TEST(Trainer, RunsOfAnExperimentShareInitialWeightsAndData) {
  const Experiment experiment = small_experiment();
  EXPECT_EQ(make_trainer(experiment, 0).fingerprint(), make_trainer(experiment, 2).fingerprint());
  Trainer a = make_trainer(experiment, 0);
  Trainer b = make_trainer(experiment, 1);
  a.advance_to(5);
  b.advance_to(5);
  EXPECT_NE(a.fingerprint(), b.fingerprint());
}

TEST(Trainer, EverySeedChangesTheRun) {
  const Experiment experiment = small_experiment();
  const auto result = [](const Experiment& e) {
    Trainer trainer = make_trainer(e, 0);
    trainer.advance_to(20);
    return trainer.fingerprint();
  };
  Experiment data = experiment;
  data.data.seed = 2;
  Experiment model = experiment;
  model.model.seed = 2;
  Experiment order = experiment;
  order.training.order_seed = 2;
  const std::uint64_t base = result(experiment);
  EXPECT_NE(result(data), base);
  EXPECT_NE(result(model), base);
  EXPECT_NE(result(order), base);
  const Experiment second = experiment_of_seed(experiment, 1);
  EXPECT_EQ(second.data.seed, 2u);
  EXPECT_EQ(second.model.seed, 2u);
  EXPECT_EQ(second.training.order_seed, 2u);
  EXPECT_EQ(experiment_of_seed(experiment, 0), experiment);
  Experiment same_data = experiment;
  same_data.seeds = 8;
  same_data.seeds_vary_data = false;
  EXPECT_EQ(experiment_of_seed(same_data, 5).data, experiment.data);
  EXPECT_EQ(experiment_of_seed(same_data, 5).model.seed, experiment.model.seed + 5);
  EXPECT_EQ(experiment_of_seed(same_data, 5).training.order_seed,
            experiment.training.order_seed + 5);
  EXPECT_EQ(experiment_of_seed(same_data, 5).seeds, 1);
}

TEST(Trainer, AnEventInTheExperimentEqualsTheSameChangeWhileItRuns) {
  const Experiment experiment = small_experiment();
  const std::vector<Event> events = {{0, 1, {{"learning_rate", 0.02}}},
                                     {0, 2, {{"weight_decay", 0.05}}},
                                     {73, 0, {{"weight_decay", 3.0}}},
                                     {130, 1, {{"weight_decay", 0.0}}},
                                     {130, 1, {{"beta1", 0.5}}},
                                     {130, 2, {{"weight_decay", 0.0}, {"decay_biases", true}}},
                                     {200, 1, {{"optimizer", std::string("sgd")}}}};
  Experiment recorded = experiment;
  recorded.events = events;
  for (const int run : {1, 2}) {
    Trainer replayed = make_trainer(recorded, run);
    replayed.advance_to(300);
    Trainer live = make_trainer(experiment, run);
    std::vector<Event> known;
    for (const Event& event : events) {
      live.advance_to(event.step);
      known.push_back(event);
      live.replace_events(known);
    }
    EXPECT_EQ(live.config(), run_config_at(recorded, run, 200));
    live.advance_to(300);
    expect_same_state(replayed, live);
    Trainer without = make_trainer(experiment, run);
    without.advance_to(300);
    EXPECT_NE(without.fingerprint(), live.fingerprint());
  }
}

TEST(Trainer, EveryUpdateTakesItsBatchAndItsScheduleMultiplier) {
  Experiment experiment = small_experiment();
  experiment.runs[0].schedule = ScheduleKind::cosine;
  experiment.training.loss_scale = 3;
  Trainer trainer = make_trainer(experiment, 0);
  trainer.advance_to(200);

  const Dataset dataset = make_dataset(experiment.data);
  Perceptron model(experiment.model, 2, 1);
  model.initialize();
  Optimizer optimizer(model.layout().size, model.layout().weights_end);
  BatchOrder order(experiment.training.order_seed, 100, 32);
  for (int t = 1; t <= 200; ++t) {
    Matrix features = make_matrix(32, 2);
    Vector targets = make_vector(32);
    for (std::size_t row = 0; row < 32; ++row) {
      const std::uint32_t index = order.batch(t)[row];
      features(row, 0) = dataset.train.features(index, 0);
      features(row, 1) = dataset.train.features(index, 1);
      targets(row) = dataset.train.targets(index);
    }
    model.backward(features, targets, Loss::binary_cross_entropy, 3);
    optimizer.step(experiment.runs[0], schedule_multiplier(experiment.runs[0], t, 300),
                   model.parameters(), model.gradients());
  }
  EXPECT_EQ(trainer.fingerprint(), model.fingerprint());
}

TEST(Trainer, AnEventActsOnTheFirstUpdateAfterItsStepAndOnItsRunAlone) {
  Experiment experiment = small_experiment();
  experiment.events = {{50, 1, {{"weight_decay", 10.0}}}};
  Trainer with = make_trainer(experiment, 1);
  Trainer other = make_trainer(experiment, 0);
  Trainer without = make_trainer(small_experiment(), 1);
  Trainer other_without = make_trainer(small_experiment(), 0);
  for (Trainer* trainer : {&with, &other, &without, &other_without}) trainer->advance_to(50);
  EXPECT_EQ(with.fingerprint(), without.fingerprint());
  for (Trainer* trainer : {&with, &other, &without, &other_without}) trainer->advance_to(51);
  EXPECT_NE(with.fingerprint(), without.fingerprint());
  EXPECT_EQ(other.fingerprint(), other_without.fingerprint());
}

TEST(Trainer, PenaltyIsReportedForTheL2OptimizersOnly) {
  const Experiment experiment = small_experiment();
  Trainer adamw = make_trainer(experiment, 1);
  Trainer adam = make_trainer(experiment, 2);
  EXPECT_EQ(adamw.latest().penalty, 0);
  const double norm = adam.latest().weight_norm;
  EXPECT_NEAR(adam.latest().penalty, 0.5 * 0.0032 * norm * norm, 1e-9);
}

TEST(Trainer, RegressionHasNoAccuracyAndLearns) {
  Experiment experiment = small_experiment();
  experiment.data.dataset = DatasetKind::sine;
  Trainer trainer = make_trainer(experiment, 0);
  const double before = trainer.latest().test_loss;
  trainer.advance_to(300);
  EXPECT_TRUE(std::isnan(trainer.latest().test_accuracy));
  EXPECT_LT(trainer.latest().test_loss, 0.5 * before);
  // The noisy targets add the variance of the noise.
  EXPECT_NEAR(trainer.latest().test_loss_noisy - trainer.latest().test_loss, 0.0625, 0.04);
}

TEST(Trainer, ThreeClassesLearn) {
  Experiment experiment = small_experiment();
  experiment.data.dataset = DatasetKind::blobs3;
  Trainer trainer = make_trainer(experiment, 1);
  trainer.advance_to(300);
  EXPECT_GT(trainer.latest().test_accuracy, 0.9);
}

TEST(Trainer, ABatchLargerThanTheTrainingSetTrainsOnAllOfIt) {
  Experiment experiment = small_experiment();
  experiment.training.batch_size = 1024;
  Trainer trainer = make_trainer(experiment, 0);
  trainer.advance_to(300);
  EXPECT_GT(trainer.latest().train_accuracy, 0.8);
}

TEST(Trainer, FingerprintsCombineInOrder) {
  const std::uint64_t forward[] = {1, 2};
  const std::uint64_t backward[] = {2, 1};
  EXPECT_NE(combine_fingerprints(forward), combine_fingerprints(backward));
  EXPECT_EQ(fingerprint_text(0xabc), "0000000000000abc");
}

TEST(Trainer, DecayClosesTheGapOfTheDefaultExperimentOnEverySeed) {
  const Experiment experiment = default_experiment();
  constexpr int kSeeds = 4;
  double gap[2] = {0, 0};
  for (int index = 0; index < kSeeds; ++index) {
    const Experiment seeded = experiment_of_seed(experiment, index);
    Metrics last[2];
    for (int run = 0; run < 2; ++run) {
      Trainer trainer = make_trainer(seeded, run);
      trainer.advance_to(experiment.training.steps);
      last[run] = trainer.latest();
      gap[run] += last[run].gap / kSeeds;
    }
    EXPECT_LT(last[1].test_loss, last[0].test_loss) << "seed " << index + 1;
    EXPECT_LT(last[1].gap, last[0].gap) << "seed " << index + 1;
    EXPECT_LT(last[1].weight_norm, last[0].weight_norm) << "seed " << index + 1;
  }
  EXPECT_GT(gap[0], 0.3);
  EXPECT_LT(gap[1], 0.3);
}

}  // namespace
}  // namespace playground
