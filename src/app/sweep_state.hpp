// What the page knows of the sweep: its settings are in the experiment; here is what was trained.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "evaluate/sweep_results.hpp"
#include "train/experiment.hpp"

namespace playground {

enum class SweepPhase { idle, running, paused, cancelled, done };

struct CellInProgress {
  CellId cell;
  double done = 0;  // 0 to 1
};

struct SweepState {
  SweepPhase phase = SweepPhase::idle;
  // What the cells train: the experiment as it was at the start. Its metric follows the page.
  Experiment experiment;
  std::optional<SweepResults> results;
  std::vector<CellInProgress> in_progress;
  double seconds_left = -1;  // below 0: not known yet
  std::optional<CellId> selected;
  // The cells are those of the experiment shown; else it has changed since.
  bool current = false;
};

}  // namespace playground
