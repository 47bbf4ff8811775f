#include "train/history.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

Metrics at_step(int step) {
  Metrics metrics;
  metrics.step = step;
  return metrics;
}

TEST(History, KeepsEveryPointUntilItIsFull) {
  History history;
  for (int i = 0; i < static_cast<int>(History::kCapacity); ++i) history.add(at_step(i));
  EXPECT_EQ(history.points().size(), History::kCapacity);
  EXPECT_EQ(history.thinnings(), 0);
  history.add(at_step(static_cast<int>(History::kCapacity)));
  EXPECT_EQ(history.thinnings(), 1);
  EXPECT_EQ(history.points().size(), History::kCapacity / 2 + 1);
}

TEST(History, OfManySeedsIsSharedOutButKeepsAThousandPoints) {
  EXPECT_EQ(history_capacity(1), History::kCapacity);
  EXPECT_EQ(history_capacity(2), History::kCapacity / 2);
  EXPECT_EQ(history_capacity(3), History::kCapacity / 4);
  EXPECT_EQ(history_capacity(8), 2048u);
  EXPECT_EQ(history_capacity(16), 1024u);
  EXPECT_EQ(history_capacity(64), 1024u);
  History history(history_capacity(64));
  for (int i = 0; i <= 5000; ++i) history.add(at_step(i), i == 5000);
  EXPECT_LE(history.points().size(), 1024u);
  EXPECT_EQ(history.points()[1].step, 8);
  EXPECT_EQ(history.points().back().step, 5000);
  history.clear();
  for (int i = 0; i < 2000; ++i) history.add(at_step(i));
  EXPECT_LE(history.points().size(), 1024u);
}

TEST(History, TenMillionPointsStayBoundedAndEvenlySpaced) {
  History history;
  constexpr int kLast = 10000000;
  for (int i = 0; i <= kLast; ++i) {
    history.add(at_step(i), i == kLast);
    ASSERT_LE(history.points().size(), History::kCapacity);
  }
  const auto& points = history.points();
  EXPECT_GT(points.size(), History::kCapacity / 2);
  EXPECT_EQ(points.front().step, 0);
  EXPECT_EQ(points.back().step, kLast);
  const int stride = points[1].step;
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    ASSERT_EQ(points[i].step, static_cast<int>(i) * stride);
  }
}

TEST(History, OnlyAppendsBetweenThinnings) {
  History history;
  std::vector<Metrics> seen;
  int thinnings = 0;
  for (int i = 0; i < 50000; ++i) {
    history.add(at_step(i));
    if (history.thinnings() != thinnings) {
      thinnings = history.thinnings();
      seen.clear();
    }
    for (std::size_t k = seen.size(); k < history.points().size(); ++k) {
      seen.push_back(history.points()[k]);
    }
    if (i % 1000 == 0) {
      ASSERT_EQ(seen, history.points());
    }
  }
  EXPECT_EQ(seen, history.points());
}

TEST(History, ThinningDropsNoPointThatLinksMayName) {
  for (const auto& [steps, every] :
       {std::pair{2000, 10}, {7, 10}, {300, 1}, {1000000, 1}, {999983, 7}, {400000, 20}}) {
    const int spacing = checkpoint_spacing(steps, every);
    EXPECT_EQ(spacing % every, 0);
    EXPECT_LE(steps / spacing, 32);
    if (steps >= 32 * every) {
      EXPECT_GE(steps / spacing, 16);
    }
    History history(1024);
    for (int step = 0; step <= steps; step += every) history.add(at_step(step));
    int kept = 0;
    for (const Metrics& point : history.points()) kept += point.step % spacing == 0;
    EXPECT_EQ(kept, steps / spacing + 1) << steps << " by " << every;
  }
}

TEST(History, IsEmptyAfterClear) {
  History history;
  for (int i = 0; i < 20000; ++i) history.add(at_step(i));
  history.clear();
  EXPECT_TRUE(history.points().empty());
  history.add(at_step(7));
  history.add(at_step(8));
  EXPECT_EQ(history.points().size(), 2u);
}

}  // namespace
}  // namespace playground
