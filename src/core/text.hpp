// Numbers as text, the same on every system and in every locale.
//   number_text(0.1) == "0.1";  parse_number("1e-3") == 0.001;  parse_number("0x1p3") == nothing
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace playground {

// The shortest text that reads back as the same number; "nan", "inf", "-inf" for those.
std::string number_text(double x);
std::string number_text(float x);

// A whole text in JSON's number form (also with a leading "+", ".5" and "5."): no spaces, no
// hexadecimal, no inf or nan. Nothing where the text has another form or the value is not finite.
std::optional<double> parse_number(std::string_view text);

// 16 lower-case hexadecimal digits, and back (upper case is read too).
std::string hex_text(std::uint64_t x);
std::optional<std::uint64_t> parse_hex(std::string_view text);

}  // namespace playground
