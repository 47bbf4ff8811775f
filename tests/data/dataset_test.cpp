// Toy data: what stays the same when something else changes, and the geometry of every family.
#include "data/dataset.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

#include "core/hash.hpp"
#include "data/labels.hpp"

namespace playground {
namespace {

constexpr DatasetKind kTwoClasses[] = {DatasetKind::moons,  DatasetKind::circles,
                                       DatasetKind::spiral, DatasetKind::xor_quadrants,
                                       DatasetKind::blobs,  DatasetKind::checkerboard};
constexpr DatasetKind kThreeClasses[] = {DatasetKind::blobs3};
constexpr DatasetKind kRegression[] = {DatasetKind::sine, DatasetKind::cubic};

class EveryDataset : public testing::TestWithParam<DatasetKind> {
 protected:
  DataConfig config() const {
    DataConfig config;
    config.dataset = GetParam();
    config.train_size = 200;
    config.test_size = 300;
    return config;
  }
  bool regression() const { return task_of(config()) == Task::regression; }
};
class EveryClassDataset : public EveryDataset {};
class EveryTwoClassDataset : public EveryDataset {};

INSTANTIATE_TEST_SUITE_P(TwoClasses, EveryDataset, testing::ValuesIn(kTwoClasses));
INSTANTIATE_TEST_SUITE_P(ThreeClasses, EveryDataset, testing::ValuesIn(kThreeClasses));
INSTANTIATE_TEST_SUITE_P(Regression, EveryDataset, testing::ValuesIn(kRegression));
INSTANTIATE_TEST_SUITE_P(TwoClasses, EveryClassDataset, testing::ValuesIn(kTwoClasses));
INSTANTIATE_TEST_SUITE_P(ThreeClasses, EveryClassDataset, testing::ValuesIn(kThreeClasses));
INSTANTIATE_TEST_SUITE_P(TwoClasses, EveryTwoClassDataset, testing::ValuesIn(kTwoClasses));

std::size_t flipped(const Samples& samples) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) count += samples.is_flipped(i) ? 1 : 0;
  return count;
}

TEST_P(EveryDataset, IsTheSameTwiceAndAnotherWithAnotherSeed) {
  DataConfig other = config();
  other.seed = 2;
  const Dataset first = make_dataset(config());
  const Dataset second = make_dataset(config());
  const Dataset third = make_dataset(other);
  EXPECT_EQ(first.train.points, second.train.points);
  EXPECT_EQ(first.train.targets, second.train.targets);
  EXPECT_EQ(first.test.targets, second.test.targets);
  EXPECT_NE(first.train.points, third.train.points);
}

TEST_P(EveryDataset, TrainAndTestPointsDiffer) {
  const Dataset dataset = make_dataset(config());
  for (std::size_t i = 0; i < dataset.train.size(); ++i) {
    EXPECT_NE(dataset.train.points(i, 0), dataset.test.points(i, 0));
  }
}

TEST_P(EveryDataset, MorePointsKeepTheFirstOnes) {
  DataConfig larger = config();
  larger.train_size = 400;
  larger.test_size = 900;
  const Dataset few = make_dataset(config());
  const Dataset many = make_dataset(larger);
  for (std::size_t i = 0; i < few.train.size(); ++i) {
    EXPECT_EQ(few.train.points(i, 0), many.train.points(i, 0));
    EXPECT_EQ(few.train.points(i, 1), many.train.points(i, 1));
    EXPECT_EQ(few.train.clean_targets(i), many.train.clean_targets(i));
  }
  for (std::size_t i = 0; i < few.test.size(); ++i) {
    EXPECT_EQ(few.test.points(i, 0), many.test.points(i, 0));
    EXPECT_EQ(few.test.clean_targets(i), many.test.clean_targets(i));
  }
}

TEST_P(EveryDataset, NoiseAddsToTheSamePointsInProportion) {
  DataConfig none = config();
  none.noise = 0;
  DataConfig half = config();
  half.noise = 0.5;
  DataConfig full = config();
  full.noise = 1;
  const Samples clean = make_dataset(none).train;
  const Samples some = make_dataset(half).train;
  const Samples much = make_dataset(full).train;
  const bool targets = regression();
  double largest = 0;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    EXPECT_EQ(clean.clean_targets(i), much.clean_targets(i));
    const float a = targets ? clean.targets(i) : clean.points(i, 0);
    const float b = targets ? some.targets(i) : some.points(i, 0);
    const float c = targets ? much.targets(i) : much.points(i, 0);
    EXPECT_NEAR(c - a, 2 * (b - a), 1e-5);
    largest = std::max(largest, std::abs(static_cast<double>(c) - a));
  }
  EXPECT_GT(largest, 1.5);
  EXPECT_LT(largest, 6);
}

TEST_P(EveryClassDataset, LabelNoiseMovesNoPointAndFlipsTheExactNumberInBothSets) {
  DataConfig none = config();
  none.label_noise = 0;
  DataConfig some = config();
  some.label_noise = 0.13;
  const Dataset clean = make_dataset(none);
  const Dataset noisy = make_dataset(some);
  EXPECT_EQ(clean.train.points, noisy.train.points);
  EXPECT_EQ(clean.test.points, noisy.test.points);
  EXPECT_EQ(clean.train.targets, noisy.train.clean_targets);
  EXPECT_EQ(clean.test.targets, noisy.test.clean_targets);
  EXPECT_EQ(flipped(clean.train), 0u);
  EXPECT_EQ(flipped(noisy.train), 26u);
  EXPECT_EQ(flipped(noisy.test), 39u);
}

TEST_P(EveryDataset, PointsWithoutNoiseFillThePictureAndStayInIt) {
  DataConfig none = config();
  none.noise = 0;
  none.test_size = 2000;
  const Samples samples = make_dataset(none).test;
  float widest = 0;
  float highest = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    widest = std::max(widest, std::abs(samples.points(i, 0)));
    highest =
        std::max(highest, std::abs(regression() ? samples.clean_targets(i) : samples.points(i, 1)));
  }
  EXPECT_GT(widest, 1.1f);
  EXPECT_LT(widest, 2.4f);
  EXPECT_GT(highest, 0.7f);
  EXPECT_LT(highest, 1.9f);
}

TEST_P(EveryTwoClassDataset, ClassBalanceIsTheShareOfClassOneInTwoClasses) {
  for (const double balance : {0.01, 0.2, 0.5, 0.8}) {
    DataConfig balanced = config();
    balanced.test_size = 5000;
    balanced.class_balance = balance;
    const Samples samples = make_dataset(balanced).test;
    double ones = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) ones += samples.clean_targets(i);
    // Four standard deviations of a binomial share.
    const double bound = 4 * std::sqrt(balance * (1 - balance) / 5000);
    EXPECT_NEAR(ones / 5000, balance, bound);
  }
}

TEST_P(EveryDataset, FeaturesAreTheInputsOfTheSamePoints) {
  DataConfig scaled = config();
  scaled.feature_scale = {2, 0.5};
  scaled.features = {Feature::x1,    Feature::x2,     Feature::x1_squared, Feature::x2_squared,
                     Feature::x1_x2, Feature::sin_x1, Feature::sin_x2};
  const Dataset dataset = make_dataset(scaled);
  const std::vector<Feature> inputs = inputs_of(scaled);
  EXPECT_EQ(dataset.train.features.shape(1), inputs.size());
  EXPECT_EQ(dataset.inputs, regression() ? 3 : 7);
  EXPECT_EQ(dataset.input_names.size(), inputs.size());
  EXPECT_EQ(make_features(dataset.test.points, scaled), dataset.test.features);
  for (std::size_t i = 0; i < dataset.train.size(); ++i) {
    const float x1 = dataset.train.points(i, 0) * 2;
    const float x2 = dataset.train.points(i, 1) * 0.5f;
    for (std::size_t j = 0; j < inputs.size(); ++j) {
      const double expected[] = {x1, x2, x1 * x1, x2 * x2, x1 * x2, std::sin(x1), std::sin(x2)};
      EXPECT_NEAR(dataset.train.features(i, j), expected[static_cast<std::size_t>(inputs[j])],
                  1e-6);
    }
  }
}

TEST(Dataset, BitsAreThoseOfTheFirstRelease) {
  // A link must give the same data for ever: these change only with a new version of the
  // experiment.
  constexpr std::uint64_t kGolden[] = {0x8affad737c1c47c4, 0x10abc96f2569f12c, 0x49231ed0c88f2db0,
                                       0x60f8ba6aa26b5b10, 0x79e70f0b32b1070,  0xa03138dc11c24755,
                                       0x768eb8bce7671614, 0x9a68cba97ef126e3, 0xa28f3f8a237376fb};
  for (int kind = 0; kind < 9; ++kind) {
    DataConfig config;
    config.dataset = static_cast<DatasetKind>(kind);
    const Dataset dataset = make_dataset(config);
    Hash64 hash;
    for (const Samples* samples : {&dataset.train, &dataset.test}) {
      hash.add(std::span<const float>(samples->points.data(), samples->points.size()));
      hash.add(std::span<const float>(samples->features.data(), samples->features.size()));
      hash.add(std::span<const float>(samples->targets.data(), samples->targets.size()));
    }
    EXPECT_EQ(hash.value(), kGolden[kind])
        << "data set " << kind << std::hex << " 0x" << hash.value();
  }
}

TEST(Dataset, RegressionWithoutAFeatureOfX1TakesX1) {
  DataConfig config;
  config.dataset = DatasetKind::sine;
  config.features = {Feature::x2};
  EXPECT_EQ(inputs_of(config), std::vector<Feature>{Feature::x1});
  EXPECT_EQ(make_dataset(config).train.features.shape(1), 1u);
}

TEST(Dataset, TasksHaveTheirNumberOfOutputs) {
  DataConfig config;
  EXPECT_EQ(make_dataset(config).outputs(), 1);
  config.dataset = DatasetKind::blobs3;
  EXPECT_EQ(make_dataset(config).outputs(), 3);
  config.dataset = DatasetKind::cubic;
  EXPECT_EQ(make_dataset(config).outputs(), 1);
  EXPECT_EQ(make_dataset(config).task, Task::regression);
}

TEST(Dataset, MoonsLieOnTwoHalfCirclesOfRadiusOne) {
  DataConfig config;
  config.noise = 0;
  const Samples samples = make_dataset(config).test;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const bool one = samples.clean_targets(i) == 1;
    const double x = samples.points(i, 0) - (one ? 0.5 : -0.5);
    const double y = samples.points(i, 1) - (one ? 0.25 : -0.25);
    EXPECT_NEAR(std::hypot(x, y), 1, 1e-6);
    EXPECT_TRUE(one ? y <= 1e-6 : y >= -1e-6);
  }
}

TEST(Dataset, XorAndTheBoardFollowTheirRules) {
  DataConfig config;
  config.noise = 0;
  config.dataset = DatasetKind::xor_quadrants;
  const Samples quadrants = make_dataset(config).test;
  for (std::size_t i = 0; i < quadrants.size(); ++i) {
    const bool differ = (quadrants.points(i, 0) < 0) != (quadrants.points(i, 1) < 0);
    EXPECT_EQ(quadrants.clean_targets(i), differ ? 1.0f : 0.0f);
  }
  config.dataset = DatasetKind::checkerboard;
  const Samples board = make_dataset(config).test;
  for (std::size_t i = 0; i < board.size(); ++i) {
    const int column = static_cast<int>(std::floor((board.points(i, 0) + 1.6f) / 0.8f));
    const int row = static_cast<int>(std::floor((board.points(i, 1) + 1.2f) / 0.8f));
    EXPECT_EQ(board.clean_targets(i), static_cast<float>((column + row) % 2));
  }
}

TEST(LabelNoise, CountsAreRoundedExactly) {
  EXPECT_EQ(flip_count(100, 0.10), 10u);
  EXPECT_EQ(flip_count(10, 0.05), 1u);
  EXPECT_EQ(flip_count(10, 0.04), 0u);
  EXPECT_EQ(flip_count(5000, 0.5), 2500u);
  EXPECT_EQ(flip_count(7, 0), 0u);
}

TEST(LabelNoise, AHigherRateFlipsTheSameLabelsAndMore) {
  DataConfig low;
  DataConfig high;
  high.label_noise = 0.3;
  const Samples few = make_dataset(low).test;
  const Samples many = make_dataset(high).test;
  for (std::size_t i = 0; i < few.size(); ++i) {
    if (few.is_flipped(i)) {
      EXPECT_TRUE(many.is_flipped(i));
    }
  }
}

TEST(LabelNoise, TrainAndTestFlipsComeFromTheirOwnStreams) {
  DataConfig config;
  config.train_size = 1000;
  const Dataset dataset = make_dataset(config);
  std::size_t both = 0;
  for (std::size_t i = 0; i < 1000; ++i) {
    both += dataset.train.is_flipped(i) && dataset.test.is_flipped(i) ? 1 : 0;
  }
  EXPECT_LT(both, 30u);  // 10 on average
}

TEST(LabelNoise, ThreeClassesFlipToBothOthersAlike) {
  DataConfig config;
  config.dataset = DatasetKind::blobs3;
  config.test_size = 6000;
  config.label_noise = 0.5;
  const Samples samples = make_dataset(config).test;
  int up = 0;
  int down = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const int from = static_cast<int>(samples.clean_targets(i));
    const int to = static_cast<int>(samples.targets(i));
    ASSERT_TRUE(to >= 0 && to < 3);
    if (to == (from + 1) % 3) ++up;
    if (to == (from + 2) % 3) ++down;
  }
  EXPECT_EQ(up + down, 3000);
  EXPECT_NEAR(up, 1500, 4 * std::sqrt(3000 * 0.25));
}

}  // namespace
}  // namespace playground
