// Speed of training and of the update kernel on the benchmark workloads, natively. Prints lines
// `name value unit`; an argument such as W1 restricts it to names that begin so.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "nn/perceptron.hpp"
#include "optim/optimizer.hpp"
#include "train/trainer.hpp"

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

OptimizerConfig adamw() {
  OptimizerConfig config;
  config.learning_rate = 0.01;
  config.weight_decay = 0.1;
  return config;
}

// Training through the interface that sessions use, evaluation as seldom as an experiment can ask.
void bench_training(const char* name, std::vector<int> hidden, int batch_size, int samples,
                    int chunk) {
  Experiment experiment = default_experiment();
  experiment.data.noise = 0.2;
  experiment.data.train_size = samples;
  experiment.data.test_size = 100;
  experiment.model.hidden = std::move(hidden);
  experiment.model.activation = Activation::tanh;
  experiment.model.initialization = Initialization::xavier;
  experiment.training.batch_size = batch_size;
  experiment.training.steps = 10000000;
  experiment.training.evaluate_every = 100000;
  experiment.runs.resize(1);
  static_cast<OptimizerConfig&>(experiment.runs[0]) = adamw();
  Trainer trainer(std::make_shared<const Dataset>(make_dataset(experiment.data)), experiment, 0);
  const double duration = time_of([&] { trainer.advance_to(trainer.step() + chunk); });
  std::printf("%s %.6g steps/s\n", name, chunk / duration);
  if (trainer.diverged() || trainer.step() == experiment.training.steps) {
    std::printf("%s did not train to the end of the measurement\n", name);
  }
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
  if (wanted("W1")) bench_training("W1", {64, 64}, 32, 256, 100);
  if (wanted("W2")) bench_training("W2", {256, 256, 256}, 128, 1024, 1);
  if (wanted("W3")) bench_training("W3", {4, 2}, 10, 250, 1000);
  if (wanted("W4")) {
    for (const std::size_t size : {4096u, 65536u, 1048576u, 16777216u}) bench_kernel(size);
  }
  if (wanted("W6")) bench_grid();
  return 0;
}
