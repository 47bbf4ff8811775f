#include "nn/lane_pass.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

#include "core/simd.hpp"
#include "nn/activation.hpp"
#include "nn/loss_lanes.hpp"
#include "nn/loss_rows.hpp"
#include "nn/perceptron.hpp"

namespace playground {
namespace {

std::size_t size_of(int n) {
  return static_cast<std::size_t>(n);
}
std::size_t round_up(std::size_t n) {
  return (n + 3) / 4 * 4;
}

// Beyond these the layers fill the lanes themselves, and a batch leaves the first-level cache.
constexpr int kWidestLayer = 8;
constexpr std::size_t kMostRows = 64;

// Calls body(vectors, first row) for the rows in blocks of up to four vectors, `vectors` being a
// compile-time number: a block's sums stay in registers and share the loop over the inner index.
template <typename Body>
inline void for_blocks(std::size_t lanes, Body body) {
  std::size_t r = 0;
  for (; r + 16 <= lanes; r += 16) body(std::integral_constant<int, 4>(), r);
  switch ((lanes - r) / 4) {
    case 3:
      return body(std::integral_constant<int, 3>(), r);
    case 2:
      return body(std::integral_constant<int, 2>(), r);
    case 1:
      return body(std::integral_constant<int, 1>(), r);
    default:
      return;
  }
}

template <int vectors>
struct Sums {
  Float4 v[vectors];
  explicit Sums(Float4 start) {
    for (Float4& sum : v) sum = start;
  }
  // Adds weight * x for the block of rows at x.
  void add(float weight, const float* x) {
    const Float4 factor(weight);
    for (int i = 0; i < vectors; ++i) v[i] = v[i] + factor * load4(x + 4 * i);
  }
  void store(float* target) const {
    for (int i = 0; i < vectors; ++i) store4(target + 4 * i, v[i]);
  }
};

// start + the inputs times their weights, in the order of the inputs, which stand `step` apart;
// two and four of them, the most frequent here, without a loop.
template <int vectors>
inline Sums<vectors> weighted_sums(const float* weights, std::size_t weight_step, const float* x,
                                   std::size_t step, std::size_t count, Float4 start) {
  Sums<vectors> sums(start);
  const auto add_two = [&](std::size_t k) {
    sums.add(weights[k * weight_step], x + k * step);
    sums.add(weights[(k + 1) * weight_step], x + (k + 1) * step);
  };
  switch (count) {
    case 4:
      add_two(0);
      add_two(2);
      break;
    case 2:
      add_two(0);
      break;
    default:
      for (std::size_t k = 0; k < count; ++k) sums.add(weights[k * weight_step], x + k * step);
  }
  return sums;
}

// The sum of a layer with one output: k modulo 4 first, then (s0 + s1) + (s2 + s3), then the bias.
template <int vectors>
inline Sums<vectors> single_sums(const float* weights, const float* x, std::size_t step,
                                 std::size_t count, Float4 bias) {
  const auto part = [&](std::size_t first) {
    Sums<vectors> sums(Float4(0.0f));
    for (std::size_t k = first; k < count; k += 4) sums.add(weights[4 * k], x + k * step);
    return sums;
  };
  Sums<vectors> s0 = part(0);
  const Sums<vectors> s1 = part(1), s2 = part(2), s3 = part(3);
  for (int i = 0; i < vectors; ++i) {
    s0.v[i] = ((s0.v[i] + s1.v[i]) + (s2.v[i] + s3.v[i])) + bias;
  }
  return s0;
}

// Sums over the rows, in their order, of d times each of `count` inputs' values and, with the bias,
// of d alone. d is four outputs' gradient, x the inputs' values, both [unit][lanes]: four rows at a
// time, d is turned so that the outputs are in the lanes.
template <int count, bool bias>
inline void sum_rows_of(const float* x, const float* d, std::size_t lanes, std::size_t rows,
                        float* weights, std::size_t weight_step, float* biases) {
  Float4 sums[count], total(0.0f);
  for (Float4& sum : sums) sum = total;
  const auto add = [&](Float4 delta, const float* row) {
    for (int k = 0; k < count; ++k, row += lanes) sums[k] = sums[k] + Float4(*row) * delta;
    if constexpr (bias) total = total + delta;
  };
  const auto turned = [&](std::size_t r) {
    const Float4 d0 = load4(d + r), d1 = load4(d + lanes + r), d2 = load4(d + 2 * lanes + r),
                 d3 = load4(d + 3 * lanes + r);
    const Float4 low02 = xsimd::zip_lo(d0, d2), low13 = xsimd::zip_lo(d1, d3);
    const Float4 high02 = xsimd::zip_hi(d0, d2), high13 = xsimd::zip_hi(d1, d3);
    return std::array{xsimd::zip_lo(low02, low13), xsimd::zip_hi(low02, low13),
                      xsimd::zip_lo(high02, high13), xsimd::zip_hi(high02, high13)};
  };
  std::size_t r = 0;
  for (; r + 4 <= rows; r += 4) {
    const auto deltas = turned(r);
    for (std::size_t i = 0; i < 4; ++i) add(deltas[i], x + r + i);
  }
  if (r < rows) {
    const auto deltas = turned(r);
    add(deltas[0], x + r);
    if (r + 1 < rows) add(deltas[1], x + r + 1);
    if (r + 2 < rows) add(deltas[2], x + r + 2);
  }
  for (int k = 0; k < count; ++k)
    store4(weights + static_cast<std::size_t>(k) * weight_step, sums[k]);
  if constexpr (bias) store4(biases, total);
}

}  // namespace

bool LanePass::suits(const ParameterLayout& layout, std::size_t rows) {
  return rows <= kMostRows && layout.layers.front().inputs <= kWidestLayer &&
         std::all_of(layout.layers.begin(), layout.layers.end(),
                     [](const LayerLayout& layer) { return layer.outputs <= kWidestLayer; });
}

LanePass::LanePass(const ParameterLayout& layout, Activation activation, Loss loss,
                   std::size_t rows)
    : activation_(activation),
      loss_(loss),
      rows_(rows),
      lanes_(round_up(rows)),
      features_(size_of(layout.layers.front().inputs) * lanes_, 0),
      targets_(lanes_, 1) {
  for (const LayerLayout& layer : layout.layers) {
    const std::size_t size = size_of(layer.outputs) * lanes_;
    const bool stored = layers_.size() + 1 < layout.layers.size() && stores_slopes(activation);
    layers_.push_back({size_of(layer.inputs), size_of(layer.outputs), size_of(layer.stride),
                       layer.weights, layer.biases, Arena(size, 2), Arena(stored ? size : 0, 3),
                       Arena(size_of(layer.stride) * lanes_, 1)});
  }
}

void LanePass::gather(const float* features, const float* targets,
                      std::span<const std::uint32_t> batch) {
  const std::size_t inputs = layers_.front().inputs, lanes = lanes_;
  float* const to = features_.data();
  float* const target = targets_.data();
  const auto take = [&](std::size_t r, std::size_t row) {
    const float* const from = features + row * inputs;
    if (inputs == 2) {
      to[r] = from[0];
      to[lanes + r] = from[1];
    } else {
      for (std::size_t i = 0; i < inputs; ++i) to[i * lanes + r] = from[i];
    }
    target[r] = targets[row];
  };
  const std::uint32_t* const rows = batch.data();
  for (std::size_t r = 0; r < rows_; ++r) take(r, rows[r]);
  // Lanes beyond the rows hold the last one again: they are finite when it is, and no sum over the
  // rows takes them.
  for (std::size_t r = rows_; r < lanes; ++r) take(r, rows[rows_ - 1]);
}

void LanePass::forward(const Layer& layer, const float* inputs, const float* parameters,
                       float* values) {
  const bool single = single_output() && &layer == &layers_.back();
  for_blocks(lanes_, [&](auto vectors, std::size_t r) {
    for (std::size_t j = 0; j < layer.outputs; ++j) {
      const float* const weights = parameters + layer.weights + j;
      const Float4 bias(parameters[layer.biases + j]);
      const auto sums = single
                            ? single_sums<vectors>(weights, inputs + r, lanes_, layer.inputs, bias)
                            : weighted_sums<vectors>(weights, layer.stride, inputs + r, lanes_,
                                                     layer.inputs, bias);
      sums.store(values + j * lanes_ + r);
    }
  });
}

bool LanePass::loss_gradient(Layer& output, float factor) {
  const std::size_t columns = output.outputs;
  Float4 check(0.0f);  // stays 0 while everything is finite
  const auto each = [&](auto function) {
    for (std::size_t r = 0; r < lanes_; r += 4) {
      Float4 z[kMaxOutputs];
      for (std::size_t j = 0; j < columns; ++j) z[j] = load4(output.values.data() + j * lanes_ + r);
      const LaneLoss loss = function(z, columns, load4(targets_.data() + r));
      check = check + loss.finite_with * Float4(0.0f);
      for (std::size_t j = 0; j < columns; ++j) {
        store4(output.deltas.data() + j * lanes_ + r, z[j] * Float4(factor));
      }
    }
  };
  switch (loss_) {
    case Loss::binary_cross_entropy:
      each([](auto... a) { return binary_cross_entropy(a...); });
      break;
    case Loss::softmax_cross_entropy:
      each([](auto... a) { return softmax_cross_entropy(a...); });
      break;
    case Loss::mean_squared_error:
      each([](auto... a) { return squared_error(a...); });
      break;
  }
  return xsimd::all(check == Float4(0.0f));
}

void LanePass::parameter_gradients(const Layer& layer, const float* inputs, float* gradients) {
  for (std::size_t j = 0; j < layer.stride; j += 4) {
    const float* const d = layer.deltas.data() + j * lanes_;
    float* const weights = gradients + layer.weights + j;
    float* const biases = gradients + layer.biases + j;
    const auto sums = [&](auto kernel, std::size_t k) {
      kernel(inputs + k * lanes_, d, lanes_, rows_, weights + k * layer.stride, layer.stride,
             biases);
    };
    std::size_t k = 0;
    for (; k + 4 < layer.inputs; k += 4) sums(sum_rows_of<4, false>, k);
    switch (layer.inputs - k) {
      case 4:
        sums(sum_rows_of<4, true>, k);
        break;
      case 3:
        sums(sum_rows_of<3, true>, k);
        break;
      case 2:
        sums(sum_rows_of<2, true>, k);
        break;
      default:
        sums(sum_rows_of<1, true>, k);
    }
  }
}

void LanePass::input_deltas(const Layer& layer, const float* parameters, float* deltas) {
  const bool single = single_output() && &layer == &layers_.back();
  for_blocks(lanes_, [&](auto vectors, std::size_t r) {
    const float* const d = layer.deltas.data() + r;
    const float* weights = parameters + layer.weights;
    float* target = deltas + r;
    for (std::size_t k = 0; k < layer.inputs; ++k, weights += layer.stride, target += lanes_) {
      if (single) {
        for (int i = 0; i < vectors; ++i) {
          store4(target + 4 * i, load4(d + 4 * i) * Float4(weights[0]));
        }
      } else {
        weighted_sums<vectors>(weights, 1, d, lanes_, layer.outputs, Float4(0.0f)).store(target);
      }
    }
  });
}

bool LanePass::run(const float* features, const float* targets,
                   std::span<const std::uint32_t> batch, double loss_scale, const float* parameters,
                   float* gradients) {
  gather(features, targets, batch);
  const float* inputs = features_.data();
  for (Layer& layer : layers_) {
    forward(layer, inputs, parameters, layer.values.data());
    inputs = layer.values.data();
    if (&layer != &layers_.back()) {
      activate(activation_, layer.values.data(), layer.slopes.data(), layer.outputs * lanes_);
    }
  }
  const bool finite =
      loss_gradient(layers_.back(), static_cast<float>(loss_scale / static_cast<double>(rows_)));
  for (std::size_t l = layers_.size(); l-- > 0;) {
    Layer& layer = layers_[l];
    if (l == 0) {
      parameter_gradients(layer, features_.data(), gradients);
      break;
    }
    Layer& before = layers_[l - 1];
    parameter_gradients(layer, before.values.data(), gradients);
    input_deltas(layer, parameters, before.deltas.data());
    multiply_by_slope(activation_, before.values.data(), before.slopes.data(), before.deltas.data(),
                      before.outputs * lanes_);
  }
  return finite;
}

}  // namespace playground
