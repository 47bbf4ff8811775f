#include "app/places.hpp"

#include <cstddef>

namespace playground {
namespace {

struct Row {
  std::string_view prefix;
  std::optional<Tab> tab;
  std::optional<PhonePage> page;
};

// The first row whose prefix the id begins with counts.
constexpr Row kRows[] = {
    {"tab.race", Tab::race, PhonePage::watch},
    {"tab.decayed", Tab::decayed, PhonePage::watch},
    {"tab.sweep", Tab::sweep, PhonePage::watch},
    {"tab.landscape", Tab::landscape, PhonePage::watch},
    {"plot.", Tab::race, PhonePage::watch},
    {"decayed.", Tab::decayed, PhonePage::watch},
    {"sweep.", Tab::sweep, PhonePage::watch},
    {"landscape.", Tab::landscape, PhonePage::watch},
    {"card.", {}, PhonePage::watch},
    {"panel.runs", {}, PhonePage::runs},
    {"panel.data", {}, PhonePage::data},
    {"panel.model", {}, PhonePage::model},
    {"panel.training", {}, PhonePage::model},
    {"runs.", {}, PhonePage::runs},
    {"run.", {}, PhonePage::runs},
    {"data.", {}, PhonePage::data},
    {"model.", {}, PhonePage::model},
    {"training.", {}, PhonePage::model},
    {"seeds", {}, PhonePage::model},
    {"column.right", {}, PhonePage::lesson},
    {"play", {}, {}},
    {"step", {}, {}},
    {"run_to_end", {}, {}},
    {"reset", {}, {}},
    {"reseed", {}, {}},
    {"speed", {}, {}},
};

constexpr std::string_view kDecay = ".weight_decay";

bool begins_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

bool ends_with(std::string_view text, std::string_view ending) {
  return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
}

// "run.1.weight_decay" and "card.1" are about run 1.
std::optional<int> run_of(std::string_view id) {
  for (const std::string_view prefix : {"run.", "card."}) {
    if (!begins_with(id, prefix) || id.size() == prefix.size()) continue;
    const char digit = id[prefix.size()];
    if (digit >= '0' && digit <= '9') return digit - '0';
  }
  return std::nullopt;
}

}  // namespace

std::optional<Place> find_place(std::string_view id) {
  for (const Row& row : kRows) {
    const bool whole = row.prefix.back() != '.';
    if (whole ? id != row.prefix : !begins_with(id, row.prefix)) continue;
    Place place{row.tab, row.page, run_of(id)};
    // On a phone the decay of the selected run stands under the surfaces.
    if (begins_with(id, "run.") && ends_with(id, kDecay)) place.page = PhonePage::watch;
    return place;
  }
  return std::nullopt;
}

}  // namespace playground
