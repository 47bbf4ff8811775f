#include "share/table_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base64.hpp"

namespace playground {

Result<std::string> table_text(std::span<const std::uint8_t> bytes) {
  std::string text =
      base64(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  text.erase(std::find(text.begin(), text.end(), '='), text.end());
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  if (text.size() <= kMostTableText) return text;
  return fail(
      fmt::format("the rows take {} characters; a link or a JSON file carries {} at most: "
                  "send the CSV file with it",
                  text.size(), kMostTableText));
}

Result<std::vector<std::uint8_t>> table_bytes(std::string_view text) {
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), '-', '+');
  std::replace(plain.begin(), plain.end(), '_', '/');
  plain.append((4 - plain.size() % 4) % 4, '=');
  const Result<std::string> bytes = from_base64(plain);
  if (!bytes) {
    return fail("the rows of the table are not base64url; they were cut short or damaged");
  }
  return std::vector<std::uint8_t>(bytes->begin(), bytes->end());
}

}  // namespace playground
