// A zeroed block of floats that starts at a chosen offset modulo 4 KiB. Arenas that are read
// together (parameters, gradients, moments) take different colours: at equal offsets their loads
// and stores would wait for each other in the first-level cache.
//   Arena gradients(size, 1);  gradients.data()[0] = 1;
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace playground {

class Arena {
 public:
  Arena() = default;
  Arena(std::size_t size, int colour) : size_(size), colour_(colour) { allocate(); }
  Arena(const Arena& other) : size_(other.size_), colour_(other.colour_) {
    allocate();
    std::copy_n(other.data_, size_, data_);
  }
  Arena(Arena&& other) noexcept { swap(other); }
  Arena& operator=(Arena&& other) noexcept {
    swap(other);
    return *this;
  }
  // Between arenas of one size nothing is allocated.
  Arena& operator=(const Arena& other) {
    if (this == &other) return *this;
    if (size_ == other.size_) {
      std::copy_n(other.data_, size_, data_);
    } else {
      Arena copy(other);
      swap(copy);
    }
    return *this;
  }
  ~Arena() = default;

  float* data() { return data_; }
  const float* data() const { return data_; }
  std::size_t size() const { return size_; }
  std::span<float> span() { return {data_, size_}; }
  std::span<const float> span() const { return {data_, size_}; }
  void clear() { std::fill_n(data_, size_, 0.0f); }

 private:
  static constexpr std::size_t kPage = 4096;
  static constexpr std::size_t kStep = 1088;  // 17 cache lines a colour

  void allocate() {
    if (size_ == 0) return;
    storage_ = std::make_unique<float[]>(size_ + 2 * kPage / sizeof(float));
    const auto address = reinterpret_cast<std::uintptr_t>(storage_.get());
    const std::uintptr_t wanted = static_cast<std::uintptr_t>(colour_) * kStep % kPage;
    const std::uintptr_t shift = (wanted + kPage - address % kPage) % kPage;
    data_ = storage_.get() + shift / sizeof(float);
  }
  void swap(Arena& other) noexcept {
    std::swap(storage_, other.storage_);
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(colour_, other.colour_);
  }

  std::unique_ptr<float[]> storage_;
  float* data_ = nullptr;
  std::size_t size_ = 0;
  int colour_ = 0;
};

}  // namespace playground
