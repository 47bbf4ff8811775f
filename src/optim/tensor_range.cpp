#include "optim/tensor_range.hpp"

namespace playground {

std::vector<TensorRange> tensor_ranges(const ParameterLayout& layout) {
  std::vector<TensorRange> tensors;
  for (const bool matrix : {true, false}) {
    for (const LayerLayout& layer : layout.layers) {
      const auto rows = static_cast<std::size_t>(matrix ? layer.inputs : 1);
      tensors.push_back({matrix ? layer.weights : layer.biases, rows,
                         static_cast<std::size_t>(layer.outputs),
                         static_cast<std::size_t>(layer.stride), matrix});
    }
  }
  return tensors;
}

}  // namespace playground
