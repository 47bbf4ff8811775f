// The checkpoints of a link: what the runs were at a few steps of their way, so that a receiver
// whose result differs learns from where on.
//   claim.checkpoints = choose_checkpoints(engine.runs(), 2000);
//   const CheckpointFindings found = compare_checkpoints(engine.runs(), claim.checkpoints);
#pragma once

#include <optional>
#include <vector>

#include "engine/engine.hpp"
#include "share/link.hpp"

namespace playground {

// At most six, spread evenly over the steps between 0 and `step` of which the histories have
// fingerprints.
std::vector<Checkpoint> choose_checkpoints(const std::vector<RunView>& runs, int step);

struct CheckpointFindings {
  int same_until = 0;                   // the last that is the same before the first that is not
  std::optional<int> first_difference;  // nothing: none of those that could be compared
};
CheckpointFindings compare_checkpoints(const std::vector<RunView>& runs,
                                       const std::vector<Checkpoint>& checkpoints);

}  // namespace playground
