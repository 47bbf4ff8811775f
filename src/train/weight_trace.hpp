// The history of one parameter, step by step: its value, its gradient, both parts of its moment and
// of its steps. Bounded: when it is full, every second step is dropped and from then on recorded
// half as often. What is kept depends on the steps alone.
//   WeightTrace trace(index);  trace.add(step, split.weight(index, optimizer), value_after);
#pragma once

#include <cstddef>
#include <vector>

#include "optim/decay_split.hpp"

namespace playground {

struct TracePoint {
  int step = 0;
  float value = 0;  // after the step
  float gradient = 0;
  float moment = 0;
  float root_second_moment = 0;
  float gradient_part = 0;
  float decay_part = 0;

  bool operator==(const TracePoint&) const = default;
};

class WeightTrace {
 public:
  static constexpr std::size_t kCapacity = 2048;

  explicit WeightTrace(std::size_t index) : index_(index) {}

  std::size_t index() const { return index_; }  // in the parameters' arena
  bool wants(int step) const { return step % stride_ == 0; }
  // Steps must rise; those that it does not want are left out.
  void add(int step, const WeightStep& weight, float value);
  const std::vector<TracePoint>& points() const { return points_; }
  int stride() const { return stride_; }

 private:
  std::size_t index_;
  int stride_ = 1;
  std::vector<TracePoint> points_;
};

}  // namespace playground
