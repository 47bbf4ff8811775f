#include "share/parameters_reference.hpp"

#include <fmt/format.h>

#include "core/text.hpp"
#include "share/experiment_tree.hpp"
#include "train/parameters.hpp"

namespace playground {
namespace {

std::string_view type_name(Type type) {
  switch (type) {
    case Type::integer:
      return "integer";
    case Type::real:
      return "number";
    case Type::boolean:
      return "boolean";
    case Type::choice:
      return "choice";
    case Type::text:
      return "text";
    case Type::integer_list:
      return "list of integers";
    case Type::real_list:
      return "list of numbers";
    case Type::choice_list:
      return "list of choices";
  }
  return "";
}

std::string joined(std::span<const std::string_view> names) {
  return fmt::format("{}", fmt::join(names.begin(), names.end(), ", "));
}

bool is_list(Type type) {
  return type == Type::integer_list || type == Type::real_list || type == Type::choice_list;
}

// What a value may be, in a few words.
std::string range_text(const Parameter& parameter) {
  std::string text;
  if (parameter.type == Type::boolean) {
    text = "true or false";
  } else if (parameter.type == Type::text) {
    text = fmt::format("up to {} characters", number_text(parameter.maximum));
  } else if (!parameter.choices.empty()) {
    text = joined(parameter.choices);
  } else {
    text = fmt::format("{} to {}", number_text(parameter.minimum), number_text(parameter.maximum));
  }
  if (!is_list(parameter.type)) return text;
  const std::string count =
      parameter.minimum_count == parameter.maximum_count
          ? fmt::format("{}", parameter.minimum_count)
          : fmt::format("{} to {}", parameter.minimum_count, parameter.maximum_count);
  return fmt::format("{} of: {}", count, text);
}

std::string default_text(const Parameter& parameter) {
  const std::string text = value_text(parameter.default_value());
  return text.empty() ? "(empty)" : text;
}

struct SectionTitle {
  Section section;
  std::string_view title;
};
constexpr SectionTitle kTitles[] = {{Section::data, "Data"},
                                    {Section::model, "Model"},
                                    {Section::training, "Training"},
                                    {Section::run, "Runs"},
                                    {Section::experiment, "The experiment"}};

std::string_view section_title(Section section) {
  for (const SectionTitle& title : kTitles) {
    if (title.section == section) return title.title;
  }
  return {};
}

Json parameter_tree(const Parameter& parameter) {
  Json tree = {{"path", parameter.json_path()},
               {"section", section_title(parameter.section)},
               {"link_key", parameter.link_key},
               {"label", parameter.label},
               {"type", type_name(parameter.type)}};
  const bool has_range = parameter.choices.empty() && parameter.type != Type::boolean;
  if (has_range) {
    tree["minimum"] = number_tree(parameter.minimum);
    tree["maximum"] = number_tree(parameter.maximum);
  }
  if (is_list(parameter.type)) {
    tree["minimum_count"] = parameter.minimum_count;
    tree["maximum_count"] = parameter.maximum_count;
  }
  tree["values"] = range_text(parameter);
  tree["default"] = value_tree(parameter.default_value());
  if (!parameter.choices.empty()) tree["choices"] = parameter.choices;
  if (!parameter.choice_labels.empty()) tree["choice_labels"] = parameter.choice_labels;
  tree["unit"] = parameter.unit;
  tree["symbol"] = parameter.symbol;
  tree["help"] = parameter.help;
  return tree;
}

}  // namespace

std::string parameters_text() {
  std::string text;
  for (const SectionTitle& title : kTitles) {
    text += fmt::format("{}{}\n", text.empty() ? "" : "\n", title.title);
    for (const Parameter& parameter : parameter_table()) {
      if (parameter.section != title.section) continue;
      text += fmt::format("  {:<24} {:<10} {}; default {}\n      {}\n", parameter.json_path(),
                          parameter.link_key, range_text(parameter), default_text(parameter),
                          parameter.help);
    }
  }
  return text;
}

std::string parameters_json() {
  Json list = Json::array();
  for (const Parameter& parameter : parameter_table()) list.push_back(parameter_tree(parameter));
  return format_json(list, 2) + "\n";
}

std::string parameters_markdown() {
  std::string text =
      "# Parameters of an experiment\n\n"
      "Made from the parameter table (`src/train/rows`) by\n"
      "`adamw-playground parameters --format markdown`; a test holds this page to the table.\n\n"
      "The path is the one in JSON, the key the one in links ([link-format.md](link-format.md)).\n";
  for (const SectionTitle& title : kTitles) {
    text += fmt::format(
        "\n## {}\n\n| path | key | symbol | values | default | |\n|---|---|---|---|---|---|\n",
        title.title);
    for (const Parameter& parameter : parameter_table()) {
      if (parameter.section != title.section) continue;
      text += fmt::format("| `{}` | `{}` | {} | {}{}{} | {} | {} |\n", parameter.json_path(),
                          parameter.link_key, parameter.symbol, range_text(parameter),
                          parameter.unit.empty() ? "" : " ", parameter.unit,
                          default_text(parameter), parameter.help);
    }
  }
  return text;
}

}  // namespace playground
