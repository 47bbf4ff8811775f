#include "engine/jobs.hpp"

#include <utility>

#include "engine/dataset_job.hpp"
#include "engine/history_job.hpp"
#include "engine/landscape_jobs.hpp"
#include "engine/past_job.hpp"
#include "engine/predictions_job.hpp"
#include "engine/step_pieces.hpp"
#include "engine/sweep_job.hpp"
#include "share/export.hpp"
#include "share/json.hpp"
#include "share/json_text.hpp"

namespace playground {
namespace {

class ExportJob : public Job {
 public:
  explicit ExportJob(Exporter exporter) : exporter_(std::move(exporter)) {}

  bool work(double milliseconds) override {
    return pieces_.work(milliseconds, [this](int steps) { return exporter_.advance(steps); });
  }
  Result<std::string> result() override { return std::move(exporter_.files().front().bytes); }

 private:
  Exporter exporter_;
  StepPieces pieces_;
};

Result<std::unique_ptr<Job>> make_export(const Json& input, const JobContext& context) {
  Result<Experiment> experiment = experiment_of_job(input, context);
  if (!experiment) return tl::make_unexpected(experiment.error());
  Result<Exporter> exporter =
      Exporter::make(*experiment, input.value("format", ""), input.value("step", 0), true);
  if (!exporter) return tl::make_unexpected(exporter.error());
  return std::make_unique<ExportJob>(std::move(*exporter));
}

struct Kind {
  std::string_view name;
  Result<std::unique_ptr<Job>> (*make)(const Json& input, const JobContext& context);
};

constexpr Kind kKinds[] = {
    {"dataset", make_dataset_job},
    {"export", make_export},
    {"history", make_history},
    {"landscape", make_landscape},
    {"past", make_past},
    {"path", make_path},
    {"predictions", make_predictions},
    {"sweep_cells", make_sweep_job},
};

}  // namespace

Result<Experiment> experiment_of_job(const Json& input, const JobContext& context) {
  Result<Experiment> experiment = read_json(input.value("config", ""));
  if (!experiment) return experiment;
  const Result<void> bound =
      (context.tables ? *context.tables : TableStore{}).bind(experiment->data);
  if (!bound) return tl::make_unexpected(bound.error());
  return experiment;
}

Result<std::unique_ptr<Job>> make_job(const JobRequest& request, const JobContext& context) {
  const Json input = parse_own_json(request.input);
  if (!input.is_object()) return fail("engine: the input of a job was not a JSON object");
  for (const Kind& kind : kKinds) {
    if (kind.name == request.kind) return kind.make(input, context);
  }
  return fail("engine: there is no job of the kind '" + request.kind + "'");
}

JobRequest export_job(const Experiment& experiment, const std::string& format, int step) {
  Json input;
  input["config"] = write_json(experiment, -1);
  input["format"] = format;
  input["step"] = step;
  return {"export", format_json(input, -1)};
}

}  // namespace playground
