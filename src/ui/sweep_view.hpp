// What the sweep tab shows, without drawing it: which cells, on which colour scale, in which words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/state.hpp"
#include "app/sweep_state.hpp"
#include "plot/scales.hpp"

namespace playground {

// The place of a metric's values on the palette: 1 is the best. Logarithmic for what is positive
// and no percentage; then what is worse than a few times the best has the last colour, so that the
// good part keeps its contrast.
struct ValueScale {
  Axis axis;
  bool higher_is_better = false;
  bool clamped = false;  // some values lie beyond the worse end

  float place(double value) const;
  // From the best to the worst: the places and texts of the colour bar's ticks.
  std::vector<Tick> ticks(bool percent) const;
};

// The cells shown: those trained, or (before, or when the sweep's own settings are others now)
// those that would be.
struct ShownSweep {
  SweepPlan plan;
  const SweepResults* results = nullptr;
  const SweepState* state = nullptr;  // null as long as there is none
  const Experiment* experiment = nullptr;
  const MetricColumn* metric = nullptr;
  std::string error;  // why there is no plan

  bool running() const;
  bool paused() const;
  // Trained with another experiment than the one shown now.
  bool outdated() const;
  CellValue value(const CellId& cell) const;  // of a finished cell
  const CellResult* find(const CellId& cell) const;
  std::optional<ValueScale> scale() const;
  // The run's slot (letter and colour); nothing when the runs have changed since.
  std::optional<int> slot(const AppState& state, int map) const;
  std::string optimizer(int map) const;  // as the page calls it
};
ShownSweep shown_sweep(const AppState& state);

// "learning rate γ"
std::string axis_label(const Parameter& parameter);
// The symbol alone, where there is one.
std::string axis_sign(const Parameter& parameter);
// A value of an axis: "0.0032", "10⁻⁴".
std::string axis_value_text(double value);
// "0.276", "84.4 %"; with a spread "0.276 ± 0.024".
std::string metric_text(const MetricColumn& metric, double value);
std::string metric_text(const MetricColumn& metric, const CellValue& value);
// "52 of 162 cells · about 3 s left", "162 cells done · 2,000 steps each".
std::string progress_text(const ShownSweep& sweep);
// Sentences about what the maps leave open; each is checked against the cells.
std::vector<std::string> caveats(const AppState& state, const ShownSweep& sweep);

}  // namespace playground
