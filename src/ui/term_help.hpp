// What the symbols of an optimizer's equation mean, for the tooltips of its terms.
//   symbols_in("\u03b3\u03bb")  ->  {{"\u03b3", "learning rate ..."}, {"\u03bb", "weight decay"}}
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace playground {

// The symbols that occur in a piece of an equation, in the table's order, each with its meaning.
std::vector<std::pair<std::string, std::string>> symbols_in(std::string_view text);

}  // namespace playground
