// What the symbols of an optimizer's equation mean, for the tooltips of its terms.
//   symbols_in("\u03b3\u03bb")  ->  {{"\u03b3", "learning rate ..."}, {"\u03bb", "weight decay"}}
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace playground {

// What symbols stand for at the moment: {"g", "-0.0123"}.
using SymbolValues = std::vector<std::pair<std::string_view, std::string>>;

// The symbols that occur in a piece of an equation, in the table's order, each with its meaning and
// the value that it has, where one is given.
std::vector<std::pair<std::string, std::string>> symbols_in(std::string_view text,
                                                            const SymbolValues& values = {});

}  // namespace playground
