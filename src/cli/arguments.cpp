#include "cli/arguments.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"
#include "core/text_check.hpp"

namespace playground::cli {
namespace {

std::string known_options(std::span<const Option> options) {
  if (options.empty()) return "it takes no options";
  std::string names;
  for (const Option& option : options) {
    names += (names.empty() ? "" : ", ") + std::string(option.name);
  }
  return "known are " + names;
}

}  // namespace

std::optional<std::string> Arguments::value(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return std::nullopt;
  return found->second;
}

std::string Arguments::value_or(std::string_view name, std::string_view otherwise) const {
  return value(name).value_or(std::string(otherwise));
}

Result<Arguments> parse_arguments(std::span<const std::string> words,
                                  std::span<const Option> options) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const auto place = std::find_if(options.begin(), options.end(), [&](const Option& known) {
      return !known.name.starts_with('-') && !arguments.has(known.name);
    });
    if (place != options.end() && (word == "-" || !word.starts_with('-'))) {
      arguments.values_[std::string(place->name)] = word;
      continue;
    }
    const std::size_t equals = word.rfind("--", 0) == 0 ? word.find('=') : std::string::npos;
    const std::string name = word.substr(0, equals);
    const auto option = std::find_if(options.begin(), options.end(),
                                     [&](const Option& known) { return known.name == name; });
    if (option == options.end()) {
      return fail(fmt::format("{}: unknown; {}", playground::quoted(name), known_options(options)));
    }
    if (arguments.has(name)) return fail(name + ": stands twice; it may stand once");
    std::string value;
    if (option->value.empty()) {
      if (equals != std::string::npos) return fail(name + ": takes no value");
    } else if (equals != std::string::npos) {
      value = word.substr(equals + 1);
    } else if (i + 1 < words.size()) {
      value = words[++i];
    } else {
      return fail(
          fmt::format("{}: its value is missing; it must be {} {}", name, name, option->value));
    }
    arguments.values_[name] = std::move(value);
  }
  return arguments;
}

Result<std::string> choice(const Arguments& arguments, std::string_view name,
                           std::span<const std::string_view> choices, std::string_view otherwise) {
  const std::string value = arguments.value_or(name, otherwise);
  if (std::find(choices.begin(), choices.end(), value) != choices.end()) return value;
  return fail(fmt::format("{}: {} is not known; it must be one of {}", name,
                          playground::quoted(value),
                          fmt::join(choices.begin(), choices.end(), ", ")));
}

Result<std::optional<double>> number(const Arguments& arguments, std::string_view name) {
  const std::optional<std::string> text = arguments.value(name);
  if (!text) return std::optional<double>();
  const std::optional<double> parsed = parse_number(*text);
  if (parsed) return parsed;
  return fail(fmt::format("{}: {} is not a number", name, playground::quoted(*text)));
}

}  // namespace playground::cli
