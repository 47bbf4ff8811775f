// The benchmark module for Chromium: the bare AdamW update over n parameters (W4) and the network's
// outputs on a grid (W6), from the same library as the engine module.
#include <emscripten.h>

#include <cstdint>
#include <memory>

#include "core/random.hpp"
#include "nn/perceptron.hpp"
#include "optim/optimizer.hpp"

namespace {

using namespace playground;

struct BareUpdate {
  explicit BareUpdate(std::size_t size)
      : parameters(make_vector(size)), gradients(make_vector(size + 272)), optimizer(size, size) {
    const Random random(1, Stream::train_points);
    for (std::size_t i = 0; i < size; ++i) {
      parameters(i) = static_cast<float>(random.uniform(i, 0) - 0.5);
      gradients(272 + i) = static_cast<float>(random.uniform(i, 1) - 0.5);
    }
  }
  Vector parameters;
  Vector gradients;  // 1088 bytes further on: equal offsets modulo 4 KiB would compete in the cache
  Optimizer optimizer;
};

// The modules of the benchmark page have one instance each; what they work on lives as long as the
// page.
std::unique_ptr<BareUpdate> update;
std::unique_ptr<Perceptron> model;
Matrix grid, outputs;

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE int prepare_update(int size) {
  update.reset();
  update = std::make_unique<BareUpdate>(static_cast<std::size_t>(size));
  return 1;
}

EMSCRIPTEN_KEEPALIVE void run_update(int count) {
  OptimizerConfig config;
  config.weight_decay = 0.1;
  const std::size_t size = update->parameters.size();
  for (int i = 0; i < count; ++i) {
    update->optimizer.step(config, 1.0, {update->parameters.data(), size},
                           {update->gradients.data() + 272, size});
  }
}

EMSCRIPTEN_KEEPALIVE void prepare_grid(int points) {
  ModelConfig config;
  config.hidden = {64, 64};
  config.activation = Activation::tanh;
  model = std::make_unique<Perceptron>(config, 2, 1);
  model->initialize();
  const auto n = static_cast<std::size_t>(points);
  grid = make_matrix(n * n, 2);
  for (std::size_t i = 0; i < n * n; ++i) {
    grid(i, 0) = -2.0f + 4.0f * static_cast<float>(i % n) / static_cast<float>(n - 1);
    grid(i, 1) = -2.0f + 4.0f * static_cast<float>(i / n) / static_cast<float>(n - 1);
  }
}

EMSCRIPTEN_KEEPALIVE void run_grid(int count) {
  for (int i = 0; i < count; ++i) model->forward(grid, outputs);
}

}  // extern "C"
