#include "cli/sweep_file.hpp"

#include <fmt/format.h>

#include "core/text.hpp"
#include "share/experiment_tree.hpp"
#include "share/sweep_text.hpp"

namespace playground::cli {
namespace {

Result<void> check_head(const Json& line, const Experiment& experiment) {
  const std::string expected = hex_text(sweep_identity(experiment));
  if (line["sweep"] == expected) return {};
  return fail(fmt::format(
      "it is of another sweep ({}, this one is {}); give the same experiment, axes, steps and "
      "seeds, or another file",
      excerpt(line["sweep"]), expected));
}

Result<void> take_line(std::string_view text, const Experiment& experiment, bool& has_head,
                       SweepResults& results) {
  const Result<Json> line = parse_json(text);
  if (!line) return tl::make_unexpected(line.error());
  if (!line->is_object()) return fail("it is no JSON object; a line holds a finished cell");
  if (line->contains("sweep")) {
    has_head = true;
    return check_head(*line, experiment);
  }
  if (line->contains("maps")) return {};  // the report at the end
  if (!has_head) return fail("it comes before the first line, which says what sweep it is of");
  Result<CellResult> cell = read_cell_tree(*line);
  if (!cell) return tl::make_unexpected(cell.error());
  if (results.add(std::move(*cell))) return {};
  return fail("the sweep has no such cell, or another number of seeds");
}

}  // namespace

std::string head_line(const Experiment& experiment, const SweepPlan& plan) {
  const Json tree = {{"sweep", hex_text(sweep_identity(experiment))},
                     {"config", experiment_tree(experiment)},
                     {"x", sweep_parameter_name(*plan.x)},
                     {"y", sweep_parameter_name(*plan.y)},
                     {"steps", plan.steps},
                     {"seeds", plan.seeds},
                     {"cells", plan.order.size()}};
  return format_json(tree, -1) + "\n";
}

std::string cell_line(const Experiment& experiment, const SweepPlan& plan,
                      const CellResult& result) {
  return format_json(cell_tree(experiment, plan, result), -1) + "\n";
}

Result<ResumedFile> read_lines(const std::string& text, const Experiment& experiment,
                               SweepResults& results) {
  ResumedFile file;
  int number = 0;
  while (file.bytes < text.size()) {
    const std::size_t end = text.find('\n', file.bytes);
    if (end == std::string::npos) {
      file.cut_line = true;
      return file;
    }
    ++number;
    const std::string_view line = std::string_view(text).substr(file.bytes, end - file.bytes);
    file.bytes = end + 1;
    if (line.empty()) continue;
    const Result<void> taken = take_line(line, experiment, file.has_head, results);
    if (!taken) return fail(fmt::format("line {}: {}", number, taken.error().message));
  }
  return file;
}

}  // namespace playground::cli
