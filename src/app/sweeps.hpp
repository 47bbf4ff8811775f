// Keeps the engine fed with the cells of a sweep, coarse to fine, a few at a time: enough that no
// worker waits, few enough that a pause or a cancel acts at once. Finished cells stay, whatever
// happens, and are kept on this machine until the next sweep.
//   Sweeps sweeps;  sweeps.start(engine, experiment, now);  each frame: sweeps.update(engine, now);
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/sweep_state.hpp"
#include "core/result.hpp"
#include "engine/engine.hpp"

namespace playground {

class Sweeps {
 public:
  const SweepState& state() const { return state_; }

  // Trains what is missing of the experiment's sweep; all of it, when nothing is.
  Result<void> start(Engine& engine, const Experiment& experiment, double now);
  void pause(double now);  // what workers have in hand is finished
  void resume(double now);
  void cancel(Engine& engine);
  // Feeds the engine; true when something shown has changed since the last call.
  bool update(Engine& engine, double now);
  // The experiment shown has changed.
  void follow(const Experiment& experiment);
  void select(std::optional<CellId> cell);

  // What went wrong with a cell, once.
  std::string take_error() { return std::exchange(error_, {}); }
  // The finished cells as text, to be remembered; empty when there are none, or too many.
  std::string stored_text() const;
  // Takes them back when they are of the experiment's sweep; true when there were any.
  bool restore(const Experiment& experiment, const std::string& text);

 private:
  void feed(Engine& engine);
  void start_group(Engine& engine, std::vector<CellId> cells);
  void take(std::uint64_t number, Result<std::string> answer);
  void follow_progress(const Engine& engine);
  void estimate(double now);
  int group_size(const Engine& engine) const;

  SweepState state_;
  std::vector<CellId> waiting_;  // the next one last
  // Cells that the engine has as one job.
  struct Group {
    std::uint64_t number = 0;
    JobId job = 0;
    std::vector<CellId> cells;
    double done = 0;  // as last heard
  };
  std::vector<Group> groups_;
  std::uint64_t latest_group_ = 0;
  double running_since_ = 0;
  double seconds_spent_ = 0;  // before running_since_
  int finished_here_ = 0;     // cells trained since the start
  bool changed_ = false;
  std::string error_;
};

}  // namespace playground
