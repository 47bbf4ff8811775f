// What decay did to a run in its last step: every weight with its share and its parts of the step,
// the statistics of all, the weights' histogram, and the history of one weight. Large networks are
// drawn by a part of their weights; the statistics are always of all.
//   engine->request_inspection({.wanted = true});  ...  engine->runs()[0].inspection->marks
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "engine/engine.hpp"
#include "evaluate/decay_statistics.hpp"
#include "optim/decay_split.hpp"
#include "train/weight_trace.hpp"

namespace playground {

class Trainer;
struct ParameterLayout;

// One weight in the last step.
struct WeightMark {
  WeightPlace place;
  float value = 0;  // after the step
  float gradient = 0;
  float moment = 0;
  float root = 0;   // root of the second moment, bias-corrected
  float share = 0;  // of the weight that decay took; NaN when there is none to tell
  float gradient_part = 0;
  float decay_part = 0;
};

struct LayerDecay {
  std::uint32_t weights = 0;
  // The share of the layer's weights that decay took as a whole: -(decay part . w) / |w|^2.
  double effective_share = 0;
  double gradient_norm = 0;  // L2 norms of the parts of the step
  double decay_norm = 0;
};

struct Inspection {
  static constexpr std::size_t kMostMarks = 4096;

  int step = 0;  // after this update
  DecayPath path = DecayPath::decoupled;
  bool has_root = true;        // the optimizer divides by the root it is drawn against
  double decoupled_share = 0;  // what decoupled decay takes of every weight in this step
  double learning_rate = 0;    // with the schedule's multiplier
  double weight_decay = 0;
  double epsilon = 0;
  double momentum = 0;        // of an optimizer that does not divide
  std::uint32_t weights = 0;  // of the network
  double largest_weight = 0;  // magnitude
  std::vector<LayerDecay> layers;
  DecayStatistics statistics;
  WeightHistogram histogram;
  std::vector<WeightMark> marks;
  bool has_watched = false;
  WeightMark watched;
  int trace_stride = 1;  // steps between two points of the trace
  std::vector<TracePoint> trace;
};

// The place in the arena of a weight of this network; nothing when it has no such weight.
std::optional<std::size_t> arena_index(const ParameterLayout& layout, const WeightPlace& place);

// Of a trainer whose tracker has seen at least one step.
Inspection inspect(Trainer& trainer, const std::optional<WeightPlace>& watched);

std::vector<std::uint8_t> write_inspection(const Inspection& inspection);
Result<Inspection> read_inspection(std::span<const std::uint8_t> bytes);

}  // namespace playground
