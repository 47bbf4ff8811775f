#include "engine/jobs.hpp"

#include <utility>

#include "engine/history_job.hpp"
#include "engine/landscape_jobs.hpp"
#include "engine/past_job.hpp"
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

Result<std::unique_ptr<Job>> make_export(const Json& input, const JobContext&) {
  Result<Experiment> experiment = read_json(input.value("config", ""));
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
    {"export", make_export}, {"history", make_history}, {"landscape", make_landscape},
    {"past", make_past},     {"path", make_path},       {"sweep_cells", make_sweep_job},
};

}  // namespace

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
