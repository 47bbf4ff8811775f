#include "core/translate.hpp"

#include <cctype>
#include <utility>

namespace playground {
namespace {

struct Texts {
  Catalogue catalogue;
  std::string thousands = ",";
};

Texts& in_use() {
  static Texts texts;
  return texts;
}

}  // namespace

const char* tr(const char* english) {
  return tr(std::string_view(english)).data();
}

std::string_view tr(std::string_view english) {
  const Catalogue& catalogue = in_use().catalogue;
  const auto found = catalogue.find(english);
  return found == catalogue.end() ? english : std::string_view(found->second);
}

std::vector<std::string_view> tr_all(std::span<const std::string_view> english) {
  std::vector<std::string_view> texts;
  for (const std::string_view text : english) texts.push_back(tr(text));
  return texts;
}

std::string tr_within(std::string_view english) {
  std::string text(tr(english));
  const bool is_english = in_use().catalogue.empty();
  if (is_english && !text.empty()) {
    text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  }
  return text;
}

std::string tr_filled(const char* english, std::initializer_list<std::string_view> values) {
  std::string text;
  for (const char* at = tr(english); *at != '\0'; ++at) {
    const auto place = static_cast<std::size_t>(*at == '{' ? at[1] - '0' : -1);
    if (place < values.size() && at[2] == '}') {
      text += values.begin()[place];
      at += 2;
    } else {
      text += *at;
    }
  }
  return text;
}

const std::string& thousands_separator() {
  return in_use().thousands;
}

void set_catalogue(Catalogue catalogue) {
  Texts texts;
  const auto thousands = catalogue.find("@thousands");
  if (thousands != catalogue.end()) texts.thousands = thousands->second;
  texts.catalogue = std::move(catalogue);
  in_use() = std::move(texts);
}

}  // namespace playground
