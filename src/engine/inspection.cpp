#include "engine/inspection.hpp"

#include <algorithm>
#include <cmath>

#include "core/byte_stream.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

WeightMark mark_of(const WeightStep& step, const WeightPlace& place, float value) {
  WeightMark mark;
  mark.place = place;
  mark.value = value;
  mark.gradient = static_cast<float>(step.gradient);
  mark.moment = static_cast<float>(step.moment_gradient_part + step.moment_decay_part);
  mark.root = static_cast<float>(step.root_second_moment);
  mark.share = static_cast<float>(step.share);
  mark.gradient_part = static_cast<float>(step.gradient_part);
  mark.decay_part = static_cast<float>(step.decay_part);
  return mark;
}

std::size_t weights_of(const LayerLayout& layer) {
  return static_cast<std::size_t>(layer.inputs) * static_cast<std::size_t>(layer.outputs);
}

// Every how many weights of a layer one is drawn: all of a small layer, and so many of the others
// that the whole stays within its bound.
std::size_t drawing_stride(const ParameterLayout& layout, const LayerLayout& layer) {
  const std::size_t layers = layout.layers.size();
  const std::size_t small_limit = Inspection::kMostMarks / (2 * layers);
  std::size_t small = 0, large = 0;
  for (const LayerLayout& each : layout.layers) {
    (weights_of(each) <= small_limit ? small : large) += weights_of(each);
  }
  if (weights_of(layer) <= small_limit || small + large <= Inspection::kMostMarks) return 1;
  const std::size_t room = Inspection::kMostMarks - small - layers;  // a layer may have one more
  return (large + room - 1) / room;
}

// What is gathered over all weights while a part of them is drawn.
struct Gathered {
  std::vector<float> values;
  std::vector<float> roots;
  std::vector<float> shares;
};

class Inspecting {
 public:
  explicit Inspecting(Trainer& trainer)
      : trainer_(trainer),
        split_(trainer.tracker()->split()),
        parameters_(trainer.model().parameters()) {}

  WeightMark mark(const WeightPlace& place, std::size_t index) const {
    return mark_of(split_.weight(index, trainer_.optimizer()), place, parameters_[index]);
  }

  void layer(int number, Inspection& result) {
    const ParameterLayout& layout = trainer_.model().layout();
    const LayerLayout& layer = layout.layers[static_cast<std::size_t>(number)];
    const std::size_t stride = drawing_stride(layout, layer);
    LayerDecay& decay = result.layers.emplace_back();
    double removed = 0, squares = 0, of_gradient = 0, of_decay = 0;
    for (int input = 0; input < layer.inputs; ++input) {
      for (int output = 0; output < layer.outputs; ++output) {
        const WeightPlace place{number, input, output};
        const std::size_t index = *arena_index(layout, place);
        const WeightStep step = split_.weight(index, trainer_.optimizer());
        removed -= step.decay_part * step.before;
        squares += step.before * step.before;
        of_gradient += step.gradient_part * step.gradient_part;
        of_decay += step.decay_part * step.decay_part;
        const WeightMark seen = mark_of(step, place, parameters_[index]);
        all_.values.push_back(seen.value);
        all_.roots.push_back(seen.root);
        all_.shares.push_back(seen.share);
        if (decay.weights++ % stride == 0) result.marks.push_back(seen);
      }
    }
    decay.effective_share = squares > 0 ? removed / squares : 0;
    decay.gradient_norm = std::sqrt(of_gradient);
    decay.decay_norm = std::sqrt(of_decay);
  }

  void whole(Inspection& result) const {
    result.weights = static_cast<std::uint32_t>(all_.values.size());
    for (const float value : all_.values) {
      result.largest_weight = std::max(result.largest_weight, static_cast<double>(std::abs(value)));
    }
    result.statistics = decay_statistics(all_.roots, all_.shares);
    result.histogram = weight_histogram(all_.values);
  }

 private:
  Trainer& trainer_;
  const DecaySplit& split_;
  std::span<const float> parameters_;
  Gathered all_;
};

// --- Bytes -------------------------------------------------------------------------------------

// One list of fields serves the writer and the reader.
template <typename Coder, typename Mark>
void code_mark(Coder& coder, Mark& mark) {
  coder.number(mark.place.layer);
  coder.number(mark.place.input);
  coder.number(mark.place.output);
  coder.number(mark.value);
  coder.number(mark.gradient);
  coder.number(mark.moment);
  coder.number(mark.root);
  coder.number(mark.share);
  coder.number(mark.gradient_part);
  coder.number(mark.decay_part);
}
constexpr std::size_t kMarkBytes = 10 * 4;

template <typename Coder, typename Layer>
void code_layer(Coder& coder, Layer& layer) {
  coder.number(layer.weights);
  coder.number(layer.effective_share);
  coder.number(layer.gradient_norm);
  coder.number(layer.decay_norm);
}
constexpr std::size_t kLayerBytes = 4 + 3 * 8;

template <typename Coder, typename Point>
void code_point(Coder& coder, Point& point) {
  coder.number(point.step);
  coder.number(point.value);
  coder.number(point.gradient);
  coder.number(point.moment);
  coder.number(point.root_second_moment);
  coder.number(point.gradient_part);
  coder.number(point.decay_part);
}
constexpr std::size_t kPointBytes = 7 * 4;

template <typename Coder, typename Whole>
void code_numbers(Coder& coder, Whole& it) {
  coder.number(it.step);
  coder.flag(it.has_root);
  coder.number(it.decoupled_share);
  coder.number(it.learning_rate);
  coder.number(it.weight_decay);
  coder.number(it.epsilon);
  coder.number(it.momentum);
  coder.number(it.weights);
  coder.number(it.largest_weight);
  coder.number(it.statistics.counted);
  coder.number(it.statistics.not_positive);
  coder.number(it.statistics.correlation);
  coder.number(it.statistics.slope);
  coder.number(it.statistics.quartile_ratio);
  coder.number(it.statistics.median_share);
  coder.number(it.histogram.width);
  coder.number(it.histogram.first);
  coder.flag(it.has_watched);
  code_mark(coder, it.watched);
  coder.number(it.trace_stride);
}

void write_count(ByteWriter& writer, std::size_t count) {
  writer.number(static_cast<std::uint32_t>(count));
}

}  // namespace

std::optional<std::size_t> arena_index(const ParameterLayout& layout, const WeightPlace& place) {
  if (place.layer < 0 || static_cast<std::size_t>(place.layer) >= layout.layers.size()) return {};
  const LayerLayout& layer = layout.layers[static_cast<std::size_t>(place.layer)];
  if (place.input < 0 || place.input >= layer.inputs) return {};
  if (place.output < 0 || place.output >= layer.outputs) return {};
  return layer.weights +
         static_cast<std::size_t>(place.input) * static_cast<std::size_t>(layer.stride) +
         static_cast<std::size_t>(place.output);
}

Inspection inspect(Trainer& trainer, const std::optional<WeightPlace>& watched) {
  const DecaySplit& split = trainer.tracker()->split();
  const OptimizerConfig& config = split.config();
  Inspection result;
  result.step = trainer.step();
  result.path = decay_path(config);
  result.has_root = divides_by_root(config.optimizer);
  result.decoupled_share = decoupled_share(config, split.multiplier());
  result.learning_rate = split.multiplier() * config.learning_rate;
  result.weight_decay = config.weight_decay;
  result.epsilon = config.epsilon;
  result.momentum = result.has_root ? 0 : config.momentum;
  Inspecting inspecting(trainer);
  const ParameterLayout& layout = trainer.model().layout();
  for (int layer = 0; layer < static_cast<int>(layout.layers.size()); ++layer) {
    inspecting.layer(layer, result);
  }
  inspecting.whole(result);
  const std::optional<WeightTrace>& trace = trainer.tracker()->trace();
  const auto index = watched ? arena_index(layout, *watched) : std::nullopt;
  if (!index) return result;
  result.has_watched = true;
  result.watched = inspecting.mark(*watched, *index);
  if (!trace || trace->index() != *index) return result;
  result.trace = trace->points();
  result.trace_stride = trace->stride();
  return result;
}

std::vector<std::uint8_t> write_inspection(const Inspection& inspection) {
  ByteWriter writer;
  writer.number(static_cast<std::uint8_t>(inspection.path));
  code_numbers(writer, inspection);
  write_count(writer, inspection.layers.size());
  for (const LayerDecay& layer : inspection.layers) code_layer(writer, layer);
  write_count(writer, inspection.histogram.counts.size());
  for (const std::uint32_t count : inspection.histogram.counts) writer.number(count);
  write_count(writer, inspection.marks.size());
  for (const WeightMark& mark : inspection.marks) code_mark(writer, mark);
  write_count(writer, inspection.trace.size());
  for (const TracePoint& point : inspection.trace) code_point(writer, point);
  return std::move(writer.bytes);
}

Result<Inspection> read_inspection(std::span<const std::uint8_t> bytes) {
  ByteReader reader(bytes);
  Inspection inspection;
  std::uint8_t path = 0;
  reader.number(path);
  if (path > static_cast<std::uint8_t>(DecayPath::unknown)) {
    return fail("inspection: there is no way of decay " + std::to_string(path));
  }
  inspection.path = static_cast<DecayPath>(path);
  code_numbers(reader, inspection);
  inspection.layers.resize(reader.count(kLayerBytes));
  for (LayerDecay& layer : inspection.layers) code_layer(reader, layer);
  inspection.histogram.counts.resize(reader.count(sizeof(std::uint32_t)));
  for (std::uint32_t& count : inspection.histogram.counts) reader.number(count);
  inspection.marks.resize(reader.count(kMarkBytes));
  for (WeightMark& mark : inspection.marks) code_mark(reader, mark);
  inspection.trace.resize(reader.count(kPointBytes));
  for (TracePoint& point : inspection.trace) code_point(reader, point);
  if (!reader.ok() || !reader.at_end()) {
    return fail("inspection: its length does not fit its content");
  }
  return inspection;
}

}  // namespace playground
