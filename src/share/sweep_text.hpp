// A sweep's settings and cells as text: the "sweep" of an experiment's JSON and of a link, a cell
// as a line of JSON (what the command line prints and resumes from, what workers answer), the whole
// as CSV.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evaluate/sweep_results.hpp"
#include "share/json_text.hpp"

namespace playground {

// {"x": {"parameter", "count", "from", "to" | "values"}, "y", "runs", "metric", "steps", "seeds"};
// what has its default is left out.
Json sweep_tree(const SweepConfig& sweep);
// Missing keys take their defaults; an error names the key. What the experiment must allow is
// checked by plan_sweep.
Result<SweepConfig> read_sweep_tree(const Json& tree);

// "x:lr;9;0.0001;1,y:wd,metric:gap": the value of sweep= in a link; empty for the default.
std::string write_sweep_link(const SweepConfig& sweep);
Result<SweepConfig> read_sweep_link(std::string_view text);

// {"map", "run", "optimizer", "column", "row", <x>, <y>, "seeds", "diverged", <metrics>,
// "fingerprint"}: a metric is a list with one number a seed (null for NaN); "fingerprints" are the
// seeds'.
Json cell_tree(const Experiment& experiment, const SweepPlan& plan, const CellResult& result);
Result<CellResult> read_cell_tree(const Json& tree);

// {"config", "x", "y", "steps", "seeds", "metric", "cells", "finished", "maps": [{"run",
// "optimizer", "x": [..], "y": [..], "best", "within_one_standard_error", "ridge", "diverged"}]};
// with `cells` also every finished cell.
Json sweep_report(const Experiment& experiment, const SweepResults& results, bool cells);
// A row a cell and seed.
std::string sweep_csv(const Experiment& experiment, const SweepResults& results);

}  // namespace playground
