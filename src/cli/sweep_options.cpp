#include "cli/sweep_options.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "cli/experiment_options.hpp"
#include "core/text.hpp"
#include "core/text_check.hpp"
#include "engine/threads.hpp"
#include "share/link_text.hpp"
#include "share/sweep_text.hpp"
#include "train/sweep_check.hpp"

namespace playground::cli {
namespace {

constexpr std::string_view kSweepFormats[] = {"json", "csv"};
constexpr int kMostJobs = 256;
constexpr int kMostParts = 100000;

constexpr auto kSweepOptions = with_input_options(
    {{"--learning-rates", "A,B,..", "the learning rates of the columns"},
     {"--weight-decays", "A,B,..", "the decays of the rows"},
     {"--x", "AXIS",
      "another parameter across: NAME, NAME:COUNT, NAME:COUNT:FROM:TO or NAME=A,B,.."},
     {"--y", "AXIS", "another parameter up, in the same form"},
     {"--runs", "I,J,..", "which runs of the experiment get a map each, 0 is the first"},
     {"--metric", "NAME", "what the best cells are judged by, test_loss unless given"},
     {"--jobs", "N", "train N cells at a time; one a core unless given"},
     {"--part", "I/N", "only the I-th of N parts, for several machines"},
     {"--resume", "FILE", "take finished cells from FILE and add the others to it as they finish"},
     {"--format", "FORMAT",
      "json, a line a cell as it finishes (the default), or csv at the end"}});

Result<int> whole(std::string_view option, std::string_view text, int least, int most) {
  const std::optional<double> number = parse_number(text);
  if (number && *number >= least && *number <= most && *number == std::floor(*number)) {
    return static_cast<int>(*number);
  }
  return fail(fmt::format("{}: {} is not possible; it must be an integer from {} to {}", option,
                          playground::quoted(text), least, most));
}

Result<std::vector<double>> number_list(std::string_view option, std::string_view text) {
  std::vector<double> numbers;
  for (const std::string_view piece : split(text, ',')) {
    const std::optional<double> number = parse_number(piece);
    if (!number) {
      return fail(fmt::format("{}: {} is not a number; it must be numbers with commas between",
                              option, playground::quoted(piece)));
    }
    numbers.push_back(*number);
  }
  return numbers;
}

Result<SweepAxis> axis_of(std::string_view option, std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals != std::string_view::npos) {
    const Result<std::vector<double>> values = number_list(option, text.substr(equals + 1));
    if (!values) return tl::make_unexpected(values.error());
    return SweepAxis{.parameter = std::string(text.substr(0, equals)), .values = *values};
  }
  const std::vector<std::string_view> pieces = split(text, ':');
  SweepAxis axis{.parameter = std::string(pieces[0])};
  if (pieces.size() == 1) return axis;
  if (pieces.size() != 2 && pieces.size() != 4) {
    return fail(fmt::format(
        "{}: {} is not an axis; it must be NAME, NAME:COUNT, NAME:COUNT:FROM:TO or NAME=A,B,..",
        option, playground::quoted(text)));
  }
  const Result<int> count = whole(option, pieces[1], 1, kMostCellsAcross);
  if (!count) return tl::make_unexpected(count.error());
  axis.count = *count;
  for (std::size_t i = 2; i < pieces.size(); ++i) {
    const std::optional<double> end = parse_number(pieces[i]);
    if (!end) {
      return fail(fmt::format("{}: {} is not a number", option, playground::quoted(pieces[i])));
    }
    (i == 2 ? axis.first : axis.last) = *end;
  }
  return axis;
}

// Axes as --learning-rates, --weight-decays, --x and --y name them, the last of which counts.
Result<void> read_axes(const Arguments& arguments, SweepConfig& sweep) {
  struct Row {
    std::string_view option;
    std::string_view parameter;  // of the list; empty: the text names it
    SweepAxis SweepConfig::*axis;
  };
  constexpr Row kRows[] = {{"--learning-rates", "learning_rate", &SweepConfig::x},
                           {"--weight-decays", "weight_decay", &SweepConfig::y},
                           {"--x", "", &SweepConfig::x},
                           {"--y", "", &SweepConfig::y}};
  for (const Row& row : kRows) {
    const std::optional<std::string> text = arguments.value(row.option);
    if (!text) continue;
    const Result<SweepAxis> axis = axis_of(
        row.option, row.parameter.empty() ? *text : fmt::format("{}={}", row.parameter, *text));
    if (!axis) return tl::make_unexpected(axis.error());
    sweep.*row.axis = *axis;
  }
  for (const auto& [list, axis] :
       {std::pair{"--learning-rates", "--x"}, {"--weight-decays", "--y"}}) {
    if (arguments.has(list) && arguments.has(axis)) {
      return fail(fmt::format("{} and {}: only one of them may be given", list, axis));
    }
  }
  return {};
}

Result<void> read_runs(const Arguments& arguments, SweepConfig& sweep) {
  const std::optional<std::string> text = arguments.value("--runs");
  if (!text) return {};
  sweep.runs.clear();
  for (const std::string_view piece : split(*text, ',')) {
    const Result<int> run = whole("--runs", piece, 0, kMaxRuns - 1);
    if (!run) return tl::make_unexpected(run.error());
    sweep.runs.push_back(*run);
  }
  return {};
}

Result<void> read_metric(const Arguments& arguments, SweepConfig& sweep) {
  if (!arguments.has("--metric")) return {};
  std::vector<std::string_view> names;
  for (const MetricColumn& column : report_columns()) names.push_back(column.name);
  const Result<std::string> metric = choice(arguments, "--metric", names, sweep.metric);
  if (!metric) return tl::make_unexpected(metric.error());
  sweep.metric = *metric;
  return {};
}

Result<void> read_part(const Arguments& arguments, SweepRequest& request) {
  const std::optional<std::string> text = arguments.value("--part");
  if (!text) return {};
  const std::size_t slash = text->find('/');
  if (slash == std::string::npos) {
    return fail(fmt::format("--part: {} is not a part; it must be like 2/4, the second of four",
                            playground::quoted(*text)));
  }
  const Result<int> parts = whole("--part", text->substr(slash + 1), 1, kMostParts);
  if (!parts) return tl::make_unexpected(parts.error());
  const Result<int> part = whole("--part", text->substr(0, slash), 1, *parts);
  if (!part) return tl::make_unexpected(part.error());
  request.part = *part;
  request.parts = *parts;
  return {};
}

}  // namespace

std::span<const Option> sweep_options() {
  return kSweepOptions;
}

Result<SweepRequest> read_sweep_request(const Arguments& arguments, const Streams& streams) {
  SweepRequest request;
  const Result<std::string> format = choice(arguments, "--format", kSweepFormats, "json");
  if (!format) return tl::make_unexpected(format.error());
  request.format = *format;
  request.resume = arguments.value("--resume");
  Result<Input> input = read_input(arguments, streams);
  if (!input) return tl::make_unexpected(input.error());
  request.experiment = std::move(input->experiment);
  SweepConfig& sweep = request.experiment.sweep;
  if (arguments.has("--steps")) sweep.steps = 0;
  if (arguments.has("--seeds")) sweep.seeds = request.experiment.seeds;
  for (const auto& read : {read_axes, read_runs, read_metric}) {
    if (const Result<void> ok = read(arguments, sweep); !ok) return tl::make_unexpected(ok.error());
  }
  request.jobs = hardware_threads();
  if (const std::optional<std::string> jobs = arguments.value("--jobs")) {
    const Result<int> count = whole("--jobs", *jobs, 1, kMostJobs);
    if (!count) return tl::make_unexpected(count.error());
    request.jobs = *count;
  }
  if (const Result<void> ok = read_part(arguments, request); !ok) {
    return tl::make_unexpected(ok.error());
  }
  if (const Result<void> ok = check_sweep(request.experiment); !ok) {
    return tl::make_unexpected(ok.error());
  }
  return request;
}

}  // namespace playground::cli
