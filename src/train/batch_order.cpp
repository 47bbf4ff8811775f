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
      draws_(static_cast<std::size_t>(train_size)),
      batch_(static_cast<std::size_t>(batch_size_)) {}

const std::vector<std::uint32_t>& BatchOrder::batch(std::int64_t t) {
  const std::int64_t position = (t - 1) * batch_size_;
  std::int64_t epoch = position / train_size_;
  auto start = static_cast<std::size_t>(position % train_size_);
  // At most two pieces: a batch is no larger than an epoch.
  for (std::size_t filled = 0; filled < batch_.size(); ++epoch, start = 0) {
    if (epoch != epoch_) permute(epoch);
    const std::size_t count = std::min(batch_.size() - filled, permutation_.size() - start);
    std::copy_n(permutation_.data() + start, count, batch_.data() + filled);
    filled += count;
  }
  return batch_;
}

void BatchOrder::permute(std::int64_t epoch) {
  // From the identity each time, so that an epoch can be had without those before it.
  epoch_ = epoch;
  std::iota(permutation_.begin(), permutation_.end(), 0u);
  Random(seed_, Stream::batch_order).shuffle_draws(static_cast<std::uint64_t>(epoch), draws_);
  for (std::size_t last = permutation_.size() - 1; last > 0; --last) {
    std::swap(permutation_[last], permutation_[draws_[last]]);
  }
}

}  // namespace playground
