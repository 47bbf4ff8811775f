// Counter-based random numbers: Philox 4x32-10 (Salmon et al., Parallel Random Numbers: As Easy as
// 1, 2, 3, SC 2011). A value depends on (seed, stream, index) alone, so drawing more points never
// changes the earlier ones, and changing the label noise does not move the points.
//   Random random(seed, Stream::train_points);  double u = random.uniform(index, 0);
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace playground {

enum class Stream : std::uint32_t {
  train_points = 1,
  test_points = 2,
  train_label_noise = 3,
  test_label_noise = 4,
  split = 5,
  initial_weights = 6,
  batch_order = 7,
  landscape = 8,  // directions of a picture; nothing that trains
};

// The block function: four 32-bit words from a 128-bit counter and a 64-bit key.
std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter,
                                           std::array<std::uint32_t, 2> key);

class Random {
 public:
  Random(std::uint32_t seed, Stream stream) : seed_(seed), stream_(stream) {}

  // Four words for the draw `slot` (0, 1, ...) of the item `index`.
  std::array<std::uint32_t, 4> words(std::uint64_t index, std::uint32_t slot) const;
  // Uniform in [0, 1), 53 bits.
  double uniform(std::uint64_t index, std::uint32_t slot) const;
  // A pair of independent standard normal values (Box & Muller 1958, with core/math.hpp).
  std::array<double, 2> normal_pair(std::uint64_t index, std::uint32_t slot) const;
  // Uniform in 0 .. bound-1 without bias (Lemire 2019); bound >= 1.
  std::uint32_t below(std::uint32_t bound, std::uint64_t index, std::uint32_t slot) const;
  // draws[slot] = below(slot + 1, index, slot) for every slot: what a Fisher-Yates shuffle takes.
  // Eight at a time in SIMD lanes.
  void shuffle_draws(std::uint64_t index, std::span<std::uint32_t> draws) const;

 private:
  std::uint32_t seed_;
  Stream stream_;
};

}  // namespace playground
