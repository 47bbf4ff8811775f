// The race's clock. All runs train towards one common target:
// - playing, it grows as the speed allows, a short lead ahead of the slowest run at most (Pace);
// - a goal (run to a step, step, replay) is reached as fast as it goes, then the race rests or
// plays on;
// - a link's claim and a link being shared hold it where the fingerprint is wanted, until that is
// known.

#include <fmt/core.h>

#include <algorithm>

#include "app/api.hpp"
#include "app/application.hpp"
#include "engine/seed_views.hpp"
#include "share/json_text.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

// A replay that takes longer than this shows itself.
constexpr double kHoldSeconds = 1.5;

}  // namespace

void Application::set_playing(bool playing) {
  Transport& transport = state_.transport;
  if (playing && transport.finished && !goal_) load_race();
  transport.playing = playing;
  if (!goal_) return;
  if (goal_->replay) {
    goal_->play_after = playing;
  } else if (!playing || goal_->step < committed_.training.steps) {
    drop_goal();
  }
}

void Application::step_by(int count) {
  const int steps = committed_.training.steps;
  const int from = present();
  state_.transport.playing = false;
  if (count < 1 || from >= steps) {
    if (goal_ && !goal_->replay) drop_goal();
    return;
  }
  set_goal({std::min(steps - from, count) + from, false, true});
}

void Application::go_to(int step) {
  step = std::clamp(step, 0, committed_.training.steps);
  if (step < state_.transport.target) {
    replay_to(step, false);
  } else {
    set_goal({step, false, false});
  }
  goal_->replay = false;
  state_.transport.present = present();
  state_.transport.playing = true;
}

void Application::reset() {
  state_.reproduction.state = Reproduction::State::none;
  if (!committed_.events.empty()) {
    Edit edit{committed_, Effect::restart};
    edit.experiment.events.clear();
    const bool plays = state_.transport.playing;
    change(std::move(edit));
    state_.transport.playing = plays;
    return;
  }
  load_race();
}

void Application::load_race() {
  drop_goal();
  engine_->load(committed_);
  pace_.restart();
  held_runs_.clear();
  Transport& transport = state_.transport;
  transport.target = transport.step = transport.present = 0;
  transport.finished = transport.training = false;
  state_.fingerprint.reset();
  done_emitted_ = false;
  emitted_step_ = -1;
  refresh_runs();
  touch();
}

void Application::replay_to(int step, bool play_after, bool hold) {
  const int shown = state_.transport.step;
  std::vector<RunView> held = held_runs_.empty() ? *state_.present_runs : std::move(held_runs_);
  load_race();
  const int goal = std::clamp(step, 0, committed_.training.steps);
  set_goal({goal, play_after, true});
  state_.transport.playing = play_after;
  if (hold && goal > 0 && shown > 0 && shown <= goal && held.size() == committed_.runs.size()) {
    held_runs_ = std::move(held);
    hold_until_ = now_ + kHoldSeconds;
    state_.transport.step = shown;
    state_.runs = state_.present_runs = &held_runs_;
  }
}

void Application::set_goal(Goal goal) {
  ++goal_number_;
  goal_ = goal;
  state_.transport.present = present();
}

void Application::drop_goal() {
  ++goal_number_;
  goal_.reset();
  state_.transport.present = present();
}

int Application::present() const {
  return goal_ && goal_->replay ? goal_->step : state_.transport.target;
}

int Application::target_limit() const {
  int limit = committed_.training.steps;
  if (goal_) limit = std::min(limit, goal_->step);
  if (state_.reproduction.state == Reproduction::State::running) {
    limit = std::min(limit, state_.reproduction.claim.step);
  }
  if (sharing_) limit = std::min(limit, present());
  return std::max(limit, state_.transport.target);
}

void Application::advance_target(double seconds) {
  Transport& transport = state_.transport;
  if ((!goal_ && !transport.playing) || state_.missing_table) return;
  const std::vector<RunView>& runs = engine_->runs();
  const int slowest = std::min(transport.target, slowest_step(runs, transport.target));
  const int target = pace_.advance(
      seconds, goal_ && !goal_->watched ? kMaximumSpeed : transport.speed, slowest, target_limit());
  if (target <= transport.target) return;
  transport.target = target;
  transport.present = present();
  transport.training = true;
  state_.fingerprint.reset();  // it was of the step before
  engine_->set_target(target);
}

bool Application::runs_are_level() const {
  return every_training(engine_->runs(), [&](const SeedView& training) {
    return training.diverged || training.step >= state_.transport.target;
  });
}

bool Application::runs_rest() const {
  const std::vector<RunView>& runs = engine_->runs();
  return runs.size() == committed_.runs.size() && runs_are_level() &&
         every_training(runs, [](const SeedView& training) {
           return training.fingerprint_step == training.step;
         });
}

void Application::refresh_runs() {
  Transport& transport = state_.transport;
  const std::vector<RunView>& runs = engine_->runs();
  const bool level = runs_are_level();
  if (!held_runs_.empty() &&
      ((goal_ ? level && transport.target >= goal_->step : true) || now_ >= hold_until_)) {
    held_runs_.clear();
    touch();
  }
  state_.runs = state_.present_runs = held_runs_.empty() ? &runs : &held_runs_;
  state_.workers = engine_->workers();

  int furthest = 0;
  const bool all_diverged = !runs.empty() && every_training(runs, [&](const SeedView& training) {
    furthest = std::max(furthest, training.step);
    return training.diverged;
  });
  const int step =
      all_diverged ? furthest : std::min(transport.target, slowest_step(runs, transport.target));
  if (held_runs_.empty()) transport.step = step;
  transport.training = !level;
  transport.finished = all_diverged || (level && transport.target >= committed_.training.steps);

  state_.fingerprint.reset();
  if (runs_rest()) {
    // Seed by seed, as experiment_fingerprint() of share/report.hpp does.
    std::vector<std::uint64_t> fingerprints;
    for (int seed = 0; seed < committed_.seeds; ++seed) {
      for (const RunView& run : runs) fingerprints.push_back(seed_view(run, seed).fingerprint);
    }
    state_.fingerprint = combine_fingerprints(fingerprints);
  }
}

// What waited for the runs to get somewhere.
void Application::settle() {
  Transport& transport = state_.transport;
  check_reproduction();
  if (sharing_ && result_is_known()) finish_share();
  settle_answers();
  if (goal_ && runs_are_level() && (transport.target >= goal_->step || transport.finished)) {
    const bool waits_for_rest = !goal_->play_after && !state_.fingerprint;
    if (!waits_for_rest) {
      transport.playing = goal_->play_after;
      goal_.reset();
      touch();
    }
  }
  if (transport.finished && transport.playing && !goal_) {
    transport.playing = false;
    touch();
  }
  if (transport.step != emitted_step_ || transport.playing != emitted_playing_) {
    emitted_step_ = transport.step;
    emitted_playing_ = transport.playing;
    environment_.emit("step", format_json(Json{{"step", transport.step},
                                               {"steps", committed_.training.steps},
                                               {"playing", transport.playing}},
                                          -1));
  }
  if (transport.finished && state_.fingerprint && !done_emitted_) {
    done_emitted_ = true;
    environment_.emit("done",
                      format_json(Json{{"step", transport.step},
                                       {"fingerprint", fingerprint_text(*state_.fingerprint)}},
                                  -1));
  }
}

Result<void> Application::run_to(int step, int answer_id, bool watched) {
  if (step < 0 || step > committed_.training.steps) {
    return fail(fmt::format("runTo: {} is out of range; it must be a step from 0 to {}", step,
                            committed_.training.steps));
  }
  apply(RunTo{step});
  if (goal_) goal_->watched = watched;
  answers_.push_back({answer_id, step, goal_number_});
  return {};
}

void Application::settle_answers() {
  const bool rests = state_.fingerprint.has_value();
  std::erase_if(answers_, [&](const Answer& answer) {
    Json reply = {{"id", answer.id}};
    if (answer.goal_number != goal_number_) {
      reply["error"] = fmt::format(
          "runTo: stopped at step {} on the way to {}, because the race was "
          "paused or changed",
          state_.transport.step, answer.step);
    } else if (rests && (state_.transport.target >= answer.step || state_.transport.finished)) {
      reply["result"] = parse_own_json(metrics_json(*this));
    } else {
      return false;
    }
    environment_.emit("answer", format_json(reply, -1));
    return true;
  });
}

}  // namespace playground
