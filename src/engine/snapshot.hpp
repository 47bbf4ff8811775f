// What the training side of an Engine sends to the page: a small binary message, little endian, of
// everything that has changed since the one before. Reading never trusts the bytes.
//   bytes = write_snapshot(snapshot);  Result<Snapshot> same = read_snapshot(bytes);
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "engine/engine.hpp"

namespace playground {

struct RunSnapshot {
  int run = 0;   // index in the experiment
  int seed = 0;  // 0, 1, ...
  int step = 0;
  bool diverged = false;
  int diverged_at = 0;
  Metrics latest;
  // The history from this point on: the reader keeps the points before it. 0 after a thinning.
  std::uint32_t history_start = 0;
  std::vector<Metrics> history;
  std::optional<std::uint64_t> fingerprint;      // when the run rests
  std::optional<Grid> grid;                      // when it is newer than the one sent before
  std::shared_ptr<const Inspection> inspection;  // likewise
};

struct JobResult {
  std::uint32_t job = 0;
  bool ok = false;
  std::string text;  // the result, or the error
};

// Of the job in hand, when it has been for a while.
struct JobProgress {
  std::uint32_t job = 0;  // 0: of none
  float done = 0;         // 0 to 1
};

struct Snapshot {
  std::uint32_t generation = 0;  // of the load that these runs belong to
  std::uint32_t sequence = 0;    // of the latest command taken
  bool busy = false;             // more is to come without a further command
  std::vector<RunSnapshot> runs;
  std::vector<JobResult> jobs;
  JobProgress progress;
  std::string error;  // a command that could not be carried out
};

std::vector<std::uint8_t> write_snapshot(const Snapshot& snapshot);
Result<Snapshot> read_snapshot(std::span<const std::uint8_t> bytes);

// Brings the views up to date; runs and seeds that are not in `views`, and grids of a seed that is
// not shown, are left out. True when a view changed.
bool apply_snapshot(Snapshot&& snapshot, std::vector<RunView>& views);

}  // namespace playground
