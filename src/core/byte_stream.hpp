// Numbers and texts as bytes: what the training side of an Engine sends to the page, tables. Every
// supported target is little endian, so numbers are copied as they stand in memory. Reading never
// trusts the bytes.
//   ByteWriter writer;  writer.number(step);  ByteReader reader(bytes);  reader.number(step);
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace playground {

class ByteWriter {
 public:
  template <typename Number>
  void number(Number value) {
    static_assert(std::is_arithmetic_v<Number>);
    append(&value, sizeof value);
  }
  void flag(bool value) { number<std::uint8_t>(value ? 1 : 0); }
  void text(const std::string& value) {
    number(static_cast<std::uint32_t>(value.size()));
    append(value.data(), value.size());
  }
  void append(const void* data, std::size_t size) {
    const std::size_t start = bytes.size();
    bytes.resize(start + size);
    if (size > 0) std::memcpy(bytes.data() + start, data, size);
  }

  std::vector<std::uint8_t> bytes;
};

// Reads zeros past the end and remembers that it did.
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  template <typename Number>
  void number(Number& value) {
    value = 0;
    copy(&value, sizeof value);
  }
  void flag(bool& value) {
    std::uint8_t byte = 0;
    number(byte);
    value = byte != 0;
  }
  void text(std::string& value) {
    value.resize(count(1));
    copy(value.data(), value.size());
  }
  // A count of things of at least `size` bytes each; 0 when so many cannot follow.
  std::size_t count(std::size_t size) {
    std::uint32_t value = 0;
    number(value);
    if (value > bytes_.size() / size) {
      ok_ = false;
      return 0;
    }
    return value;
  }
  void copy(void* target, std::size_t size) {
    if (size > bytes_.size()) {
      ok_ = false;
      bytes_ = {};
      return;
    }
    if (size > 0) std::memcpy(target, bytes_.data(), size);
    bytes_ = bytes_.subspan(size);
  }
  // What was read cannot be right.
  void refuse() { ok_ = false; }
  bool ok() const { return ok_; }
  bool at_end() const { return bytes_.empty(); }

 private:
  std::span<const std::uint8_t> bytes_;
  bool ok_ = true;
};

}  // namespace playground
