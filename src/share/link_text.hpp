// The characters of a link: percent-encoding (RFC 3986) and the separators of lists.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace playground {

inline constexpr char kListSeparator = ',';       // hidden=32,32
inline constexpr char kInnerListSeparator = ';';  // of a list inside run= and event=
// The run parameter that stands first in run=, without its key.
inline constexpr std::string_view kPositionalParameter = "optimizer";

// Every byte but letters, digits, '-', '.', '_' becomes %XX.
std::string percent_encode(std::string_view text);
// %XX become bytes; a '%' without two hex digits behind it stays as it is.
std::string percent_decode(std::string_view text);
// The pieces between separators; one empty piece for an empty text.
std::vector<std::string_view> split(std::string_view text, char separator);
// Some programs encode the separators of a link too. When a text has none of `separators` in the
// clear but has them encoded, one layer of encoding is taken off.
std::string with_clear_separators(std::string_view text, std::string_view separators);

}  // namespace playground
