#include <fmt/core.h>

#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>

#include "app/api_method.hpp"
#include "app/application.hpp"
#include "app/places.hpp"
#include "share/experiment_tree.hpp"
#include "share/finished_runs.hpp"

namespace playground {
namespace {

// "runs[1].weight_decay" is the parameter "runs[].weight_decay" of run 1.
struct ParameterPlace {
  const Parameter* parameter;
  int run;
};

std::optional<ParameterPlace> find_parameter_place(const std::string& path) {
  std::string of_table = path;
  int run = 0;
  const std::size_t open = path.find('[');
  const std::size_t close = path.find(']');
  if (open != std::string::npos && close != std::string::npos && close > open + 1) {
    const std::string digits = path.substr(open + 1, close - open - 1);
    constexpr std::size_t kMostDigits = 4;
    const bool whole = digits.find_first_not_of("0123456789") == std::string::npos;
    if (!whole || digits.size() > kMostDigits) return std::nullopt;
    run = std::atoi(digits.c_str());
    of_table = path.substr(0, open + 1) + path.substr(close);
  } else if (open != std::string::npos) {
    return std::nullopt;
  }
  for (const Parameter& parameter : parameter_table()) {
    if (parameter.json_path() == of_table) return ParameterPlace{&parameter, run};
  }
  return std::nullopt;
}

// The rules of app/edits.hpp are asked first, so that what they refuse goes to the caller and
// nothing happens.
ApiReply apply_checked(Application& application, const char* method, const Result<Edit>& edit,
                       const Action& action) {
  if (!edit) return fail(fmt::format("{}: {}", method, edit.error().message));
  application.apply(action);
  return Json();
}

ApiReply set_parameter(Application& application, const ApiCall& call) {
  const Json path = call.argument(0);
  const std::string name = path.is_string() ? path.get<std::string>() : "";
  const std::optional<ParameterPlace> place = find_parameter_place(name);
  if (!place) {
    return fail(
        fmt::format("setParameter: {} is not a parameter; it must be a path such as "
                    "\"data.noise\" or \"runs[0].weight_decay\" (parameters() lists them)",
                    shown_argument(path)));
  }
  const Result<Value> value = read_value_tree(*place->parameter, call.argument(1), name);
  if (!value) return tl::make_unexpected(value.error());
  const SetParameter change{place->parameter->section, std::string(place->parameter->name),
                            place->run, *value, true};
  const Transport& transport = application.state().transport;
  const Moment moment{transport.present, transport.finished};
  return apply_checked(application, "setParameter",
                       edit_parameter(application.experiment(), moment, change), change);
}

Result<int> run_argument(const char* method, const Json& value) {
  const double number = value.is_number() ? value.get<double>() : -1;
  if (number >= 0 && number < kMaxRuns && number == std::floor(number)) {
    return static_cast<int>(number);
  }
  return fail(
      fmt::format("{}: {} is not a run; it must be its number, counted from 0 as in getConfig()",
                  method, shown_argument(value)));
}

ApiReply add_run(Application& application, const ApiCall&) {
  return apply_checked(application, "addRun", edit_add_run(application.experiment()), AddRun{});
}

ApiReply copy_run(Application& application, const ApiCall& call) {
  const Result<int> run = run_argument("copyRun", call.argument(0));
  if (!run) return tl::make_unexpected(run.error());
  return apply_checked(application, "copyRun", edit_copy_run(application.experiment(), *run),
                       CopyRun{*run});
}

ApiReply remove_run(Application& application, const ApiCall& call) {
  const Result<int> run = run_argument("removeRun", call.argument(0));
  if (!run) return tl::make_unexpected(run.error());
  return apply_checked(application, "removeRun", edit_remove_run(application.experiment(), *run),
                       RemoveRun{*run});
}

ApiReply undo(Application& application, const ApiCall&) {
  if (!application.state().can_undo) return fail("undo: there is nothing to undo");
  application.apply(Undo{});
  return Json();
}

ApiReply redo(Application& application, const ApiCall&) {
  if (!application.state().can_redo) return fail("redo: there is nothing to redo");
  application.apply(Redo{});
  return Json();
}

// Brings what the widget log names into sight.
ApiReply show(Application& application, const ApiCall& call) {
  const Json id = call.argument(0);
  const std::string name = id.is_string() ? id.get<std::string>() : "";
  const std::optional<Place> place = find_place(name);
  const int runs = static_cast<int>(application.experiment().runs.size());
  if (!place || place->run.value_or(0) >= runs) {
    return fail(
        fmt::format("show: {} is not a place; it must be an id of widgets() such as "
                    "\"plot.loss\", \"panel.data\", \"card.0\" or \"tab.sweep\"",
                    shown_argument(id)));
  }
  application.apply(ShowPlace{name});
  return Json();
}

ApiReply dock(Application& application, const ApiCall& call) {
  const Json docked = call.argument(0);
  if (!docked.is_boolean()) {
    return fail(
        fmt::format("dock: {} is not possible; it must be true or false", shown_argument(docked)));
  }
  application.apply(DockPart{docked.get<bool>()});
  return Json();
}

// A run as it trains now: its letter on the screen, its name, and the values in force.
Json run_status(const AppState& state, int run) {
  Experiment in_force = state.experiment;
  in_force.runs[static_cast<std::size_t>(run)] = run_in_force(state, run);
  Json values = Json::object();
  for (const Parameter& parameter : parameter_table()) {
    if (parameter.section != Section::run) continue;
    values[std::string(parameter.name)] = value_tree(parameter.get(in_force, run));
  }
  const int slot = state.slot_of_run[static_cast<std::size_t>(run)];
  return {{"letter", std::string(1, static_cast<char>('A' + slot))},
          {"name", run_name(state.experiment, run)},
          {"values", std::move(values)}};
}

ApiReply status(Application& application, const ApiCall&) {
  const AppState& state = application.state();
  Json runs = Json::array();
  for (std::size_t run = 0; run < state.experiment.runs.size(); ++run) {
    runs.push_back(run_status(state, static_cast<int>(run)));
  }
  return Json{{"step", state.transport.step},
              {"steps", state.experiment.training.steps},
              {"playing", state.transport.playing},
              {"finished", state.transport.finished},
              {"can_undo", state.can_undo},
              {"can_redo", state.can_redo},
              {"missing_table", state.missing_table ? Json(*state.missing_table) : Json()},
              {"runs", std::move(runs)}};
}

constexpr ApiMethod kEditMethods[] = {
    {"setParameter", set_parameter},
    {"addRun", add_run},
    {"copyRun", copy_run},
    {"removeRun", remove_run},
    {"undo", undo},
    {"redo", redo},
    {"status", status},
    {"show", show},
    {"dock", dock},
};

}  // namespace

std::span<const ApiMethod> edit_methods() {
  return kEditMethods;
}

}  // namespace playground
