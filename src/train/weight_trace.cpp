#include "train/weight_trace.hpp"

namespace playground {

void WeightTrace::add(int step, const WeightStep& weight, float value) {
  if (!wants(step)) return;
  if (points_.size() >= kCapacity) {
    stride_ *= 2;
    std::erase_if(points_, [&](const TracePoint& point) { return !wants(point.step); });
    if (!wants(step)) return;
  }
  TracePoint& point = points_.emplace_back();
  point.step = step;
  point.value = value;
  point.gradient = static_cast<float>(weight.gradient);
  point.moment = static_cast<float>(weight.moment_gradient_part + weight.moment_decay_part);
  point.root_second_moment = static_cast<float>(weight.root_second_moment);
  point.gradient_part = static_cast<float>(weight.gradient_part);
  point.decay_part = static_cast<float>(weight.decay_part);
}

}  // namespace playground
