// The split of every step into the gradient's part and the decay's, against the steps that the
// kernels take.
#include "optim/decay_split.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/random.hpp"

namespace playground {
namespace {

constexpr std::size_t kSplitSize = 64, kSplitWeightsEnd = 48;
constexpr int kSteps = 300;

// Parameters driven by gradients that depend on them, watched by a split.
struct Watched {
  std::vector<float> parameters = std::vector<float>(kSplitSize);
  std::vector<float> before;
  std::vector<float> gradient_point;  // y of schedule-free
  std::vector<float> gradients = std::vector<float>(kSplitSize);
  Optimizer optimizer{kSplitSize, kSplitWeightsEnd};
  DecaySplit split{kSplitSize, kSplitWeightsEnd};
  int t = 0;

  Watched() {
    const Random random(1, Stream::initial_weights);
    for (std::size_t i = 0; i < kSplitSize; ++i) {
      parameters[i] = static_cast<float>(random.normal_pair(i, 0)[0]);
    }
  }
  void step(const OptimizerConfig& config, double multiplier = 1) {
    const Random random(2, Stream::train_points);
    ++t;
    for (std::size_t i = 0; i < kSplitSize; ++i) {
      const auto noise = static_cast<float>(random.normal_pair(i, t)[0]);
      gradients[i] = 0.3f * (parameters[i] - 0.5f + noise);
    }
    before = parameters;
    optimizer.before_gradients(config, parameters);
    gradient_point = parameters;
    split.before_step(parameters);
    optimizer.step(config, multiplier, parameters, gradients);
    split.after_step(config, multiplier, optimizer, gradients, parameters);
  }
  WeightStep weight(std::size_t i) const { return split.weight(i, optimizer); }
};

OptimizerConfig split_config(OptimizerKind kind, double rate, double decay) {
  OptimizerConfig config;
  config.optimizer = kind;
  config.learning_rate = rate;
  config.weight_decay = decay;
  return config;
}

// Parts add up to the moment and to the step but for float's rounding: of a moment, that of the
// last ten or so terms of its sum; of a step, that of the weight.
constexpr double kRounding = 6e-8;

void expect_sums(const Watched& run) {
  double largest = 0;
  for (const float moment : run.optimizer.first_moment()) {
    largest = std::max(largest, static_cast<double>(std::abs(moment)));
  }
  const double moment_error = 12 * kRounding * largest;
  for (std::size_t i = 0; i < kSplitSize; ++i) {
    const WeightStep step = run.weight(i);
    const auto moment = static_cast<double>(run.optimizer.first_moment()[i]);
    EXPECT_NEAR(step.moment_gradient_part + step.moment_decay_part, moment, moment_error)
        << "weight " << i << " step " << run.t;
    const double taken =
        static_cast<double>(run.parameters[i]) - static_cast<double>(run.before[i]);
    const double parts = std::abs(step.gradient_part) + std::abs(step.decay_part);
    EXPECT_NEAR(step.gradient_part + step.decay_part, taken,
                kRounding * (3 * std::abs(step.before) + 40 * parts + 1e-3))
        << "weight " << i << " step " << run.t;
  }
}

TEST(DecaySplit, PartsOfAdamWithL2SumToTheWholeOver300Steps) {
  Watched run;
  for (int t = 0; t < kSteps; ++t) {
    run.step(split_config(OptimizerKind::adam, 0.01, 0.1));
    expect_sums(run);
  }
  EXPECT_NE(run.weight(3).decay_part, 0);
}

TEST(DecaySplit, PartsOfSgdWithMomentumAndL2SumToTheWholeOver300Steps) {
  for (const bool nesterov : {false, true}) {
    Watched run;
    OptimizerConfig config = split_config(OptimizerKind::sgd, 0.02, 0.1);
    config.nesterov = nesterov;
    for (int t = 0; t < kSteps; ++t) {
      run.step(config, 1 - 0.002 * t);
      expect_sums(run);
    }
  }
}

TEST(DecaySplit, PartsOfDecoupledDecaySumToTheWholeInBothForms) {
  for (const auto kind : {OptimizerKind::adamw, OptimizerKind::sgdw}) {
    for (const auto form : {DecayForm::learning_rate, DecayForm::schedule}) {
      Watched run;
      OptimizerConfig config = split_config(kind, 0.01, 0.05);
      config.decay_form = form;
      for (int t = 0; t < kSteps; ++t) {
        run.step(config, 0.5);
        expect_sums(run);
      }
    }
  }
}

TEST(DecaySplit, PartsOfEveryOptimizerThatHasThemSumToTheStepItsKernelTakes) {
  int split = 0;
  for (std::size_t kind = 0; kind < kOptimizerKinds; ++kind) {
    for (const auto decay : {DecayKind::decoupled, DecayKind::l2}) {
      for (const bool plain : {true, false}) {
        OptimizerConfig config = split_config(static_cast<OptimizerKind>(kind), 0.01, 0.1);
        config.decay = decay;
        config.amsgrad = config.nesterov = !plain;
        config.bias_correction = plain;
        config.clip_norm = plain ? 0 : 1;
        if (decay_path(config) == DecayPath::unknown) continue;
        ++split;
        Watched run;
        for (int t = 0; t < 40; ++t) run.step(config, 0.7);
        for (std::size_t i = 0; i < kSplitSize; ++i) {
          const WeightStep step = run.weight(i);
          const double taken =
              static_cast<double>(run.parameters[i]) - static_cast<double>(run.before[i]);
          const double parts = std::abs(step.gradient_part) + std::abs(step.decay_part);
          EXPECT_NEAR(step.gradient_part + step.decay_part, taken,
                      kRounding * (4 * std::abs(step.before) + 100 * parts + 1e-2))
              << "optimizer " << kind << " weight " << i;
        }
      }
    }
  }
  EXPECT_EQ(split, 4 * static_cast<int>(kOptimizerKinds));
}

TEST(DecaySplit, PartsOfScheduleFreeSumToTheStepOfItsAverage) {
  Watched run;
  OptimizerConfig config = split_config(OptimizerKind::schedule_free, 0.01, 0.1);
  // In double precision, from the paper's recursion, fed with the directions that the kernel took.
  std::vector<double> z_of_decay(kSplitSize), x_of_decay(kSplitSize);
  double squared_rates = 0;
  for (int t = 1; t <= kSteps; ++t) {
    const double multiplier = std::min(1.0, t / 20.0);
    run.step(config, multiplier);
    const double rate = multiplier * config.learning_rate;
    squared_rates += rate * rate;
    for (std::size_t i = 0; i < kSplitSize; ++i) {
      const WeightStep step = run.weight(i);
      const double taken =
          static_cast<double>(run.parameters[i]) - static_cast<double>(run.before[i]);
      EXPECT_EQ(step.before, static_cast<double>(run.before[i]));
      EXPECT_NEAR(step.gradient_part + step.decay_part, taken, 4e-7) << "weight " << i;
      if (i < kSplitWeightsEnd)
        z_of_decay[i] -= rate * 0.1 * static_cast<double>(run.gradient_point[i]);
      const double part = rate * rate / squared_rates * (z_of_decay[i] - x_of_decay[i]);
      x_of_decay[i] += part;
      EXPECT_NEAR(step.decay_part, part, 1e-7) << "weight " << i << " step " << t;
    }
  }
  EXPECT_LT(run.weight(3).decay_part * run.weight(3).before, 0);
  EXPECT_EQ(run.weight(kSplitWeightsEnd).decay_part, 0);
}

TEST(DecaySplit, DecayTakesTheSameShareOfEveryWeightUnderAdamW) {
  Watched run;
  for (int t = 0; t < 40; ++t) run.step(split_config(OptimizerKind::adamw, 0.01, 0.3), 0.5);
  for (std::size_t i = 0; i < kSplitWeightsEnd; ++i) {
    EXPECT_EQ(run.weight(i).share, 0.5 * 0.01 * 0.3);  // bit for bit
  }
  EXPECT_EQ(run.weight(kSplitWeightsEnd).share, 0);  // biases are left alone
}

TEST(DecaySplit, FollowsTheL2TermOfAFewStepsComputedByHand) {
  Watched run;
  const OptimizerConfig config = split_config(OptimizerKind::adam, 0.01, 0.1);
  double moment = 0;
  for (int t = 1; t <= 5; ++t) {
    const auto w = static_cast<double>(run.parameters[7]);
    run.step(config);
    moment = 0.9 * moment + 0.1 * 0.1 * w;
    const auto v = static_cast<double>(run.optimizer.second_moment()[7]);
    const double root = std::sqrt(v / (1 - std::pow(0.999, t)));
    const double expected = 0.01 * moment / (1 - std::pow(0.9, t)) / (root + 1e-8) / w;
    EXPECT_NEAR(run.weight(7).share, expected, 1e-5 * std::abs(expected));
    EXPECT_NEAR(run.weight(7).root_second_moment, root, 1e-9);
  }
}

TEST(DecaySplit, ChangesOfOptimizerKeepAndClearTheMomentsAsTheOptimizerDoes) {
  Watched run;
  const OptimizerKind kinds[] = {OptimizerKind::adam, OptimizerKind::adamw, OptimizerKind::sgd,
                                 OptimizerKind::adam, OptimizerKind::sgdw};
  for (const OptimizerKind kind : kinds) {
    for (int t = 0; t < 5; ++t) {
      run.step(split_config(kind, 0.01, 0.1));
      expect_sums(run);
    }
  }
}

TEST(DecaySplit, DecaysBiasesOnlyWhenAsked) {
  Watched run;
  OptimizerConfig config = split_config(OptimizerKind::adam, 0.01, 0.1);
  run.step(config);
  EXPECT_EQ(run.weight(kSplitWeightsEnd).decay_part, 0);
  config.decay_biases = true;
  run.step(config);
  EXPECT_NE(run.weight(kSplitWeightsEnd).decay_part, 0);
  expect_sums(run);
}

TEST(DecaySplit, KeepsASecondMomentOfItsOwnForAnOptimizerWithoutOne) {
  Watched run;
  double squares = 0;
  for (int t = 1; t <= 20; ++t) {
    run.step(split_config(OptimizerKind::sgd, 0.01, 0.1));
    squares = 0.999 * squares + 0.001 * std::pow(static_cast<double>(run.gradients[2]), 2);
  }
  EXPECT_NEAR(run.weight(2).root_second_moment, std::sqrt(squares / (1 - std::pow(0.999, 20))),
              1e-5);
  EXPECT_TRUE(divides_by_root(OptimizerKind::adamw));
  EXPECT_FALSE(divides_by_root(OptimizerKind::sgdw));
}

}  // namespace
}  // namespace playground
