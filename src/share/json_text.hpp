// JSON text to and from a tree (nlohmann's ordered_json): the reader names the place of a fault and
// refuses duplicate keys, the writer keeps short lists on one line and numbers in their shortest
// form.
//   Result<Json> tree = parse_json(text);  std::string text = format_json(*tree, 2);
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace playground {

using Json = nlohmann::ordered_json;

// Refuses what RFC 8259 refuses, and besides duplicate keys, numbers beyond the range of a double
// (1e400), nesting deeper than 16 and texts above 1 MB.
Result<Json> parse_json(std::string_view text);

// The tree of a text from this program or the page around it; a discarded value when it is no JSON.
Json parse_own_json(std::string_view text);

// `indent` < 0: one line. NaN and infinities become null; bytes that are not UTF-8 become U+FFFD.
std::string format_json(const Json& tree, int indent);

// What JSON has no number for is null.
Json finite_or_null(double number);

// The value on one line, shortened for a message.
std::string excerpt(const Json& value);
// Foreign text for a message: at most 40 characters, without control characters and what is not
// UTF-8.
std::string excerpt_text(std::string_view text);

}  // namespace playground
