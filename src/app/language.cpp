// The page's language: what the address asks for, else what was chosen here, else the browser's.
// Another language than English is asked of the page around the canvas, which answers with its
// catalogue (web/language.js).
#include <fmt/core.h>

#include "app/application.hpp"
#include "assets/languages.hpp"
#include "core/translate.hpp"
#include "share/json_text.hpp"

namespace playground {
namespace {

// "de-AT" is German; nullptr for what there is no catalogue of.
const Language* language_of(std::string_view tag) {
  const std::string_view code = tag.substr(0, tag.find('-'));
  for (const Language& language : kLanguages) {
    if (code == language.code) return &language;
  }
  return nullptr;
}

std::string known_codes() {
  std::string codes;
  for (const Language& language : kLanguages) {
    codes += (codes.empty() ? "" : ", ") + std::string(language.code);
  }
  return codes;
}

}  // namespace

void Application::choose_language() {
  const std::optional<std::string> asked = environment_.asked_language();
  const Language* language = asked ? language_of(*asked) : nullptr;
  if (asked && !language) {
    notify(Notice::Kind::warning,
           tr("lang: {0} is not a language of this page; it must be one of {1}",
              Json(asked->substr(0, 20)).dump(-1, ' ', true, Json::error_handler_t::replace),
              known_codes()));
  }
  if (!language) language = language_of(state_.view.language);
  if (!language) language = language_of(environment_.preferred_language());
  if (language) ask_for_language(language->code);
}

void Application::ask_for_language(const std::string& code) {
  if (code == state_.language || !language_of(code)) return;
  environment_.emit("language", format_json(Json{{"language", code}}, -1));
}

void Application::use_catalogue(const std::string& language, Catalogue catalogue) {
  set_catalogue(std::move(catalogue));
  state_.language = language;
  touch();
}

}  // namespace playground
