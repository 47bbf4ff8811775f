// The order of the batches: one Fisher-Yates permutation of the training set an epoch, cut into
// batches of equal size across the ends of epochs.
#include <algorithm>
#include <numeric>
#include <utility>

#include "core/random.hpp"
#include "train/trainer.hpp"

namespace playground {

BatchOrder::BatchOrder(std::uint32_t order_seed, int train_size, int batch_size)
    : seed_(order_seed),
      train_size_(train_size),
      batch_size_(std::min(batch_size, train_size)),
      permutation_(static_cast<std::size_t>(train_size)),
      batch_(static_cast<std::size_t>(batch_size_)) {}

const std::vector<std::uint32_t>& BatchOrder::batch(std::int64_t t) {
  std::int64_t position = (t - 1) * batch_size_;
  for (std::uint32_t& index : batch_) {
    if (position / train_size_ != epoch_) permute(position / train_size_);
    index = permutation_[static_cast<std::size_t>(position % train_size_)];
    ++position;
  }
  return batch_;
}

void BatchOrder::permute(std::int64_t epoch) {
  // From the identity each time, so that an epoch can be had without those before it.
  epoch_ = epoch;
  std::iota(permutation_.begin(), permutation_.end(), 0u);
  const Random random(seed_, Stream::batch_order);
  for (auto last = static_cast<std::uint32_t>(train_size_) - 1; last > 0; --last) {
    const std::uint32_t other = random.below(last + 1, static_cast<std::uint64_t>(epoch), last);
    std::swap(permutation_[last], permutation_[other]);
  }
}

}  // namespace playground
