#include "core/random.hpp"

#include <cmath>

#include "core/math.hpp"

namespace playground {
namespace {

struct Product {
  std::uint32_t high;
  std::uint32_t low;
};

Product multiply(std::uint32_t a, std::uint32_t b) {
  const std::uint64_t product = static_cast<std::uint64_t>(a) * b;
  return {static_cast<std::uint32_t>(product >> 32), static_cast<std::uint32_t>(product)};
}

// 53 bits of two words as a number in [0, 1).
double unit_interval(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t bits = (static_cast<std::uint64_t>(high) << 21) | (low >> 11);
  return static_cast<double>(bits) * 0x1p-53;
}

// The second half of the key tells this program's numbers from any other use of Philox.
constexpr std::uint32_t kKeyOfProgram = 0x41574457;  // "AWDW"

}  // namespace

std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter,
                                           std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const Product first = multiply(0xD2511F53u, counter[0]);
    const Product second = multiply(0xCD9E8D57u, counter[2]);
    counter = {second.high ^ counter[1] ^ key[0], second.low, first.high ^ counter[3] ^ key[1],
               first.low};
    key[0] += 0x9E3779B9u;
    key[1] += 0xBB67AE85u;
  }
  return counter;
}

std::array<std::uint32_t, 4> Random::words(std::uint64_t index, std::uint32_t slot) const {
  return philox4x32_10({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32),
                        slot, static_cast<std::uint32_t>(stream_)},
                       {seed_, kKeyOfProgram});
}

double Random::uniform(std::uint64_t index, std::uint32_t slot) const {
  const auto word = words(index, slot);
  return unit_interval(word[0], word[1]);
}

std::array<double, 2> Random::normal_pair(std::uint64_t index, std::uint32_t slot) const {
  constexpr double kTwoPi = 6.283185307179586477;
  const auto word = words(index, slot);
  const double above_zero = 1.0 - unit_interval(word[0], word[1]);  // in (0, 1]
  const double radius = std::sqrt(-2.0 * log(above_zero));
  const double angle = kTwoPi * unit_interval(word[2], word[3]);
  return {radius * cos(angle), radius * sin(angle)};
}

std::uint32_t Random::below(std::uint32_t bound, std::uint64_t index, std::uint32_t slot) const {
  const std::uint32_t rejected = (0u - bound) % bound;  // 2^32 modulo bound
  // Further blocks for the rare rejections count in the upper half of the stream's word.
  for (std::uint32_t block = 0; block < 0x10000u; ++block) {
    const auto word =
        philox4x32_10({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32),
                       slot, static_cast<std::uint32_t>(stream_) | (block << 16)},
                      {seed_, kKeyOfProgram});
    for (const std::uint32_t x : word) {
      const Product product = multiply(x, bound);
      if (product.low >= rejected) return product.high;
    }
  }
  return 0;  // reached with a probability below 2^-262144
}

}  // namespace playground
