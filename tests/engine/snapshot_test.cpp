// Snapshots come back as they were written, and damaged ones are refused.
#include "engine/snapshot.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace playground {
namespace {

Metrics metrics_at(int step) {
  Metrics metrics;
  metrics.step = step;
  metrics.train_loss = 0.1 * step;
  metrics.penalty = 1e-300;
  metrics.test_loss = 1.0 / 3;
  metrics.test_loss_noisy = -0.0;
  metrics.train_accuracy = 0.5;
  metrics.test_accuracy = 1;
  metrics.test_accuracy_noisy = 0.25;
  metrics.gap = std::numeric_limits<double>::infinity();
  metrics.weight_norm = 12.5;
  return metrics;
}

Snapshot full_snapshot() {
  Snapshot snapshot;
  snapshot.generation = 3;
  snapshot.sequence = 0xfffffffe;
  snapshot.busy = true;
  snapshot.error = "an error with \xCE\xBB";
  RunSnapshot run;
  run.run = 2;
  run.step = 1640;
  run.diverged = true;
  run.diverged_at = 1641;
  run.latest = metrics_at(1640);
  run.history_start = 1;
  run.history = {metrics_at(10), metrics_at(20)};
  run.fingerprint = 0x0123456789abcdefULL;
  Grid grid;
  grid.request = {-1, 1, -2, 2, 3, 2};
  grid.outputs = 2;
  grid.step = 1640;
  for (int i = 0; i < 12; ++i) grid.values.push_back(0.1f * static_cast<float>(i));
  run.grid = grid;
  snapshot.runs.push_back(run);
  snapshot.runs.emplace_back();
  snapshot.jobs.push_back({5, true, std::string("a\0b", 3)});
  snapshot.progress = {6, 0.25f};
  return snapshot;
}

TEST(Snapshots, ComeBackAsTheyWereWritten) {
  const Snapshot written = full_snapshot();
  const Result<Snapshot> read = read_snapshot(write_snapshot(written));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->generation, 3u);
  EXPECT_EQ(read->sequence, 0xfffffffe);
  EXPECT_TRUE(read->busy);
  EXPECT_EQ(read->error, written.error);
  ASSERT_EQ(read->runs.size(), 2u);
  const RunSnapshot& run = read->runs[0];
  EXPECT_EQ(run.run, 2);
  EXPECT_EQ(run.step, 1640);
  EXPECT_TRUE(run.diverged);
  EXPECT_EQ(run.diverged_at, 1641);
  EXPECT_EQ(run.latest, written.runs[0].latest);
  EXPECT_EQ(run.history, written.runs[0].history);
  EXPECT_EQ(run.fingerprint, written.runs[0].fingerprint);
  ASSERT_TRUE(run.grid.has_value());
  EXPECT_EQ(run.grid->request, written.runs[0].grid->request);
  EXPECT_EQ(run.grid->values, written.runs[0].grid->values);
  EXPECT_FALSE(read->runs[1].grid.has_value());
  EXPECT_FALSE(read->runs[1].fingerprint.has_value());
  ASSERT_EQ(read->jobs.size(), 1u);
  EXPECT_EQ(read->jobs[0].text.size(), 3u);
}

TEST(Snapshots, KeepNotANumber) {
  Snapshot snapshot = full_snapshot();
  snapshot.runs[0].latest.test_accuracy = std::nan("");
  const Result<Snapshot> read = read_snapshot(write_snapshot(snapshot));
  EXPECT_TRUE(std::isnan(read->runs[0].latest.test_accuracy));
}

TEST(Snapshots, CutShortAnywhereAreRefused) {
  const std::vector<std::uint8_t> bytes = write_snapshot(full_snapshot());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(read_snapshot(std::span(bytes).first(size)).has_value()) << size;
  }
}

TEST(Snapshots, WithAnyByteChangedAreReadOrRefusedButNeverHarm) {
  const std::vector<std::uint8_t> bytes = write_snapshot(full_snapshot());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const int change : {0x01, 0x80, 0xff}) {
      std::vector<std::uint8_t> damaged = bytes;
      damaged[i] = static_cast<std::uint8_t>(damaged[i] ^ change);
      Result<Snapshot> read = read_snapshot(damaged);
      std::vector<RunView> views(3);
      if (read) apply_snapshot(std::move(*read), views);
    }
  }
}

TEST(Snapshots, ReplaceTheHistoryFromTheirStartOn) {
  std::vector<RunView> views(3);
  views[2].history = {metrics_at(0), metrics_at(9)};
  EXPECT_TRUE(apply_snapshot(full_snapshot(), views));
  EXPECT_EQ(views[2].history,
            (std::vector<Metrics>{metrics_at(0), metrics_at(10), metrics_at(20)}));
  EXPECT_EQ(views[2].fingerprint_step, 1640);
  EXPECT_EQ(views[2].revision, 1u);
  EXPECT_EQ(views[1].revision, 0u);
}

TEST(Snapshots, OfRunsThatAreNotThereAreLeftOut) {
  Snapshot snapshot;
  snapshot.runs.emplace_back().run = 7;
  std::vector<RunView> views(3);
  EXPECT_FALSE(apply_snapshot(std::move(snapshot), views));
}

}  // namespace
}  // namespace playground
