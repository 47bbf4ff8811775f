#include "engine/checkpoints.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "engine/seed_views.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

constexpr std::size_t kMost = 6;

std::uint64_t fingerprint_at(const SeedView& training, int step) {
  const auto at =
      std::lower_bound(training.history.begin(), training.history.end(), step,
                       [](const Metrics& metrics, int wanted) { return metrics.step < wanted; });
  return at != training.history.end() && at->step == step ? at->fingerprint : 0;
}

// Of all trainings that have one there (one that diverged earlier has not), seed by seed like the
// experiment's; nothing when none has.
std::optional<std::uint32_t> hash_at(const std::vector<RunView>& runs, int step) {
  std::vector<std::uint64_t> fingerprints;
  const int seeds = runs.empty() ? 0 : seed_count(runs.front());
  for (int seed = 0; seed < seeds; ++seed) {
    for (const RunView& run : runs) {
      if (const std::uint64_t found = fingerprint_at(seed_view(run, seed), step); found != 0) {
        fingerprints.push_back(found);
      }
    }
  }
  if (fingerprints.empty()) return std::nullopt;
  return static_cast<std::uint32_t>(combine_fingerprints(fingerprints) >> 32);
}

// Those of the training that went furthest.
std::vector<int> known_steps(const std::vector<RunView>& runs, int before) {
  std::vector<int> longest;
  for (const RunView& run : runs) {
    std::vector<int> steps;
    for (const Metrics& point : seed_view(run, 0).history) {
      if (point.fingerprint != 0 && point.step > 0 && point.step < before) {
        steps.push_back(point.step);
      }
    }
    if (steps.size() > longest.size()) longest = std::move(steps);
  }
  return longest;
}

}  // namespace

std::vector<Checkpoint> choose_checkpoints(const std::vector<RunView>& runs, int step) {
  const std::vector<int> steps = known_steps(runs, step);
  const std::size_t count = std::min(kMost, steps.size());
  std::vector<Checkpoint> chosen;
  for (std::size_t i = 0; i < count; ++i) {
    const int at = steps[(i * steps.size() + steps.size() / 2) / count];
    if (const std::optional<std::uint32_t> hash = hash_at(runs, at)) chosen.push_back({at, *hash});
  }
  return chosen;
}

CheckpointFindings compare_checkpoints(const std::vector<RunView>& runs,
                                       const std::vector<Checkpoint>& checkpoints) {
  CheckpointFindings found;
  for (const Checkpoint& checkpoint : checkpoints) {
    const std::optional<std::uint32_t> here = hash_at(runs, checkpoint.step);
    if (!here) continue;
    if (*here != checkpoint.hash) {
      found.first_difference = checkpoint.step;
      return found;
    }
    found.same_until = checkpoint.step;
  }
  return found;
}

}  // namespace playground
