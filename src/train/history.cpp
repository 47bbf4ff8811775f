#include "train/history.hpp"

namespace playground {

void History::clear() {
  *this = History();
}

void History::add(const Metrics& metrics, bool last) {
  const std::size_t index = added_++;
  if (index % stride_ != 0 && !last) return;
  if (points_.size() == kCapacity) {
    for (std::size_t i = 0; 2 * i < kCapacity; ++i) points_[i] = points_[2 * i];
    points_.resize(kCapacity / 2);
    stride_ *= 2;
    ++thinnings_;
    if (index % stride_ != 0 && !last) return;
  }
  points_.push_back(metrics);
}

}  // namespace playground
