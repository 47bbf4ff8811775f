#include "share/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/sort.hpp"
#include "share/experiment_tree.hpp"
#include "share/json_text.hpp"
#include "share/sweep_text.hpp"
#include "train/parameters.hpp"
#include "train/sweep_check.hpp"

namespace playground {
namespace {

struct SectionName {
  Section section;
  std::string_view key;
};
constexpr std::array<SectionName, 3> kSections = {
    {{Section::data, "data"}, {Section::model, "model"}, {Section::training, "training"}}};

Json section_tree(const Experiment& experiment, Section section, int run) {
  Json tree = Json::object();
  for (const Parameter& parameter : parameter_table()) {
    if (parameter.section != section) continue;
    tree[std::string(parameter.name)] = value_tree(parameter.get(experiment, run));
  }
  return tree;
}

Json event_tree(const Event& event) {
  Json set = Json::object();
  for (const Setting& setting : event.set) {
    const Parameter* parameter = find_parameter(Section::run, setting.parameter);
    if (parameter != nullptr) set[setting.parameter] = value_tree(setting.value);
  }
  return Json{{"step", event.step}, {"run", event.run}, {"set", std::move(set)}};
}

// What a value that no Value can hold should have been, in the words of the table.
Result<void> wrong_kind(const Parameter& parameter, const Json& tree, std::string_view path) {
  if (parameter.type == Type::text) {
    return fail(
        fmt::format("{}: {} is not a text; it must be a text in quotes", path, excerpt(tree)));
  }
  const Result<void> checked = check_value(parameter, Value(excerpt(tree)), path);
  if (!checked) return checked;
  return fail(fmt::format("{}: {} is not a value for it", path, excerpt(tree)));
}

template <typename Element>
std::vector<Element> list_of(const Json& tree) {
  std::vector<Element> list;
  for (const Json& element : tree) list.push_back(element.get<Element>());
  return list;
}

Result<Value> list_value(const Parameter& parameter, const Json& tree, std::string_view path) {
  const bool numbers = std::all_of(tree.begin(), tree.end(),
                                   [](const Json& element) { return element.is_number(); });
  const bool names = std::all_of(tree.begin(), tree.end(),
                                 [](const Json& element) { return element.is_string(); });
  const bool wants_names = parameter.type == Type::choice_list;
  if (wants_names && names) return Value(list_of<std::string>(tree));
  if (numbers) return Value(list_of<double>(tree));
  if (names) return Value(list_of<std::string>(tree));
  const Result<void> wrong = wrong_kind(parameter, tree, path);
  return tl::make_unexpected(wrong.error());
}

}  // namespace

Result<Value> read_value_tree(const Parameter& parameter, const Json& tree, std::string_view path) {
  Value value;
  if (tree.is_boolean()) {
    value = tree.get<bool>();
  } else if (tree.is_number()) {
    value = tree.get<double>();
  } else if (tree.is_string()) {
    value = tree.get<std::string>();
  } else if (tree.is_array()) {
    Result<Value> list = list_value(parameter, tree, path);
    if (!list) return list;
    value = std::move(*list);
  } else {
    const Result<void> wrong = wrong_kind(parameter, tree, path);
    return tl::make_unexpected(wrong.error());
  }
  const Result<void> checked = check_value(parameter, value, path);
  if (!checked) return tl::make_unexpected(checked.error());
  return value;
}

namespace {

std::string known_keys(Section section) {
  std::string names;
  for (const Parameter& parameter : parameter_table()) {
    if (parameter.section != section) continue;
    names += (names.empty() ? "" : ", ") + std::string(parameter.name);
  }
  return names;
}

Result<void> expect_object(const Json& tree, std::string_view path) {
  if (tree.is_object()) return {};
  return fail(fmt::format("{}: {} is not an object; it must be {{...}}", path, excerpt(tree)));
}

Result<void> expect_list(const Json& tree, std::string_view path) {
  if (tree.is_array()) return {};
  return fail(fmt::format("{}: {} is not a list; it must be [...]", path, excerpt(tree)));
}

Result<void> unknown_key(std::string_view path, std::string_view key, std::string_view known) {
  return fail(fmt::format("{}{}{}: unknown key; known are {}", path, path.empty() ? "" : ".",
                          excerpt_text(key), known));
}

Result<void> read_section(const Json& tree, Section section, std::string_view path, int run,
                          Experiment& experiment) {
  if (const Result<void> object = expect_object(tree, path); !object) return object;
  for (const auto& [key, content] : tree.items()) {
    const Parameter* parameter = find_parameter(section, key);
    if (parameter == nullptr) return unknown_key(path, key, known_keys(section));
    const Result<Value> value =
        read_value_tree(*parameter, content, fmt::format("{}.{}", path, key));
    if (!value) return tl::make_unexpected(value.error());
    parameter->set(experiment, run, *value);
  }
  return {};
}

Result<void> read_runs(const Json& tree, Experiment& experiment) {
  if (const Result<void> list = expect_list(tree, "runs"); !list) return list;
  if (tree.empty() || tree.size() > static_cast<std::size_t>(kMaxRuns)) {
    return fail(
        fmt::format("runs: a list of {}; it must hold 1 to {} runs", tree.size(), kMaxRuns));
  }
  experiment.runs.assign(tree.size(), RunConfig{});
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const Result<void> read = read_section(tree[i], Section::run, fmt::format("runs[{}]", i),
                                           static_cast<int>(i), experiment);
    if (!read) return read;
  }
  return {};
}

Result<int> read_index(const Json& tree, std::string_view key, std::string_view path, int maximum) {
  if (!tree.contains(key)) {
    return fail(
        fmt::format("{}.{}: missing; it must be a whole number from 0 to {}", path, key, maximum));
  }
  const Json& value = tree[std::string(key)];
  const bool whole = value.is_number() && value.get<double>() >= 0 &&
                     value.get<double>() <= maximum &&
                     value.get<double>() == static_cast<int>(value.get<double>());
  if (whole) return static_cast<int>(value.get<double>());
  return fail(fmt::format("{}.{}: {} is not possible; it must be a whole number from 0 to {}", path,
                          key, excerpt(value), maximum));
}

Result<Event> read_event(const Json& tree, const std::string& path, const Experiment& experiment) {
  if (const Result<void> object = expect_object(tree, path); !object) {
    return tl::make_unexpected(object.error());
  }
  for (const auto& [key, content] : tree.items()) {
    if (key == "step" || key == "run" || key == "set") continue;
    return tl::make_unexpected(unknown_key(path, key, "step, run, set").error());
  }
  const Result<int> step = read_index(tree, "step", path, experiment.training.steps);
  if (!step) return tl::make_unexpected(step.error());
  const Result<int> run =
      read_index(tree, "run", path, static_cast<int>(experiment.runs.size()) - 1);
  if (!run) return tl::make_unexpected(run.error());
  Event event{*step, *run, {}};
  if (!tree.contains("set") || tree["set"].empty()) {
    return fail(fmt::format("{}.set: missing or empty; it must hold what changes, like {}", path,
                            R"({"weight_decay": 0})"));
  }
  if (const Result<void> object = expect_object(tree["set"], path + ".set"); !object) {
    return tl::make_unexpected(object.error());
  }
  for (const auto& [key, content] : tree["set"].items()) {
    const Parameter* parameter = find_parameter(Section::run, key);
    if (parameter == nullptr) {
      return tl::make_unexpected(unknown_key(path + ".set", key, known_keys(Section::run)).error());
    }
    const Result<Value> value =
        read_value_tree(*parameter, content, fmt::format("{}.set.{}", path, key));
    if (!value) return tl::make_unexpected(value.error());
    event.set.push_back({key, *value});
  }
  return event;
}

Result<void> read_events(const Json& tree, Experiment& experiment) {
  if (const Result<void> list = expect_list(tree, "events"); !list) return list;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    Result<Event> event = read_event(tree[i], fmt::format("events[{}]", i), experiment);
    if (!event) return tl::make_unexpected(event.error());
    experiment.events.push_back(std::move(*event));
  }
  sort_stably(experiment.events, [](const Event& a, const Event& b) { return a.step < b.step; });
  return {};
}

// Only with the rest of the experiment can a sweep be judged.
Result<void> read_sweep(const Json& tree, Experiment& experiment) {
  Result<SweepConfig> sweep = read_sweep_tree(tree);
  if (!sweep) return tl::make_unexpected(sweep.error());
  experiment.sweep = std::move(*sweep);
  return check_sweep(experiment);
}

Result<void> check_version(const Json& tree) {
  if (!tree.contains("version")) return {};
  const Json& version = tree["version"];
  if (version.is_number() && version.get<double>() == kExperimentVersion) return {};
  return fail(
      fmt::format("version: {} is not known; it must be {}", excerpt(version), kExperimentVersion));
}

Result<void> check_top_keys(const Json& tree) {
  std::string known = "version, data, model, training, runs, events, sweep, rows";
  for (const Parameter& parameter : parameter_table()) {
    if (parameter.section == Section::experiment) known += ", " + std::string(parameter.name);
  }
  for (const auto& [key, content] : tree.items()) {
    const bool is_section =
        std::any_of(kSections.begin(), kSections.end(),
                    [&key = key](const SectionName& section) { return section.key == key; });
    // Rows are for whoever keeps tables: table_rows_of.
    if (is_section || key == "version" || key == "runs" || key == "events" || key == "sweep" ||
        key == "rows") {
      continue;
    }
    if (find_parameter(Section::experiment, key) == nullptr) return unknown_key("", key, known);
  }
  return {};
}

}  // namespace

Json number_tree(double number) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (number >= -kExact && number <= kExact && number == std::trunc(number)) {
    return static_cast<std::int64_t>(number);
  }
  return number;
}

Json value_tree(const Value& value) {
  return std::visit(
      [&](const auto& content) -> Json {
        using Content = std::decay_t<decltype(content)>;
        if constexpr (std::is_same_v<Content, double>) {
          return number_tree(content);
        } else if constexpr (std::is_same_v<Content, std::vector<double>>) {
          Json list = Json::array();
          for (const double number : content) list.push_back(number_tree(number));
          return list;
        } else {
          return content;
        }
      },
      value);
}

Json experiment_tree(const Experiment& experiment) {
  Json tree = {{"version", kExperimentVersion}};
  for (const SectionName& section : kSections) {
    tree[std::string(section.key)] = section_tree(experiment, section.section, 0);
  }
  Json runs = Json::array();
  for (std::size_t i = 0; i < experiment.runs.size(); ++i) {
    runs.push_back(section_tree(experiment, Section::run, static_cast<int>(i)));
  }
  tree["runs"] = std::move(runs);
  const Json top = section_tree(experiment, Section::experiment, 0);
  for (const auto& [key, value] : top.items()) tree[key] = value;
  Json events = Json::array();
  for (const Event& event : experiment.events) events.push_back(event_tree(event));
  tree["events"] = std::move(events);
  if (experiment.sweep != SweepConfig{}) tree["sweep"] = sweep_tree(experiment.sweep);
  return tree;
}

std::string write_json(const Experiment& experiment, int indent) {
  return format_json(experiment_tree(experiment), indent);
}

std::string table_rows_of(const Json& tree) {
  const Json rows = tree.is_object() ? tree.value("rows", Json()) : Json();
  return rows.is_string() ? rows.get<std::string>() : std::string();
}

Result<Experiment> read_json(std::string_view text) {
  const Result<Json> tree = parse_json(text);
  if (!tree) return tl::make_unexpected(tree.error());
  return read_experiment_tree(*tree);
}

Result<Experiment> read_experiment_tree(const Json& tree) {
  const auto refused = [](const Result<void>& result) {
    return tl::make_unexpected(result.error());
  };
  if (const Result<void> ok = expect_object(tree, "the experiment"); !ok) return refused(ok);
  if (const Result<void> ok = check_version(tree); !ok) return refused(ok);
  if (const Result<void> ok = check_top_keys(tree); !ok) return refused(ok);
  Experiment experiment = default_experiment();
  experiment.events.clear();
  for (const SectionName& section : kSections) {
    const std::string key(section.key);
    if (!tree.contains(key)) continue;
    const Result<void> ok = read_section(tree[key], section.section, key, 0, experiment);
    if (!ok) return refused(ok);
  }
  for (const auto& [key, content] : tree.items()) {
    const Parameter* parameter = find_parameter(Section::experiment, key);
    if (parameter == nullptr) continue;
    const Result<Value> value = read_value_tree(*parameter, content, key);
    if (!value) return tl::make_unexpected(value.error());
    parameter->set(experiment, 0, *value);
  }
  if (tree.contains("runs")) {
    if (const Result<void> ok = read_runs(tree["runs"], experiment); !ok) return refused(ok);
  }
  if (tree.contains("events")) {
    if (const Result<void> ok = read_events(tree["events"], experiment); !ok) return refused(ok);
  }
  if (const Result<void> ok = check_experiment(experiment); !ok) return refused(ok);
  if (tree.contains("sweep")) {
    if (const Result<void> ok = read_sweep(tree["sweep"], experiment); !ok) return refused(ok);
  }
  return experiment;
}

}  // namespace playground
