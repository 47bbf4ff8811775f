// Texts that people type or send: strict UTF-8 without control characters, counted in characters.
//   CheckedText text = check_text(input, 40);  if (!text.valid) use(text.repaired);
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace playground {

struct CheckedText {
  bool valid = true;           // well-formed, no control characters, not too long
  std::size_t characters = 0;  // of the repaired text
  std::string repaired;        // the first valid characters, at most `maximum`
};

CheckedText check_text(std::string_view text, std::size_t maximum);

// For messages: in quotes, shortened, with nothing that could spoil a terminal or a page.
std::string quoted(std::string_view text);

}  // namespace playground
