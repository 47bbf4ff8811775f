#include "plot/number_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/translate.hpp"
#include "plot/scales.hpp"

namespace playground {
namespace {

constexpr const char* kMinus = "\u2212";

// "1234567.5" -> "1,234,567.5"; `text` has no sign.
std::string with_thousands(const std::string& text) {
  const std::size_t point = text.find('.');
  const std::size_t whole = point == std::string::npos ? text.size() : point;
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && i < whole && (whole - i) % 3 == 0) result += thousands_separator();
    result += text[i];
  }
  return result;
}

bool only_zeros(const std::string& text) {
  return text.find_first_of("123456789") == text.npos;
}

}  // namespace

std::string fixed_text(double value, int decimals) {
  if (std::isnan(value)) return "\u2013";
  if (std::isinf(value)) return value < 0 ? "\u2212\u221e" : "\u221e";
  const std::string digits = with_thousands(fmt::format("{:.{}f}", std::fabs(value), decimals));
  return value < 0 && !only_zeros(digits) ? kMinus + digits : digits;
}

std::string count_text(double value) {
  return fixed_text(value, 0);
}

std::string percent_text(double fraction, int decimals) {
  return fixed_text(fraction * 100, decimals) + (std::isfinite(fraction) ? " %" : "");
}

std::string short_text(double value, int digits) {
  if (value == 0) return "0";
  if (!std::isfinite(value)) return fixed_text(value, 0);
  const double magnitude = std::fabs(value);
  if (magnitude >= 5e-4 && magnitude < 1e6) {
    std::string text = fmt::format("{:.{}g}", magnitude, digits);
    // %g turns to exponents when the whole part has more digits than asked for.
    if (text.find('e') != text.npos) text = fmt::format("{:.0f}", magnitude);
    return (value < 0 ? kMinus : "") + with_thousands(text);
  }
  const std::string text = fmt::format("{:.{}e}", magnitude, digits - 1);
  const std::size_t e = text.find('e');
  std::string mantissa = text.substr(0, e);
  if (mantissa.find('.') != mantissa.npos) {
    mantissa.erase(mantissa.find_last_not_of('0') + 1);
    if (mantissa.back() == '.') mantissa.pop_back();
  }
  std::string result = value < 0 ? kMinus : "";
  if (mantissa != "1") result += mantissa + "\u00d7";
  return result + power_text(1, std::atoi(text.c_str() + e + 1));
}

}  // namespace playground
