#include "app/api.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "app/api_method.hpp"
#include "app/application.hpp"
#include "engine/seed_views.hpp"
#include "share/finished_runs.hpp"
#include "share/json.hpp"
#include "share/parameters_reference.hpp"
#include "share/report.hpp"

namespace playground {
namespace {

using Json = ApiJson;
using Reply = ApiReply;
using Call = ApiCall;

// For what answers later by the event "answer".
Json pending() {
  return Json{{"pending", true}};
}

Result<int> step_argument(const char* method, const Json& value) {
  if (value.is_number() && value.get<double>() == std::floor(value.get<double>()) &&
      std::abs(value.get<double>()) < 1e9) {
    return static_cast<int>(value.get<double>());
  }
  return fail(fmt::format("{}: {} is not a number of steps; it must be a whole number", method,
                          shown_argument(value)));
}

const char* reproduction_name(Reproduction::State state) {
  switch (state) {
    case Reproduction::State::none:
      return "none";
    case Reproduction::State::running:
      return "running";
    case Reproduction::State::reproduced:
      return "reproduced";
    case Reproduction::State::differs:
      return "differs";
  }
  return "none";
}

Reply get_config(Application& application, const Call&) {
  return Json::parse(write_json(application.experiment(), -1), nullptr, false);
}

Reply set_config(Application& application, const Call& call) {
  const Json config = call.argument(0);
  if (!config.is_object()) {
    return fail(
        fmt::format("setConfig: {} is not an experiment; it must be an object such as getConfig() "
                    "gives",
                    shown_argument(config)));
  }
  const auto set =
      application.set_config(config.dump(-1, ' ', false, Json::error_handler_t::replace));
  if (!set) return fail("setConfig: " + set.error().message);
  return Json();
}

Reply play(Application& application, const Call&) {
  application.apply(SetPlaying{true});
  return Json();
}

Reply pause(Application& application, const Call&) {
  application.apply(SetPlaying{false});
  return Json();
}

Reply step(Application& application, const Call& call) {
  int count = 1;
  if (!call.argument(0).is_null()) {
    const Result<int> given = step_argument("step", call.argument(0));
    if (!given) return tl::make_unexpected(given.error());
    count = *given;
  }
  if (count < 1) return fail(fmt::format("step: {} is out of range; it must be 1 or more", count));
  application.apply(Step{count});
  return Json();
}

Reply reset(Application& application, const Call&) {
  application.apply(Reset{});
  return Json();
}

Reply run_to(Application& application, const Call& call) {
  const Result<int> given = step_argument("runTo", call.argument(0));
  if (!given) return tl::make_unexpected(given.error());
  if (const auto started = application.run_to(*given, call.id); !started) {
    return tl::make_unexpected(started.error());
  }
  return pending();
}

Reply metrics(Application& application, const Call&) {
  return Json::parse(metrics_json(application), nullptr, false);
}

// Of the step shown; null while the runs are on their way.
Reply fingerprint(Application& application, const Call&) {
  const auto& found = application.state().fingerprint;
  return found ? Json(fingerprint_text(*found)) : Json();
}

Reply share_link(Application& application, const Call&) {
  return Json(application.share_link());
}

Reply export_to(Application& application, const Call& call) {
  const Json format = call.argument(0);
  if (!format.is_string()) {
    return fail(
        fmt::format("export: {} is not a format; it must be \"csv\", \"json\", \"pytorch\" or "
                    "\"safetensors\"",
                    shown_argument(format)));
  }
  if (const auto started = application.start_export(format.get<std::string>(), call.id); !started) {
    return tl::make_unexpected(started.error());
  }
  return pending();
}

Reply parameters(Application&, const Call&) {
  return Json::parse(parameters_json(), nullptr, false);
}

Reply widgets(Application& application, const Call&) {
  return Json::parse(application.widgets_json(), nullptr, false);
}

Reply reproduction(Application& application, const Call&) {
  const Reproduction& it = application.state().reproduction;
  Json reply = {{"state", reproduction_name(it.state)}, {"step", it.claim.step}};
  if (it.state == Reproduction::State::reproduced || it.state == Reproduction::State::differs) {
    reply["expected"] = fingerprint_text(it.claim.fingerprint);
    reply["found"] = fingerprint_text(it.found);
  }
  return reply;
}

// Lists of rates and decays may be given by their own names.
Json sweep_settings(Json settings) {
  const std::tuple<const char*, const char*, const char*> kLists[] = {
      {"learning_rates", "x", "learning_rate"}, {"weight_decays", "y", "weight_decay"}};
  for (const auto& [list, axis, parameter] : kLists) {
    if (!settings.contains(list)) continue;
    settings[axis] = {{"parameter", parameter}, {"values", settings[list]}};
    settings.erase(list);
  }
  return settings;
}

Reply sweep(Application& application, const Call& call) {
  const Json given = call.argument(0);
  if (!given.is_null() && !given.is_object()) {
    return fail(fmt::format("sweep: {} is not possible; it must be an object like {}",
                            shown_argument(given), R"({"seeds": 4})"));
  }
  const std::string settings = given.is_null() ? "" : sweep_settings(given).dump();
  if (const auto started = application.start_sweep(settings, call.id); !started) {
    return tl::make_unexpected(started.error());
  }
  return pending();
}

constexpr ApiMethod kMethods[] = {
    {"getConfig", get_config},
    {"setConfig", set_config},
    {"play", play},
    {"pause", pause},
    {"step", step},
    {"reset", reset},
    {"runTo", run_to},
    {"metrics", metrics},
    {"fingerprint", fingerprint},
    {"shareLink", share_link},
    {"export", export_to},
    {"parameters", parameters},
    {"widgets", widgets},
    {"reproduction", reproduction},
    {"sweep", sweep},
};

Reply answer(Application& application, std::string_view text) {
  const Json request = Json::parse(text, nullptr, false);
  if (!request.is_object() || !request.contains("method") || !request["method"].is_string()) {
    return fail("the call is not JSON with a \"method\"");
  }
  const Json arguments = request.value("arguments", Json::array());
  if (!arguments.is_array()) return fail("\"arguments\" must be a list");
  const auto id = request.find("id");
  const Call call{&arguments, id != request.end() && id->is_number_integer() ? id->get<int>() : 0};
  const std::string name = request["method"].get<std::string>();
  for (const std::span<const ApiMethod> methods :
       {std::span<const ApiMethod>(kMethods), edit_methods()}) {
    for (const ApiMethod& method : methods) {
      if (method.name == name) return method.run(application, call);
    }
  }
  return fail(fmt::format("{}: there is no such call", name.substr(0, 40)));
}

}  // namespace

std::string metrics_json(const Application& application) {
  const AppState& state = application.state();
  const Experiment& experiment = application.experiment();
  // While another race is being loaded, the runs shown may be of other seeds.
  int count = experiment.seeds;
  for (const RunView& run : *state.present_runs) count = std::min(count, seed_count(run));
  std::vector<std::vector<RunOutcome>> seeds(static_cast<std::size_t>(count));
  for (int seed = 0; seed < count; ++seed) {
    for (std::size_t run = 0; run < state.present_runs->size() && run < experiment.runs.size();
         ++run) {
      const SeedView& view = seed_view((*state.present_runs)[run], seed);
      RunOutcome outcome;
      outcome.name = run_name(experiment, static_cast<int>(run));
      outcome.optimizer = optimizer_name(experiment, static_cast<int>(run));
      outcome.step = view.latest.step;
      outcome.diverged = view.diverged;
      outcome.metrics = view.latest;
      outcome.fingerprint = view.fingerprint;
      seeds[static_cast<std::size_t>(seed)].push_back(std::move(outcome));
    }
  }
  const std::string report = report_json(experiment, seeds, std::nullopt, -1);
  if (state.fingerprint) return report;
  // On their way, runs have no fingerprint of the step they are at.
  Json tree = Json::parse(report, nullptr, false);
  tree["fingerprint"] = nullptr;
  for (Json& run : tree["runs"]) run["fingerprint"] = nullptr;
  return tree.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string api_call(Application& application, std::string_view request) {
  Reply reply = answer(application, request);
  Json text;
  if (!reply) {
    text["error"] = reply.error().message;
  } else if (reply->is_object() && reply->contains("pending")) {
    text = *reply;
  } else {
    text["result"] = std::move(*reply);
  }
  return text.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace playground
