#include "ui/observations.hpp"

#include <algorithm>
#include <cmath>

#include "core/translate.hpp"
#include "data/dataset.hpp"
#include "plot/number_text.hpp"
#include "ui/race_curves.hpp"
#include "ui/run_text.hpp"
#include "ui/seed_text.hpp"

namespace playground {
namespace {

std::string signed_text(double value, int decimals) {
  const std::string text = fixed_text(value, decimals);
  const bool zero = text.find_first_of("123456789") == std::string::npos;
  return value > 0 && !zero ? "+" + text : text;
}

// Runs that can be compared now: not diverged, with numbers.
std::vector<int> live_runs(const AppState& state, const std::array<Metrics, kMaxRuns>& metrics) {
  std::vector<int> runs;
  for (int run = 0; run < static_cast<int>(state.experiment.runs.size()); ++run) {
    const Metrics& now = metrics[static_cast<std::size_t>(run)];
    if (!run_diverged(state, run) && std::isfinite(now.gap)) runs.push_back(run);
  }
  return runs;
}

using ShownMetrics = std::array<Metrics, kMaxRuns>;

const Metrics& now(const ShownMetrics& metrics, int run) {
  return metrics[static_cast<std::size_t>(run)];
}

std::string data_sentence(const AppState& state) {
  const Samples& train = state.dataset->train;
  if (state.dataset->task == Task::regression && state.dataset->is_table()) {
    return tr("{0} rows train, {1} others test.", count_text(static_cast<double>(train.size())),
              count_text(static_cast<double>(state.dataset->test.size())));
  }
  if (state.dataset->task == Task::regression) {
    return tr("{0} training points lie about a curve, with noise of standard deviation {1}.",
              count_text(static_cast<double>(train.size())),
              short_text(state.experiment.data.noise, 3));
  }
  int flipped = 0;
  for (std::size_t i = 0; i < train.size(); ++i) flipped += train.is_flipped(i) ? 1 : 0;
  const std::string total = count_text(static_cast<double>(train.size()));
  if (flipped == 0) return tr("All {0} training labels are right.", total);
  if (flipped == 1) return tr("1 of the {0} training labels is wrong (outlined).", total);
  return tr("{0} of the {1} training labels are wrong (outlined).", count_text(flipped), total);
}

void add_circumstances(const AppState& state, Observations& result) {
  const int seeds = state.experiment.seeds;
  if (seeds > 1) {
    result.remarks.push_back(
        {tr("Numbers and curves are means over {0} seeds; the surfaces are those of seed {1}.",
            std::to_string(seeds), std::to_string(state.view.shown_seed + 1)),
         -1, true});
  }
  result.remarks.push_back({data_sentence(state), -1, true});
}

void add_diverged(const AppState& state, Observations& result) {
  for (int run = 0; run < static_cast<int>(state.experiment.runs.size()); ++run) {
    const std::string diverged = divergence_text(state, run);
    if (diverged.empty()) continue;
    const char* const text = of_several_seeds(state, run)
                                 ? tr_key("{0} {1} seeds; its numbers are of the others.")
                                 : tr_key("{0} {1} and was stopped.");
    result.remarks.push_back({tr(text, run_letter(state, run), diverged), run});
  }
}

void add_overfits(const AppState& state, const std::vector<OverfitMark>& marks,
                  Observations& result) {
  for (const OverfitMark& mark : marks) {
    const std::string letter = run_letter(state, mark.run);
    if (!mark.text.empty()) result.title = tr("{0} overfits", letter);
    Remark remark{tr("{0} did best on the test set about step {1}. Its test loss has risen since.",
                     letter, count_text(mark.step)),
                  mark.run};
    // The run of the title comes first.
    result.remarks.insert(mark.text.empty() ? result.remarks.end() : result.remarks.begin(),
                          std::move(remark));
  }
}

std::string beside_training(const std::string& letter, double gap) {
  const char* const text = gap < 0 ? tr_key("The test loss of {0} is {1} below its training loss.")
                                   : tr_key("The test loss of {0} is {1} above its training loss.");
  return tr(text, letter, fixed_text(std::abs(gap), 2));
}

// The widest and the narrowest gap, and who does best on the test set.
void add_comparisons(const AppState& state, const ShownMetrics& metrics, Observations& result) {
  const std::vector<int> runs = live_runs(state, metrics);
  if (runs.empty()) return;
  const auto [best, worst] = std::minmax_element(runs.begin(), runs.end(), [&](int a, int b) {
    return now(metrics, a).test_loss < now(metrics, b).test_loss;
  });
  const auto [narrow, wide] = std::minmax_element(runs.begin(), runs.end(), [&](int a, int b) {
    return now(metrics, a).gap < now(metrics, b).gap;
  });
  if (runs.size() > 1) {
    result.remarks.push_back(
        {tr("{0} has the lowest test loss now, {1}; {2} the highest, {3}.",
            run_letter(state, *best), fixed_text(now(metrics, *best).test_loss, 2),
            run_letter(state, *worst), fixed_text(now(metrics, *worst).test_loss, 2)),
         *best});
  }
  result.remarks.push_back(
      {beside_training(run_letter(state, *wide), now(metrics, *wide).gap), *wide});
  const bool noisy =
      state.dataset->task != Task::regression && state.experiment.data.label_noise > 0;
  if (noisy && now(metrics, *narrow).gap < 0) {
    result.remarks.push_back(
        {tr("A test loss can lie below the training loss here: all test labels "
            "are right, the training labels are not."),
         -1, true});
  }
}

void add_norms(const AppState& state, const ShownMetrics& metrics, Observations& result) {
  const std::vector<int> runs = live_runs(state, metrics);
  if (runs.empty() || view_of(state, runs[0]).history.empty()) return;
  const double start = first_metrics_of(state, runs[0]).weight_norm;
  std::string text;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (i > 0) text += ", ";
    text += run_letter(state, runs[i]) + " " + fixed_text(now(metrics, runs[i]).weight_norm, 1);
  }
  result.remarks.push_back(
      {tr("Weight norm: {0} at the start, now {1}.", fixed_text(start, 1), text), -1, true});
}

}  // namespace

Observations observe(const AppState& state, const std::array<Metrics, kMaxRuns>& metrics,
                     const std::vector<OverfitMark>& marks) {
  Observations result;
  if (!state.dataset) return result;
  if (shown_step(state) == 0) {
    result.title = tr("Before the first step");
    result.remarks.push_back(
        {tr("All runs start from the same weights and see the same batches, so their surfaces are "
            "still the same.")});
    add_diverged(state, result);
    add_circumstances(state, result);
    return result;
  }
  result.title = tr("At step {0}", count_text(shown_step(state)));
  add_overfits(state, marks, result);
  add_diverged(state, result);
  add_comparisons(state, metrics, result);
  add_norms(state, metrics, result);
  add_circumstances(state, result);
  return result;
}

std::vector<Comparison> compare_runs(const AppState& state,
                                     const std::array<Metrics, kMaxRuns>& metrics) {
  std::vector<Comparison> comparisons;
  if (shown_step(state) == 0) return comparisons;
  const std::vector<int> runs = live_runs(state, metrics);
  for (std::size_t i = 1; i < runs.size(); ++i) {
    const Metrics& now = metrics[static_cast<std::size_t>(runs[i])];
    const Metrics& before = metrics[static_cast<std::size_t>(runs[i - 1])];
    Comparison comparison{
        runs[i], runs[i - 1], signed_text(now.test_loss - before.test_loss, 2), {}};
    if (std::isfinite(now.test_accuracy)) {
      comparison.accuracy = signed_text(100 * (now.test_accuracy - before.test_accuracy), 1);
    }
    comparisons.push_back(std::move(comparison));
  }
  return comparisons;
}

}  // namespace playground
