// The parameter table as a reference: for the terminal, for programs and for docs/parameters.md.
#pragma once

#include <string>

namespace playground {

std::string parameters_text();
// A list of objects: path, section, link_key, label, type, minimum, maximum, values, default,
// choices, choice_labels, unit, symbol, help.
std::string parameters_json();
std::string parameters_markdown();

}  // namespace playground
