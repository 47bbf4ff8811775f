// Another experiment beside the one shown, for its curves: its runs are trained from the seeds by
// the same engine, as jobs, and drawn behind the present ones.
//   comparison.start(experiment);  ... comparison.state().phase == ComparedRace::Phase::ready
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "engine/engine.hpp"

namespace playground {

struct ComparedRace {
  enum class Phase { none, training, ready };
  Phase phase = Phase::none;
  Experiment experiment;      // of one seed: the first, where there are several
  std::vector<RunView> runs;  // trained to the last step; empty views on the way
};

class RaceComparison {
 public:
  explicit RaceComparison(Engine& engine) : engine_(engine) {}

  const ComparedRace& state() const { return state_; }
  // `done`: all runs are there, or why not; it is not called when another is started, or on stop().
  void start(const Experiment& experiment, std::function<void(Result<void>)> done);
  void stop();

 private:
  void take(std::size_t run, const Result<std::string>& bytes);

  Engine& engine_;
  ComparedRace state_;
  std::vector<JobId> jobs_;
  std::size_t waiting_ = 0;
  std::function<void(Result<void>)> done_;
};

// The experiment of a link, for comparing: one that would have to be repaired is refused, with what
// is wrong with it.
Result<Experiment> read_link_to_compare(const std::string& link);

}  // namespace playground
