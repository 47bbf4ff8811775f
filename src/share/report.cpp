#include "share/report.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "evaluate/statistics.hpp"
#include "share/csv.hpp"
#include "share/experiment_tree.hpp"

namespace playground {
namespace {

Json metric_tree(const std::vector<double>& values) {
  if (values.size() == 1) return finite_or_null(values.front());
  const Summary summary = summarize(values);
  Json list = Json::array();
  for (const double value : values) list.push_back(finite_or_null(value));
  return {{"mean", finite_or_null(summary.mean)},
          {"std", finite_or_null(summary.standard_deviation)},
          {"values", std::move(list)}};
}

Json run_tree(const std::vector<std::vector<RunOutcome>>& seeds, std::size_t run) {
  const RunOutcome& first = seeds.front()[run];
  int step = first.step;
  std::vector<std::uint64_t> fingerprints;
  for (const std::vector<RunOutcome>& seed : seeds) {
    step = std::min(step, seed[run].step);
    fingerprints.push_back(seed[run].fingerprint);
  }
  const int diverged = diverged_seeds(seeds, run);
  Json tree = {{"name", first.name},
               {"optimizer", first.optimizer},
               {"step", step},
               {"diverged", diverged > 0}};
  if (seeds.size() > 1) tree["diverged_seeds"] = diverged;
  for (const MetricColumn& column : report_columns()) {
    tree[std::string(column.name)] = metric_tree(metric_values(seeds, run, column.member));
  }
  tree["fingerprint"] = fingerprint_text(
      fingerprints.size() == 1 ? fingerprints.front() : combine_fingerprints(fingerprints));
  return tree;
}

Json difference_tree(const PairedDifference& difference, const MetricColumn& column) {
  const double low = difference.mean - difference.half_width;
  const double high = difference.mean + difference.half_width;
  return {{"mean", finite_or_null(difference.mean)},
          {"std", finite_or_null(difference.standard_deviation)},
          {"interval95", {finite_or_null(low), finite_or_null(high)}},
          {"lower", difference.lower},
          {"higher", difference.higher},
          {"clear", difference.clear()},
          {"verdict", verdict_text(difference, column)}};
}

// Every run against every earlier one.
Json comparisons_tree(const std::vector<std::vector<RunOutcome>>& seeds) {
  Json list = Json::array();
  for (std::size_t run = 1; run < seeds.front().size(); ++run) {
    for (std::size_t reference = 0; reference < run; ++reference) {
      Json pair = {{"run", run}, {"reference", reference}};
      for (const MetricColumn& column : report_columns()) {
        const PairedDifference difference =
            paired_difference(metric_values(seeds, run, column.member),
                              metric_values(seeds, reference, column.member));
        pair["seeds"] = std::max(difference.seeds, pair.value("seeds", 0));
        pair[std::string(column.name)] = difference_tree(difference, column);
      }
      list.push_back(std::move(pair));
    }
  }
  return list;
}

}  // namespace

std::uint64_t experiment_fingerprint(const std::vector<std::vector<RunOutcome>>& seeds) {
  std::vector<std::uint64_t> fingerprints;
  for (const std::vector<RunOutcome>& seed : seeds) {
    for (const RunOutcome& outcome : seed) fingerprints.push_back(outcome.fingerprint);
  }
  return combine_fingerprints(fingerprints);
}

std::vector<double> metric_values(const std::vector<std::vector<RunOutcome>>& seeds,
                                  std::size_t run, double Metrics::*member) {
  std::vector<double> values;
  for (const std::vector<RunOutcome>& seed : seeds) {
    const bool left_out = seeds.size() > 1 && seed[run].diverged;
    values.push_back(left_out ? std::numeric_limits<double>::quiet_NaN()
                              : seed[run].metrics.*member);
  }
  return values;
}

int diverged_seeds(const std::vector<std::vector<RunOutcome>>& seeds, std::size_t run) {
  return static_cast<int>(
      std::count_if(seeds.begin(), seeds.end(),
                    [run](const std::vector<RunOutcome>& seed) { return seed[run].diverged; }));
}

std::string report_json(const Experiment& experiment,
                        const std::vector<std::vector<RunOutcome>>& seeds,
                        const std::optional<ReproductionReport>& reproduction, int indent) {
  Json tree = {{"config", experiment_tree(experiment)},
               {"fingerprint", fingerprint_text(experiment_fingerprint(seeds))}};
  Json runs = Json::array();
  for (std::size_t run = 0; run < seeds.front().size(); ++run) runs.push_back(run_tree(seeds, run));
  tree["runs"] = std::move(runs);
  if (seeds.size() > 1) tree["comparisons"] = comparisons_tree(seeds);
  if (reproduction) {
    tree["reproduction"] = {{"state", reproduction->reproduced ? "reproduced" : "differs"},
                            {"step", reproduction->step}};
  }
  return format_json(tree, indent) + "\n";
}

std::string report_csv(const std::vector<std::vector<RunOutcome>>& seeds) {
  std::vector<std::string> header = {"run", "name", "optimizer", "seed_index", "step", "diverged"};
  for (const MetricColumn& column : report_columns()) header.emplace_back(column.name);
  header.emplace_back("fingerprint");
  std::string text = csv_row(header);
  for (std::size_t run = 0; run < seeds.front().size(); ++run) {
    for (std::size_t seed = 0; seed < seeds.size(); ++seed) {
      const RunOutcome& outcome = seeds[seed][run];
      std::vector<std::string> row = {std::to_string(run),
                                      outcome.name,
                                      outcome.optimizer,
                                      std::to_string(seed),
                                      std::to_string(outcome.step),
                                      outcome.diverged ? "true" : "false"};
      for (const MetricColumn& column : report_columns()) {
        row.push_back(csv_number(outcome.metrics.*column.member));
      }
      row.push_back(fingerprint_text(outcome.fingerprint));
      text += csv_row(row);
    }
  }
  return text;
}

std::string history_csv(const std::vector<Metrics>& history) {
  std::vector<std::string> header = {"step"};
  for (const MetricColumn& column : history_columns()) header.emplace_back(column.name);
  std::string text = csv_row(header);
  for (const Metrics& metrics : history) {
    std::vector<std::string> row = {std::to_string(metrics.step)};
    for (const MetricColumn& column : history_columns()) {
      row.push_back(csv_number(metrics.*column.member));
    }
    text += csv_row(row);
  }
  return text;
}

}  // namespace playground
