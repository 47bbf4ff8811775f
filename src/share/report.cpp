#include "share/report.hpp"

#include <array>
#include <cmath>

#include "share/csv.hpp"
#include "share/experiment_tree.hpp"

namespace playground {
namespace {

constexpr std::array<MetricColumn, 9> kColumns = {{
    {"train_loss", &Metrics::train_loss},
    {"test_loss", &Metrics::test_loss},
    {"test_loss_noisy", &Metrics::test_loss_noisy},
    {"train_accuracy", &Metrics::train_accuracy},
    {"test_accuracy", &Metrics::test_accuracy},
    {"test_accuracy_noisy", &Metrics::test_accuracy_noisy},
    {"gap", &Metrics::gap},
    {"weight_norm", &Metrics::weight_norm},
    {"penalty", &Metrics::penalty},
}};

Json finite_or_null(double number) {
  return std::isfinite(number) ? Json(number) : Json(nullptr);
}

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
  bool diverged = false;
  std::vector<std::uint64_t> fingerprints;
  for (const std::vector<RunOutcome>& seed : seeds) {
    step = std::min(step, seed[run].step);
    diverged = diverged || seed[run].diverged;
    fingerprints.push_back(seed[run].fingerprint);
  }
  Json tree = {
      {"name", first.name}, {"optimizer", first.optimizer}, {"step", step}, {"diverged", diverged}};
  for (const MetricColumn& column : report_columns()) {
    std::vector<double> values;
    for (const std::vector<RunOutcome>& seed : seeds) {
      values.push_back(seed[run].metrics.*column.member);
    }
    tree[std::string(column.name)] = metric_tree(values);
  }
  tree["fingerprint"] = fingerprint_text(
      fingerprints.size() == 1 ? fingerprints.front() : combine_fingerprints(fingerprints));
  return tree;
}

}  // namespace

std::span<const MetricColumn> history_columns() {
  return kColumns;
}

std::span<const MetricColumn> report_columns() {
  return history_columns().first(kColumns.size() - 1);
}

std::uint64_t experiment_fingerprint(const std::vector<std::vector<RunOutcome>>& seeds) {
  std::vector<std::uint64_t> fingerprints;
  for (const std::vector<RunOutcome>& seed : seeds) {
    for (const RunOutcome& outcome : seed) fingerprints.push_back(outcome.fingerprint);
  }
  return combine_fingerprints(fingerprints);
}

Summary summarize(const std::vector<double>& values) {
  const double count = static_cast<double>(values.size());
  double sum = 0;
  for (const double value : values) sum += value;
  Summary summary{sum / count, 0};
  double squares = 0;
  for (const double value : values) {
    squares += (value - summary.mean) * (value - summary.mean);
  }
  if (values.size() > 1) summary.standard_deviation = std::sqrt(squares / (count - 1));
  return summary;
}

std::string report_json(const Experiment& experiment,
                        const std::vector<std::vector<RunOutcome>>& seeds,
                        const std::optional<ReproductionReport>& reproduction, int indent) {
  Json tree = {{"config", experiment_tree(experiment)},
               {"fingerprint", fingerprint_text(experiment_fingerprint(seeds))}};
  Json runs = Json::array();
  for (std::size_t run = 0; run < seeds.front().size(); ++run) runs.push_back(run_tree(seeds, run));
  tree["runs"] = std::move(runs);
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
