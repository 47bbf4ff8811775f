// What the page says of a run of several seeds: its numbers, divergence, and the verdict on two
// runs. No ImGui here, so tests read it.
#pragma once

#include <string>
#include <vector>

#include "app/state.hpp"
#include "evaluate/statistics.hpp"

namespace playground {

// The run is trained with several seeds, so that its curves and numbers are means.
bool of_several_seeds(const AppState& state, int run);
// No seed of the run is left.
bool run_diverged(const AppState& state, int run);
// "diverged at step 310", of several seeds "diverged in 2 of 8"; empty when none did.
std::string divergence_text(const AppState& state, int run);
// The run's numbers now: of several seeds their means, not those of a seed that is left out.
const Metrics& metrics_of(const AppState& state, int run);
// The first measurement of all, at step 0.
const Metrics& first_metrics_of(const AppState& state, int run);

// Two runs of several seeds, compared seed by seed at the latest step that both have measured.
struct Verdict {
  int first = 0;
  int second = 0;
  int step = 0;
  PairedDifference difference;
  std::string text;             // "lower by 0.55 ± 0.26 (8 of 8 seeds)"
  std::string difference_text;  // "−0.55 ± 0.26", also when it is not clear
  std::string wins_text;        // "better in 8 of 8"; where neither way is better "lower in 8 of 8"
};
Verdict compare_seeds(const AppState& state, int first, int second, const MetricColumn& metric);

// The metrics that can be compared: those of reports, without accuracies for regression.
std::vector<const MetricColumn*> comparable_metrics(const AppState& state);
// The pair chosen in the view, as far as there are such runs; else the second run against the
// first.
std::pair<int, int> chosen_pair(const AppState& state);

}  // namespace playground
