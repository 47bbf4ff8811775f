#include "ui/term_help.hpp"

#include "core/translate.hpp"

namespace playground {
namespace {

struct Symbol {
  std::string_view text;
  std::string_view meaning;
};
constexpr Symbol kSymbols[] = {
    {"\u03b3", tr_key("learning rate, with its schedule")},
    {"\u03bb", tr_key("weight decay")},
    {"\u03bc", tr_key("momentum")},
    {"\u03b5", tr_key("epsilon, keeps the quotient finite")},
    {"\u221av", tr_key("root of the running mean of g\u00b2, bias-corrected")},
    {"m", tr_key("running mean of g, bias-corrected")},
    {"u", tr_key("velocity: the running sum of g")},
    {"g", tr_key("gradient of the batch")},
    {"w", tr_key("the weight")},
    {"s", tr_key("multiplier of the schedule")},
};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// A letter by itself is a symbol, one within a word is not.
bool holds(std::string_view text, std::string_view symbol) {
  for (std::size_t at = text.find(symbol); at != std::string_view::npos;
       at = text.find(symbol, at + 1)) {
    if (!is_letter(symbol[0])) return true;
    const std::size_t end = at + symbol.size();
    const bool before = at > 0 && is_letter(text[at - 1]);
    const bool after = end < text.size() && is_letter(text[end]);
    if (!before && !after) return true;
  }
  return false;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> symbols_in(std::string_view text,
                                                            const SymbolValues& values) {
  std::vector<std::pair<std::string, std::string>> found;
  for (const Symbol& symbol : kSymbols) {
    if (!holds(text, symbol.text)) continue;
    std::string meaning(tr(symbol.meaning));
    for (const auto& [name, value] : values) {
      if (name == symbol.text) meaning += ": " + value;
    }
    found.emplace_back(symbol.text, std::move(meaning));
  }
  return found;
}

}  // namespace playground
