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
#include "app/export_files.hpp"
#include "engine/seed_views.hpp"
#include "share/experiment_tree.hpp"
#include "share/finished_runs.hpp"
#include "share/json.hpp"
#include "share/json_text.hpp"
#include "share/parameters_reference.hpp"
#include "share/report.hpp"

namespace playground {
namespace {

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
  return parse_own_json(write_json(application.experiment(), -1));
}

Result<Experiment> experiment_argument(const char* method, const Json& config) {
  if (!config.is_object()) {
    return fail(
        fmt::format("{}: {} is not an experiment; it must be an object such as getConfig() gives",
                    method, shown_argument(config)));
  }
  Result<Experiment> read = read_json(format_json(config, -1));
  if (!read) return fail(fmt::format("{}: {}", method, read.error().message));
  return read;
}

Reply set_config(Application& application, const Call& call) {
  Result<Experiment> read = experiment_argument("setConfig", call.argument(0));
  if (!read) return tl::make_unexpected(read.error());
  application.offer_rows(table_rows_of(call.argument(0)));
  application.apply(LoadExperiment{std::move(*read)});
  return Json();
}

// What setConfig would load, every field filled in; or why it would not.
Reply check_config(Application&, const Call& call) {
  const Result<Experiment> read = experiment_argument("checkConfig", call.argument(0));
  if (!read) return tl::make_unexpected(read.error());
  return parse_own_json(write_json(*read, -1));
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
  const Json options = call.argument(1);
  const Json watched = options.is_object() ? options.value("watched", Json(false)) : Json(false);
  if (!(options.is_null() || options.is_object()) || !watched.is_boolean()) {
    return fail(fmt::format("runTo: {} is not possible; it must be {}", shown_argument(options),
                            R"({"watched": true} or {"watched": false})"));
  }
  if (const auto started = application.run_to(*given, call.id, watched.get<bool>()); !started) {
    return tl::make_unexpected(started.error());
  }
  return pending();
}

Reply metrics(Application& application, const Call&) {
  return parse_own_json(metrics_json(application));
}

// Of the step shown; null while the runs are on their way.
Reply fingerprint(Application& application, const Call&) {
  const auto& found = application.state().fingerprint;
  return found ? Json(fingerprint_text(*found)) : Json();
}

Reply share_link(Application& application, const Call&) {
  return Json(application.share_link());
}

Reply link_with_fingerprint(Application& application, const Call& call) {
  application.answer_with_link(call.id);
  return pending();
}

// The part of the screen that a picture is of, as widgets() names it; without one, all of it.
Result<PictureRect> rect_argument(const Json& value) {
  if (value.is_null()) return PictureRect{};
  PictureRect rect;
  const std::tuple<const char*, float*, double> kFields[] = {
      {"x", &rect.x, 0}, {"y", &rect.y, 0}, {"width", &rect.width, 1}, {"height", &rect.height, 1}};
  for (const auto& [name, field, least] : kFields) {
    constexpr double kMost = 16384;
    const bool there = value.is_object() && value.contains(name) && value[name].is_number();
    const double number = there ? value[name].get<double>() : -1;
    if (!(number >= least && number <= kMost)) {
      return fail(
          fmt::format("export: {} is not a part of the screen; it must be {{x, y, width, height}} "
                      "in pixels, as widgets() gives it",
                      shown_argument(value)));
    }
    *field = static_cast<float>(number);
  }
  return rect;
}

Reply export_to(Application& application, const Call& call) {
  const Json format = call.argument(0);
  if (!format.is_string()) return fail(export_format_error(shown_argument(format)));
  const Result<PictureRect> rect = rect_argument(call.argument(1));
  if (!rect) return tl::make_unexpected(rect.error());
  const auto started = application.start_export(format.get<std::string>(), call.id, *rect);
  if (!started) return tl::make_unexpected(started.error());
  return pending();
}

Reply parameters(Application&, const Call&) {
  return parse_own_json(parameters_json());
}

Reply widgets(Application& application, const Call& call) {
  const Json id = call.argument(0);
  if (!id.is_null() && !id.is_string()) {
    return fail(fmt::format("widgets: {} is not an id; it must be a text such as \"plot.loss\"",
                            shown_argument(id)));
  }
  const std::string name = id.is_string() ? id.get<std::string>() : "";
  return parse_own_json(application.widgets_json(name));
}

Reply reproduction(Application& application, const Call&) {
  const Reproduction& it = application.state().reproduction;
  Json reply = {{"state", reproduction_name(it.state)}, {"step", it.step()}};
  if (it.state == Reproduction::State::reproduced || it.state == Reproduction::State::differs) {
    reply["expected"] = fingerprint_text(it.claim.fingerprint);
    reply["found"] = fingerprint_text(it.found);
  }
  if (it.state == Reproduction::State::differs) {
    reply["result_step"] = it.claim.step;
    reply["same_until"] = it.same_until;
  }
  return reply;
}

// A link (text) or an experiment (object); null ends the comparison.
Reply compare(Application& application, const Call& call) {
  const Json given = call.argument(0);
  if (given.is_null()) {
    application.stop_comparing();
    return Json();
  }
  if (!given.is_string() && !given.is_object()) {
    return fail(fmt::format(
        "compare: {} cannot be compared; it must be a link, an experiment such as getConfig() "
        "gives, or null",
        shown_argument(given)));
  }
  const Result<Experiment> experiment = given.is_string()
                                            ? read_link_to_compare(given.get<std::string>())
                                            : read_json(format_json(given, -1));
  if (!experiment) return tl::make_unexpected(experiment.error());
  application.compare(*experiment, call.id);
  return pending();
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
  const std::string settings = given.is_null() ? "" : format_json(sweep_settings(given), -1);
  if (const auto started = application.start_sweep(settings, call.id); !started) {
    return tl::make_unexpected(started.error());
  }
  return pending();
}

Reply cancel_sweep(Application& application, const Call&) {
  application.apply(CancelSweep{});
  return Json();
}

constexpr ApiMethod kExperimentMethods[] = {
    {"getConfig", get_config},
    {"setConfig", set_config},
    {"checkConfig", check_config},
    {"play", play},
    {"pause", pause},
    {"step", step},
    {"reset", reset},
    {"runTo", run_to},
    {"metrics", metrics},
    {"fingerprint", fingerprint},
    {"shareLink", share_link},
    {"linkWithFingerprint", link_with_fingerprint},
    {"export", export_to},
    {"parameters", parameters},
    {"widgets", widgets},
    {"reproduction", reproduction},
    {"sweep", sweep},
    {"cancelSweep", cancel_sweep},
    {"compare", compare},
};

Reply answer(Application& application, std::string_view text) {
  const Json request = parse_own_json(text);
  if (!request.is_object() || !request.contains("method") || !request["method"].is_string()) {
    return fail("the call is not JSON with a \"method\"");
  }
  const Json arguments = request.value("arguments", Json::array());
  if (!arguments.is_array()) return fail("\"arguments\" must be a list");
  const auto id = request.find("id");
  const Call call{&arguments, id != request.end() && id->is_number_integer() ? id->get<int>() : 0};
  const std::string name = request["method"].get<std::string>();
  for (const std::span<const ApiMethod> methods :
       {std::span<const ApiMethod>(kExperimentMethods), edit_methods(), view_methods(),
        figure_methods(), table_methods()}) {
    for (const ApiMethod& method : methods) {
      if (method.name == name) return method.run(application, call);
    }
  }
  return fail(fmt::format("{}: there is no such call", name.substr(0, 40)));
}

// Of a run that its worker has not told of yet.
Metrics unmeasured() {
  constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
  Metrics metrics;
  for (double Metrics::*figure :
       {&Metrics::train_loss, &Metrics::penalty, &Metrics::test_loss, &Metrics::test_loss_noisy,
        &Metrics::train_accuracy, &Metrics::test_accuracy, &Metrics::test_accuracy_noisy,
        &Metrics::gap, &Metrics::weight_norm}) {
    metrics.*figure = kUnknown;
  }
  return metrics;
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
      outcome.metrics = view.history.empty() ? unmeasured() : view.latest;
      outcome.fingerprint = view.fingerprint;
      seeds[static_cast<std::size_t>(seed)].push_back(std::move(outcome));
    }
  }
  const std::string report = report_json(experiment, seeds, std::nullopt, -1);
  if (state.fingerprint) return report;
  // On their way, runs have no fingerprint of the step they are at.
  Json tree = parse_own_json(report);
  tree["fingerprint"] = nullptr;
  for (Json& run : tree["runs"]) run["fingerprint"] = nullptr;
  return format_json(tree, -1);
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
  return format_json(text, -1);
}

}  // namespace playground
