#include "share/export.hpp"

#include <fmt/format.h>

#include "share/csv.hpp"
#include "share/finished_runs.hpp"
#include "share/json.hpp"
#include "share/json_text.hpp"
#include "share/pytorch.hpp"
#include "share/report.hpp"
#include "share/safetensors.hpp"

namespace playground {
namespace {

File curves(const Experiment& experiment, int step) {
  std::vector<std::string> header = {"run", "name", "optimizer", "seed_index", "step"};
  for (const MetricColumn& column : history_columns()) header.emplace_back(column.name);
  std::string text = csv_row(header);
  for (int seed = 0; seed < experiment.seeds; ++seed) {
    const auto trainers = train_runs(experiment, seed, step);
    for (std::size_t i = 0; i < trainers.size(); ++i) {
      const int run = static_cast<int>(i);
      for (const Metrics& metrics : trainers[i]->history().points()) {
        std::vector<std::string> row = {std::to_string(run), run_name(experiment, run),
                                        optimizer_name(experiment, run), std::to_string(seed),
                                        std::to_string(metrics.step)};
        for (const MetricColumn& column : history_columns()) {
          row.push_back(csv_number(metrics.*column.member));
        }
        text += csv_row(row);
      }
    }
  }
  return {"curves.csv", std::move(text)};
}

File parameters(const Experiment& experiment, int step) {
  TensorFile file;
  file.metadata = {
      {"format", "pt"}, {"experiment", write_json(experiment, -1)}, {"step", std::to_string(step)}};
  const auto trainers = train_runs(experiment, 0, step);
  for (std::size_t run = 0; run < trainers.size(); ++run) {
    const std::string prefix = trainers.size() == 1 ? std::string() : fmt::format("run{}.", run);
    append_tensors(trainers[run]->model().state_dict(), prefix, file.tensors);
  }
  return {"parameters.safetensors", write_safetensors(file)};
}

Result<File> one_file(const Experiment& experiment, std::string_view format, int step) {
  if (format == "csv") return curves(experiment, step);
  if (format == "json") {
    return File{"report.json", report_json(experiment, train_all_seeds(experiment, step))};
  }
  if (format == "safetensors") return parameters(experiment, step);
  return fail(fmt::format("format: {} is not known; it must be csv, json, safetensors or pytorch",
                          excerpt_text(format)));
}

}  // namespace

Result<std::vector<File>> export_experiment(const Experiment& experiment, std::string_view format,
                                            int step) {
  if (format == "pytorch") return pytorch_replay(experiment, step);
  Result<File> file = one_file(experiment, format, step);
  if (!file) return tl::make_unexpected(file.error());
  return std::vector<File>{std::move(*file)};
}

Result<File> export_single_file(const Experiment& experiment, std::string_view format, int step) {
  if (format == "pytorch") return pytorch_replay_single_file(experiment, step);
  return one_file(experiment, format, step);
}

}  // namespace playground
