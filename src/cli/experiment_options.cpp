#include "cli/experiment_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "cli/data_options.hpp"
#include "cli/lessons.hpp"
#include "core/text.hpp"
#include "core/text_check.hpp"
#include "share/experiment_tree.hpp"
#include "share/json.hpp"
#include "train/parameters.hpp"

namespace playground::cli {
namespace {

// A little more than any reader takes, so that "too long" is told by the reader.
constexpr std::size_t kMostBytes = 1'100'000;

Result<std::string> read_stream(std::istream& stream, std::string_view name,
                                std::size_t most = kMostBytes) {
  std::string text(most, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) return fail(fmt::format("{}: cannot be read", playground::quoted(name)));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

Result<Input> read_source(const Arguments& arguments, const Streams& streams, std::string& rows) {
  const std::optional<std::string> config = arguments.value("--config");
  const std::optional<std::string> link = arguments.value("--link");
  const std::optional<std::string> lesson = arguments.value("--lesson");
  if (config.has_value() + link.has_value() + lesson.has_value() > 1)
    return fail("--config, --link and --lesson: only one of them may be given");
  if (lesson) {
    const Result<Experiment> experiment = lesson_experiment(*lesson);
    if (!experiment) return tl::make_unexpected(experiment.error());
    return Input{*experiment, std::nullopt, {}};
  }
  if (config) {
    const Result<std::string> text = read_file("--config", *config, kMostBytes, streams);
    if (!text) return tl::make_unexpected(text.error());
    const Result<Experiment> experiment = read_json(*text);
    if (!experiment)
      return fail(fmt::format("{}: {}", playground::quoted(*config), experiment.error().message));
    if (experiment->data.dataset == DatasetKind::table) rows = table_rows_of(parse_own_json(*text));
    return Input{*experiment, std::nullopt, {}};
  }
  if (link) {
    const Result<std::string> text =
        *link == "-" ? read_stream(streams.in, "standard input") : Result<std::string>(*link);
    if (!text) return tl::make_unexpected(text.error());
    const LinkContent content = read_link(*text);
    for (const std::string& notice : content.notices) streams.err << "link: " << notice << "\n";
    rows = content.rows;
    return Input{content.experiment, content.claim, {}};
  }
  return Input{default_experiment(), std::nullopt, {}};
}

// Sets a parameter from an option, with the table's own limits.
Result<void> override_parameter(const Arguments& arguments, std::string_view option,
                                Section section, std::string_view name, Experiment& experiment) {
  const std::optional<std::string> text = arguments.value(option);
  if (!text) return {};
  const Parameter& parameter = *find_parameter(section, name);
  const std::optional<double> number = parse_number(*text);
  const Value value = number ? Value(*number) : Value(*text);
  if (const Result<void> checked = check_value(parameter, value, option); !checked) return checked;
  parameter.set(experiment, 0, value);
  return {};
}

}  // namespace

Result<Input> read_input(const Arguments& arguments, const Streams& streams) {
  std::string rows;
  Result<Input> input = read_source(arguments, streams, rows);
  if (!input) return input;
  if (const Result<void> bound = bind_data(arguments, streams, rows, *input); !bound) {
    return tl::make_unexpected(bound.error());
  }
  Experiment& experiment = input->experiment;
  Result<void> set =
      override_parameter(arguments, "--steps", Section::training, "steps", experiment);
  if (set) set = override_parameter(arguments, "--seeds", Section::experiment, "seeds", experiment);
  if (!set) return tl::make_unexpected(set.error());
  // A claim is about the experiment as it was sent.
  if (arguments.has("--steps") || arguments.has("--seeds")) input->claim.reset();
  const std::size_t before = experiment.events.size();
  experiment.events.erase(
      std::remove_if(experiment.events.begin(), experiment.events.end(),
                     [&](const Event& event) { return event.step > experiment.training.steps; }),
      experiment.events.end());
  if (experiment.events.size() < before) {
    streams.err << fmt::format("--steps: {} later events were left out\n",
                               before - experiment.events.size());
  }
  if (const Result<void> valid = check_experiment(experiment); !valid) {
    return tl::make_unexpected(valid.error());
  }
  return input;
}

Result<std::string> read_file(std::string_view option, const std::string& path, std::size_t most,
                              const Streams& streams) {
  if (path == "-") return read_stream(streams.in, "standard input", most);
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return fail(
        fmt::format("{}: {} is a folder; it must be a file", option, playground::quoted(path)));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return fail(fmt::format("{}: the file {} cannot be opened", option, playground::quoted(path)));
  }
  return read_stream(file, path, most);
}

Result<void> write_file(const std::string& path, const std::string& bytes, const Streams& streams) {
  if (path == "-") {
    streams.out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return {};
  }
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return fail(fmt::format("the file {} cannot be written", playground::quoted(path)));
  return {};
}

Result<void> make_folder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (std::filesystem::is_directory(path, error)) return {};
  return fail(fmt::format("the folder {} cannot be made", playground::quoted(path)));
}

}  // namespace playground::cli
