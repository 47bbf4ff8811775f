// Command-line arguments by a table of options: --name VALUE, --name=VALUE or a flag --name.
// Unknown options, missing values and repetitions are errors that say what is known.
//   Result<Arguments> arguments = parse_arguments(words, options);  arguments->value("--steps");
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace playground::cli {

struct Option {
  std::string_view name;   // "--steps"; without dashes: a word that stands for itself, "FILE"
  std::string_view value;  // what stands for its value in the help, "N"; empty: a flag
  std::string_view help;
};

class Arguments {
 public:
  bool has(std::string_view name) const { return values_.find(name) != values_.end(); }
  std::optional<std::string> value(std::string_view name) const;
  std::string value_or(std::string_view name, std::string_view otherwise) const;

 private:
  friend Result<Arguments> parse_arguments(std::span<const std::string> words,
                                           std::span<const Option> options);
  std::map<std::string, std::string, std::less<>> values_;
};

Result<Arguments> parse_arguments(std::span<const std::string> words,
                                  std::span<const Option> options);

// The value of an option out of a few; an error names the option, the value and the choices.
Result<std::string> choice(const Arguments& arguments, std::string_view name,
                           std::span<const std::string_view> choices, std::string_view otherwise);
// A finite number, or nothing when the option is not given.
Result<std::optional<double>> number(const Arguments& arguments, std::string_view name);

}  // namespace playground::cli
