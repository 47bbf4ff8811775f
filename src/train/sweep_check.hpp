// Which parameters and runs can be swept, and what is wrong with a sweep that cannot be trained.
#pragma once

#include <vector>

#include "train/sweep.hpp"

namespace playground {

// The runs of the maps: those chosen, or every run that differs from the others in more than what
// the axes vary (of equal ones the first with values that the axes' scales can show, so that a run
// without decay does not stand for its optimizer).
std::vector<int> swept_runs(const Experiment& experiment);

// An error names the field of the sweep, its value and what would be right.
Result<void> check_sweep(const Experiment& experiment);

}  // namespace playground
