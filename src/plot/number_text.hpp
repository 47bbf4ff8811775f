// Numbers as the page shows them: U+2212 for minus, thousands "1,640", percent "84.4 %", powers of
// ten in superscript. No ImGui here.
//   fixed_text(-0.5, 2) == "\u22120.50";  count_text(1640) == "1,640";  short_text(3.2e-6) ==
//   "3.2×10\u207b\u2076"
#pragma once

#include <cstdint>
#include <string>

namespace playground {

// `decimals` digits after the point, thousands separated; "–" for NaN, "∞" for infinity.
std::string fixed_text(double value, int decimals);
// A whole number with thousands separated.
std::string count_text(double value);
// A fraction as a percentage: 0.844 -> "84.4 %".
std::string percent_text(double fraction, int decimals);
// The shortest text with at most `digits` significant ones; 10^n notation below 5e-4 and from 1e6
// up.
std::string short_text(double value, int digits = 3);

}  // namespace playground
