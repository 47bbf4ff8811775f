// The language of the texts that people read. Texts stand in the sources in English; a catalogue
// (assets/strings) maps them to another language, and what it lacks stays English. tools/strings
// collects them: each is written whole, as a literal, in tr() or, in a table, in tr_key().
//   text_button(ui, name, rect, tr("Share"));
//   tr("{0} of {1} seeds", std::to_string(2), std::to_string(8))  ->  "2 of 8 seeds"
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace playground {

using Catalogue = std::map<std::string, std::string, std::less<>>;

// The text in the language chosen; `english` itself when the catalogue does not have it. Lives
// until the next set_catalogue.
const char* tr(const char* english);
// The same of a text that a table holds, and of a list of them.
std::string_view tr(std::string_view english);
std::vector<std::string_view> tr_all(std::span<const std::string_view> english);
// A table's text as it stands within a sentence: English begins it with a small letter.
std::string tr_within(std::string_view english);

// With {0}, {1}, ... of the translation replaced by the values: word order is the language's.
std::string tr_filled(const char* english, std::initializer_list<std::string_view> values);
template <typename First, typename... Rest>
std::string tr(const char* english, const First& first, const Rest&... rest) {
  return tr_filled(english, {std::string_view(first), std::string_view(rest)...});
}

// Marks a text of a constant table, which is translated where it is shown.
constexpr const char* tr_key(const char* english) {
  return english;
}

// What stands between the thousands of a number: the catalogue's "@thousands", else a comma.
const std::string& thousands_separator();

// An empty catalogue: English.
void set_catalogue(Catalogue catalogue);

}  // namespace playground
