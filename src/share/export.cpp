#include "share/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "share/csv.hpp"
#include "share/finished_runs.hpp"
#include "share/json.hpp"
#include "share/json_text.hpp"
#include "share/pytorch.hpp"
#include "share/report.hpp"
#include "share/safetensors.hpp"

namespace playground {
namespace {

class CurvesWriter : public ExportWriter {
 public:
  explicit CurvesWriter(const Experiment& experiment) : experiment_(experiment) {
    std::vector<std::string> header = {"run", "name", "optimizer", "seed_index", "step"};
    for (const MetricColumn& column : history_columns()) header.emplace_back(column.name);
    text_ = csv_row(header);
  }
  int seeds() const override { return experiment_.seeds; }
  void after(Trainer& trained, int seed, int run) override {
    for (const Metrics& metrics : trained.history().points()) {
      std::vector<std::string> row = {std::to_string(run), run_name(experiment_, run),
                                      optimizer_name(experiment_, run), std::to_string(seed),
                                      std::to_string(metrics.step)};
      for (const MetricColumn& column : history_columns()) {
        row.push_back(csv_number(metrics.*column.member));
      }
      text_ += csv_row(row);
    }
  }
  std::vector<File> files() override { return {{"curves.csv", std::move(text_)}}; }

 private:
  Experiment experiment_;
  std::string text_;
};

class ReportWriter : public ExportWriter {
 public:
  explicit ReportWriter(const Experiment& experiment) : experiment_(experiment) {}
  int seeds() const override { return experiment_.seeds; }
  void after(Trainer& trained, int seed, int run) override {
    if (run == 0) outcomes_.resize(static_cast<std::size_t>(seed) + 1);
    outcomes_.back().push_back(outcome(experiment_, run, trained));
  }
  std::vector<File> files() override {
    return {{"report.json", report_json(experiment_, outcomes_)}};
  }

 private:
  Experiment experiment_;
  std::vector<std::vector<RunOutcome>> outcomes_;  // [seed][run]
};

class ParametersWriter : public ExportWriter {
 public:
  ParametersWriter(const Experiment& experiment, int step)
      : several_(experiment.runs.size() > 1),
        file_{{},
              {{"format", "pt"},
               {"experiment", write_json(experiment, -1)},
               {"step", std::to_string(step)}}} {}
  int seeds() const override { return 1; }
  void after(Trainer& trained, int, int run) override {
    const std::string prefix = several_ ? fmt::format("run{}.", run) : std::string();
    append_tensors(trained.model().state_dict(), prefix, file_.tensors);
  }
  std::vector<File> files() override {
    return {{"parameters.safetensors", write_safetensors(file_)}};
  }

 private:
  bool several_;
  TensorFile file_;
};

Result<std::unique_ptr<ExportWriter>> make_writer(const Experiment& experiment,
                                                  std::string_view format, int step,
                                                  bool single_file) {
  if (format == "csv") return std::make_unique<CurvesWriter>(experiment);
  if (format == "json") return std::make_unique<ReportWriter>(experiment);
  if (format == "safetensors") return std::make_unique<ParametersWriter>(experiment, step);
  if (format == "pytorch") return make_pytorch_writer(experiment, step, single_file);
  return fail(fmt::format("format: {} is not known; it must be csv, json, safetensors or pytorch",
                          excerpt_text(format)));
}

Result<std::vector<File>> export_files(const Experiment& experiment, std::string_view format,
                                       int step, bool single_file) {
  Result<Exporter> exporter = Exporter::make(experiment, format, step, single_file);
  if (!exporter) return tl::make_unexpected(exporter.error());
  while (exporter->advance(std::numeric_limits<int>::max())) {
  }
  return exporter->files();
}

}  // namespace

Result<std::vector<File>> export_experiment(const Experiment& experiment, std::string_view format,
                                            int step) {
  return export_files(experiment, format, step, false);
}

Result<File> export_single_file(const Experiment& experiment, std::string_view format, int step) {
  Result<std::vector<File>> files = export_files(experiment, format, step, true);
  if (!files) return tl::make_unexpected(files.error());
  return std::move(files->front());
}

Result<Exporter> Exporter::make(const Experiment& experiment, std::string_view format, int step,
                                bool single_file) {
  auto writer = make_writer(experiment, format, step, single_file);
  if (!writer) return tl::make_unexpected(writer.error());
  return Exporter(experiment, std::clamp(step, 0, experiment.training.steps), std::move(*writer));
}

bool Exporter::advance(int steps) {
  if (seed_ >= writer_->seeds()) return false;
  if (!trainer_) begin_run();
  trainer_->advance_to(trainer_->step() + std::min(steps, step_ - trainer_->step()));
  if (trainer_->diverged() || trainer_->step() >= step_) end_run();
  return seed_ < writer_->seeds();
}

void Exporter::begin_run() {
  if (run_ == 0) {
    seeded_ = experiment_of_seed(experiment_, seed_);
    dataset_ = std::make_shared<const Dataset>(make_dataset(seeded_.data));
  }
  trainer_ = std::make_unique<Trainer>(dataset_, seeded_, run_);
  writer_->before(*trainer_, run_);
}

void Exporter::end_run() {
  writer_->after(*trainer_, seed_, run_);
  trainer_.reset();
  if (++run_ < static_cast<int>(experiment_.runs.size())) return;
  run_ = 0;
  ++seed_;
}

}  // namespace playground
