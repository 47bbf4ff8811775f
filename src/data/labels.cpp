#include "data/labels.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace playground {
namespace {

constexpr std::uint32_t kKeySlot = 0;
constexpr std::uint32_t kClassShiftSlot = 1;

}  // namespace

std::size_t flip_count(std::size_t n, double rate) {
  const double wanted = rate * static_cast<double>(n) + 0.5;
  return std::min(n, static_cast<std::size_t>(std::max(wanted, 0.0)));
}

void flip_labels(Vector& targets, int classes, double rate, const Random& random) {
  const std::size_t n = targets.size();
  // The index breaks ties of the key, so the order is the same everywhere.
  std::vector<std::pair<std::uint64_t, std::size_t>> keys(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto words = random.words(i, kKeySlot);
    keys[i] = {(static_cast<std::uint64_t>(words[0]) << 32) | words[1], i};
  }
  std::stable_sort(keys.begin(), keys.end());
  const std::size_t count = flip_count(n, rate);
  for (std::size_t rank = 0; rank < count; ++rank) {
    const std::size_t i = keys[rank].second;
    const auto others = static_cast<std::uint32_t>(classes - 1);
    const std::uint32_t shift = 1 + random.below(others, i, kClassShiftSlot);
    const auto label = static_cast<std::uint32_t>(targets(i));
    targets(i) = static_cast<float>((label + shift) % static_cast<std::uint32_t>(classes));
  }
}

}  // namespace playground
