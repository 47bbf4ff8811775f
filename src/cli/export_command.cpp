#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/experiment_options.hpp"
#include "share/export.hpp"

namespace playground::cli {
namespace {

constexpr std::string_view kExportFormats[] = {"csv", "json", "safetensors", "pytorch"};
constexpr std::string_view kScriptEnding = ".py";

bool ends_with(std::string_view text, std::string_view ending) {
  return text.size() > ending.size() && text.substr(text.size() - ending.size()) == ending;
}

// Keeps the run that --run names.
Result<void> choose_run(const Arguments& arguments, Experiment& experiment) {
  const Result<std::optional<double>> chosen = number(arguments, "--run");
  if (!chosen) return tl::make_unexpected(chosen.error());
  if (!*chosen) return {};
  const std::size_t runs = experiment.runs.size();
  const double run = **chosen;
  if (run < 0 || run >= static_cast<double>(runs) || run != static_cast<int>(run)) {
    return fail(fmt::format("--run: {} is out of range; it must be a whole number from 0 to {}",
                            run, runs - 1));
  }
  const int index = static_cast<int>(run);
  experiment.runs = {experiment.runs[static_cast<std::size_t>(index)]};
  std::vector<Event> events;
  for (Event& event : experiment.events) {
    if (event.run != index) continue;
    event.run = 0;
    events.push_back(std::move(event));
  }
  experiment.events = std::move(events);
  return {};
}

// Where the files of the PyTorch replay go: PATH.py with PATH.safetensors beside it, or into a
// folder.
Result<std::vector<std::string>> replay_paths(const std::string& path,
                                              const std::vector<File>& files) {
  if (ends_with(path, kScriptEnding)) {
    return std::vector<std::string>{
        path, path.substr(0, path.size() - kScriptEnding.size()) + ".safetensors"};
  }
  if (const Result<void> made = make_folder(path); !made) return tl::make_unexpected(made.error());
  std::vector<std::string> paths;
  for (const File& file : files) paths.push_back(path + "/" + file.name);
  return paths;
}

int export_files(const Arguments& arguments, const Streams& streams) {
  const std::optional<std::string> path = arguments.value("--out");
  if (!path)
    return refuse(streams,
                  "export: --out PATH is missing; it must name a file, or - for standard output");
  if (!arguments.has("--format")) {
    return refuse(streams,
                  "export: --format is missing; it must be csv, json, safetensors or pytorch");
  }
  const Result<std::string> format = choice(arguments, "--format", kExportFormats, "");
  if (!format) return refuse(streams, format.error().message);
  Result<Input> input = read_input(arguments, streams);
  if (!input) return refuse(streams, input.error().message);
  Experiment& experiment = input->experiment;
  if (const Result<void> chosen = choose_run(arguments, experiment); !chosen) {
    return refuse(streams, chosen.error().message);
  }
  const int steps = experiment.training.steps;
  const bool one_file = *path == "-" || *format != "pytorch";
  std::vector<std::string> paths = {*path};
  std::vector<File> files;
  if (one_file) {
    Result<File> file = export_single_file(experiment, *format, steps);
    if (!file) return refuse(streams, file.error().message);
    files.push_back(std::move(*file));
  } else {
    Result<std::vector<File>> exported = export_experiment(experiment, *format, steps);
    if (!exported) return refuse(streams, exported.error().message);
    files = std::move(*exported);
    Result<std::vector<std::string>> named = replay_paths(*path, files);
    if (!named) return refuse(streams, named.error().message);
    paths = std::move(*named);
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    const Result<void> written = write_file(paths[i], files[i].bytes, streams);
    if (!written) return refuse(streams, written.error().message);
  }
  return kDone;
}

constexpr auto kExportOptions = with_input_options(
    {{"--format", "FORMAT",
      "csv (curves), json (report), safetensors (trained parameters) or pytorch (a script)"},
     {"--out", "PATH", "the file to write; pytorch: a .py file or a folder; - is standard output"},
     {"--run", "I", "only the run number I (0, 1, ...)"}});

}  // namespace

const Command kExportCommand = {"export", "writes curves, report, parameters or a PyTorch script",
                                kExportOptions, export_files};

}  // namespace playground::cli
