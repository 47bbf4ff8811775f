// Where each layer's parameters stand in the one arena of a model.
#pragma once

#include <cstddef>
#include <vector>

namespace playground {

// Where a layer's parameters stand in the arena. Weights are stored [inputs][stride], stride being
// `outputs` rounded up to a multiple of four; the padding is zero and stays zero.
struct LayerLayout {
  int inputs = 0;
  int outputs = 0;
  int stride = 0;
  std::size_t weights = 0;  // offset of the first weight
  std::size_t biases = 0;   // offset of the first bias
};

struct ParameterLayout {
  std::vector<LayerLayout> layers;
  std::size_t weights_end = 0;  // parameters before this offset are weights, the rest biases
  std::size_t size = 0;         // floats in the arena, with padding

  ParameterLayout(int inputs, const std::vector<int>& hidden, int outputs);
  std::size_t parameter_count() const;  // without padding
};

}  // namespace playground
