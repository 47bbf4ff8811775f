// The multilayer perceptron: all parameters of the model in one contiguous arena (weights of every
// layer first, then biases), gradients in an arena of the same layout, so one kernel call updates
// the whole model.
//   Perceptron model(config, inputs, outputs);  model.initialize();
//   double loss = model.backward(features, targets, Loss::binary_cross_entropy, 1.0);
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/arena.hpp"
#include "core/tensor.hpp"
#include "nn/lane_pass.hpp"
#include "nn/loss.hpp"
#include "nn/model_config.hpp"
#include "nn/parameter_layout.hpp"

namespace playground {

// A tensor as PyTorch's nn.Sequential of Linear and activation modules names and shapes it:
// "0.weight" [out, in], "0.bias" [out], "2.weight", ...
struct NamedTensor {
  std::string name;
  std::vector<std::size_t> shape;
  std::vector<float> values;
};

class Perceptron {
 public:
  Perceptron(const ModelConfig& config, int inputs, int outputs);

  // Draws the initial parameters from the stream initial_weights of config.seed.
  void initialize();

  const ParameterLayout& layout() const { return layout_; }
  std::span<float> parameters();
  std::span<const float> parameters() const;
  std::span<const float> gradients() const;

  // Outputs [rows, outputs] for features [rows, inputs], any number of rows. `outputs` is resized.
  void forward(const Matrix& features, Matrix& outputs);

  // One forward and backward pass over a batch: fills gradients() with those of
  // loss_scale * mean loss and returns the unscaled mean loss.
  double backward(const Matrix& features, const Vector& targets, Loss loss, double loss_scale);

  // The same gradients, bit for bit, of the rows `batch` of a data set, by the faster of two passes
  // for the shapes at hand, and without the loss: false when that of a row is not finite. What
  // training calls.
  bool compute_gradients(const Matrix& features, const Vector& targets,
                         std::span<const std::uint32_t> batch, Loss loss, double loss_scale);

  std::vector<NamedTensor> state_dict() const;
  // 64-bit hash over the bits of the parameters in the order of state_dict().
  std::uint64_t fingerprint() const;
  // L2 norm of all weights (biases left out).
  double weight_norm() const;

 private:
  // Grows the workspaces of the batch; afterwards a step allocates nothing.
  void prepare(std::size_t rows);
  // The product of one layer, without its activation.
  void apply_layer(std::size_t layer, const float* inputs, std::size_t input_step, std::size_t rows,
                   float* outputs);
  void gather(const Matrix& features, const Vector& targets, std::span<const std::uint32_t> batch);
  void backward_single_output(std::size_t rows);
  void backward_layer(std::size_t layer, const float* inputs, std::size_t input_step,
                      std::size_t rows);
  // One output above a hidden layer: its values stand side by side instead of at a stride of four.
  bool single_output() const {
    return layout_.layers.size() > 1 && layout_.layers.back().outputs == 1;
  }

  ModelConfig config_;
  ParameterLayout layout_;
  Arena parameters_;
  Arena gradients_;
  std::size_t batch_capacity_ = 0;
  std::vector<Arena> values_;   // per layer [rows][stride], after the activation
  std::vector<Arena> slopes_;   // per hidden layer, for activations that store them
  std::vector<Arena> deltas_;   // per layer, the loss's gradient before the activation
  Arena transposed_;            // a layer's weights [outputs][inputs rounded up]
  Arena workspace_;             // of the products
  Arena column_;                // the weights of a single output
  std::size_t block_rows_ = 0;  // forward() goes through the layers in blocks of rows
  Arena block_[2];
  Matrix batch_features_;  // of the last batch that did not suit the lanes
  Vector batch_targets_;
  std::optional<LanePass> lane_pass_;  // of the last that did
};

}  // namespace playground
