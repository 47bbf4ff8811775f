#include "nn/perceptron.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "nn/small_problems.hpp"

namespace playground {
namespace {

double activation_in_double(Activation activation, double x) {
  switch (activation) {
    case Activation::relu:
      return x > 0 ? x : 0;
    case Activation::tanh:
      return std::tanh(x);
    case Activation::gelu:
      return 0.5 * x * (1 + std::erf(x / std::sqrt(2.0)));
    case Activation::silu:
      return x / (1 + std::exp(-x));
    case Activation::sine:
      return std::sin(x);
    case Activation::linear:
      return x;
  }
  return x;
}

double row_loss_in_double(Loss loss, const std::vector<double>& z, double y) {
  if (loss == Loss::mean_squared_error) return (z[0] - y) * (z[0] - y);
  if (loss == Loss::binary_cross_entropy) {
    return std::max(z[0], 0.0) - z[0] * y + std::log1p(std::exp(-std::fabs(z[0])));
  }
  double sum = 0;
  for (const double value : z) sum += std::exp(value);
  return std::log(sum) - z[static_cast<std::size_t>(y)];
}

// The whole model in double, written from the definition: outputs of one row.
std::vector<double> forward_in_double(const ParameterLayout& layout, const std::vector<double>& p,
                                      Activation activation, std::vector<double> values) {
  for (std::size_t l = 0; l < layout.layers.size(); ++l) {
    const LayerLayout& layer = layout.layers[l];
    std::vector<double> next;
    for (int o = 0; o < layer.outputs; ++o) {
      double z = p[layer.biases + o];
      for (int i = 0; i < layer.inputs; ++i) {
        z += p[layer.weights + std::size_t(i) * layer.stride + o] * values[i];
      }
      next.push_back(l + 1 < layout.layers.size() ? activation_in_double(activation, z) : z);
    }
    values = std::move(next);
  }
  return values;
}

double mean_loss_in_double(const ParameterLayout& layout, const std::vector<double>& p,
                           Activation activation, Loss loss, const Problem& problem) {
  double sum = 0;
  const std::size_t rows = problem.features.shape(0);
  for (std::size_t r = 0; r < rows; ++r) {
    std::vector<double> row;
    for (std::size_t i = 0; i < problem.features.shape(1); ++i)
      row.push_back(problem.features(r, i));
    const auto z = forward_in_double(layout, p, activation, row);
    sum += row_loss_in_double(loss, z, static_cast<double>(problem.targets(r)));
  }
  return sum / static_cast<double>(rows);
}

const Shape kShapes[] = {
    {{16, 16}, 2, 1, 32, Loss::binary_cross_entropy},
    {{4, 2}, 2, 1, 10, Loss::binary_cross_entropy},
    {{5, 7, 3}, 3, 1, 9, Loss::mean_squared_error},
    {{1}, 1, 1, 1, Loss::mean_squared_error},
    {{13, 10}, 7, 3, 11, Loss::softmax_cross_entropy},
    {{6, 5, 4, 3, 2, 9}, 16, 10, 7, Loss::softmax_cross_entropy},
    {{9}, 5, 2, 6, Loss::softmax_cross_entropy},
    {{68, 72}, 2, 1, 5, Loss::binary_cross_entropy},
    {{68, 72}, 2, 5, 6, Loss::softmax_cross_entropy},
};

TEST(Perceptron, GradientsAgreeWithCentralDifferencesInDouble) {
  const double loss_scale = 1.75;
  for (const Shape& shape : kShapes) {
    for (const Activation activation : kActivations) {
      Perceptron model = make_model(shape, activation);
      const Problem problem = make_problem(shape.rows, shape.inputs, shape.outputs, shape.loss);
      const ParameterLayout& layout = model.layout();
      std::vector<double> p(model.parameters().begin(), model.parameters().end());

      const double loss = model.backward(problem.features, problem.targets, shape.loss, loss_scale);
      const double exact = mean_loss_in_double(layout, p, activation, shape.loss, problem);
      EXPECT_NEAR(loss, exact, 2e-6 * (1 + std::fabs(exact)));

      double squared_error = 0, squared_norm = 0;
      const auto check = [&](std::size_t index) {
        // A small step, so that no ReLU changes sides; the differences are in double.
        const double step = 1e-6, before = p[index];
        p[index] = before + step;
        const double above = mean_loss_in_double(layout, p, activation, shape.loss, problem);
        p[index] = before - step;
        const double below = mean_loss_in_double(layout, p, activation, shape.loss, problem);
        p[index] = before;
        const double want = loss_scale * (above - below) / (2 * step);
        const double got = static_cast<double>(model.gradients()[index]);
        EXPECT_NEAR(got, want, 1e-5 * (1 + std::fabs(want))) << "parameter " << index;
        squared_error += (got - want) * (got - want);
        squared_norm += want * want;
      };
      for (const LayerLayout& layer : layout.layers) {
        const int step = layer.outputs * layer.inputs > 300 ? 7 : 1;
        for (int n = 0; n < layer.inputs * layer.outputs; n += step) {
          const std::size_t row = n / layer.outputs, column = n % layer.outputs;
          check(layer.weights + row * layer.stride + column);
        }
        for (int o = 0; o < layer.outputs; ++o) check(layer.biases + o);
      }
      EXPECT_LE(std::sqrt(squared_error), 1e-5 * std::sqrt(squared_norm))
          << "activation " << static_cast<int>(activation);
    }
  }
}

TEST(Perceptron, OutputsAgreeWithADoubleForwardPass) {
  for (const Shape& shape : kShapes) {
    for (const Activation activation : kActivations) {
      Perceptron model = make_model(shape, activation);
      const Problem problem = make_problem(37, shape.inputs, shape.outputs, shape.loss);
      const std::vector<double> p(model.parameters().begin(), model.parameters().end());
      Matrix outputs;
      model.forward(problem.features, outputs);
      ASSERT_EQ(outputs.shape(0), 37u);
      ASSERT_EQ(outputs.shape(1), static_cast<std::size_t>(shape.outputs));
      for (std::size_t r = 0; r < 37; ++r) {
        std::vector<double> row;
        for (int i = 0; i < shape.inputs; ++i) row.push_back(problem.features(r, i));
        const auto z = forward_in_double(model.layout(), p, activation, row);
        for (int o = 0; o < shape.outputs; ++o) EXPECT_NEAR(outputs(r, o), z[o], 3e-6);
      }
    }
  }
}

TEST(Perceptron, ABatchOfAnySizeGivesEachRowTheSameBits) {
  for (const Shape& shape : kShapes) {
    for (const Activation activation : kActivations) {
      Perceptron model = make_model(shape, activation);
      const int rows = 611;
      const Problem problem = make_problem(rows, shape.inputs, shape.outputs, shape.loss);
      Matrix together, alone, one = make_matrix(1, shape.inputs);
      model.forward(problem.features, together);
      for (int r = 0; r < rows; ++r) {
        for (int i = 0; i < shape.inputs; ++i) one(0, i) = problem.features(r, i);
        model.forward(one, alone);
        for (int o = 0; o < shape.outputs; ++o) ASSERT_EQ(together(r, o), alone(0, o));
      }
    }
  }
}

TEST(Perceptron, BackwardAndForwardSeeTheSameOutputs) {
  for (const Shape& shape : kShapes) {
    Perceptron model = make_model(shape, Activation::silu);
    const Problem problem = make_problem(shape.rows, shape.inputs, shape.outputs, shape.loss);
    Matrix outputs;
    model.forward(problem.features, outputs);
    EXPECT_EQ(model.backward(problem.features, problem.targets, shape.loss, 1.0),
              evaluate_outputs(shape.loss, outputs, problem.targets).loss);
  }
}

// Parameters and gradients between the real ones.
template <typename Check>
void for_each_padding(const ParameterLayout& layout, Check check) {
  for (const LayerLayout& layer : layout.layers) {
    for (int o = layer.outputs; o < layer.stride; ++o) {
      for (int i = 0; i < layer.inputs; ++i) {
        check(layer.weights + std::size_t(i) * layer.stride + o);
      }
      check(layer.biases + o);
    }
  }
}

TEST(Perceptron, PaddingAndItsGradientsAreZero) {
  for (const Shape& shape : kShapes) {
    for (const Activation activation : kActivations) {
      Perceptron model = make_model(shape, activation);
      // A larger batch first: nothing of it may be left over for the smaller one.
      const Problem large = make_problem(50, shape.inputs, shape.outputs, shape.loss);
      const Problem small = make_problem(shape.rows, shape.inputs, shape.outputs, shape.loss);
      model.backward(large.features, large.targets, shape.loss, 1.0);
      model.backward(small.features, small.targets, shape.loss, 1.0);
      for_each_padding(model.layout(), [&](std::size_t index) {
        ASSERT_EQ(model.parameters()[index], 0.0f);
        ASSERT_EQ(model.gradients()[index], 0.0f);
      });
      Perceptron fresh = make_model(shape, activation);
      fresh.backward(small.features, small.targets, shape.loss, 1.0);
      for (std::size_t i = 0; i < model.gradients().size(); ++i) {
        ASSERT_EQ(model.gradients()[i], fresh.gradients()[i]);
      }
    }
  }
}

TEST(Perceptron, ScalingTheLossByAPowerOfTwoScalesEveryGradientExactly) {
  for (const Shape& shape : kShapes) {
    Perceptron model = make_model(shape, Activation::tanh);
    const Problem problem = make_problem(shape.rows, shape.inputs, shape.outputs, shape.loss);
    model.backward(problem.features, problem.targets, shape.loss, 1.0);
    const std::vector<float> plain(model.gradients().begin(), model.gradients().end());
    model.backward(problem.features, problem.targets, shape.loss, 64.0);
    for (std::size_t i = 0; i < plain.size(); ++i) {
      ASSERT_EQ(model.gradients()[i], 64.0f * plain[i]);
    }
  }
}

TEST(Perceptron, InitialValuesDoNotDependOnPaddingOrOnOtherLayers) {
  ModelConfig narrow, wide;
  narrow.hidden = {5, 6};
  wide.hidden = {9, 6};
  Perceptron a(narrow, 2, 1), b(wide, 2, 1);
  a.initialize();
  b.initialize();
  const auto first = a.state_dict()[0], second = b.state_dict()[0];
  ASSERT_EQ(first.shape, (std::vector<std::size_t>{5, 2}));
  for (std::size_t i = 0; i < first.values.size(); ++i) {
    EXPECT_EQ(first.values[i], second.values[i]);
  }
}

TEST(Perceptron, InitializationHasTheSpreadOfItsDefinition) {
  for (const Initialization kind :
       {Initialization::pytorch, Initialization::xavier, Initialization::he}) {
    ModelConfig config;
    config.hidden = {200, 100};
    config.initialization = kind;
    Perceptron model(config, 2, 1);
    model.initialize();
    const auto weight = model.state_dict()[2], bias = model.state_dict()[3];
    ASSERT_EQ(weight.name, "2.weight");
    ASSERT_EQ(bias.name, "2.bias");
    double squares = 0, largest = 0;
    for (const float w : weight.values) {
      squares += static_cast<double>(w) * w;
      largest = std::max(largest, std::fabs(static_cast<double>(w)));
    }
    const double variance = squares / static_cast<double>(weight.values.size());
    const double want = kind == Initialization::pytorch  ? 1.0 / 200 / 3
                        : kind == Initialization::xavier ? 6.0 / 300 / 3
                                                         : 2.0 / 200;
    EXPECT_NEAR(variance / want, 1.0, 0.05);
    if (kind != Initialization::he) {
      EXPECT_LE(largest, std::sqrt(3 * want));
    }
    for (const float b : bias.values) {
      EXPECT_EQ(b != 0.0f, kind == Initialization::pytorch);
    }
  }
}

TEST(Perceptron, TheStateDictHasPyTorchsNamesShapesAndOrder) {
  ModelConfig config;
  config.hidden = {5, 3};
  Perceptron model(config, 2, 1);
  model.initialize();
  const auto tensors = model.state_dict();
  ASSERT_EQ(tensors.size(), 6u);
  EXPECT_EQ(tensors[4].name, "4.weight");
  EXPECT_EQ(tensors[4].shape, (std::vector<std::size_t>{1, 3}));
  EXPECT_EQ(tensors[5].name, "4.bias");
  EXPECT_EQ(model.layout().parameter_count(), 5u * 3 + 3u * 6 + 1u * 4);
  // [out][in]: the second weight of the first unit belongs to the second input.
  EXPECT_EQ(tensors[0].values[1], model.parameters()[model.layout().layers[0].stride]);
}

TEST(Perceptron, TheFingerprintSeesOneBitOfOneParameterAndCopiesAgree) {
  ModelConfig config;
  Perceptron model(config, 2, 1);
  model.initialize();
  Perceptron copy = model;
  EXPECT_EQ(copy.fingerprint(), model.fingerprint());
  const std::size_t last = copy.layout().layers.back().biases;
  copy.parameters()[last] = std::nextafter(copy.parameters()[last], 1.0f);
  EXPECT_NE(copy.fingerprint(), model.fingerprint());
}

TEST(Perceptron, TheWeightNormLeavesBiasesOut) {
  ModelConfig config;
  config.hidden = {2};
  Perceptron model(config, 1, 1);
  for (const std::size_t i : {0u, 1u}) model.parameters()[i] = 3.0f;
  model.parameters()[model.layout().layers[1].weights] = 4.0f;
  model.parameters()[model.layout().layers[0].biases] = 100.0f;
  EXPECT_DOUBLE_EQ(model.weight_norm(), std::sqrt(9.0 + 9.0 + 16.0));
}

TEST(Perceptron, ANonFiniteParameterMakesTheLossNonFinite) {
  for (const Shape& shape : kShapes) {
    for (const Activation activation : kActivations) {
      Perceptron model = make_model(shape, activation);
      const Problem problem = make_problem(shape.rows, shape.inputs, shape.outputs, shape.loss);
      for (int o = 0; o < model.layout().layers[0].outputs; ++o) {
        model.parameters()[model.layout().layers[0].biases + o] =
            std::numeric_limits<float>::quiet_NaN();
      }
      EXPECT_FALSE(
          std::isfinite(model.backward(problem.features, problem.targets, shape.loss, 1.0)));
    }
  }
}

}  // namespace
}  // namespace playground
