// The page's API, how the experiment is shown: setView and view, the past, and the page's texts.
// What is in the tabs as figures: api_figures.cpp.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "app/api_method.hpp"
#include "app/application.hpp"
#include "assets/languages.hpp"
#include "share/report.hpp"

namespace playground {
namespace {

template <typename Value>
struct Choice {
  const char* name;
  Value value;
};
constexpr Choice<Theme> kThemes[] = {
    {"system", Theme::system}, {"dark", Theme::dark}, {"light", Theme::light}};
constexpr Choice<Tab> kTabs[] = {{"race", Tab::race},
                                 {"decayed", Tab::decayed},
                                 {"sweep", Tab::sweep},
                                 {"landscape", Tab::landscape}};

template <typename Choices>
std::string names_of(const Choices& choices) {
  std::string names;
  for (const auto& choice : choices) {
    names += (names.empty() ? "" : ", ") + std::string(choice.name);
  }
  return names;
}

template <typename Value, std::size_t Count>
const char* name_of(const Choice<Value> (&choices)[Count], Value value) {
  for (const auto& choice : choices) {
    if (choice.value == value) return choice.name;
  }
  return choices[0].name;
}

template <typename Value, std::size_t Count>
Result<void> choose(const Choice<Value> (&choices)[Count], const Json& given, Value& value) {
  for (const auto& choice : choices) {
    if (given == choice.name) {
      value = choice.value;
      return {};
    }
  }
  return fail(fmt::format("{} is not known; it must be one of {}", shown_argument(given),
                          names_of(choices)));
}

// --- setView
// --------------------------------------------------------------------------------------

struct Wanted {
  ViewSettings view;
  double speed;
};

Result<void> set_theme(const Json& given, Wanted& wanted) {
  return choose(kThemes, given, wanted.view.theme);
}
Result<void> set_tab(const Json& given, Wanted& wanted) {
  return choose(kTabs, given, wanted.view.tab);
}
Result<void> set_language(const Json& given, Wanted& wanted) {
  for (const Language& language : kLanguages) {
    if (given == language.code) {
      wanted.view.language = language.code;
      return {};
    }
  }
  return fail(fmt::format("{} is not known; view().languages lists them", shown_argument(given)));
}
Result<void> set_speed(const Json& given, Wanted& wanted) {
  if (given == "max") {
    wanted.speed = kMaximumSpeed;
  } else if (given.is_number() && given.get<double>() > 0) {
    wanted.speed = given.get<double>();
  } else {
    return fail(fmt::format("{} is not possible; it must be a number of steps a second or \"max\"",
                            shown_argument(given)));
  }
  return {};
}
Result<void> set_shown_seed(const Json& given, Wanted& wanted) {
  if (!given.is_number_integer() || given.get<double>() < 0) {
    return fail(fmt::format("{} is not a seed; it must be its number, counted from 0",
                            shown_argument(given)));
  }
  wanted.view.shown_seed = given.get<int>();
  return {};
}

struct Field {
  const char* name;
  Result<void> (*set)(const Json&, Wanted&);
};
constexpr Field kFields[] = {{"theme", set_theme},
                             {"language", set_language},
                             {"speed", set_speed},
                             {"tab", set_tab},
                             {"shown_seed", set_shown_seed}};

ApiReply set_view(Application& application, const ApiCall& call) {
  const Json given = call.argument(0);
  if (!given.is_object()) {
    return fail(fmt::format("setView: {} is not possible; it must be an object with some of {}",
                            shown_argument(given), names_of(kFields)));
  }
  Wanted wanted{application.state().view, application.state().transport.speed};
  for (const auto& entry : given.items()) {
    const std::string& key = entry.key();
    const auto field = std::find_if(std::begin(kFields), std::end(kFields),
                                    [&](const Field& it) { return key == it.name; });
    if (field == std::end(kFields)) {
      return fail(fmt::format("setView: {} is not known; it must be one of {}", shown_argument(key),
                              names_of(kFields)));
    }
    if (const Result<void> set = field->set(entry.value(), wanted); !set) {
      return fail(fmt::format("setView: {}: {}", key, set.error().message));
    }
  }
  application.apply(SetView{wanted.view});
  application.apply(SetSpeed{wanted.speed});
  return Json();
}

// The steps that the curves show; null for all of them.
Json zoom_of(const ViewSettings& view) {
  return view.zoom_last > view.zoom_first ? Json{view.zoom_first, view.zoom_last} : Json();
}

ApiReply view(Application& application, const ApiCall&) {
  const AppState& state = application.state();
  Json languages = Json::object();
  for (const Language& language : kLanguages) languages[language.code] = language.name;
  const double speed = state.transport.speed;
  return Json{{"theme", name_of(kThemes, state.view.theme)},
              {"dark", state.view.dark},
              {"language", state.language},
              {"languages", std::move(languages)},
              {"speed", std::isfinite(speed) ? Json(speed) : Json("max")},
              {"tab", name_of(kTabs, state.view.tab)},
              {"shown_seed", state.view.shown_seed},
              {"zoom", zoom_of(state.view)}};
}

// --- The past
// -------------------------------------------------------------------------------------

Result<int> whole_argument(const char* method, const Json& given, int most) {
  if (given.is_number_integer() && given.get<double>() >= 0 && given.get<double>() <= most) {
    return given.get<int>();
  }
  return fail(fmt::format("{}: {} is out of range; it must be a whole number from 0 to {}", method,
                          shown_argument(given), most));
}

// lookAt(500) shows the runs as they were then; lookAt(null) the present again.
ApiReply look_at(Application& application, const ApiCall& call) {
  if (call.argument(0).is_null()) {
    application.apply(LookAt{});
    return Json();
  }
  const Result<int> step =
      whole_argument("lookAt", call.argument(0), application.state().transport.step);
  if (!step) return tl::make_unexpected(step.error());
  application.apply(LookAt{*step});
  return Json();
}

ApiReply branch_here(Application& application, const ApiCall& call) {
  if (!application.state().past) return fail("branchHere: it is the present; call lookAt first");
  const int last = static_cast<int>(application.experiment().runs.size()) - 1;
  const Result<int> run = whole_argument("branchHere", call.argument(0), last);
  if (!run) return tl::make_unexpected(run.error());
  if (last + 1 >= kMaxRuns) {
    return fail("branchHere: six runs are the most; remove one first");
  }
  application.apply(BranchHere{*run});
  return Json();
}

// What is looked at: null in the present; `ready` when the runs of then are there.
ApiReply past(Application& application, const ApiCall&) {
  const AppState& state = application.state();
  if (!state.past) return Json();
  Json runs = Json::array();
  for (const RunView& run : *state.runs) {
    Json figures = {{"step", run.latest.step}, {"diverged", run.diverged}};
    for (const MetricColumn& column : report_columns()) {
      const double value = run.latest.*column.member;
      figures[std::string(column.name)] = std::isfinite(value) ? Json(value) : Json();
    }
    runs.push_back(std::move(figures));
  }
  return Json{{"step", state.past->step},
              {"ready", state.past->shown == state.past->step},
              {"runs", std::move(runs)}};
}

// --- Texts
// ----------------------------------------------------------------------------------------

// setCatalogue("de", {"Share": "Teilen", ...}): the texts of the page in that language.
ApiReply use_texts(Application& application, const ApiCall& call) {
  const Json language = call.argument(0), entries = call.argument(1);
  if (!language.is_string()) {
    return fail(fmt::format("setCatalogue: {} is not a language; it must be a text such as \"de\"",
                            shown_argument(language)));
  }
  if (!entries.is_object()) {
    return fail(
        fmt::format("setCatalogue: {} is not a catalogue; it must be an object of texts, English "
                    "to translated",
                    shown_argument(entries)));
  }
  Catalogue catalogue;
  for (const auto& [english, text] : entries.items()) {
    if (!text.is_string()) {
      return fail(fmt::format("setCatalogue: {} of {} is not a text", shown_argument(text),
                              shown_argument(english)));
    }
    catalogue.emplace(english, text.get<std::string>());
  }
  application.use_catalogue(language.get<std::string>(), std::move(catalogue));
  return Json();
}

constexpr ApiMethod kViewMethods[] = {
    {"setView", set_view},       {"view", view}, {"lookAt", look_at},
    {"branchHere", branch_here}, {"past", past}, {"setCatalogue", use_texts},
};

}  // namespace

std::span<const ApiMethod> view_methods() {
  return kViewMethods;
}

}  // namespace playground
