// Where the tensors of a model stand in its arenas, for the rules that look at whole tensors.
#pragma once

#include <cstddef>
#include <vector>

#include "nn/parameter_layout.hpp"

namespace playground {

struct TensorRange {
  std::size_t begin = 0;    // offset in the arena
  std::size_t rows = 1;     // of the matrix as stored: inputs
  std::size_t columns = 0;  // outputs
  std::size_t stride = 0;   // floats between rows, a multiple of four; the padding is zero
  bool matrix = false;      // else a vector: biases

  std::size_t size() const { return rows * stride; }
  std::size_t count() const { return rows * columns; }
};

// Weights and biases of every layer, in the order of the arena.
std::vector<TensorRange> tensor_ranges(const ParameterLayout& layout);

}  // namespace playground
