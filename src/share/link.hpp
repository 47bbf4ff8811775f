// The experiment as the fragment of an address: versioned, human-readable key=value pairs, defaults
// left out, canonical order, so equal experiments have equal links. The default experiment is
// "v=1".
//   v=1&data=circles&noise=0.3&run=adamw,wd:0.3&run=adam,wd:0.0032&event=500,1,wd:0&fp=0123456789abcdef@2000&cp=1000:89abcdef
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "train/experiment.hpp"

namespace playground {

// The first 8 hex digits of the runs' fingerprint at a step on the way.
struct Checkpoint {
  int step = 0;
  std::uint32_t hash = 0;

  bool operator==(const Checkpoint&) const = default;
};

// What a run had become at a step: the sender's result, to be reproduced by the receiver.
struct FingerprintClaim {
  std::uint64_t fingerprint = 0;
  int step = 0;
  std::vector<Checkpoint> checkpoints = {};  // before `step`, rising; may be none

  bool operator==(const FingerprintClaim&) const = default;
};

struct LinkContent {
  Experiment experiment;
  std::optional<FingerprintClaim> claim;
  std::string rows;  // of its table (share/table_text.hpp); empty: it has none with it
  // What was wrong and what was taken instead, one sentence each: a link is repaired, never
  // refused.
  std::vector<std::string> notices;
};

std::string write_link(const Experiment& experiment,
                       const std::optional<FingerprintClaim>& claim = std::nullopt);

// Takes the fragment with or without '#', or a whole address that has one. Never fails.
LinkContent read_link(std::string_view text);

}  // namespace playground
