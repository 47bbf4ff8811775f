#include "ui/slider_scale.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "core/text.hpp"
#include "core/translate.hpp"
#include "plot/number_text.hpp"

namespace playground {
namespace {

constexpr double kZeroStop = 0.08;  // the logarithm starts here when 0 has a stop of its own
constexpr double kNotches = 10;     // arrow presses for a factor of ten

bool is_log(const Parameter& p) {
  return p.scale == Scale::log || p.scale == Scale::log_with_zero;
}

double rounded_to_digits(double value, int digits) {
  if (value == 0) return 0;
  const int exponent = static_cast<int>(std::floor(std::log10(std::fabs(value))));
  const int places = digits - 1 - exponent;
  // Through powers of ten that are exact, so that 0.3 is the double nearest to 0.3.
  const double power = std::pow(10.0, std::abs(places));
  return places >= 0 ? std::round(value * power) / power : std::round(value / power) * power;
}

// The step of a linear slider: about a hundred of them, 1, 2 or 5 times a power of ten.
double linear_step(const Parameter& p) {
  const double wanted = (p.slider_maximum - p.slider_minimum) / 100;
  const double power = std::pow(10.0, std::floor(std::log10(wanted) + 1e-9));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= wanted * 0.999) return factor * power;
  }
  return 10 * power;
}

double round_value(const Parameter& p, double value) {
  if (is_log(p)) {
    value = rounded_to_digits(value, 2);
  } else {
    const double step = linear_step(p);
    value = rounded_to_digits(std::round(value / step) * step, 12);
  }
  if (p.type == Type::integer) value = std::round(value);
  return std::clamp(value, p.slider_minimum < p.minimum ? p.minimum : p.slider_minimum,
                    p.slider_maximum);
}

bool is_multiplier(const Parameter& p) {
  return p.name == "loss_scale";
}

std::string real_text(double value) {
  if (value != 0 && std::fabs(value) < 5e-4) return short_text(value, 3);
  std::string text = number_text(std::fabs(value));
  if (text.size() > 7 || text.find('e') != text.npos) text = short_text(std::fabs(value), 4);
  return value < 0 ? "\u2212" + text : text;
}

// "\u22120.5", "2,000" and "1 %" as a plain number text.
std::string plain_number(std::string_view typed) {
  std::string text(typed);
  const auto erase_all = [&text](std::string_view what) {
    for (std::size_t at; (at = text.find(what)) != text.npos;) text.erase(at, what.size());
  };
  erase_all(" ");
  erase_all("\u00a0");
  erase_all("\u202f");
  erase_all("%");
  erase_all("\u00d7");
  for (std::size_t at; (at = text.find("\u2212")) != text.npos;) text.replace(at, 3, "-");
  // A comma with exactly three digits after it separates thousands; elsewhere it is a decimal
  // comma.
  const std::size_t comma = text.rfind(',');
  if (comma != text.npos) {
    const bool thousands = text.find('.') != text.npos || text.find(',') != comma ||
                           (text.size() - comma == 4 && comma > 0 && text[0] != '0');
    if (thousands) {
      erase_all(",");
    } else {
      text[comma] = '.';
    }
  }
  return text;
}

Result<Value> read_list(const Parameter& p, std::string_view text) {
  std::vector<double> numbers;
  std::string word;
  const auto take_word = [&]() -> bool {
    if (word.empty()) return true;
    const std::optional<double> number = parse_number(word);
    if (number) numbers.push_back(*number);
    word.clear();
    return number.has_value();
  };
  for (const char c : text) {
    if (c == ',' || c == ' ' || c == ';') {
      if (!take_word()) return fail(tr("{0} is not a list of numbers", text));
    } else {
      word += c;
    }
  }
  if (!take_word()) return fail(tr("{0} is not a list of numbers", text));
  const Value value = numbers;
  const Result<void> checked = check_value(p, value, tr(p.label));
  if (!checked) return fail(checked.error().message);
  return value;
}

}  // namespace

bool has_slider(const Parameter& p) {
  return (p.type == Type::integer || p.type == Type::real) && p.slider_maximum > p.slider_minimum;
}

bool is_percentage(const Parameter& p) {
  return p.type == Type::real && p.unit == "fraction";
}

double slider_fraction(const Parameter& p, double value) {
  if (!is_log(p)) {
    return std::clamp((value - p.slider_minimum) / (p.slider_maximum - p.slider_minimum), 0.0, 1.0);
  }
  const double start = p.scale == Scale::log_with_zero ? kZeroStop : 0;
  if (!(value > 0)) return 0;
  const double share =
      std::log(value / p.slider_minimum) / std::log(p.slider_maximum / p.slider_minimum);
  return std::clamp(start + (1 - start) * share, start, 1.0);
}

double slider_value(const Parameter& p, double fraction) {
  fraction = std::clamp(fraction, 0.0, 1.0);
  if (!is_log(p)) {
    return round_value(p, p.slider_minimum + fraction * (p.slider_maximum - p.slider_minimum));
  }
  const double start = p.scale == Scale::log_with_zero ? kZeroStop : 0;
  if (start > 0 && fraction < start / 2) return 0;
  const double share = std::max(0.0, (fraction - start) / (1 - start));
  return round_value(p, p.slider_minimum * std::pow(p.slider_maximum / p.slider_minimum, share));
}

double slider_step(const Parameter& p, double value, int direction, int notches) {
  if (!is_log(p)) return round_value(p, value + direction * notches * linear_step(p));
  if (!(value > 0)) return direction > 0 ? p.slider_minimum : 0;
  if (p.scale == Scale::log_with_zero && direction < 0 && value <= p.slider_minimum) return 0;
  // On the grid 1, 1.3, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 7.9, so that ten presses are a factor of ten.
  const double place = std::log10(value) * kNotches + direction * notches;
  double next = round_value(p, std::pow(10.0, std::round(place) / kNotches));
  // Small integers stand closer than a notch.
  if (p.type == Type::integer && next == value) next = value + direction;
  return std::clamp(next, p.slider_minimum, p.slider_maximum);
}

std::string parameter_value_text(const Parameter& p, const Value& value) {
  if (const bool* on = std::get_if<bool>(&value)) return *on ? tr("on") : tr("off");
  if (const double* number = std::get_if<double>(&value)) {
    if (is_percentage(p)) return real_text(rounded_to_digits(*number * 100, 12)) + " %";
    // A seed is a name, not a quantity: no thousands in it.
    if (p.type == Type::integer) return has_slider(p) ? count_text(*number) : number_text(*number);
    return (is_multiplier(p) ? "\u00d7 " : "") + real_text(*number);
  }
  if (const auto* name = std::get_if<std::string>(&value)) {
    for (std::size_t i = 0; i < p.choices.size(); ++i) {
      if (p.choices[i] == *name) return std::string(tr(p.choice_labels[i]));
    }
    return *name;
  }
  std::string text;
  if (const auto* numbers = std::get_if<std::vector<double>>(&value)) {
    for (const double number : *numbers) text += (text.empty() ? "" : ", ") + number_text(number);
  } else if (const auto* names = std::get_if<std::vector<std::string>>(&value)) {
    for (const std::string& name : *names) {
      text += (text.empty() ? "" : ", ") + parameter_value_text(p, Value(name));
    }
  }
  return text;
}

std::string typing_text(const Parameter& p, const Value& value) {
  const double* number = std::get_if<double>(&value);
  if (!number) return parameter_value_text(p, value);
  return number_text(is_percentage(p) ? rounded_to_digits(*number * 100, 12) : *number);
}

Result<Value> read_typed(const Parameter& p, std::string_view text) {
  Value value = std::string(text);
  if (p.type == Type::integer_list || p.type == Type::real_list) return read_list(p, text);
  if (p.type == Type::integer || p.type == Type::real) {
    const std::optional<double> number = parse_number(plain_number(text));
    if (!number) return fail(tr("\u201c{0}\u201d is not a number", text));
    value = is_percentage(p) ? rounded_to_digits(*number / 100, 12) : *number;
    const Result<void> checked = check_value(p, value, tr(p.label));
    if (!checked && is_percentage(p)) {
      return fail(tr("{0}: from {1} to {2}", tr(p.label), parameter_value_text(p, p.minimum),
                     parameter_value_text(p, p.maximum)));
    }
    if (!checked) return fail(checked.error().message);
    return value;
  }
  const Result<void> checked = check_value(p, value, tr(p.label));
  if (!checked) return fail(checked.error().message);
  return value;
}

}  // namespace playground
