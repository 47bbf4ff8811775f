// Looking back: the runs as they were at an earlier step, computed by jobs beside the present,
// which stays as it is; and a branch from there, which is a copy of a run with an event at that
// step.

#include <algorithm>
#include <utility>

#include "app/application.hpp"
#include "core/translate.hpp"
#include "engine/past_job.hpp"
#include "engine/seed_views.hpp"

namespace playground {
namespace {

std::vector<Metrics> history_up_to(int step, const std::vector<Metrics>& all) {
  const auto after =
      std::upper_bound(all.begin(), all.end(), step,
                       [](int at, const Metrics& metrics) { return at < metrics.step; });
  return {all.begin(), after};
}

// What is known of the run up to the step that `view` is at; curves show no more than that. Of
// several seeds, one alone has been trained again: the others are as they were last measured then.
void add_history(const RunView& now, RunView& view) {
  view.history = history_up_to(view.step, now.history);
  view.shown_seed = now.shown_seed;
  view.seeds.clear();
  for (const SeedView& seed : now.seeds) {
    SeedView& then = view.seeds.emplace_back();
    then.history = history_up_to(view.step, seed.history);
    then.diverged = seed.diverged && seed.diverged_at <= view.step;
    then.diverged_at = then.diverged ? seed.diverged_at : 0;
    if (!then.history.empty()) then.latest = then.history.back();
    then.step = std::min(seed.step, view.step);
  }
  update_statistics(view, true);
}

}  // namespace

void Application::look_at(std::optional<int> step) {
  const int now = std::max(state_.transport.step, present());
  if (!step || *step >= now) {
    leave_past();
    return;
  }
  // The race rests meanwhile; what it was on its way to, it is told anew.
  state_.transport.playing = false;
  if (goal_ && !goal_->replay) drop_goal();
  if (goal_) goal_->play_after = false;
  if (!state_.past) state_.past.emplace();
  state_.past->step = std::max(0, *step);
  request_past();
}

void Application::leave_past() {
  if (!state_.past) return;
  drop_past_request();
  past_runs_.clear();
  state_.past.reset();
  state_.runs = state_.present_runs;
  touch();
}

void Application::drop_past_request() {
  for (const JobId job : past_request_.jobs) engine_->cancel_job(job);
  past_request_ = {};
}

// Asks for the step looked at when it is another than what is shown or under way. What is under way
// comes to its end first, so that a slider that is dragged has something to show on its way.
void Application::request_past() {
  if (!state_.past || past_request_.waiting > 0) return;
  const int step = state_.past->step;
  const int seed = state_.view.shown_seed;
  if (past_request_.step == step && past_request_.seed == seed &&
      past_request_.grid == asked_grid_ && past_request_.inspection == asked_inspection_) {
    return;
  }
  const std::size_t count = committed_.runs.size();
  past_request_ = {step,
                   seed,
                   asked_grid_,
                   asked_inspection_,
                   static_cast<int>(count),
                   {},
                   std::vector<RunView>(count)};
  for (std::size_t run = 0; run < count; ++run) {
    past_request_.jobs.push_back(engine_->start_job(
        past_job(committed_, static_cast<int>(run), seed, step, asked_grid_, asked_inspection_),
        [this, run](const Result<std::string>& bytes) { take_past(run, bytes); }));
  }
}

void Application::take_past(std::size_t run, const Result<std::string>& bytes) {
  if (!state_.past || run >= past_request_.views.size()) return;
  RunView& view = past_request_.views[run];
  Result<void> read;
  if (!bytes) {
    read = tl::make_unexpected(bytes.error());
  } else {
    read = read_past(*bytes, view);
  }
  if (!read) {
    notify(Notice::Kind::error, read.error().message);
    leave_past();
    return;
  }
  if (--past_request_.waiting > 0) return;
  past_runs_ = std::move(past_request_.views);
  past_request_.jobs.clear();
  past_histories_.assign(past_runs_.size(), 0);
  for (RunView& shown : past_runs_) shown.revision = ++past_revision_;
  state_.past->shown = past_request_.step;
  touch();
}

// Once a frame: the views of then in place of the present's, with what was recorded up to then.
void Application::show_past() {
  if (!state_.past) return;
  request_past();
  const std::vector<RunView>& now = *state_.present_runs;
  if (state_.past->shown < 0 || past_runs_.size() != now.size()) return;
  for (std::size_t run = 0; run < past_runs_.size(); ++run) {
    if (past_histories_[run] == now[run].revision + 1) continue;
    past_histories_[run] = now[run].revision + 1;
    add_history(now[run], past_runs_[run]);
  }
  state_.runs = &past_runs_;
}

bool Application::change_is_of_the_past(const SetParameter& change) const {
  return state_.past && change.section == Section::run && state_.past->branch == change.run;
}

bool Application::allow_in_past(const SetParameter& change) {
  if (!state_.past || change_is_of_the_past(change)) return true;
  if (change.section != Section::run) {
    leave_past();
    return true;
  }
  if (change.name == "name") return true;
  notify(Notice::Kind::information, tr("Step {0} is the past: \"Branch here\" makes a copy of a "
                                       "run that can be changed from there on.",
                                       std::to_string(state_.past->step)));
  return false;
}

// The copy's steps up to here are the original's, and so are its moments: an event sets it apart.
void Application::branch_here(int run) {
  if (!state_.past) return;
  const int step = state_.past->step;
  Result<Edit> edit = edit_copy_run(committed_, run);
  if (!edit) {
    notify(Notice::Kind::error, edit.error().message);
    return;
  }
  const auto slot = static_cast<std::size_t>(state_.slot_of_run[static_cast<std::size_t>(run)]);
  edit->experiment.runs.back().name =
      tr("{0} from step {1}", std::string_view("ABCDEF").substr(slot, 1), std::to_string(step));
  state_.past->branch = static_cast<int>(edit->experiment.runs.size()) - 1;
  if (static_cast<std::size_t>(run) < past_runs_.size()) {
    past_runs_.push_back(past_runs_[static_cast<std::size_t>(run)]);
    past_histories_.push_back(0);
  }
  add_run(std::move(edit));
}

}  // namespace playground
