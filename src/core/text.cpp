#include "core/text.hpp"

#include <fmt/format.h>

#include <clocale>
#include <cmath>
#include <cstdlib>

namespace playground {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t count_digits(std::string_view text, std::size_t from) {
  std::size_t end = from;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - from;
}

// [+-] digits [. digits] [e [+-] digits], with a digit before or after the point.
bool is_decimal_number(std::string_view text) {
  std::size_t i = 0;
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
  const std::size_t whole = count_digits(text, i);
  i += whole;
  std::size_t fraction = 0;
  if (i < text.size() && text[i] == '.') {
    fraction = count_digits(text, i + 1);
    i += 1 + fraction;
  }
  if (whole + fraction == 0) return false;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    const std::size_t exponent = count_digits(text, i);
    if (exponent == 0) return false;
    i += exponent;
  }
  return i == text.size();
}

}  // namespace

std::string number_text(double x) {
  return fmt::format("{}", x);
}
std::string number_text(float x) {
  return fmt::format("{}", x);
}

std::optional<double> parse_number(std::string_view text) {
  if (text.size() > 1000 || !is_decimal_number(text)) return std::nullopt;
  // strtod rounds correctly but reads the locale's decimal point, so that is what it is given.
  std::string local(text);
  const std::size_t point = local.find('.');
  if (point != std::string::npos) local.replace(point, 1, std::localeconv()->decimal_point);
  const double value = std::strtod(local.c_str(), nullptr);
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

std::string hex_text(std::uint64_t x) {
  return fmt::format("{:016x}", x);
}

std::optional<std::uint64_t> parse_hex(std::string_view text) {
  if (text.size() != 16) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    std::uint64_t digit = 0;
    if (is_digit(c)) {
      digit = static_cast<std::uint64_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      digit = static_cast<std::uint64_t>(c - 'a' + 10);
    } else if (c >= 'A' && c <= 'F') {
      digit = static_cast<std::uint64_t>(c - 'A' + 10);
    } else {
      return std::nullopt;
    }
    value = value * 16 + digit;
  }
  return value;
}

}  // namespace playground
