// The sweep in the application: its settings are edits of the experiment, its cells come from
// app/sweeps.hpp; listeners and callers of the page's API hear of them, and this machine remembers
// them.

#include <fmt/core.h>

#include "app/application.hpp"
#include "core/translate.hpp"
#include "share/json_text.hpp"
#include "share/sweep_text.hpp"

namespace playground {
namespace {

constexpr const char* kStoredKey = "sweep";
constexpr double kSecondsBetweenEvents = 0.1;
constexpr double kSecondsBetweenStores = 2;

const char* phase_name(SweepPhase phase) {
  constexpr const char* kNames[] = {"idle", "running", "paused", "cancelled", "done"};
  return kNames[static_cast<int>(phase)];
}

}  // namespace

void Application::set_sweep(const SweepConfig& sweep) {
  change(edit_sweep(committed_, sweep));
}

void Application::update_sweep() {
  const SweepPhase before = sweeps_.state().phase;
  const bool changed = sweeps_.update(*engine_, now_);
  if (std::string error = sweeps_.take_error(); !error.empty()) {
    answer_sweep(fail(error));
    notify(Notice::Kind::error, std::move(error));
  }
  if (!changed) return;
  touch();
  const bool ended = before == SweepPhase::running && sweeps_.state().phase == SweepPhase::done;
  if (ended || now_ - sweep_told_ >= kSecondsBetweenEvents) tell_sweep();
  if (ended || now_ - sweep_stored_ >= kSecondsBetweenStores) store_sweep();
  if (ended) answer_sweep({});
}

void Application::tell_sweep() {
  const SweepState& sweep = sweeps_.state();
  if (!sweep.results) return;
  sweep_told_ = now_;
  Json detail = {{"state", phase_name(sweep.phase)},
                 {"finished", sweep.results->finished()},
                 {"cells", sweep.results->total()}};
  environment_.emit("sweep", format_json(detail, -1));
}

// Whoever waits gets the finished cells, or the reason why there are none.
void Application::answer_sweep(Result<void> outcome) {
  const std::vector<int> answers = std::exchange(sweep_answers_, {});
  if (answers.empty()) return;
  for (const int id : answers) {
    Json reply = {{"id", id}};
    if (outcome) {
      reply["result"] = sweep_report(sweeps_.state().experiment, *sweeps_.state().results, true);
    } else {
      reply["error"] = outcome.error().message;
    }
    environment_.emit("answer", format_json(reply, -1));
  }
}

void Application::cancel_sweep() {
  const SweepState& sweep = sweeps_.state();
  if (sweep.phase != SweepPhase::running && sweep.phase != SweepPhase::paused) return;
  sweeps_.cancel(*engine_);
  tell_sweep();
  store_sweep();
  answer_sweep(fail(fmt::format(
      "sweep: cancelled after {} of {} cells; they stay, and another sweep() goes on with the rest",
      sweep.results->finished(), sweep.results->total())));
}

Result<void> Application::start_sweep(const std::string& settings, int answer_id) {
  if (sweeps_.state().phase == SweepPhase::running || sweeps_.state().phase == SweepPhase::paused) {
    return fail("sweep: one is under way; wait for it or cancel it first");
  }
  Experiment wanted = committed_;
  if (!settings.empty()) {
    const Result<Json> tree = parse_json(settings);
    if (!tree) return tl::make_unexpected(tree.error());
    Result<SweepConfig> sweep = read_sweep_tree(*tree);
    if (!sweep) return tl::make_unexpected(sweep.error());
    wanted.sweep = std::move(*sweep);
  }
  if (const Result<SweepPlan> plan = plan_sweep(wanted); !plan) {
    return tl::make_unexpected(plan.error());
  }
  set_sweep(wanted.sweep);
  sweep_answers_.push_back(answer_id);
  return sweeps_.start(*engine_, committed_, now_);
}

void Application::open_swept(const CellId& cell) {
  const SweepState& sweep = sweeps_.state();
  if (!sweep.results || !sweep.results->has(cell)) return;
  if (!sweep.current) {
    notify(Notice::Kind::error,
           tr("The experiment has changed since this map was trained: run the sweep again first."));
    return;
  }
  Result<Edit> edit = edit_open_cell(committed_, sweep.results->plan(), cell);
  if (edit && edit->effect == Effect::restart) {
    notify(Notice::Kind::information,
           tr("All runs start again with what the cell was trained with: its data, loss scale and "
              "number of steps."));
  }
  add_run(std::move(edit));
}

void Application::export_sweep() {
  const SweepState& sweep = sweeps_.state();
  if (!sweep.results || sweep.results->finished() == 0) {
    notify(Notice::Kind::error, tr("There are no cells yet: run the sweep first."));
    return;
  }
  environment_.download("adamw-playground-sweep.csv", "text/csv",
                        sweep_csv(sweep.experiment, *sweep.results));
  notify(Notice::Kind::information, tr("Saved {0}.", "adamw-playground-sweep.csv"));
}

void Application::store_sweep() {
  sweep_stored_ = now_;
  std::string text = sweeps_.stored_text();
  if (!text.empty()) environment_.store(kStoredKey, text);
}

void Application::restore_sweep() {
  const std::optional<std::string> text = environment_.stored(kStoredKey);
  if (!text || !sweeps_.restore(committed_, *text)) return;
  const SweepResults& results = *sweeps_.state().results;
  if (results.finished() < results.total()) {
    notify(Notice::Kind::information,
           tr("{0} of {1} cells of the sweep are still there from last time.",
              std::to_string(results.finished()), std::to_string(results.total())));
  }
}

}  // namespace playground
