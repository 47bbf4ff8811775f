#include "engine/commands.hpp"

#include "share/json.hpp"
#include "share/json_text.hpp"

namespace playground {
namespace {

// Texts that are not UTF-8 are mended here: dump() must not fail.
std::string text_of(const Json& command) {
  return format_json(command, -1);
}

Json start(const char* type, std::uint32_t sequence) {
  return Json{{"type", type}, {"sequence", sequence}};
}

}  // namespace

std::string load_command(const Experiment& experiment, const std::vector<int>& units,
                         std::uint32_t generation, std::uint32_t sequence) {
  Json command = start("load", sequence);
  command["generation"] = generation;
  command["units"] = units;
  command["config"] = write_json(experiment, -1);
  return text_of(command);
}

std::string amend_command(const Experiment& experiment, std::uint32_t sequence) {
  Json command = start("amend", sequence);
  command["config"] = write_json(experiment, -1);
  return text_of(command);
}

std::string target_command(int step, std::uint32_t sequence) {
  Json command = start("target", sequence);
  command["step"] = step;
  return text_of(command);
}

std::string grid_command(const GridRequest& request, std::uint32_t sequence) {
  Json command = start("grid", sequence);
  command["left"] = request.left;
  command["right"] = request.right;
  command["bottom"] = request.bottom;
  command["top"] = request.top;
  command["columns"] = request.columns;
  command["rows"] = request.rows;
  return text_of(command);
}

std::string show_seed_command(int seed, std::uint32_t sequence) {
  Json command = start("show", sequence);
  command["seed"] = seed;
  return text_of(command);
}

std::string inspect_command(const InspectionRequest& request, std::uint32_t sequence) {
  Json command = start("inspect", sequence);
  command["wanted"] = request.wanted;
  if (request.watched) {
    command["watched"] = {request.watched->layer, request.watched->input, request.watched->output};
  }
  return text_of(command);
}

std::string job_command(const JobRequest& request, JobId job, std::uint32_t sequence) {
  Json command = start("job", sequence);
  command["job"] = job;
  command["kind"] = request.kind;
  command["input"] = request.input;
  return text_of(command);
}

std::string cancel_command(JobId job, std::uint32_t sequence) {
  Json command = start("cancel", sequence);
  command["job"] = job;
  return text_of(command);
}

}  // namespace playground
