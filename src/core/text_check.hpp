// Texts that people type or send: strict UTF-8 without control characters, counted in characters.
//   CheckedText text = check_text(input, 40);  if (!text.valid) use(text.repaired);
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace playground {

// Length in bytes of the well-formed character at the front of `text` (Unicode 15, table 3-7), or
// 0.
std::size_t character_length(std::string_view text);

struct CheckedText {
  bool valid = true;           // well-formed, no control characters, not too long
  std::size_t characters = 0;  // of the repaired text
  std::string repaired;        // the first valid characters, at most `maximum`
};

CheckedText check_text(std::string_view text, std::size_t maximum);

// For messages: in quotes, shortened, with nothing that could spoil a terminal or a page.
std::string quoted(std::string_view text);

}  // namespace playground
