// Where on the screen a thing is that the widget log names: which tab of the centre, which page of
// a phone, which run must be selected for it to be seen.
//   if (const auto place = find_place("plot.loss")) ...  // place->tab is Tab::race
#pragma once

#include <optional>
#include <string_view>

#include "app/state.hpp"

namespace playground {

struct Place {
  std::optional<Tab> tab;         // none: it is seen whatever the tab
  std::optional<PhonePage> page;  // none: it is seen on every page
  std::optional<int> run;
};

// nullopt: there is no such place at any time.
std::optional<Place> find_place(std::string_view id);

}  // namespace playground
