// Changes of the experiment: sliders, undo, runs that come and go, deliberate loads. What a change
// means is decided in app/edits.hpp; here it is carried out.

#include <algorithm>
#include <utility>

#include "app/application.hpp"
#include "share/json.hpp"

namespace playground {
namespace {

// A slider that is not heard of for so long was let go, even if nobody said so.
constexpr double kDragEndSeconds = 2;

bool same_control(const SetParameter& first, const SetParameter& second) {
  return first.section == second.section && first.name == second.name && first.run == second.run;
}

// Whether training up to `step` and what it trains on are the same.
bool same_past(Experiment first, Experiment second, int step) {
  for (Experiment* experiment : {&first, &second}) {
    *experiment = trained_part(std::move(*experiment));
    std::erase_if(experiment->events, [&](const Event& event) { return event.step >= step; });
  }
  return first == second;
}

}  // namespace

void Application::set_parameter(const SetParameter& change) {
  if (pending_ && !same_control(pending_->change, change)) commit_pending();
  if (!drag_ || !same_control(*drag_, change) || now_ - drag_time_ > kDragEndSeconds) {
    drag_recorded_ = false;
  }
  drag_ = change;
  drag_time_ = now_;
  const bool moved = !pending_ || pending_->change.value != change.value;
  pending_ = Pending{change, moved ? now_ : pending_->since};
  if (change.final) {
    commit_pending();
    drag_.reset();
    drag_recorded_ = false;
  } else {
    show_pending();
  }
}

// A branch's change acts at the step looked at, which its run has passed: it is replayed.
Result<Edit> Application::edit_at_moment(const SetParameter& change) const {
  const bool past = change_is_of_the_past(change);
  const Moment moment =
      past ? Moment{state_.past->step, false} : Moment{present(), state_.transport.finished};
  Result<Edit> edit = edit_parameter(committed_, moment, change);
  if (edit && past && edit->effect != Effect::none) edit->effect = Effect::replay;
  return edit;
}

void Application::show_pending() {
  if (Result<Edit> edit = edit_at_moment(pending_->change)) {
    state_.experiment = std::move(edit->experiment);
  }
  touch();
}

void Application::commit_pending() {
  if (!pending_) return;
  const SetParameter pending = std::move(pending_->change);
  pending_.reset();
  if (change(edit_at_moment(pending), drag_recorded_)) drag_recorded_ = true;
  state_.experiment = committed_;
}

// True when the experiment is another now.
bool Application::change(Result<Edit> edit, bool merge_with_last) {
  if (!edit) {
    state_.experiment = committed_;
    notify(Notice::Kind::error, edit.error().message);
    return false;
  }
  if (edit->experiment == committed_) return false;
  const bool restarts = edit->effect == Effect::restart;
  if (!merge_with_last) undo_.record(undo_entry(restarts));
  const bool same = trained_part(edit->experiment) == trained_part(committed_);
  committed_ = std::move(edit->experiment);
  experiment_changed(same);
  follow(edit->effect);
  return true;
}

void Application::follow(Effect effect) {
  const Transport before = state_.transport;
  switch (effect) {
    case Effect::none:
      break;
    case Effect::amend:
      engine_->amend(committed_);
      break;
    case Effect::replay:
      replay_to(present(),
                before.playing || (before.finished && committed_.training.steps > before.present));
      break;
    case Effect::restart:
      load_race();
      state_.transport.playing = before.playing || before.finished;
      break;
  }
}

Version Application::version() const {
  return {committed_, state_.slot_of_run, state_.view.hidden, state_.view.selected_run};
}

UndoEntry Application::undo_entry(bool restarted) const {
  return {version(), present(), restarted};
}

void Application::travel(std::optional<UndoEntry> entry) {
  if (!entry) return;
  const Experiment from = std::exchange(committed_, std::move(entry->version.experiment));
  const bool same = trained_part(from) == trained_part(committed_);
  state_.slot_of_run = entry->version.slot_of_run;
  state_.view.hidden = entry->version.hidden;
  state_.view.selected_run = entry->version.selected_run;
  experiment_changed(same);
  const int now = present();
  const bool playing = state_.transport.playing;
  if (entry->restarted) {
    replay_to(entry->step, playing, false);
  } else if (same_past(from, committed_, now)) {
    engine_->amend(committed_);
  } else {
    replay_to(now, playing);
  }
}

void Application::add_run(Result<Edit> edit) {
  std::vector<RunView> shown = *state_.present_runs;
  const int added = static_cast<int>(committed_.runs.size());
  if (!edit) {
    change(std::move(edit));
    return;
  }
  undo_.record(undo_entry(false));
  std::array<bool, kMaxRuns> used = {};
  for (int run = 0; run < added; ++run) used[state_.slot_of_run[run]] = true;
  const auto unused = std::find(used.begin(), used.end(), false);
  state_.slot_of_run[added] = static_cast<int>(unused - used.begin());
  state_.view.hidden[added] = false;
  committed_ = std::move(edit->experiment);
  state_.view.selected_run = added;
  experiment_changed();
  shown.emplace_back();
  held_runs_ = std::move(shown);
  follow(edit->effect);
}

void Application::remove_run(int run) {
  Result<Edit> edit = edit_remove_run(committed_, run);
  if (!edit) {
    change(std::move(edit));
    return;
  }
  std::vector<RunView> shown = *state_.present_runs;
  undo_.record(undo_entry(false));
  committed_ = std::move(edit->experiment);
  const auto close_gap = [run](auto& of_runs) {
    std::rotate(of_runs.begin() + run, of_runs.begin() + run + 1, of_runs.end());
  };
  close_gap(state_.slot_of_run);
  close_gap(state_.view.hidden);
  state_.view.hidden.back() = false;
  if (state_.view.selected_run > run) --state_.view.selected_run;
  experiment_changed();
  if (static_cast<std::size_t>(run) < shown.size()) shown.erase(shown.begin() + run);
  held_runs_ = std::move(shown);
  follow(edit->effect);
}

void Application::load(const Experiment& experiment, bool new_history_entry) {
  if (auto valid = check_experiment(experiment); !valid) {
    notify(Notice::Kind::error, valid.error().message);
    return;
  }
  const bool other = experiment != committed_;
  if (other) undo_.record(undo_entry(true));
  if (write_address_at_) write_address(false);  // Back returns to what was here last
  committed_ = experiment;
  fresh_runs();
  experiment_changed();
  follow(Effect::restart);
  if (other && new_history_entry) write_address(true);
}

// Letters and colours from the first on, everything shown.
void Application::fresh_runs() {
  state_.slot_of_run = Version{}.slot_of_run;
  state_.view.hidden = {};
  state_.view.zoom_first = state_.view.zoom_last = 0;
}

// Everything that is made from the experiment, whatever changed it.
void Application::experiment_changed(bool trains_the_same) {
  find_table();
  state_.experiment = committed_;
  pending_.reset();
  show_seed(state_.view.shown_seed);
  const int last = static_cast<int>(committed_.runs.size()) - 1;
  ViewSettings& view = state_.view;
  view.selected_run = std::clamp(view.selected_run, 0, last);
  view.phone_runs[0] = std::clamp(view.phone_runs[0], 0, last);
  view.phone_runs[1] = std::clamp(view.phone_runs[1], 0, last);
  state_.can_undo = undo_.can_undo();
  state_.can_redo = undo_.can_redo();
  sweeps_.follow(committed_);
  if (!trains_the_same) {
    state_.reproduction = {};
    address_claim_.reset();
    drop_share();
    drop_past_request();  // it was of the experiment before
  }
  write_address_at_ = now_ + kAddressRestSeconds;
  request_grid();
  request_past();
  environment_.emit("config", write_json(committed_, -1));
  touch();
}

}  // namespace playground
