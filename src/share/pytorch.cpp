#include "share/pytorch.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base64.hpp"
#include "share/finished_runs.hpp"
#include "share/json.hpp"
#include "share/json_text.hpp"
#include "share/pytorch_script.hpp"
#include "share/report.hpp"
#include "share/safetensors.hpp"

namespace playground {
namespace {

std::span<const float> values_of(const Matrix& matrix) {
  return {matrix.data(), matrix.size()};
}
std::span<const float> values_of(const Vector& vector) {
  return {vector.data(), vector.size()};
}

void append_samples(const Samples& samples, const std::string& name,
                    std::vector<StoredTensor>& tensors) {
  const std::size_t rows = samples.size();
  const std::size_t columns = samples.features.shape(1);
  tensors.push_back(
      stored_tensor(name + ".features", {rows, columns}, values_of(samples.features)));
  tensors.push_back(stored_tensor(name + ".targets", {rows}, values_of(samples.targets)));
  tensors.push_back(
      stored_tensor(name + ".clean_targets", {rows}, values_of(samples.clean_targets)));
}

// [steps, batch]: a row an update, filled up with -1 where the last batch of an epoch is smaller.
StoredTensor batch_tensor(const Experiment& experiment, const Dataset& dataset, int step) {
  const auto rows = static_cast<int>(dataset.train.size());
  const int width = std::min(experiment.training.batch_size, rows);
  BatchOrder order(experiment.training.order_seed, rows, experiment.training.batch_size);
  std::vector<std::int32_t> indices;
  for (int t = 1; t <= step; ++t) {
    const std::vector<std::uint32_t>& batch = order.batch(t);
    for (std::size_t i = 0; i < static_cast<std::size_t>(width); ++i) {
      indices.push_back(i < batch.size() ? static_cast<std::int32_t>(batch[i]) : -1);
    }
  }
  return stored_tensor("batches", {static_cast<std::size_t>(step), static_cast<std::size_t>(width)},
                       std::span<const std::int32_t>(indices));
}

// [points, 9]: the step and the columns of a report, at every recorded step; the last row is the
// run's end.
StoredTensor metrics_tensor(Trainer& trainer, const std::string& name) {
  std::vector<Metrics> points = trainer.history().points();
  if (points.empty() || points.back().step != trainer.step())
    points.push_back(trainer.metrics_now());
  std::vector<double> values;
  for (const Metrics& metrics : points) {
    values.push_back(metrics.step);
    for (const MetricColumn& column : report_columns()) {
      values.push_back(metrics.*column.member);
    }
  }
  return stored_tensor(name, {points.size(), report_columns().size() + 1},
                       std::span<const double>(values));
}

void replace(std::string& text, std::string_view what, std::string_view with) {
  text.replace(text.find(what), what.size(), with);
}

// A JSON text in quotes is a Python string too: its escapes (\" \\ \b \f \n \r \t \u00XX) mean the
// same.
std::string replay_script(const Experiment& experiment, bool regression, std::string_view data) {
  std::string script(kReplayScript);
  replace(script, "@REGRESSION@", regression ? "True" : "False");
  replace(script, "@DATA@", data);
  replace(script, "@CONFIG@", format_json(Json(write_json(experiment, -1)), -1));
  return script;
}

Result<void> check_size(const Experiment& experiment, int step) {
  constexpr double kMostIndices = 2e7;
  const double batch = std::min(experiment.training.batch_size, experiment.data.train_size);
  if (batch * step <= kMostIndices) return {};
  return fail(
      fmt::format("steps: {} steps of {} samples are more than the script's data can hold; "
                  "at most {} steps of this batch size",
                  step, batch, static_cast<int>(kMostIndices / batch)));
}

class PytorchWriter : public ExportWriter {
 public:
  PytorchWriter(const Experiment& experiment, int step, bool single_file)
      : experiment_(experiment),
        step_(step),
        single_file_(single_file),
        file_{{}, {{"experiment", write_json(experiment, -1)}}} {}
  int seeds() const override { return 1; }

  void before(Trainer& untrained, int run) override {
    if (run == 0) {
      regression_ = untrained.dataset().task == Task::regression;
      append_samples(untrained.dataset().train, "train", file_.tensors);
      append_samples(untrained.dataset().test, "test", file_.tensors);
      file_.tensors.push_back(batch_tensor(experiment_, untrained.dataset(), step_));
    }
    append_tensors(untrained.model().state_dict(), fmt::format("run{}.initial.", run),
                   file_.tensors);
  }
  void after(Trainer& trained, int, int run) override {
    append_tensors(trained.model().state_dict(), fmt::format("run{}.final.", run), file_.tensors);
    file_.tensors.push_back(metrics_tensor(trained, fmt::format("run{}.metrics", run)));
  }
  std::vector<File> files() override {
    std::string data = write_safetensors(file_);
    if (single_file_) return {{"replay.py", replay_script(experiment_, regression_, base64(data))}};
    return {{"replay.py", replay_script(experiment_, regression_, "")},
            {"replay.safetensors", std::move(data)}};
  }

 private:
  Experiment experiment_;
  int step_;
  bool single_file_;
  bool regression_ = false;
  TensorFile file_;
};

}  // namespace

Result<std::unique_ptr<ExportWriter>> make_pytorch_writer(const Experiment& experiment, int step,
                                                          bool single_file) {
  if (const Result<void> size = check_size(experiment, step); !size) {
    return tl::make_unexpected(size.error());
  }
  return std::make_unique<PytorchWriter>(experiment, step, single_file);
}

}  // namespace playground
