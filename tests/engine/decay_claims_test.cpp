// What the tab "Who gets decayed?" says in words, measured on the default experiment over seeds.
#include <gtest/gtest.h>

#include <cmath>
#include <iostream>
#include <memory>

#include "data/dataset.hpp"
#include "engine/inspection.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

constexpr int kSeeds = 6;
constexpr int kSteps = 1500;

DecayStatistics measured(double weight_decay, int seed) {
  Experiment experiment = experiment_of_seed(default_experiment(), seed);
  experiment.training.evaluate_every = kSteps;
  experiment.runs = {experiment.runs[2]};  // Adam + L2
  experiment.runs[0].weight_decay = weight_decay;
  Trainer trainer(std::make_shared<const Dataset>(make_dataset(experiment.data)), experiment, 0);
  trainer.set_tracker(DecayTracker(trainer.model().layout()));
  trainer.advance_to(kSteps);
  return inspect(trainer, std::nullopt).statistics;
}

// "As an L2 term ... the smaller a weight's gradients, the larger the share."
TEST(DecayClaims, UnderL2TheShareFallsWithTheRootOfVInEverySeed) {
  for (const double weight_decay : {1e-4, 1e-3, 3.2e-3}) {
    for (int seed = 0; seed < kSeeds; ++seed) {
      const DecayStatistics seen = measured(weight_decay, seed);
      std::cout << "wd " << weight_decay << " seed " << seed << ": r " << seen.correlation
                << ", slope " << seen.slope << ", quartiles x " << seen.quartile_ratio
                << ", share > 0 of " << seen.counted << ", not of " << seen.not_positive << "\n";
      EXPECT_LT(seen.correlation, -0.9) << weight_decay << " seed " << seed;
      EXPECT_GT(seen.quartile_ratio, 5) << weight_decay << " seed " << seed;
    }
  }
}

}  // namespace
}  // namespace playground
