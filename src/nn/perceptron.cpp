#include "nn/perceptron.hpp"

#include <algorithm>
#include <cmath>

#include "core/hash.hpp"
#include "core/random.hpp"
#include "nn/activation.hpp"
#include "nn/loss_rows.hpp"
#include "nn/product.hpp"

namespace playground {
namespace {

std::size_t size_of(int n) {
  return static_cast<std::size_t>(n);
}
std::size_t round_up(std::size_t n) {
  return (n + 3) / 4 * 4;
}

std::size_t widest_stride(const ParameterLayout& layout) {
  std::size_t widest = 0;
  for (const LayerLayout& layer : layout.layers) widest = std::max(widest, size_of(layer.stride));
  return widest;
}

// Rows that forward() takes at a time, so that two layers' values stay in the first-level cache.
std::size_t block_rows(std::size_t widest) {
  return std::clamp<std::size_t>(3072 / widest / 4 * 4, 32, 256);
}

// Draws by (layer, output, input), so that a value does not depend on padding; a bias has the
// number of inputs as its input.
struct Draw {
  std::size_t layer;
  std::size_t output;
  std::size_t input;
  std::uint64_t index() const {
    return (static_cast<std::uint64_t>(layer) << 32) | (static_cast<std::uint64_t>(output) << 16) |
           static_cast<std::uint64_t>(input);
  }
};

double uniform_within(const Random& random, const Draw& draw, double bound) {
  return (2.0 * random.uniform(draw.index(), 0) - 1.0) * bound;
}

double initial_weight(Initialization kind, const Random& random, const Draw& draw,
                      const LayerLayout& layer) {
  switch (kind) {
    case Initialization::pytorch:
      return uniform_within(random, draw, 1.0 / std::sqrt(layer.inputs));
    case Initialization::xavier:
      return uniform_within(random, draw, std::sqrt(6.0 / (layer.inputs + layer.outputs)));
    case Initialization::he:
      return random.normal_pair(draw.index(), 0)[0] * std::sqrt(2.0 / layer.inputs);
  }
  return 0;
}

}  // namespace

Perceptron::Perceptron(const ModelConfig& config, int inputs, int outputs)
    : config_(config),
      layout_(inputs, config.hidden, outputs),
      parameters_(layout_.size, 0),
      gradients_(layout_.size, 1) {
  const std::size_t widest = std::max(widest_stride(layout_), round_up(size_of(inputs)));
  transposed_ = Arena(widest * widest, 0);
  workspace_ = Arena(product_workspace(0, widest), 3);
  column_ = Arena(widest, 2);
  block_rows_ = block_rows(widest);
  for (int i = 0; i < 2; ++i) block_[i] = Arena(block_rows_ * widest, 1 + i);
}

void Perceptron::initialize() {
  const Random random(config_.seed, Stream::initial_weights);
  parameters_.clear();
  for (std::size_t l = 0; l < layout_.layers.size(); ++l) {
    const LayerLayout& layer = layout_.layers[l];
    for (std::size_t o = 0; o < size_of(layer.outputs); ++o) {
      for (std::size_t i = 0; i < size_of(layer.inputs); ++i) {
        const double weight = initial_weight(config_.initialization, random, {l, o, i}, layer);
        parameters_.data()[layer.weights + i * size_of(layer.stride) + o] =
            static_cast<float>(weight);
      }
      if (config_.initialization == Initialization::pytorch) {
        const double bias =
            uniform_within(random, {l, o, size_of(layer.inputs)}, 1.0 / std::sqrt(layer.inputs));
        parameters_.data()[layer.biases + o] = static_cast<float>(bias);
      }
    }
  }
}

std::span<float> Perceptron::parameters() {
  return parameters_.span();
}
std::span<const float> Perceptron::parameters() const {
  return parameters_.span();
}
std::span<const float> Perceptron::gradients() const {
  return gradients_.span();
}

void Perceptron::apply_layer(std::size_t l, const float* inputs, std::size_t input_step,
                             std::size_t rows, float* outputs) {
  const LayerLayout& layer = layout_.layers[l];
  const float* const weights = parameters_.data() + layer.weights;
  const float* const biases = parameters_.data() + layer.biases;
  if (l + 1 == layout_.layers.size() && single_output()) {
    for (std::size_t k = 0; k < size_of(layer.inputs); ++k) column_.data()[k] = weights[4 * k];
    std::fill(column_.data() + layer.inputs, column_.data() + input_step, 0.0f);
    multiply_column(inputs, input_step, rows, column_.data(), biases[0], outputs);
    return;
  }
  multiply({inputs, input_step, weights, size_of(layer.stride), biases, outputs,
            size_of(layer.stride), rows, size_of(layer.stride), size_of(layer.inputs),
            workspace_.data()});
}

void Perceptron::forward(const Matrix& features, Matrix& outputs) {
  const std::size_t rows = features.shape(0), inputs = features.shape(1);
  const std::size_t last = layout_.layers.size() - 1;
  const std::size_t columns = size_of(layout_.layers[last].outputs);
  if (outputs.shape(0) != rows || outputs.shape(1) != columns) outputs.resize({rows, columns});
  for (std::size_t first = 0; first < rows; first += block_rows_) {
    const std::size_t count = std::min(block_rows_, rows - first);
    const float* values = features.data() + first * inputs;
    std::size_t step = inputs;
    for (std::size_t l = 0; l <= last; ++l) {
      float* const next = block_[l % 2].data();
      apply_layer(l, values, step, count, next);
      values = next;
      step = size_of(layout_.layers[l].stride);
      if (l < last) activate(config_.activation, next, nullptr, count * step);
    }
    if (single_output()) step = 1;
    for (std::size_t i = 0; i < count; ++i) {
      std::copy_n(values + i * step, columns, outputs.data() + (first + i) * columns);
    }
  }
}

void Perceptron::prepare(std::size_t rows) {
  if (rows <= batch_capacity_) return;
  batch_capacity_ = round_up(rows);
  const std::size_t layers = layout_.layers.size();
  values_.resize(layers);
  slopes_.resize(layers);
  deltas_.resize(layers);
  for (std::size_t l = 0; l < layers; ++l) {
    const std::size_t size = batch_capacity_ * size_of(layout_.layers[l].stride);
    values_[l] = Arena(size, static_cast<int>(l % 3));
    deltas_[l] = Arena(size, static_cast<int>((l + 1) % 3));
    const bool stored = l + 1 < layers && stores_slopes(config_.activation);
    slopes_[l] = Arena(stored ? size : 0, 3);
  }
  // The weights' gradient has the batch as its inner index.
  const std::size_t widest = std::max(widest_stride(layout_), size_of(layout_.layers[0].inputs));
  workspace_ =
      Arena(std::max(product_workspace(0, widest), product_workspace(widest, batch_capacity_)), 3);
}

double Perceptron::backward(const Matrix& features, const Vector& targets, Loss loss,
                            double loss_scale) {
  const std::size_t rows = features.shape(0), inputs = features.shape(1);
  const std::size_t last = layout_.layers.size() - 1;
  prepare(rows);

  const auto values_before = [&](std::size_t l) -> const float* {
    return l == 0 ? features.data() : values_[l - 1].data();
  };
  const auto step_before = [&](std::size_t l) {
    return l == 0 ? inputs : size_of(layout_.layers[l - 1].stride);
  };

  for (std::size_t l = 0; l <= last; ++l) {
    apply_layer(l, values_before(l), step_before(l), rows, values_[l].data());
    if (l < last) {
      activate(config_.activation, values_[l].data(), slopes_[l].data(),
               rows * size_of(layout_.layers[l].stride));
    }
  }
  const LayerLayout& output = layout_.layers[last];
  const std::size_t output_step = single_output() ? 1 : size_of(output.stride);
  const double mean =
      mean_loss(loss, {values_[last].data(), output_step, rows, size_of(output.outputs)},
                targets.data(), loss_scale, deltas_[last].data());
  for (std::size_t l = last + 1; l-- > 0;) {
    if (l == last && single_output()) {
      backward_single_output(rows);
    } else {
      backward_layer(l, values_before(l), step_before(l), rows);
    }
    if (l > 0) {
      multiply_by_slope(config_.activation, values_[l - 1].data(), slopes_[l - 1].data(),
                        deltas_[l - 1].data(), rows * step_before(l));
    }
  }
  return mean;
}

void Perceptron::gather(const Matrix& features, const Vector& targets,
                        std::span<const std::uint32_t> batch) {
  const std::size_t inputs = features.shape(1);
  if (batch_features_.shape(0) != batch.size()) {
    batch_features_ = make_matrix(batch.size(), inputs);
    batch_targets_ = make_vector(batch.size());
  }
  for (std::size_t row = 0; row < batch.size(); ++row) {
    const float* const from = features.data() + batch[row] * inputs;
    float* const to = batch_features_.data() + row * inputs;
    for (std::size_t i = 0; i < inputs; ++i) to[i] = from[i];  // a call would cost more
    batch_targets_.data()[row] = targets.data()[batch[row]];
  }
}

bool Perceptron::compute_gradients(const Matrix& features, const Vector& targets,
                                   std::span<const std::uint32_t> batch, Loss loss,
                                   double loss_scale) {
  if (!LanePass::suits(layout_, batch.size())) {
    gather(features, targets, batch);
    return std::isfinite(backward(batch_features_, batch_targets_, loss, loss_scale));
  }
  if (!lane_pass_ || lane_pass_->rows() != batch.size() || lane_pass_->loss() != loss) {
    lane_pass_.emplace(layout_, config_.activation, loss, batch.size());
  }
  return lane_pass_->run(features.data(), targets.data(), batch, loss_scale, parameters_.data(),
                         gradients_.data());
}

// The last layer with one output: d(loss)/d(output) stands side by side.
void Perceptron::backward_single_output(std::size_t rows) {
  const std::size_t last = layout_.layers.size() - 1;
  const LayerLayout& layer = layout_.layers[last];
  const std::size_t step = size_of(layout_.layers[last - 1].stride);
  const float* const delta = deltas_[last].data();
  const float* const inputs = values_[last - 1].data();

  // column_ holds the layer's weights since the forward pass.
  outer_product(delta, rows, column_.data(), step, deltas_[last - 1].data());
  multiply_column_transposed(inputs, step, rows, delta, column_.data());
  float* const weights = gradients_.data() + layer.weights;
  for (std::size_t k = 0; k < size_of(layer.inputs); ++k) weights[4 * k] = column_.data()[k];
  float sum = 0;
  for (std::size_t i = 0; i < rows; ++i) sum += delta[i];
  gradients_.data()[layer.biases] = sum;
}

void Perceptron::backward_layer(std::size_t l, const float* inputs, std::size_t input_step,
                                std::size_t rows) {
  const LayerLayout& layer = layout_.layers[l];
  const std::size_t stride = size_of(layer.stride);
  const float* const delta = deltas_[l].data();
  sum_rows(delta, stride, rows, stride, gradients_.data() + layer.biases);
  multiply_transposed({inputs, input_step, delta, stride, nullptr,
                       gradients_.data() + layer.weights, stride, size_of(layer.inputs), stride,
                       rows, workspace_.data()});
  if (l == 0) return;
  transpose(parameters_.data() + layer.weights, stride, size_of(layer.inputs), stride,
            transposed_.data(), input_step);
  multiply({delta, stride, transposed_.data(), input_step, nullptr, deltas_[l - 1].data(),
            input_step, rows, input_step, size_of(layer.outputs), workspace_.data()});
}

std::vector<NamedTensor> Perceptron::state_dict() const {
  std::vector<NamedTensor> tensors;
  for (std::size_t l = 0; l < layout_.layers.size(); ++l) {
    const LayerLayout& layer = layout_.layers[l];
    const std::size_t inputs = size_of(layer.inputs), outputs = size_of(layer.outputs);
    const std::string name = std::to_string(2 * l);
    NamedTensor weight{name + ".weight", {outputs, inputs}, {}};
    for (std::size_t o = 0; o < outputs; ++o) {
      for (std::size_t i = 0; i < inputs; ++i) {
        weight.values.push_back(parameters_.data()[layer.weights + i * size_of(layer.stride) + o]);
      }
    }
    const float* const biases = parameters_.data() + layer.biases;
    tensors.push_back(std::move(weight));
    tensors.push_back({name + ".bias", {outputs}, {biases, biases + outputs}});
  }
  return tensors;
}

std::uint64_t Perceptron::fingerprint() const {
  Hash64 hash;
  for (const NamedTensor& tensor : state_dict()) hash.add(std::span<const float>(tensor.values));
  return hash.value();
}

double Perceptron::weight_norm() const {
  double sum = 0;
  for (const float w : parameters().first(layout_.weights_end)) {
    sum += static_cast<double>(w) * static_cast<double>(w);
  }
  return std::sqrt(sum);
}

}  // namespace playground
