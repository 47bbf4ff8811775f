// A small table as a text that goes into a link (key "t") or a JSON file (key "rows"), when a
// person asks for that: its bytes, which take few bits a value, in base64url (RFC 4648) without
// padding.
//   Result<std::string> text = table_text(bytes);  link += "&t=" + *text;
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace playground {

inline constexpr std::size_t kMostTableText = 6'000;  // characters

Result<std::string> table_text(std::span<const std::uint8_t> bytes);
Result<std::vector<std::uint8_t>> table_bytes(std::string_view text);

}  // namespace playground
