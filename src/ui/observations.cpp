#include "ui/observations.hpp"

#include <algorithm>
#include <cmath>

#include "data/dataset.hpp"
#include "optim/schedule.hpp"
#include "plot/number_text.hpp"
#include "train/parameters.hpp"
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
  if (state.dataset->task == Task::regression) {
    return count_text(static_cast<double>(train.size())) +
           " training points lie about a curve, with noise of standard deviation " +
           short_text(state.experiment.data.noise, 3) + ".";
  }
  int flipped = 0;
  for (std::size_t i = 0; i < train.size(); ++i) flipped += train.is_flipped(i) ? 1 : 0;
  const std::string total = count_text(static_cast<double>(train.size()));
  if (flipped == 0) return "All " + total + " training labels are right.";
  return count_text(flipped) + " of the " + total + " training labels " +
         (flipped == 1 ? "is" : "are") + " wrong (outlined).";
}

void add_circumstances(const AppState& state, Observations& result) {
  const int seeds = state.experiment.seeds;
  if (seeds > 1) {
    result.remarks.push_back({"Numbers and curves are means over " + std::to_string(seeds) +
                                  " seeds; the surfaces are those of seed " +
                                  std::to_string(state.view.shown_seed + 1) + ".",
                              -1, true});
  }
  result.remarks.push_back({data_sentence(state), -1, true});
}

void add_diverged(const AppState& state, Observations& result) {
  for (int run = 0; run < static_cast<int>(state.experiment.runs.size()); ++run) {
    const std::string diverged = divergence_text(state, run);
    if (diverged.empty()) continue;
    const bool seeds = of_several_seeds(state, run);
    result.remarks.push_back(
        {run_letter(state, run) + " " + diverged +
             (seeds ? " seeds; its numbers are of the others." : " and was stopped."),
         run});
  }
}

void add_overfits(const AppState& state, Observations& result) {
  for (const OverfitMark& mark : overfit_marks(state, make_curves(state, Quantity::loss))) {
    const std::string letter = run_letter(state, mark.run);
    if (!mark.text.empty()) result.title = letter + " overfits";
    Remark remark{letter + " did best on the test set about step " + count_text(mark.step) +
                      ". Its test loss has risen since.",
                  mark.run};
    // The run of the title comes first.
    result.remarks.insert(mark.text.empty() ? result.remarks.end() : result.remarks.begin(),
                          std::move(remark));
  }
}

std::string beside_training(double gap) {
  return fixed_text(std::abs(gap), 2) + (gap < 0 ? " below" : " above") + " its training loss.";
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
    result.remarks.push_back({run_letter(state, *best) + " has the lowest test loss now, " +
                                  fixed_text(now(metrics, *best).test_loss, 2) + "; " +
                                  run_letter(state, *worst) + " the highest, " +
                                  fixed_text(now(metrics, *worst).test_loss, 2) + ".",
                              *best});
  }
  result.remarks.push_back({"The test loss of " + run_letter(state, *wide) + " is " +
                                beside_training(now(metrics, *wide).gap),
                            *wide});
  const bool noisy =
      state.dataset->task != Task::regression && state.experiment.data.label_noise > 0;
  if (noisy && now(metrics, *narrow).gap < 0) {
    result.remarks.push_back(
        {"A test loss can lie below the training loss here: all test labels "
         "are right, the training labels are not.",
         -1, true});
  }
}

void add_norms(const AppState& state, const ShownMetrics& metrics, Observations& result) {
  const std::vector<int> runs = live_runs(state, metrics);
  if (runs.empty() || view_of(state, runs[0]).history.empty()) return;
  const double start = first_metrics_of(state, runs[0]).weight_norm;
  std::string text = "Weight norm: " + fixed_text(start, 1) + " at the start, now ";
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (i > 0) text += ", ";
    text += run_letter(state, runs[i]) + " " + fixed_text(now(metrics, runs[i]).weight_norm, 1);
  }
  result.remarks.push_back({text + ".", -1, true});
}

// --- One step --------------------------------------------------------------------------------

struct StepNumbers {
  RunConfig config;
  double multiplier = 1;     // of the schedule, for the next update
  double learning_rate = 0;  // now
  bool scheduled = false;
};

StepNumbers numbers_of(const AppState& state, int run) {
  StepNumbers numbers;
  numbers.config = run_in_force(state, run);
  const int steps = state.experiment.training.steps;
  const int next = std::clamp(state.transport.step + 1, 1, std::max(1, steps));
  numbers.multiplier = schedule_multiplier(numbers.config.schedule, next, steps);
  numbers.learning_rate = numbers.multiplier * numbers.config.learning_rate;
  numbers.scheduled = numbers.config.schedule != ScheduleKind::constant;
  return numbers;
}

// The decoupled decay's symbol and its value in one step.
bool by_learning_rate(const RunConfig& config) {
  return config.decay_form == DecayForm::learning_rate;
}
std::string decay_symbol(const StepNumbers& numbers) {
  if (by_learning_rate(numbers.config)) return "\u03b3\u03bb";
  return numbers.scheduled ? "s\u03bb" : "\u03bb";
}
double decay_per_step(const StepNumbers& numbers) {
  const double factor =
      by_learning_rate(numbers.config) ? numbers.learning_rate : numbers.multiplier;
  return factor * numbers.config.weight_decay;
}

std::string steps_text(double steps) {
  if (!std::isfinite(steps)) return "no decay";
  return (steps < 1e6 ? count_text(std::round(steps)) : short_text(steps, 3)) + " steps";
}

void add_schedule_facts(const StepNumbers& numbers, StepEquation& result) {
  if (!numbers.scheduled) return;
  result.facts.push_back({"learning rate now, \u03b3", short_text(numbers.learning_rate, 3)});
}

void add_decoupled_facts(const StepNumbers& numbers, StepEquation& result) {
  const std::string symbol = decay_symbol(numbers);
  const double removed = decay_per_step(numbers);
  result.facts.push_back(
      {"removed per step", symbol + " = " + (removed == 0 ? "0" : short_text(removed, 3)), true});
  result.facts.push_back({"memory, 1 / " + symbol, steps_text(1 / removed)});
}

const EquationPiece kFraction{"m", "\u221av + \u03b5"};

void explain_adamw(const StepNumbers& numbers, StepEquation& result) {
  result.lines.push_back({{"w \u2190 (1 \u2212 "},
                          {decay_symbol(numbers), {}, true},
                          {") w  \u2212  \u03b3 "},
                          kFraction});
  add_schedule_facts(numbers, result);
  add_decoupled_facts(numbers, result);
  const RunConfig& config = numbers.config;
  if (config.weight_decay <= 0) return;
  const bool form = by_learning_rate(config);
  const double bound = (form ? 1 : config.learning_rate) / config.weight_decay;
  result.facts.push_back(
      {form ? "full-batch bound on |w|, 1 / \u03bb" : "full-batch bound on |w|, \u03b3 / \u03bb",
       bound < 1000 ? fixed_text(bound, 2) : short_text(bound, 3)});
}

void add_penalty_facts(const StepNumbers& numbers, const Metrics& metrics, StepEquation& result) {
  result.facts.push_back(
      {"L2 coefficient", "\u03bb = " + short_text(numbers.config.weight_decay, 3), true});
  result.facts.push_back(
      {"penalty now, \u03bb/2 \u2016w\u2016\u00b2", fixed_text(metrics.penalty, 3)});
}

void explain_adam(const StepNumbers& numbers, const Metrics& metrics, StepEquation& result) {
  result.lines.push_back({{"g \u2190 gradient + "}, {"\u03bbw", {}, true}});
  result.lines.push_back({{"w \u2190 w  \u2212  \u03b3 "}, kFraction, {"  with m, v of g"}});
  add_schedule_facts(numbers, result);
  add_penalty_facts(numbers, metrics, result);
  result.facts.push_back({"removed per step", "depends on v"});
}

std::string momentum_step(const RunConfig& config) {
  return config.nesterov ? "(g + \u03bcu)" : "u";
}

void explain_sgd(const StepNumbers& numbers, const Metrics& metrics, StepEquation& result) {
  const RunConfig& config = numbers.config;
  result.lines.push_back({{"g \u2190 gradient + "}, {"\u03bbw", {}, true}});
  result.lines.push_back(
      {{"u \u2190 \u03bcu + g,   w \u2190 w \u2212 \u03b3 " + momentum_step(config)}});
  add_schedule_facts(numbers, result);
  add_penalty_facts(numbers, metrics, result);
  const double removed = numbers.learning_rate * config.weight_decay / (1 - config.momentum);
  if (config.momentum < 1 && config.weight_decay > 0) {
    result.facts.push_back(
        {"in the long run, \u03b3\u03bb / (1 \u2212 \u03bc)", short_text(removed, 3)});
    result.facts.push_back({"memory, its inverse", steps_text(1 / removed)});
  }
}

void explain_sgdw(const StepNumbers& numbers, StepEquation& result) {
  result.lines.push_back({{"u \u2190 \u03bcu + gradient"}});
  const std::string step = numbers.config.nesterov ? "(g + \u03bcu)" : "u";
  result.lines.push_back({{"w \u2190 (1 \u2212 "},
                          {decay_symbol(numbers), {}, true},
                          {") (w \u2212 \u03b3 " + step + ")"}});
  add_schedule_facts(numbers, result);
  add_decoupled_facts(numbers, result);
}

}  // namespace

Observations observe(const AppState& state, const std::array<Metrics, kMaxRuns>& metrics) {
  Observations result;
  if (!state.dataset) return result;
  if (state.transport.step == 0) {
    result.title = "Before the first step";
    result.remarks.push_back(
        {"All runs start from the same weights and see the same batches, so their surfaces are "
         "still the same."});
    add_diverged(state, result);
    add_circumstances(state, result);
    return result;
  }
  result.title = "At step " + count_text(state.transport.step);
  add_overfits(state, result);
  add_diverged(state, result);
  add_comparisons(state, metrics, result);
  add_norms(state, metrics, result);
  add_circumstances(state, result);
  return result;
}

StepEquation explain_step(const AppState& state, int run, const Metrics& metrics) {
  StepEquation result;
  const StepNumbers numbers = numbers_of(state, run);
  switch (numbers.config.optimizer) {
    case OptimizerKind::adamw:
      explain_adamw(numbers, result);
      break;
    case OptimizerKind::adam:
      explain_adam(numbers, metrics, result);
      break;
    case OptimizerKind::sgd:
      explain_sgd(numbers, metrics, result);
      break;
    case OptimizerKind::sgdw:
      explain_sgdw(numbers, result);
      break;
  }
  return result;
}

std::vector<Comparison> compare_runs(const AppState& state,
                                     const std::array<Metrics, kMaxRuns>& metrics) {
  std::vector<Comparison> comparisons;
  if (state.transport.step == 0) return comparisons;
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
