#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "train/trainer.hpp"

namespace playground {
namespace {

TEST(BatchOrder, EveryEpochIsAnotherPermutationOfTheTrainingSet) {
  BatchOrder order(1, 100, 32);
  std::vector<std::uint32_t> all;
  for (int t = 1; t <= 500; ++t) {
    const auto& batch = order.batch(t);
    ASSERT_EQ(batch.size(), 32u) << "all batches are full";
    all.insert(all.end(), batch.begin(), batch.end());
  }
  std::vector<std::uint32_t> identity(100);
  std::iota(identity.begin(), identity.end(), 0u);
  std::vector<std::uint32_t> previous = identity;
  for (auto first = all.begin(); first != all.end(); first += 100) {
    std::vector<std::uint32_t> epoch(first, first + 100);
    EXPECT_NE(epoch, previous);
    previous = epoch;
    std::sort(epoch.begin(), epoch.end());
    EXPECT_EQ(epoch, identity);
  }
}

TEST(BatchOrder, ABatchLargerThanTheTrainingSetIsAllOfIt) {
  BatchOrder order(1, 50, 1024);
  for (int t = 1; t <= 3; ++t) {
    std::vector<std::uint32_t> all = order.batch(t);
    ASSERT_EQ(all.size(), 50u);
    std::sort(all.begin(), all.end());
    for (std::uint32_t i = 0; i < 50; ++i) EXPECT_EQ(all[i], i);
  }
}

TEST(BatchOrder, ABatchDoesNotDependOnWhichWereAskedForBefore) {
  BatchOrder in_order(3, 77, 10);
  BatchOrder jumping(3, 77, 10);
  std::vector<std::vector<std::uint32_t>> batches;
  for (int t = 1; t <= 64; ++t) batches.push_back(in_order.batch(t));
  for (const int t : {64, 3, 17, 1, 64, 9}) {
    EXPECT_EQ(jumping.batch(t), batches[static_cast<std::size_t>(t) - 1]);
  }
}

TEST(BatchOrder, IndicesAreThoseOfTheFirstRelease) {
  BatchOrder order(1, 100, 6);
  EXPECT_EQ(order.batch(1), (std::vector<std::uint32_t>{26, 34, 57, 70, 47, 35}));
  EXPECT_EQ(order.batch(17), (std::vector<std::uint32_t>{87, 68, 16, 28, 0, 60}));
  EXPECT_EQ(order.batch(18), (std::vector<std::uint32_t>{93, 70, 89, 12, 82, 74}));
}

TEST(BatchOrder, PositionsAreDrawnEvenly) {
  // How often the sample 0 comes first, over 8000 epochs of 8 samples.
  BatchOrder order(5, 8, 8);
  int first = 0;
  for (int epoch = 0; epoch < 8000; ++epoch) first += order.batch(epoch + 1)[0] == 0 ? 1 : 0;
  EXPECT_NEAR(first, 1000, 4 * 29.6);
}

}  // namespace
}  // namespace playground
