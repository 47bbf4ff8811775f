#include "core/text_check.hpp"

#include <cstdint>

namespace playground {

std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const std::uint32_t first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool overlong = first == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = first == 0xED && byte(1) > 0x9F;
    return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool overlong = first == 0xF0 && byte(1) < 0x90;
    const bool too_large = first == 0xF4 && byte(1) > 0x8F;
    return follows(1) && follows(2) && follows(3) && !overlong && !too_large ? 4 : 0;
  }
  return 0;
}

namespace {

bool is_control(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (first < 0x20 || first == 0x7F) return true;
  return first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;  // U+0080 to U+009F
}

}  // namespace

CheckedText check_text(std::string_view text, std::size_t maximum) {
  CheckedText result;
  while (!text.empty()) {
    if (result.characters == maximum) {
      result.valid = false;
      break;
    }
    const std::size_t length = character_length(text);
    if (length == 0 || is_control(text.substr(0, length))) {
      result.valid = false;
      text.remove_prefix(1);
      continue;
    }
    result.repaired += text.substr(0, length);
    ++result.characters;
    text.remove_prefix(length);
  }
  return result;
}

std::string quoted(std::string_view text) {
  constexpr std::size_t kShown = 40;
  const CheckedText shown = check_text(text.substr(0, 4 * kShown), kShown);
  return '"' + shown.repaired + (shown.repaired.size() < text.size() ? "…\"" : "\"");
}

}  // namespace playground
