#include "train/history.hpp"

namespace playground {

void History::clear() {
  *this = History(capacity_);
}

void History::add(const Metrics& metrics, bool last) {
  const std::size_t index = added_++;
  if (index % stride_ != 0 && !last) return;
  if (points_.size() == capacity_) {
    for (std::size_t i = 0; 2 * i < capacity_; ++i) points_[i] = points_[2 * i];
    points_.resize(capacity_ / 2);
    stride_ *= 2;
    ++thinnings_;
    if (index % stride_ != 0 && !last) return;
  }
  points_.push_back(metrics);
}

int checkpoint_spacing(int steps, int evaluate_every) {
  constexpr int kMost = 32;
  int spacing = evaluate_every;
  while (steps / spacing > kMost) spacing *= 2;
  return spacing;
}

std::size_t history_capacity(int seeds) {
  constexpr std::size_t kLeast = 1024;
  std::size_t capacity = History::kCapacity;
  for (int shared = 1; shared < seeds && capacity > kLeast; shared *= 2) capacity /= 2;
  return capacity;
}

}  // namespace playground
