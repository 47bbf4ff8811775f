// The report of a trained experiment: the JSON of `run --format json` and of the page's metrics(),
// and the curves as CSV. Names are those of struct Metrics.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "share/finished_runs.hpp"
#include "share/link.hpp"

namespace playground {

struct MetricColumn {
  std::string_view name;
  double Metrics::*member;
};
// train_loss, test_loss, ... in the order of reports.
std::span<const MetricColumn> report_columns();
// The same with the penalty: everything a history holds but the step.
std::span<const MetricColumn> history_columns();

// The hash of all runs' fingerprints (of all seeds, seed by seed).
std::uint64_t experiment_fingerprint(const std::vector<std::vector<RunOutcome>>& seeds);

// Mean and sample standard deviation (n - 1) over seeds; NaN when a value is.
struct Summary {
  double mean = 0;
  double standard_deviation = 0;
};
Summary summarize(const std::vector<double>& values);

// Whether a link's claim held: "reproduction": {"state", "step"} of the report.
struct ReproductionReport {
  bool reproduced = false;
  int step = 0;
};

// `seeds` holds the outcomes [seed][run]. With one seed a metric is a number (null for NaN), with
// more it is
// {"mean", "std", "values"}; "step" is then the least over the seeds and "diverged" says whether
// any did.
std::string report_json(const Experiment& experiment,
                        const std::vector<std::vector<RunOutcome>>& seeds,
                        const std::optional<ReproductionReport>& reproduction = std::nullopt,
                        int indent = 2);
// One row a run (and seed).
std::string report_csv(const std::vector<std::vector<RunOutcome>>& seeds);

// step, train_loss, ..., penalty: a header and a row for each recorded step.
std::string history_csv(const std::vector<Metrics>& history);

}  // namespace playground
