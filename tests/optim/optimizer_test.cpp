#include "optim/optimizer.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "core/random.hpp"

namespace playground {
namespace {

constexpr std::size_t kSize = 64, kWeightsEnd = 48;

// Parameters driven by gradients that depend on them, so that every step feeds back.
struct Simulation {
  std::vector<float> parameters = std::vector<float>(kSize);
  std::vector<float> gradients = std::vector<float>(kSize);
  Optimizer optimizer{kSize, kWeightsEnd};

  Simulation() {
    const Random random(1, Stream::initial_weights);
    for (std::size_t i = 0; i < kSize; ++i) {
      parameters[i] = static_cast<float>(random.normal_pair(i, 0)[0]);
    }
  }
  // gradients = scale * (p - target + noise)
  void fill_gradients(int t, float scale) {
    const Random random(2, Stream::train_points);
    for (std::size_t i = 0; i < kSize; ++i) {
      const float noise = static_cast<float>(random.normal_pair(i, t)[0]);
      gradients[i] = scale * (parameters[i] - 0.5f + noise);
    }
  }
  void run(const OptimizerConfig& config, int steps, float scale = 1.0f) {
    for (int t = 1; t <= steps; ++t) {
      fill_gradients(t, scale);
      optimizer.step(config, 1.0, parameters, gradients);
    }
  }
};

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

OptimizerConfig config_of(OptimizerKind kind, double learning_rate, double weight_decay) {
  OptimizerConfig config;
  config.optimizer = kind;
  config.learning_rate = learning_rate;
  config.weight_decay = weight_decay;
  return config;
}

// One parameter in double, written from the update rules of docs/optimizers.md.
struct Reference {
  double p, m = 0, v = 0;
  void step(const OptimizerConfig& c, double s, int t, double g) {
    const double rate = s * c.learning_rate;
    const double decay = (c.decay_form == DecayForm::learning_rate ? rate : s) * c.weight_decay;
    const bool adam_family =
        c.optimizer == OptimizerKind::adamw || c.optimizer == OptimizerKind::adam;
    if (c.optimizer == OptimizerKind::adam || c.optimizer == OptimizerKind::sgd) {
      g += c.weight_decay * p;
    }
    if (adam_family) {
      if (c.optimizer == OptimizerKind::adamw) p *= 1 - decay;
      m = c.beta1 * m + (1 - c.beta1) * g;
      v = c.beta2 * v + (1 - c.beta2) * g * g;
      const double m_hat = m / (1 - std::pow(c.beta1, t));
      const double v_hat = v / (1 - std::pow(c.beta2, t));
      p -= rate * m_hat / (std::sqrt(v_hat) + c.epsilon);
    } else {
      if (c.optimizer == OptimizerKind::sgdw) p *= 1 - decay;
      m = c.momentum * m + g;
      p -= rate * (c.nesterov ? g + c.momentum * m : m);
    }
  }
};

TEST(Optimizer, EveryOptimizerFollowsItsRuleInDouble) {
  for (const OptimizerKind kind :
       {OptimizerKind::adamw, OptimizerKind::adam, OptimizerKind::sgd, OptimizerKind::sgdw}) {
    for (const DecayForm form : {DecayForm::learning_rate, DecayForm::schedule}) {
      for (const bool nesterov : {false, true}) {
        for (const double multiplier : {1.0, 0.3}) {
          OptimizerConfig config = config_of(kind, 0.02, 0.4);
          config.decay_form = form;
          config.nesterov = nesterov;
          if (form == DecayForm::schedule) config.weight_decay = 0.01;
          Simulation simulation;
          std::vector<Reference> reference;
          for (const float p : simulation.parameters) reference.push_back({p});
          for (int t = 1; t <= 200; ++t) {
            simulation.fill_gradients(t, 1.0f);
            simulation.optimizer.step(config, multiplier, simulation.parameters,
                                      simulation.gradients);
            for (std::size_t i = 0; i < kSize; ++i) {
              OptimizerConfig own = config;
              if (i >= kWeightsEnd) own.weight_decay = 0;  // biases are not decayed
              reference[i].step(own, multiplier, t, simulation.gradients[i]);
            }
          }
          for (std::size_t i = 0; i < kSize; ++i) {
            EXPECT_NEAR(simulation.parameters[i], reference[i].p, 2e-5) << i;
          }
        }
      }
    }
  }
}

TEST(Optimizer, AdamwWithoutDecayIsAdamWithoutPenaltyBitForBit) {
  Simulation adamw, adam;
  adamw.run(config_of(OptimizerKind::adamw, 0.01, 0), 300);
  adam.run(config_of(OptimizerKind::adam, 0.01, 0), 300);
  EXPECT_TRUE(same_bits(adamw.parameters, adam.parameters));
}

TEST(Optimizer, AdamwWithDecayIsNotAdamWithPenalty) {
  Simulation adamw, adam;
  adamw.run(config_of(OptimizerKind::adamw, 0.01, 0.1), 10);
  adam.run(config_of(OptimizerKind::adam, 0.01, 0.1), 10);
  EXPECT_FALSE(same_bits(adamw.parameters, adam.parameters));
}

// Loshchilov & Hutter 2019, Proposition 1: without momentum, sgd with rate r and L2 coefficient w
// takes p to p - r (g + w p), sgdw with the same rate and coefficient to (1 - r w) p - r g. The
// same number, rounded in other places: after 300 steps they differ by less than 300 roundings of a
// value below 2.
TEST(Optimizer, SgdWithPenaltyAndWithoutMomentumIsSgdwWithTheSameDecay) {
  const double rate = 0.05, penalty = 0.2;
  OptimizerConfig sgd = config_of(OptimizerKind::sgd, rate, penalty);
  OptimizerConfig sgdw = config_of(OptimizerKind::sgdw, rate, penalty);
  sgd.momentum = sgdw.momentum = 0;
  sgd.decay_biases = sgdw.decay_biases = true;
  Simulation a, b;
  a.run(sgd, 300);
  b.run(sgdw, 300);
  for (std::size_t i = 0; i < kSize; ++i) EXPECT_NEAR(a.parameters[i], b.parameters[i], 3e-6);

  // In decay_form "schedule" the coefficient of the same run is r w.
  sgdw.decay_form = DecayForm::schedule;
  sgdw.weight_decay = rate * penalty;
  Simulation c;
  c.run(sgdw, 300);
  EXPECT_TRUE(same_bits(b.parameters, c.parameters));
}

TEST(Optimizer, SgdwWithoutDecayIsSgdWithoutPenaltyBitForBit) {
  Simulation a, b;
  a.run(config_of(OptimizerKind::sgd, 0.01, 0), 200);
  b.run(config_of(OptimizerKind::sgdw, 0.01, 0), 200);
  EXPECT_TRUE(same_bits(a.parameters, b.parameters));
}

TEST(Optimizer, ScalingTheLossByAPowerOfTwoLeavesAdamwUnchangedBitForBit) {
  OptimizerConfig config = config_of(OptimizerKind::adamw, 0.01, 0.1);
  config.epsilon = 0;
  Simulation plain;
  plain.run(config, 300);
  for (const float scale : {0.125f, 4.0f, 1024.0f}) {
    Simulation scaled;
    scaled.run(config, 300, scale);
    EXPECT_TRUE(same_bits(plain.parameters, scaled.parameters)) << scale;
  }
}

TEST(Optimizer, ScalingLossAndPenaltyAlikeLeavesAdamWithL2UnchangedBitForBit) {
  OptimizerConfig config = config_of(OptimizerKind::adam, 0.01, 0.125);
  config.epsilon = 0;
  Simulation plain, both, loss_only;
  plain.run(config, 300);
  loss_only.run(config, 300, 16.0f);
  EXPECT_FALSE(same_bits(plain.parameters, loss_only.parameters));
  config.weight_decay = 0.125 * 16;
  both.run(config, 300, 16.0f);
  EXPECT_TRUE(same_bits(plain.parameters, both.parameters));
}

TEST(Optimizer, DecaySkipsBiasesUnlessToldOtherwise) {
  for (std::size_t kind = 0; kind < kOptimizerKinds; ++kind) {
    OptimizerConfig config = config_of(static_cast<OptimizerKind>(kind), 0.1, 0.5);
    for (const bool decay_biases : {false, true}) {
      config.decay_biases = decay_biases;
      Simulation simulation;
      const auto before = simulation.parameters;
      simulation.optimizer.step(config, 1.0, simulation.parameters, simulation.gradients);
      EXPECT_NE(simulation.parameters[0], before[0]);
      EXPECT_EQ(simulation.parameters[kWeightsEnd] != before[kWeightsEnd], decay_biases);
    }
  }
}

TEST(Optimizer, DecayShrinksWeightsTowardsZero) {
  // Without a gradient each step of adamw multiplies a weight by 1 - rate * decay.
  Simulation simulation;
  const auto before = simulation.parameters;
  const OptimizerConfig config = config_of(OptimizerKind::adamw, 0.1, 0.5);
  for (int t = 0; t < 10; ++t) {
    simulation.optimizer.step(config, 1.0, simulation.parameters, simulation.gradients);
  }
  EXPECT_NEAR(simulation.parameters[3] / before[3], std::pow(0.95, 10), 1e-5);
}

TEST(Optimizer, WithEpsilonZeroAParameterWithoutGradientStaysWhereItIs) {
  OptimizerConfig config = config_of(OptimizerKind::adamw, 0.1, 0);
  config.epsilon = 0;
  Simulation simulation;
  const auto before = simulation.parameters;
  simulation.optimizer.step(config, 1.0, simulation.parameters, simulation.gradients);
  EXPECT_TRUE(same_bits(before, simulation.parameters));
}

TEST(Optimizer, NoMomentOrParameterStaysSubnormal) {
  for (const OptimizerKind kind :
       {OptimizerKind::adamw, OptimizerKind::adam, OptimizerKind::sgd, OptimizerKind::sgdw}) {
    OptimizerConfig config = config_of(kind, 0.1, kind == OptimizerKind::adamw ? 5.0 : 0.0);
    Simulation simulation;
    std::fill(simulation.gradients.begin(), simulation.gradients.end(), 1.0f);
    simulation.optimizer.step(config, 1.0, simulation.parameters, simulation.gradients);
    std::fill(simulation.gradients.begin(), simulation.gradients.end(), 0.0f);  // a dead unit
    for (int t = 1; t < 3200; ++t) {
      simulation.optimizer.step(config, 1.0, simulation.parameters, simulation.gradients);
    }
    for (std::size_t i = 0; i < kSize; ++i) {
      EXPECT_EQ(simulation.optimizer.first_moment()[i], 0.0f);
      EXPECT_NE(std::fpclassify(simulation.optimizer.second_moment()[i]), FP_SUBNORMAL);
      EXPECT_NE(std::fpclassify(simulation.parameters[i]), FP_SUBNORMAL);
      const bool decayed_away = kind == OptimizerKind::adamw && i < kWeightsEnd;
      EXPECT_EQ(simulation.parameters[i] == 0.0f, decayed_away);
    }
  }
}

TEST(Optimizer, ANonFiniteGradientIsNotHiddenByTheFlush) {
  Simulation simulation;
  simulation.gradients[5] = std::numeric_limits<float>::quiet_NaN();
  simulation.optimizer.step(config_of(OptimizerKind::adamw, 0.1, 0.1), 1.0, simulation.parameters,
                            simulation.gradients);
  EXPECT_TRUE(std::isnan(simulation.parameters[5]));
  EXPECT_TRUE(std::isnan(simulation.optimizer.first_moment()[5]));
}

TEST(Optimizer, AChangeBetweenAdamwAndAdamKeepsTheMomentsAndOfFamilyClearsThem) {
  Simulation simulation;
  simulation.run(config_of(OptimizerKind::adamw, 0.01, 0.1), 5);
  EXPECT_EQ(simulation.optimizer.updates(), 5);
  simulation.run(config_of(OptimizerKind::adam, 0.01, 0.1), 1);
  EXPECT_EQ(simulation.optimizer.updates(), 6);
  EXPECT_NE(simulation.optimizer.second_moment()[0], 0.0f);
  simulation.run(config_of(OptimizerKind::sgd, 0.01, 0), 1);
  EXPECT_EQ(simulation.optimizer.updates(), 1);
  EXPECT_EQ(simulation.optimizer.second_moment()[0], 0.0f);
  EXPECT_EQ(simulation.optimizer.first_moment()[0], simulation.gradients[0]);
}

TEST(Optimizer, ACopyContinuesLikeTheOriginal) {
  for (std::size_t kind = 0; kind < kOptimizerKinds; ++kind) {
    OptimizerConfig config = config_of(static_cast<OptimizerKind>(kind), 0.01, 0.1);
    config.amsgrad = true;
    Simulation simulation;
    simulation.run(config, 20);
    Simulation copy = simulation;
    simulation.run(config, 20);
    copy.run(config, 20);
    EXPECT_TRUE(same_bits(simulation.parameters, copy.parameters)) << kind;
    EXPECT_TRUE(copy.optimizer.is_finite()) << kind;
  }
}

TEST(Optimizer, ANonFiniteGradientShowsInTheStateOfEveryOptimizer) {
  for (std::size_t kind = 0; kind < kOptimizerKinds; ++kind) {
    Simulation simulation;
    simulation.gradients[5] = std::numeric_limits<float>::quiet_NaN();
    simulation.optimizer.step(config_of(static_cast<OptimizerKind>(kind), 0.1, 0.1), 1.0,
                              simulation.parameters, simulation.gradients);
    EXPECT_FALSE(simulation.optimizer.is_finite() && std::isfinite(simulation.parameters[5]))
        << kind;
  }
}

TEST(Optimizer, AClippedGradientHasTheNormAskedFor) {
  OptimizerConfig config = config_of(OptimizerKind::sgd, 1, 0);
  config.momentum = 0;
  config.clip_norm = 0.5;
  Simulation simulation;
  simulation.fill_gradients(1, 1.0f);
  const auto before = simulation.parameters;
  simulation.optimizer.step(config, 1.0, simulation.parameters, simulation.gradients);
  double squares = 0;
  for (std::size_t i = 0; i < kSize; ++i) {
    const double moved = simulation.parameters[i] - before[i];
    squares += moved * moved;
  }
  EXPECT_NEAR(std::sqrt(squares), 0.5, 1e-5);
  EXPECT_LT(simulation.optimizer.gradient_scale(), 1);
}

}  // namespace
}  // namespace playground
