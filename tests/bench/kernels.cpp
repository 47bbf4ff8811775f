// Speed of the training step and of the update kernel on the benchmark workloads, natively or under
// Node. Prints lines `name value unit`; an argument such as W1 restricts it to names that begin so.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "nn/perceptron.hpp"
#include "optim/optimizer.hpp"

namespace {

using namespace playground;

double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Seconds of one call: the median of seven rounds of at least 50 ms.
template <typename Call>
double time_of(Call call) {
  int count = 1;
  for (;;) {
    const double start = seconds();
    for (int i = 0; i < count; ++i) call();
    const double elapsed = seconds() - start;
    if (elapsed > 0.05) break;
    count = elapsed < 0.002 ? count * 8 : static_cast<int>(count * 0.07 / elapsed) + 1;
  }
  std::vector<double> rounds;
  for (int round = 0; round < 7; ++round) {
    const double start = seconds();
    for (int i = 0; i < count; ++i) call();
    rounds.push_back((seconds() - start) / count);
  }
  std::sort(rounds.begin(), rounds.end());
  return rounds[3];
}

struct Batch {
  Matrix features;
  Vector targets;
};

std::vector<Batch> two_moons(std::size_t batches, std::size_t rows) {
  const Random random(1, Stream::train_points);
  std::vector<Batch> result;
  for (std::size_t b = 0; b < batches; ++b) {
    Batch batch{make_matrix(rows, 2), make_vector(rows)};
    for (std::size_t i = 0; i < rows; ++i) {
      const std::uint64_t index = b * rows + i;
      const double angle = 3.14159265 * random.uniform(index, 0);
      const auto noise = random.normal_pair(index, 1);
      const bool second = index % 2 == 1;
      const double x1 = (second ? 1 - std::cos(angle) : std::cos(angle)) - 0.5 + 0.2 * noise[0];
      const double x2 = (second ? 0.5 - std::sin(angle) : std::sin(angle)) - 0.25 + 0.2 * noise[1];
      batch.features(i, 0) = static_cast<float>(x1);
      batch.features(i, 1) = static_cast<float>(x2);
      batch.targets(i) = second ? 1.0f : 0.0f;
    }
    result.push_back(std::move(batch));
  }
  return result;
}

OptimizerConfig adamw() {
  OptimizerConfig config;
  config.learning_rate = 0.01;
  config.weight_decay = 0.1;
  return config;
}

void bench_training(const char* name, std::vector<int> hidden, std::size_t rows,
                    std::size_t points) {
  ModelConfig model_config;
  model_config.hidden = std::move(hidden);
  model_config.activation = Activation::tanh;
  Perceptron model(model_config, 2, 1);
  model.initialize();
  Optimizer optimizer(model.layout().size, model.layout().weights_end);
  const OptimizerConfig config = adamw();
  const std::vector<Batch> batches = two_moons(points / rows, rows);
  std::size_t next = 0;
  double loss = 0;
  const double duration = time_of([&] {
    const Batch& batch = batches[next];
    next = (next + 1) % batches.size();
    loss = model.backward(batch.features, batch.targets, Loss::binary_cross_entropy, 1.0);
    optimizer.step(config, 1.0, model.parameters(), model.gradients());
  });
  std::printf("%s %.6g steps/s\n", name, 1 / duration);
  if (!std::isfinite(loss)) std::printf("%s diverged\n", name);
}

void bench_kernel(std::size_t size) {
  const Random random(1, Stream::initial_weights);
  Arena parameters(size, 0), gradients(size, 1);
  for (std::size_t i = 0; i < size; ++i) {
    const auto value = random.uniform(i, 0);
    parameters.data()[i] = static_cast<float>(value - 0.5);
    gradients.data()[i] = static_cast<float>(0.5 - value * value);
  }
  Optimizer optimizer(size, size);
  const OptimizerConfig config = adamw();
  const double duration =
      time_of([&] { optimizer.step(config, 1.0, parameters.span(), gradients.span()); });
  std::printf("W4.adamw.%zu %.4g ns/parameter\n", size, duration * 1e9 / static_cast<double>(size));
}

void bench_grid() {
  ModelConfig model_config;
  model_config.hidden = {64, 64};
  model_config.activation = Activation::tanh;
  Perceptron model(model_config, 2, 1);
  model.initialize();
  Matrix points = make_matrix(10000, 2), outputs;
  for (std::size_t i = 0; i < 10000; ++i) {
    points(i, 0) = static_cast<float>(i % 100) * 0.04f - 2;
    points(i, 1) = static_cast<float>(i / 100) * 0.04f - 2;
  }
  std::printf("W6 %.4g ms\n", 1e3 * time_of([&] { model.forward(points, outputs); }));
}

}  // namespace

int main(int argc, char** argv) {
  const std::string only = argc > 1 ? argv[1] : "W";
  const auto wanted = [&](const char* name) { return std::string(name).rfind(only, 0) == 0; };
  if (wanted("W1")) bench_training("W1", {64, 64}, 32, 256);
  if (wanted("W2")) bench_training("W2", {256, 256, 256}, 128, 1024);
  if (wanted("W3")) bench_training("W3", {4, 2}, 10, 250);
  if (wanted("W4")) {
    for (const std::size_t size : {4096u, 65536u, 1048576u, 16777216u}) bench_kernel(size);
  }
  if (wanted("W6")) bench_grid();
  return 0;
}
