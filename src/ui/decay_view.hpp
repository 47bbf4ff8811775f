// What the tab "Who gets decayed?" shows, worked out from the runs' inspections: which weights lie
// on the axes and how many do not, the line that theory draws, and the words. No ImGui here, so
// tests read it.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "app/state.hpp"
#include "engine/inspection.hpp"
#include "plot/scales.hpp"

namespace playground {

// The run's latest inspection; null while there is none.
const Inspection* inspection_of(const AppState& state, int run);

// The first one of a run that is there, for what is the same in all of them (layers, step).
const Inspection* any_inspection(const AppState& state);

bool layer_shown(const AppState& state, int layer);

// "layer 2, 0 → 0": units counted from 0, as PyTorch counts them.
std::string place_text(const WeightPlace& place);
// A share of a weight as a percentage: "0.30 %", "1.1 %", "248 %".
std::string share_text(double share);

// Shares are drawn in percent.
struct DecayAxes {
  Range root{1e-5, 1};
  Range percent{1e-2, 1e2};
};
// Whole decades that hold the weights of the runs shown, but for a few: of the roots the upper five
// decades, of the shares all but the outermost hundredth.
DecayAxes decay_axes(const AppState& state);

// How many of a run's weights drawn are on the axes, and where the others are.
struct DecayCount {
  int shown = 0;         // of layers that are switched on
  int not_positive = 0;  // share 0 or below: on no logarithmic axis
  int outside = 0;
  bool sampled = false;  // only a part of the weights is drawn at all
};
DecayCount count_marks(const AppState& state, const Inspection& inspection, const DecayAxes& axes);
// "C: 269 of 1,120 with share ≤ 0 not drawn, 57 off the axes"; empty when none is missing.
std::string missing_text(const std::string& letter, const DecayCount& count);

// Whether it says anything of one weight's share: not of an average of iterates.
bool has_theory(const Inspection& inspection);
// What theory says of the share at a root of v; NaN where it says nothing.
double theory_share(const Inspection& inspection, double root);
// "Adam + L2: about γλ / (√v + ε)", "AdamW: γλ = 0.30 %".
std::string theory_text(const Inspection& inspection, const std::string& title);

// Full-batch AdamW's bound on |w| (Xie & Li 2024, arXiv 2404.04454): 1/lambda, or gamma/lambda
// where the decay is not multiplied by the rate; 0: none.
double weight_bound(const RunConfig& config);

// A few sentences for the right column, each true by how these optimizers are built.
std::vector<std::string> decay_sentences(const AppState& state);

}  // namespace playground
