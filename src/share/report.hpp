// The report of a trained experiment: the JSON of `run --format json` and of the page's metrics(),
// and the curves as CSV. Names are those of struct Metrics.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evaluate/metric_table.hpp"
#include "share/finished_runs.hpp"
#include "share/link.hpp"

namespace playground {

// The hash of all runs' fingerprints (of all seeds, seed by seed).
std::uint64_t experiment_fingerprint(const std::vector<std::vector<RunOutcome>>& seeds);

// A metric of a run over the seeds; of several seeds, NaN where a seed diverged, so that statistics
// leave it out.
std::vector<double> metric_values(const std::vector<std::vector<RunOutcome>>& seeds,
                                  std::size_t run, double Metrics::*member);
// In how many seeds the run diverged.
int diverged_seeds(const std::vector<std::vector<RunOutcome>>& seeds, std::size_t run);

// Whether a link's claim held: "reproduction": {"state", "step"} of the report.
struct ReproductionReport {
  bool reproduced = false;
  int step = 0;
};

// `seeds` holds the outcomes [seed][run]. With one seed a metric is a number (null for NaN), with
// more it is
// {"mean", "std", "values"} over the seeds that did not diverge (null stands for one that did);
// "step" is then the least over the seeds, "diverged" says whether any did and "diverged_seeds" how
// many, and "comparisons" has the paired difference of every two runs for every metric.
std::string report_json(const Experiment& experiment,
                        const std::vector<std::vector<RunOutcome>>& seeds,
                        const std::optional<ReproductionReport>& reproduction = std::nullopt,
                        int indent = 2);
// One row a run (and seed).
std::string report_csv(const std::vector<std::vector<RunOutcome>>& seeds);

// step, train_loss, ..., penalty: a header and a row for each recorded step.
std::string history_csv(const std::vector<Metrics>& history);

}  // namespace playground
