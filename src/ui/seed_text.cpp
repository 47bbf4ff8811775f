#include "ui/seed_text.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/translate.hpp"
#include "data/dataset.hpp"
#include "engine/seed_views.hpp"
#include "plot/number_text.hpp"
#include "ui/run_text.hpp"

namespace playground {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// The metric of every seed at a step; NaN where a seed has not measured it or is left out.
std::vector<double> values_at(const RunView& run, int step, double Metrics::*member) {
  std::vector<double> values;
  for (int index = 0; index < seed_count(run); ++index) {
    const SeedView& seed = seed_view(run, index);
    double value = kNaN;
    const auto point = std::lower_bound(seed.history.begin(), seed.history.end(), step,
                                        [](const Metrics& m, int at) { return m.step < at; });
    if (seed.diverged) {
      value = kNaN;
    } else if (seed.latest.step == step) {
      value = seed.latest.*member;
    } else if (point != seed.history.end() && point->step == step) {
      value = (*point).*member;
    }
    values.push_back(value);
  }
  return values;
}

std::string of_count(int part, int whole) {
  return tr("{0} of {1}", std::to_string(part), std::to_string(whole));
}

std::string difference_text(const PairedDifference& difference, const MetricColumn& metric) {
  if (difference.seeds < 2) return "\u2013";
  const double factor = metric.is_fraction ? 100 : 1;
  const int decimals = metric.is_fraction ? 1 : 2;
  const std::string sign = difference.mean > 0 ? "+" : "";
  return sign + fixed_text(factor * difference.mean, decimals) + " \u00b1 " +
         fixed_text(factor * difference.half_width, decimals);
}

std::string wins_text(const PairedDifference& difference, const MetricColumn& metric) {
  const std::string count = of_count(difference.wins(metric.better), difference.seeds);
  if (metric.better != Better::neither) return tr("better in {0}", count);
  return difference.mean < 0 ? tr("lower in {0}", count) : tr("higher in {0}", count);
}

}  // namespace

bool of_several_seeds(const AppState& state, int run) {
  return seed_count(view_of(state, run)) > 1;
}

bool run_diverged(const AppState& state, int run) {
  const RunView& view = view_of(state, run);
  if (seed_count(view) == 1) return view.diverged;
  return view.statistics.diverged == seed_count(view);
}

std::string divergence_text(const AppState& state, int run) {
  const RunView& view = view_of(state, run);
  const int seeds = seed_count(view);
  if (seeds == 1)
    return view.diverged ? tr("diverged at step {0}", count_text(view.diverged_at)) : "";
  const int diverged = view.statistics.diverged;
  return diverged > 0 ? tr("diverged in {0}", of_count(diverged, seeds)) : "";
}

const Metrics& metrics_of(const AppState& state, int run) {
  const RunView& view = view_of(state, run);
  return seed_count(view) > 1 ? view.statistics.latest.mean : view.latest;
}

const Metrics& first_metrics_of(const AppState& state, int run) {
  const RunView& view = view_of(state, run);
  if (seed_count(view) > 1 && !view.statistics.history.empty()) {
    return view.statistics.history.front().mean;
  }
  return view.history.empty() ? view.latest : view.history.front();
}

Verdict compare_seeds(const AppState& state, int first, int second, const MetricColumn& metric) {
  const RunView& one = view_of(state, first);
  const RunView& other = view_of(state, second);
  Verdict verdict{first, second, 0, {}, {}, {}, {}};
  verdict.step = std::min(one.statistics.latest.mean.step, other.statistics.latest.mean.step);
  verdict.difference = paired_difference(values_at(one, verdict.step, metric.member),
                                         values_at(other, verdict.step, metric.member));
  verdict.text = verdict_text(verdict.difference, metric);
  verdict.difference_text = difference_text(verdict.difference, metric);
  verdict.wins_text = wins_text(verdict.difference, metric);
  return verdict;
}

std::vector<const MetricColumn*> comparable_metrics(const AppState& state) {
  const bool regression = state.dataset && state.dataset->task == Task::regression;
  std::vector<const MetricColumn*> metrics;
  for (const MetricColumn& column : report_columns()) {
    if (!regression || !column.is_fraction) metrics.push_back(&column);
  }
  return metrics;
}

std::pair<int, int> chosen_pair(const AppState& state) {
  const int last = static_cast<int>(state.experiment.runs.size()) - 1;
  const int first = std::clamp(state.view.verdict_runs[0], 0, last);
  const int second = std::clamp(state.view.verdict_runs[1], 0, last);
  if (first != second) return {first, second};
  return {std::min(1, last), 0};
}

}  // namespace playground
