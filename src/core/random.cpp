#include "core/random.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "core/simd.hpp"

namespace playground {
namespace {

struct Product {
  std::uint32_t high;
  std::uint32_t low;
};

constexpr int kRounds = 10;
constexpr std::uint32_t kMultiplier0 = 0xD2511F53u, kMultiplier1 = 0xCD9E8D57u;
constexpr std::uint32_t kKeyStep0 = 0x9E3779B9u, kKeyStep1 = 0xBB67AE85u;

Product multiply(std::uint32_t a, std::uint32_t b) {
  const std::uint64_t product = static_cast<std::uint64_t>(a) * b;
  return {static_cast<std::uint32_t>(product >> 32), static_cast<std::uint32_t>(product)};
}

// 53 bits of two words as a number in [0, 1).
double unit_interval(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t bits = (static_cast<std::uint64_t>(high) << 21) | (low >> 11);
  return static_cast<double>(bits) * 0x1p-53;
}

// The words of a Philox counter, four counters in the lanes.
struct Counters {
  UInt4 words[4];
};

// A constant that the compiler takes for a variable. Clang 14 widens a constant factor ahead of the
// loop and then misses WebAssembly's widening product, whose substitute is twice as slow.
inline UInt4 opaque(std::uint32_t value) {
  UInt4 all(value);
#if XSIMD_WITH_WASM
  __asm__ volatile("" : "+r"(all.data));
#endif
  return all;
}

inline void philox_round(Counters& c, UInt4 key0, UInt4 key1) {
  const WideProduct first = multiply_wide(opaque(kMultiplier0), c.words[0]);
  const WideProduct second = multiply_wide(opaque(kMultiplier1), c.words[2]);
  c = {{second.high ^ c.words[1] ^ key0, second.low, first.high ^ c.words[3] ^ key1, first.low}};
}

// The first word after a last round.
inline UInt4 last_word(const Counters& c, UInt4 key0) {
  return multiply_wide(opaque(kMultiplier1), c.words[2]).high ^ c.words[1] ^ key0;
}

// The second half of the key tells this program's numbers from any other use of Philox.
constexpr std::uint32_t kKeyOfProgram = 0x41574457;  // "AWDW"

}  // namespace

std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter,
                                           std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < kRounds; ++round) {
    const Product first = multiply(kMultiplier0, counter[0]);
    const Product second = multiply(kMultiplier1, counter[2]);
    counter = {second.high ^ counter[1] ^ key[0], second.low, first.high ^ counter[3] ^ key[1],
               first.low};
    key[0] += kKeyStep0;
    key[1] += kKeyStep1;
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

void Random::shuffle_draws(std::uint64_t index, std::span<std::uint32_t> draws) const {
  constexpr std::size_t kLanes = 4;
  const auto low = static_cast<std::uint32_t>(index),
             high = static_cast<std::uint32_t>(index >> 32);
  const auto counters = [&](std::size_t slot) {
    const auto first = static_cast<std::uint32_t>(slot);
    return Counters{{UInt4(low), UInt4(high), UInt4(first, first + 1, first + 2, first + 3),
                     UInt4(static_cast<std::uint32_t>(stream_))}};
  };
  for (std::size_t slot = 0; slot < draws.size(); slot += 2 * kLanes) {
    Counters a = counters(slot), b = counters(slot + kLanes);
    std::uint32_t key0 = seed_, key1 = kKeyOfProgram;
    for (int round = 0; round < kRounds - 1; ++round) {
      philox_round(a, UInt4(key0), UInt4(key1));
      philox_round(b, UInt4(key0), UInt4(key1));
      key0 += kKeyStep0;
      key1 += kKeyStep1;
    }
    std::uint32_t words[2 * kLanes];
    last_word(a, UInt4(key0)).store_unaligned(words);
    last_word(b, UInt4(key0)).store_unaligned(words + kLanes);
    const std::size_t end = std::min(draws.size(), slot + 2 * kLanes);
    for (std::size_t i = slot; i < end; ++i) {
      const auto bound = static_cast<std::uint32_t>(i + 1);
      const Product product = multiply(words[i - slot], bound);
      // A low half of at least `bound` is never rejected; the others, one in millions, ask again.
      draws[i] =
          product.low >= bound ? product.high : below(bound, index, static_cast<std::uint32_t>(i));
    }
  }
}

}  // namespace playground
