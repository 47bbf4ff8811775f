// Comma-separated values as RFC 4180 has them: CRLF line ends, quotes where a cell needs them,
// quotes doubled.
//   text += csv_row({"step", "train_loss"});  for (const auto& row : *read_csv(text)) ...
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace playground {

// One row with its line end.
std::string csv_row(const std::vector<std::string>& cells);
// Shortest decimal form that reads back to the same number; empty for NaN, "inf" and "-inf" for
// infinities.
std::string csv_number(double number);
std::string csv_number(float number);

// The rows of a text; LF line ends are taken too. An open quote is an error.
Result<std::vector<std::vector<std::string>>> read_csv(std::string_view text);

}  // namespace playground
