#include "engine/jobs.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "engine/landscape_jobs.hpp"
#include "engine/past_job.hpp"
#include "engine/sweep_job.hpp"
#include "share/export.hpp"
#include "share/json.hpp"

namespace playground {
namespace {

using Json = nlohmann::ordered_json;

class ExportJob : public Job {
 public:
  ExportJob(Experiment experiment, std::string format, int step)
      : experiment_(std::move(experiment)), format_(std::move(format)), step_(step) {}

  bool work(double) override {
    file_ = export_single_file(experiment_, format_, step_);
    return false;
  }
  Result<std::string> result() override {
    if (!file_) return tl::make_unexpected(file_.error());
    return std::move(file_->bytes);
  }

 private:
  Experiment experiment_;
  std::string format_;
  int step_;
  Result<File> file_;
};

Result<std::unique_ptr<Job>> make_export(const Json& input, const JobContext&) {
  Result<Experiment> experiment = read_json(input.value("config", ""));
  if (!experiment) return tl::make_unexpected(experiment.error());
  return std::make_unique<ExportJob>(std::move(*experiment), input.value("format", ""),
                                     input.value("step", 0));
}

struct Kind {
  std::string_view name;
  Result<std::unique_ptr<Job>> (*make)(const Json& input, const JobContext& context);
};

constexpr Kind kKinds[] = {
    {"export", make_export}, {"landscape", make_landscape},   {"past", make_past},
    {"path", make_path},     {"sweep_cells", make_sweep_job},
};

}  // namespace

Result<std::unique_ptr<Job>> make_job(const JobRequest& request, const JobContext& context) {
  const Json input = Json::parse(request.input, nullptr, false);
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
  return {"export", input.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

}  // namespace playground
