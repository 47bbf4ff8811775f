// The settings of a sweep in JSON and in links (share/sweep_text.hpp).
#include <fmt/format.h>

#include <cmath>

#include "core/text.hpp"
#include "share/experiment_tree.hpp"
#include "share/link_text.hpp"
#include "share/sweep_text.hpp"

namespace playground {
namespace {

constexpr double kMostCount = 1e9;

Result<double> read_number(const Json& tree, std::string_view path) {
  if (tree.is_number()) return tree.get<double>();
  return fail(fmt::format("{}: {} is not a number; it must be one", path, excerpt(tree)));
}

Result<int> read_whole(const Json& tree, std::string_view path) {
  const Result<double> number = read_number(tree, path);
  if (!number) return tl::make_unexpected(number.error());
  const bool whole = std::abs(*number) <= kMostCount && *number == std::floor(*number);
  if (whole) return static_cast<int>(*number);
  return fail(fmt::format("{}: {} is not an integer; it must be one", path, excerpt(tree)));
}

template <typename Element, typename Read>
Result<std::vector<Element>> read_list(const Json& tree, const std::string& path, Read read) {
  if (!tree.is_array() || tree.empty()) {
    return fail(fmt::format("{}: {} is no list; it must be a list of one number or more", path,
                            excerpt(tree)));
  }
  std::vector<Element> list;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const auto element = read(tree[i], fmt::format("{}[{}]", path, i));
    if (!element) return tl::make_unexpected(element.error());
    list.push_back(*element);
  }
  return list;
}

Result<std::string> read_text(const Json& tree, std::string_view path) {
  if (tree.is_string()) return tree.get<std::string>();
  return fail(
      fmt::format("{}: {} is not a text; it must be a name in quotes", path, excerpt(tree)));
}

Result<void> unknown(std::string_view path, std::string_view key, std::string_view known) {
  return fail(fmt::format("{}.{}: unknown key; known are {}", path, excerpt_text(key), known));
}

// Takes a value into a field, or hands its error on.
template <typename Field>
Result<void> take(Result<Field> value, Field& field) {
  if (!value) return tl::make_unexpected(value.error());
  field = std::move(*value);
  return {};
}

Json axis_tree(const SweepAxis& axis) {
  Json tree = {{"parameter", axis.parameter}};
  if (!axis.values.empty()) {
    Json list = Json::array();
    for (const double value : axis.values) list.push_back(number_tree(value));
    tree["values"] = std::move(list);
    return tree;
  }
  tree["count"] = axis.count;
  if (axis.first != 0 || axis.last != 0) {
    tree["from"] = number_tree(axis.first);
    tree["to"] = number_tree(axis.last);
  }
  return tree;
}

Result<void> read_axis(const Json& tree, const std::string& path, SweepAxis& axis) {
  if (!tree.is_object()) {
    return fail(fmt::format("{}: {} is not an object; it must be {{...}}", path, excerpt(tree)));
  }
  for (const auto& [key, content] : tree.items()) {
    const std::string where = path + "." + key;
    Result<void> taken;
    if (key == "parameter") {
      taken = take(read_text(content, where), axis.parameter);
    } else if (key == "count") {
      taken = take(read_whole(content, where), axis.count);
    } else if (key == "from") {
      taken = take(read_number(content, where), axis.first);
    } else if (key == "to") {
      taken = take(read_number(content, where), axis.last);
    } else if (key == "values") {
      taken = take(read_list<double>(content, where, read_number), axis.values);
    } else {
      taken = unknown(path, key, "parameter, count, from, to, values");
    }
    if (!taken) return taken;
  }
  if (tree.contains("from") != tree.contains("to")) {
    return fail(fmt::format("{}: from and to belong together; both must be given", path));
  }
  return {};
}

Result<std::string> read_metric(const Json& tree, std::string_view path) {
  Result<std::string> name = read_text(tree, path);
  if (!name || find_metric(*name) != nullptr) return name;
  std::string known;
  for (const MetricColumn& column : report_columns()) {
    known += (known.empty() ? "" : ", ") + std::string(column.name);
  }
  return fail(fmt::format("{}: {} is no metric; it must be one of {}", path, excerpt(tree), known));
}

// --- Links --------------------------------------------------------------------------------------

std::string axis_link(const SweepAxis& axis, std::string_view key) {
  const Parameter* const parameter = find_sweep_parameter(axis.parameter);
  if (parameter == nullptr) return "";
  std::string text =
      fmt::format("{}:{}", axis.values.empty() ? std::string(key) : std::string(key) + "s",
                  parameter->link_key);
  if (!axis.values.empty()) {
    for (const double value : axis.values) text += ";" + number_text(value);
    return text;
  }
  const bool ends = axis.first != 0 || axis.last != 0;
  if (ends || axis.count != SweepAxis{}.count) text += fmt::format(";{}", axis.count);
  if (ends) text += fmt::format(";{};{}", number_text(axis.first), number_text(axis.last));
  return text;
}

// One value of a link as JSON: numbers where they can be, lists with ';'.
Json link_value(std::string_view text) {
  const std::optional<double> number = parse_number(text);
  return number ? number_tree(*number) : Json(std::string(text));
}

Json axis_of_link(const std::vector<std::string_view>& pieces, bool values) {
  const Parameter* const parameter = find_by_link_key(pieces.front());
  Json tree = {{"parameter", parameter != nullptr ? sweep_parameter_name(*parameter)
                                                  : std::string(pieces.front())}};
  if (values) {
    tree["values"] = Json::array();
    for (std::size_t i = 1; i < pieces.size(); ++i) tree["values"].push_back(link_value(pieces[i]));
    return tree;
  }
  constexpr const char* kKeys[] = {"count", "from", "to"};
  for (std::size_t i = 1; i < pieces.size() && i <= std::size(kKeys); ++i) {
    tree[kKeys[i - 1]] = link_value(pieces[i]);
  }
  return tree;
}

}  // namespace

Json sweep_tree(const SweepConfig& sweep) {
  const SweepConfig standard;
  Json tree = Json::object();
  if (sweep.x != standard.x) tree["x"] = axis_tree(sweep.x);
  if (sweep.y != standard.y) tree["y"] = axis_tree(sweep.y);
  if (!sweep.runs.empty()) tree["runs"] = sweep.runs;
  if (sweep.metric != standard.metric) tree["metric"] = sweep.metric;
  if (sweep.steps != standard.steps) tree["steps"] = sweep.steps;
  if (sweep.seeds != standard.seeds) tree["seeds"] = sweep.seeds;
  return tree;
}

Result<SweepConfig> read_sweep_tree(const Json& tree) {
  if (!tree.is_object()) {
    return fail(fmt::format("sweep: {} is not an object; it must be {{...}}", excerpt(tree)));
  }
  SweepConfig sweep;
  for (const auto& [key, content] : tree.items()) {
    const std::string where = "sweep." + key;
    Result<void> taken;
    if (key == "x") {
      taken = read_axis(content, where, sweep.x);
    } else if (key == "y") {
      taken = read_axis(content, where, sweep.y);
    } else if (key == "runs") {
      taken = take(read_list<int>(content, where, read_whole), sweep.runs);
    } else if (key == "metric") {
      taken = take(read_metric(content, where), sweep.metric);
    } else if (key == "steps") {
      taken = take(read_whole(content, where), sweep.steps);
    } else if (key == "seeds") {
      taken = take(read_whole(content, where), sweep.seeds);
    } else {
      taken = unknown("sweep", key, "x, y, runs, metric, steps, seeds");
    }
    if (!taken) return tl::make_unexpected(taken.error());
  }
  return sweep;
}

std::string write_sweep_link(const SweepConfig& sweep) {
  const SweepConfig standard;
  std::vector<std::string> parts;
  if (sweep.x != standard.x) parts.push_back(axis_link(sweep.x, "x"));
  if (sweep.y != standard.y) parts.push_back(axis_link(sweep.y, "y"));
  if (!sweep.runs.empty()) parts.push_back(fmt::format("runs:{}", fmt::join(sweep.runs, ";")));
  if (sweep.metric != standard.metric) parts.push_back("metric:" + sweep.metric);
  if (sweep.steps != standard.steps) parts.push_back(fmt::format("steps:{}", sweep.steps));
  if (sweep.seeds != standard.seeds) parts.push_back(fmt::format("seeds:{}", sweep.seeds));
  return fmt::format("{}", fmt::join(parts, ","));
}

Result<SweepConfig> read_sweep_link(std::string_view text) {
  Json tree = Json::object();
  for (const std::string_view part : split(text, kListSeparator)) {
    const std::size_t colon = part.find(':');
    if (colon == std::string_view::npos) {
      return fail(fmt::format("sweep: \"{}\" is not of the form key:value", excerpt_text(part)));
    }
    const std::string key(part.substr(0, colon));
    const std::vector<std::string_view> pieces = split(part.substr(colon + 1), kInnerListSeparator);
    if (key == "x" || key == "y") {
      tree[key] = axis_of_link(pieces, false);
    } else if (key == "xs" || key == "ys") {
      tree[key.substr(0, 1)] = axis_of_link(pieces, true);
    } else if (key == "runs") {
      tree[key] = Json::array();
      for (const std::string_view piece : pieces) tree[key].push_back(link_value(piece));
    } else {
      tree[key] = link_value(part.substr(colon + 1));
    }
  }
  return read_sweep_tree(tree);
}

}  // namespace playground
