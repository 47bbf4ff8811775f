// A long ReLU run does not slow down: units that die leave moments which fall towards zero, and
// none of them stays a subnormal number, which would cost up to a hundred times as much. (Time
// itself is measured by tools/bench; here the numbers are counted, so the test gives the same on
// any machine.)
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/simd.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

// Large steps and decay kill units within a few hundred updates.
Experiment dying() {
  Experiment experiment = default_experiment();
  experiment.data.test_size = 100;
  experiment.model.hidden = {24, 24};
  experiment.model.activation = Activation::relu;
  experiment.training.steps = 6000;
  experiment.training.evaluate_every = 6000;
  experiment.runs.resize(1);
  experiment.runs[0].learning_rate = 0.1;
  experiment.runs[0].weight_decay = 0.03;
  return experiment;
}

long subnormals(std::span<const float> values) {
  return std::count_if(values.begin(), values.end(),
                       [](float value) { return std::fpclassify(value) == FP_SUBNORMAL; });
}

// Parameters whose first moment has come to rest at zero.
long flushed(Trainer& trainer) {
  const ParameterLayout& layout = trainer.model().layout();
  long count = 0;
  for (const LayerLayout& layer : layout.layers) {
    for (int i = 0; i < layer.inputs; ++i) {
      for (int o = 0; o < layer.outputs; ++o) {
        const std::size_t place =
            layer.weights + static_cast<std::size_t>(i) * static_cast<std::size_t>(layer.stride) +
            static_cast<std::size_t>(o);
        if (trainer.optimizer().first_moment()[place] == 0) ++count;
      }
    }
  }
  return count;
}

TEST(Subnormals, ALongReluRunHoldsNone) {
  for (const OptimizerKind optimizer :
       {OptimizerKind::adamw, OptimizerKind::adam, OptimizerKind::sgd, OptimizerKind::sgdw}) {
    Experiment experiment = dying();
    experiment.runs[0].optimizer = optimizer;
    Trainer trainer(std::make_shared<const Dataset>(make_dataset(experiment.data)), experiment, 0);
    long moments = 0, parameters = 0, gradients = 0, steps = 0;
    for (int step = 4000; step < experiment.training.steps; ++steps) {
      step += 1;
      trainer.advance_to(step);
      parameters += subnormals(trainer.model().parameters());
      moments += subnormals(trainer.optimizer().first_moment());
      gradients += subnormals(trainer.model().gradients());
      if (trainer.optimizer().updates() % kFlushEvery == 0) {
        moments += subnormals(trainer.optimizer().second_moment());
      }
    }
    ASSERT_FALSE(trainer.diverged());
    EXPECT_EQ(moments, 0) << static_cast<int>(optimizer);
    EXPECT_EQ(parameters, 0) << static_cast<int>(optimizer);
    // A gradient is new in every step, so one that happens to be subnormal stays alone.
    EXPECT_LT(gradients, steps) << static_cast<int>(optimizer);
    if (optimizer == OptimizerKind::adamw || optimizer == OptimizerKind::adam) {
      EXPECT_GT(flushed(trainer), 100) << "too few units died for this test to mean anything";
    }
  }
}

}  // namespace
}  // namespace playground
