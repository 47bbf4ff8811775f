#include "ui/hidden_panels.hpp"

#include <algorithm>

#include "core/translate.hpp"

namespace playground {
namespace {

struct Name {
  std::string_view name;
  bool HiddenPanels::*panel;
};
constexpr Name kNames[] = {
    {"controls", &HiddenPanels::controls}, {"menu", &HiddenPanels::menu},
    {"status", &HiddenPanels::status},     {"runs", &HiddenPanels::runs},
    {"data", &HiddenPanels::data},         {"model", &HiddenPanels::model},
    {"training", &HiddenPanels::training}, {"lesson", &HiddenPanels::lesson},
    {"plots", &HiddenPanels::plots},
};

// Foreign text on the screen: printable ASCII, and not much of it.
std::string shown(std::string_view text) {
  std::string kept(text.substr(0, 40));
  std::replace_if(
      kept.begin(), kept.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return kept;
}

std::string known_names() {
  std::string names;
  for (const Name& name : kNames) names += (names.empty() ? "" : ", ") + std::string(name.name);
  return names;
}

}  // namespace

HiddenPanelsRead read_hidden_panels(std::string_view hide, bool embed) {
  HiddenPanelsRead read;
  read.panels.menu = read.panels.status = read.panels.lesson = embed;
  while (!hide.empty()) {
    const std::size_t comma = std::min(hide.find(','), hide.size());
    const std::string_view word = hide.substr(0, comma);
    hide.remove_prefix(std::min(comma + 1, hide.size()));
    if (word.empty()) continue;
    const auto* known = std::find_if(std::begin(kNames), std::end(kNames),
                                     [&](const Name& name) { return name.name == word; });
    if (known != std::end(kNames)) {
      read.panels.*known->panel = true;
    } else if (read.fault.empty()) {
      read.fault =
          tr("hide: \"{0}\" is not a panel; it must be one of {1}", shown(word), known_names());
    }
  }
  return read;
}

}  // namespace playground
