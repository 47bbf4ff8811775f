// Where a parameter's value lies on its slider, and which round value a place on the slider means;
// the text of values and the reading of typed ones. No ImGui here.
//   slider_value(decay, 0.0) == 0;  slider_value(noise, 0.253) == 0.25
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "train/parameters.hpp"

namespace playground {

// 0 at the left end, 1 at the right; values typed beyond the slider's range stay at its ends.
double slider_fraction(const Parameter& parameter, double value);
// Rounded: two significant digits on logarithmic scales, steps of 1-2-5 on linear ones, whole
// integers.
double slider_value(const Parameter& parameter, double fraction);
// The next value for an arrow key, `direction` +1 or -1; `notches` 1 for an arrow, more for Page
// Up.
double slider_step(const Parameter& parameter, double value, int direction, int notches = 1);

bool has_slider(const Parameter& parameter);
// True for shares of a whole, which are shown and typed as percentages.
bool is_percentage(const Parameter& parameter);

// As the rows show it: "0.0032", "10 %", "2,000", "× 1", "32, 32".
std::string parameter_value_text(const Parameter& parameter, const Value& value);
// What a text field starts with: every digit, no thousands separators.
std::string typing_text(const Parameter& parameter, const Value& value);
// The value meant by a typed text, checked against the table.
Result<Value> read_typed(const Parameter& parameter, std::string_view text);

}  // namespace playground
