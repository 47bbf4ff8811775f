// What can be said of the runs at this moment: sentences that hold for the experiment as it stands,
// made from its numbers and nothing else. No ImGui here, so tests read them.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "app/state.hpp"
#include "ui/equation.hpp"
#include "ui/race_curves.hpp"

namespace playground {

struct Remark {
  std::string text;
  int run = -1;        // whose badge stands before it
  bool minor = false;  // circumstances, said in a smaller voice
};
struct Observations {
  std::string title;
  std::vector<Remark> remarks;  // the most important first
};
// `metrics` are the numbers shown on the cards, one a run; `marks` where the curves say that a run
// overfits.
Observations observe(const AppState& state, const std::array<Metrics, kMaxRuns>& metrics,
                     const std::vector<OverfitMark>& marks);

// One update of a run, with its present numbers.
struct StepFact {
  std::string label;
  std::string value;
  bool accent = false;  // the decay term
};
struct StepEquation {
  std::vector<Equation> lines;
  std::vector<StepFact> facts;
};
StepEquation explain_step(const AppState& state, int run, const Metrics& metrics);

// Two runs at the same step: the later one minus the earlier one.
struct Comparison {
  int run = 0;
  int reference = 0;
  std::string loss;      // difference of the test losses, with its sign
  std::string accuracy;  // of the test accuracies, in percentage points; empty for regression
};
std::vector<Comparison> compare_runs(const AppState& state,
                                     const std::array<Metrics, kMaxRuns>& metrics);

}  // namespace playground
