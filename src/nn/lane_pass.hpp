// The gradients of a small network with the batch in the SIMD lanes: values stand as [unit][row],
// so that layers of 2 or 5 units fill the lanes which they would leave empty as [row][unit]. Every
// sum has the order that Perceptron::backward() gives it, so the bits are the same and shapes alone
// may choose between the two.
//   LanePass pass(layout, activation, loss, rows);
//   bool finite = pass.run(features, targets, batch, loss_scale, parameters, gradients);
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/arena.hpp"
#include "nn/loss.hpp"
#include "nn/model_config.hpp"

namespace playground {

struct ParameterLayout;

class LanePass {
 public:
  // Whether this pass is the faster one (measured; docs/performance.md).
  static bool suits(const ParameterLayout& layout, std::size_t rows);

  LanePass(const ParameterLayout& layout, Activation activation, Loss loss, std::size_t rows);

  std::size_t rows() const { return rows_; }
  Loss loss() const { return loss_; }

  // Of the rows `batch`, as many as rows(), of features [..][inputs] and targets [..]: gradients of
  // loss_scale * mean loss in the layout of the parameters. False when the loss of a row is not
  // finite.
  bool run(const float* features, const float* targets, std::span<const std::uint32_t> batch,
           double loss_scale, const float* parameters, float* gradients);

 private:
  // One layer: where its units' values stand and where its parameters do.
  struct Layer {
    std::size_t inputs, outputs, stride, weights, biases;
    Arena values;  // [outputs][lanes], after the activation
    Arena slopes;  // for activations that store them
    Arena deltas;  // [stride][lanes], the loss's gradient before the activation; 0 beyond outputs
  };

  void gather(const float* features, const float* targets, std::span<const std::uint32_t> batch);
  void forward(const Layer& layer, const float* inputs, const float* parameters, float* values);
  bool loss_gradient(Layer& output, float factor);
  void parameter_gradients(const Layer& layer, const float* inputs, float* gradients);
  void input_deltas(const Layer& layer, const float* parameters, float* deltas);
  bool single_output() const { return layers_.size() > 1 && layers_.back().outputs == 1; }

  Activation activation_;
  Loss loss_;
  std::size_t rows_;
  std::size_t lanes_;  // rows rounded up to a multiple of four
  std::vector<Layer> layers_;
  Arena features_;  // [inputs][lanes]
  Arena targets_;   // [lanes]
};

}  // namespace playground
