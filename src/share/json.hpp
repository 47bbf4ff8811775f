// The experiment as JSON (DESIGN.md section 3), driven by the parameter table.
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "train/experiment.hpp"

namespace playground {

// Every field, defaults filled in; `indent` < 0 for one line.
std::string write_json(const Experiment& experiment, int indent = 2);

// Missing keys take their defaults. Unknown keys, wrong types, values out of range, another
// version, more than 1 MB of text: an error that names the key, the value and what would be right.
Result<Experiment> read_json(std::string_view text);

}  // namespace playground
