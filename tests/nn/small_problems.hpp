// Small models with batches drawn at random, for the tests of the passes over a batch.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "core/random.hpp"
#include "nn/activation.hpp"
#include "nn/perceptron.hpp"

namespace playground {

inline constexpr Activation kActivations[] = {Activation::relu, Activation::tanh,
                                              Activation::gelu, Activation::silu,
                                              Activation::sine, Activation::linear};

inline std::uint32_t bits_of(float value) {
  std::uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

struct Problem {
  Matrix features;
  Vector targets;
};

inline Problem make_problem(int rows, int inputs, int outputs, Loss loss) {
  const Random random(9, Stream::train_points);
  Problem problem{make_matrix(rows, inputs), make_vector(rows)};
  for (int r = 0; r < rows; ++r) {
    for (int i = 0; i < inputs; ++i) {
      problem.features(r, i) = static_cast<float>(random.normal_pair(r, i)[0]);
    }
    if (loss == Loss::mean_squared_error) {
      problem.targets(r) = static_cast<float>(random.normal_pair(r, 100)[1]);
    } else {
      const std::uint32_t classes = loss == Loss::binary_cross_entropy ? 2 : outputs;
      problem.targets(r) = static_cast<float>(random.below(classes, r, 100));
    }
  }
  return problem;
}

struct Shape {
  std::vector<int> hidden;
  int inputs;
  int outputs;
  int rows;
  Loss loss;
};

inline Perceptron make_model(const Shape& shape, Activation activation) {
  ModelConfig config;
  config.hidden = shape.hidden;
  config.activation = activation;
  config.seed = 3;
  Perceptron model(config, shape.inputs, shape.outputs);
  model.initialize();
  return model;
}

}  // namespace playground
