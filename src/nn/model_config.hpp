// The multilayer perceptron of an experiment. Every field has a row in train/parameters.cpp.
#pragma once

#include <cstdint>
#include <vector>

namespace playground {

enum class Activation { relu, tanh, gelu, silu, sine, linear };

// pytorch: uniform in +-1/sqrt(fan_in) for weights and biases (nn.Linear's default);
// xavier: uniform +-sqrt(6/(fan_in+fan_out)), he: normal with variance 2/fan_in, both with zero
// biases.
enum class Initialization { pytorch, xavier, he };

struct ModelConfig {
  std::vector<int> hidden = {32, 32};
  Activation activation = Activation::relu;
  Initialization initialization = Initialization::pytorch;
  std::uint32_t seed = 1;

  bool operator==(const ModelConfig&) const = default;
};

}  // namespace playground
