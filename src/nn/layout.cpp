#include "nn/perceptron.hpp"

namespace playground {

ParameterLayout::ParameterLayout(int inputs, const std::vector<int>& hidden, int outputs) {
  int width = inputs;
  const auto add_layer = [&](int next) {
    layers.push_back({width, next, (next + 3) / 4 * 4, 0, 0});
    width = next;
  };
  for (const int next : hidden) add_layer(next);
  add_layer(outputs);
  for (LayerLayout& layer : layers) {
    layer.weights = weights_end;
    weights_end += static_cast<std::size_t>(layer.inputs) * static_cast<std::size_t>(layer.stride);
  }
  size = weights_end;
  for (LayerLayout& layer : layers) {
    layer.biases = size;
    size += static_cast<std::size_t>(layer.stride);
  }
}

std::size_t ParameterLayout::parameter_count() const {
  std::size_t count = 0;
  for (const LayerLayout& layer : layers) {
    count += static_cast<std::size_t>(layer.inputs + 1) * static_cast<std::size_t>(layer.outputs);
  }
  return count;
}

}  // namespace playground
