// Limits: whether a value is valid, the nearest that is, and values as text.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "core/text_check.hpp"
#include "train/parameters.hpp"

namespace playground {
namespace {

using Numbers = std::vector<double>;
using Names = std::vector<std::string>;

bool is_integer_type(Type type) {
  return type == Type::integer || type == Type::integer_list;
}

std::string join(std::span<const std::string_view> names) {
  return fmt::format("{}", fmt::join(names.begin(), names.end(), ", "));
}

std::string count_text(const Parameter& parameter) {
  return parameter.minimum_count == parameter.maximum_count
             ? fmt::format("{}", parameter.minimum_count)
             : fmt::format("{} to {}", parameter.minimum_count, parameter.maximum_count);
}

// What would be right, as the end of a message.
std::string requirement(const Parameter& parameter) {
  const std::string range =
      fmt::format("from {} to {}", number_text(parameter.minimum), number_text(parameter.maximum));
  switch (parameter.type) {
    case Type::integer:
      return "it must be an integer " + range;
    case Type::real:
      return "it must be a number " + range;
    case Type::boolean:
      return "it must be true or false";
    case Type::choice:
      return "it must be one of " + join(parameter.choices);
    case Type::text:
      return fmt::format("it must be a text of at most {} characters without control characters",
                         number_text(parameter.maximum));
    case Type::integer_list:
      return fmt::format("it must be a list of {} integers {}", count_text(parameter), range);
    case Type::real_list:
      return fmt::format("it must be a list of {} numbers {}", count_text(parameter), range);
    case Type::choice_list:
      return fmt::format("it must be a list of {} different names out of {}", count_text(parameter),
                         join(parameter.choices));
  }
  return "";
}

// What is wrong with a number, a name or a list; empty when nothing is.
std::string number_fault(const Parameter& parameter, double number) {
  if (!std::isfinite(number)) return number_text(number) + " is not a finite number";
  if (number < parameter.minimum || number > parameter.maximum) {
    return number_text(number) + " is out of range";
  }
  if (is_integer_type(parameter.type) && number != std::floor(number)) {
    return number_text(number) + " is not an integer";
  }
  return "";
}

bool is_choice(const Parameter& parameter, const std::string& name) {
  return std::find(parameter.choices.begin(), parameter.choices.end(), name) !=
         parameter.choices.end();
}

std::string count_fault(const Parameter& parameter, std::size_t count) {
  if (count >= static_cast<std::size_t>(parameter.minimum_count) &&
      count <= static_cast<std::size_t>(parameter.maximum_count)) {
    return "";
  }
  return fmt::format("a list of {} is too {}", count,
                     count < static_cast<std::size_t>(parameter.minimum_count) ? "short" : "long");
}

std::string numbers_fault(const Parameter& parameter, const Numbers& numbers) {
  for (const double number : numbers) {
    std::string fault = number_fault(parameter, number);
    if (!fault.empty()) return fault;
  }
  return count_fault(parameter, numbers.size());
}

std::string names_fault(const Parameter& parameter, const Names& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!is_choice(parameter, names[i])) return quoted(names[i]) + " is not known";
    if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
        names.begin() + static_cast<std::ptrdiff_t>(i)) {
      return quoted(names[i]) + " is there twice";
    }
  }
  return count_fault(parameter, names.size());
}

// Shows a value of the wrong kind in a message without ever repeating a megabyte.
std::string shown_value(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return quoted(*text);
  const std::string text = value_text(value);
  return std::holds_alternative<Numbers>(value) || std::holds_alternative<Names>(value)
             ? "the list " + quoted(text)
             : text;
}

std::string value_fault(const Parameter& parameter, const Value& value) {
  const auto wrong_kind = [&] { return shown_value(value) + " is of the wrong kind"; };
  switch (parameter.type) {
    case Type::integer:
    case Type::real: {
      const auto* number = std::get_if<double>(&value);
      return number ? number_fault(parameter, *number) : shown_value(value) + " is not a number";
    }
    case Type::boolean:
      return std::holds_alternative<bool>(value) ? "" : wrong_kind();
    case Type::choice: {
      const auto* name = std::get_if<std::string>(&value);
      if (!name) return wrong_kind();
      return is_choice(parameter, *name) ? "" : quoted(*name) + " is not known";
    }
    case Type::text: {
      const auto* text = std::get_if<std::string>(&value);
      if (!text) return wrong_kind();
      const bool valid = check_text(*text, static_cast<std::size_t>(parameter.maximum)).valid;
      return valid ? "" : quoted(*text) + " is too long or has characters that cannot be shown";
    }
    case Type::integer_list:
    case Type::real_list: {
      const auto* numbers = std::get_if<Numbers>(&value);
      return numbers ? numbers_fault(parameter, *numbers) : wrong_kind();
    }
    case Type::choice_list: {
      const auto* names = std::get_if<Names>(&value);
      return names ? names_fault(parameter, *names) : wrong_kind();
    }
  }
  return "";
}

// NaN has no nearest number; infinities are as near as the end of the range.
double nearest_number(const Parameter& parameter, double number) {
  const double inside = std::clamp(number, parameter.minimum, parameter.maximum);
  return (is_integer_type(parameter.type) ? std::floor(inside + 0.5) : inside) + 0.0;
}

Value nearest_numbers(const Parameter& parameter, const Numbers& numbers) {
  const Value fallback = parameter.default_value();
  Numbers result;
  for (const double number : numbers) {
    if (result.size() == static_cast<std::size_t>(parameter.maximum_count)) break;
    if (std::isnan(number)) return fallback;
    result.push_back(nearest_number(parameter, number));
  }
  if (result.size() < static_cast<std::size_t>(parameter.minimum_count)) return fallback;
  return result;
}

Value nearest_names(const Parameter& parameter, const Names& names) {
  Names result;
  for (const std::string& name : names) {
    if (is_choice(parameter, name) &&
        std::find(result.begin(), result.end(), name) == result.end()) {
      result.push_back(name);
    }
  }
  if (result.size() < static_cast<std::size_t>(parameter.minimum_count)) {
    return parameter.default_value();
  }
  return result;
}

}  // namespace

Result<void> check_value(const Parameter& parameter, const Value& value, std::string_view where) {
  const std::string fault = value_fault(parameter, value);
  if (fault.empty()) return {};
  const std::string path = where.empty() ? parameter.json_path() : std::string(where);
  return fail(fmt::format("{}: {}; {}", path, fault, requirement(parameter)));
}

Value nearest_value(const Parameter& parameter, const Value& value) {
  switch (parameter.type) {
    case Type::integer:
    case Type::real:
      if (const auto* number = std::get_if<double>(&value)) {
        if (!std::isnan(*number)) return nearest_number(parameter, *number);
      }
      break;
    case Type::boolean:
      if (std::holds_alternative<bool>(value)) return value;
      break;
    case Type::choice:
      if (const auto* name = std::get_if<std::string>(&value)) {
        if (is_choice(parameter, *name)) return value;
      }
      break;
    case Type::text:
      if (const auto* text = std::get_if<std::string>(&value)) {
        return check_text(*text, static_cast<std::size_t>(parameter.maximum)).repaired;
      }
      break;
    case Type::integer_list:
    case Type::real_list:
      if (const auto* numbers = std::get_if<Numbers>(&value)) {
        return nearest_numbers(parameter, *numbers);
      }
      break;
    case Type::choice_list:
      if (const auto* names = std::get_if<Names>(&value)) return nearest_names(parameter, *names);
      break;
  }
  return parameter.default_value();
}

std::string value_text(const Value& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* number = std::get_if<double>(&value))
    return number_text(*number + 0.0);  // -0 reads as 0
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* names = std::get_if<Names>(&value)) {
    return fmt::format("{}", fmt::join(*names, ","));
  }
  std::string text;
  for (const double number : std::get<Numbers>(value)) {
    if (!text.empty()) text += ',';
    text += number_text(number + 0.0);
  }
  return text;
}

}  // namespace playground
