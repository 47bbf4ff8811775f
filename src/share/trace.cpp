#include "share/trace.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "share/csv.hpp"
#include "share/finished_runs.hpp"
#include "share/json.hpp"
#include "share/report.hpp"
#include "share/safetensors.hpp"
#include "train/parameters.hpp"

namespace playground {
namespace {

std::string samples_csv(const Samples& samples, const std::vector<std::string>& inputs,
                        bool regression) {
  std::vector<std::string> row = inputs;
  row.emplace_back(regression ? "target" : "label");
  row.emplace_back(regression ? "clean_target" : "clean_label");
  std::string text = csv_row(row);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    row.clear();
    for (std::size_t j = 0; j < inputs.size(); ++j)
      row.push_back(csv_number(samples.features(i, j)));
    row.push_back(csv_number(samples.targets(i)));
    row.push_back(csv_number(samples.clean_targets(i)));
    text += csv_row(row);
  }
  return text;
}

std::string batches_csv(const Experiment& experiment, const Dataset& dataset) {
  BatchOrder order(experiment.training.order_seed, static_cast<int>(dataset.train.size()),
                   experiment.training.batch_size);
  std::string text;
  for (int step = 1; step <= experiment.training.steps; ++step) {
    bool first = true;
    for (const std::uint32_t index : order.batch(step)) {
      if (!first) text += ',';
      first = false;
      text += std::to_string(index);
    }
    text += "\r\n";
  }
  return text;
}

std::string model_file(const Perceptron& model) {
  TensorFile file{{}, {{"format", "pt"}}};
  append_tensors(model.state_dict(), "", file.tensors);
  return write_safetensors(file);
}

}  // namespace

Result<std::vector<File>> trace_files(const Experiment& experiment) {
  constexpr double kMostIndices = 1e8;
  const double batch = std::min(experiment.training.batch_size, experiment.data.train_size);
  if (batch * experiment.training.steps > kMostIndices) {
    return fail(
        fmt::format("training.steps: {} steps of {} samples are more than a trace can hold; "
                    "at most {} steps of this batch size",
                    experiment.training.steps, batch, kMostIndices / batch));
  }
  auto trainers = make_trainers(experiment, 0);
  const Dataset& dataset = trainers.front()->dataset();
  const std::vector<std::string>& inputs = dataset.input_names;
  const bool regression = dataset.task == Task::regression;
  std::vector<File> files = {{"config.json", write_json(experiment) + "\n"},
                             {"train.csv", samples_csv(dataset.train, inputs, regression)},
                             {"test.csv", samples_csv(dataset.test, inputs, regression)},
                             {"batches.csv", batches_csv(experiment, dataset)}};
  for (std::size_t run = 0; run < trainers.size(); ++run) {
    Trainer& trainer = *trainers[run];
    files.push_back({fmt::format("run{}_initial.safetensors", run), model_file(trainer.model())});
    trainer.advance_to(experiment.training.steps);
    files.push_back({fmt::format("run{}_final.safetensors", run), model_file(trainer.model())});
    files.push_back(
        {fmt::format("run{}_metrics.csv", run), history_csv(trainer.history().points())});
  }
  return files;
}

}  // namespace playground
