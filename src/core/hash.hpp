// A 64-bit hash of bits for fingerprints: FNV-1a (Fowler, Noll, Vo) over bytes in little-endian
// order, equal on every target.
//   Hash64 hash;  hash.add(values);  std::uint64_t fingerprint = hash.value();
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace playground {

class Hash64 {
 public:
  void add_byte(std::uint8_t byte) { value_ = (value_ ^ byte) * 0x100000001b3ULL; }
  void add(std::uint32_t word) {
    for (int shift = 0; shift < 32; shift += 8) add_byte(static_cast<std::uint8_t>(word >> shift));
  }
  void add(std::uint64_t word) {
    add(static_cast<std::uint32_t>(word));
    add(static_cast<std::uint32_t>(word >> 32));
  }
  void add(float x) {
    std::uint32_t word;
    std::memcpy(&word, &x, sizeof word);
    add(word);
  }
  void add(std::span<const float> values) {
    for (const float x : values) add(x);
  }
  void add(std::string_view text) {
    for (const char c : text) add_byte(static_cast<std::uint8_t>(c));
  }

  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

}  // namespace playground
