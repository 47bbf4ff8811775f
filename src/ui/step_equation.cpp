// explain_step: the equation of a run's next update, with the numbers that are in it now.
#include <algorithm>
#include <cmath>

#include "core/translate.hpp"
#include "optim/schedule.hpp"
#include "optim/traits.hpp"
#include "plot/number_text.hpp"
#include "ui/observations.hpp"
#include "ui/run_text.hpp"

namespace playground {
namespace {

struct StepNumbers {
  OptimizerConfig config;    // with the effective decay in weight_decay
  double multiplier = 1;     // of the schedule, for the next update
  double learning_rate = 0;  // now
  bool scheduled = false;
  bool normalized = false;
};

StepNumbers numbers_of(const AppState& state, int run) {
  StepNumbers numbers;
  const RunConfig config = run_in_force(state, run);
  const int steps = state.experiment.training.steps;
  const int next = std::clamp(shown_step(state) + 1, 1, std::max(1, steps));
  numbers.normalized = config.normalized_decay;
  numbers.config = config_of_update(config, next, steps);
  numbers.multiplier = schedule_multiplier(config, next, steps);
  numbers.learning_rate = numbers.multiplier * config.learning_rate;
  numbers.scheduled = config.schedule != ScheduleKind::constant;
  return numbers;
}

// The decoupled decay's symbol and its value in one step.
bool by_learning_rate(const OptimizerConfig& config) {
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
  if (!std::isfinite(steps)) return tr("no decay");
  return tr("{0} steps", steps < 1e6 ? count_text(std::round(steps)) : short_text(steps, 3));
}

void add_rate_facts(const StepNumbers& numbers, StepEquation& result) {
  if (numbers.scheduled) {
    result.facts.push_back({tr("learning rate now, \u03b3"), short_text(numbers.learning_rate, 3)});
  }
  if (numbers.normalized) {
    result.facts.push_back(
        {tr("decay now, \u03bb"), short_text(numbers.config.weight_decay, 3), true});
  }
}

void add_decoupled_facts(const StepNumbers& numbers, StepEquation& result) {
  const std::string symbol = decay_symbol(numbers);
  const double removed = decay_per_step(numbers);
  result.facts.push_back({tr("removed per step"),
                          symbol + " = " + (removed == 0 ? "0" : short_text(removed, 3)), true});
  result.facts.push_back({tr("memory, 1 / {0}", symbol), steps_text(1 / removed)});
}

// A step of at most gamma a weight balances the decay at this size.
void add_bound(const StepNumbers& numbers, const char* words, StepEquation& result) {
  const OptimizerConfig& config = numbers.config;
  if (config.weight_decay <= 0) return;
  const bool form = by_learning_rate(config);
  const double bound = (form ? 1 : config.learning_rate) / config.weight_decay;
  result.facts.push_back({tr(words, form ? "1 / \u03bb" : "\u03b3 / \u03bb"),
                          bound < 1000 ? fixed_text(bound, 2) : short_text(bound, 3)});
}

void add_penalty_facts(const StepNumbers& numbers, const Metrics& metrics, StepEquation& result) {
  result.facts.push_back(
      {tr("L2 coefficient"), "\u03bb = " + short_text(numbers.config.weight_decay, 3), true});
  result.facts.push_back(
      {tr("penalty now, \u03bb/2 \u2016w\u2016\u00b2"), fixed_text(metrics.penalty, 3)});
}

std::string momentum_step(const OptimizerConfig& config, const char* plain) {
  return config.nesterov ? "(g + \u03bc" + std::string(plain) + ")" : plain;
}

// What an optimizer subtracts, after "w <- (1 - decay) w - " or "w <- w - ".
struct Subtracted {
  std::vector<Equation> before = {};  // lines that say what the symbols are
  Equation step = {};
};

Subtracted subtracted_by(const StepNumbers& numbers) {
  const OptimizerConfig& config = numbers.config;
  const char* const root = config.amsgrad ? "\u221av max + \u03b5" : "\u221av + \u03b5";
  switch (config.optimizer) {
    case OptimizerKind::adamw:
    case OptimizerKind::adam:
      return {{}, {{"\u03b3 "}, {"m", root}}};
    case OptimizerKind::radam:
      return {{}, {{"\u03b3 r "}, {"m", root}, {tr("  (r: rectified)")}}};
    case OptimizerKind::nadamw:
    case OptimizerKind::nadam:
      return {{{{"n = \u03bc\u2032m + (1 \u2212 \u03bc) g"}}}, {{"\u03b3 "}, {"n", root}}};
    case OptimizerKind::cautious:
      return {{}, {{"\u03b3\u03c6 "}, {"m", root}, {tr("  (\u03c6: m agrees with g)")}}};
    case OptimizerKind::rmsprop:
      return {{{{tr("v = mean of g\u00b2")}}}, {{"\u03b3 "}, {"g", root}}};
    case OptimizerKind::adagrad:
      return {{{{tr("v = sum of g\u00b2")}}}, {{"\u03b3 "}, {"g", root}}};
    case OptimizerKind::adamax:
      return {{{{"u = max(\u03b2\u2082u, |g| + \u03b5)"}}}, {{"\u03b3 "}, {"m", "u"}}};
    case OptimizerKind::lion:
      return {{}, {{"\u03b3 sign(\u03b2\u2081m + (1 \u2212 \u03b2\u2081) g)"}}};
    case OptimizerKind::muon:
      return {{{{tr("U V\u1d57 \u2248 {0} made orthogonal", momentum_step(config, "m"))}}},
              {{"\u03b3 0.2 \u221an U V\u1d57"}}};
    case OptimizerKind::sgd:
    case OptimizerKind::sgdw:
      return {{{{"u \u2190 \u03bcu + g"}}}, {{"\u03b3 " + momentum_step(config, "u")}}};
    case OptimizerKind::schedule_free:
      return {{}, {{"\u03b3 "}, {"g", root}}};
  }
  return {};
}

void explain_schedule_free(const StepNumbers& numbers, StepEquation& result) {
  result.lines.push_back({{tr("y = z + \u03b2\u2081(w \u2212 z),   g at y")}});
  result.lines.push_back({{"z \u2190 z \u2212 "},
                          {decay_symbol(numbers) + " y", {}, true},
                          {" \u2212 \u03b3 "},
                          {"g", "\u221av + \u03b5"}});
  result.lines.push_back({{tr("w \u2190 mean of all z")}});
}

void explain_decoupled(const StepNumbers& numbers, StepEquation& result) {
  Subtracted subtracted = subtracted_by(numbers);
  for (Equation& line : subtracted.before) result.lines.push_back(std::move(line));
  Equation line = {{"w \u2190 (1 \u2212 "}, {decay_symbol(numbers), {}, true}, {") w  \u2212  "}};
  line.insert(line.end(), subtracted.step.begin(), subtracted.step.end());
  result.lines.push_back(std::move(line));
}

void explain_penalty(const StepNumbers& numbers, StepEquation& result) {
  Subtracted subtracted = subtracted_by(numbers);
  result.lines.push_back({{tr("g \u2190 gradient + ")}, {"\u03bbw", {}, true}});
  for (Equation& line : subtracted.before) result.lines.push_back(std::move(line));
  Equation line = {{"w \u2190 w  \u2212  "}};
  line.insert(line.end(), subtracted.step.begin(), subtracted.step.end());
  const unsigned reads = traits_of(numbers.config.optimizer).reads;
  if ((reads & kReadsEpsilon) != 0) line.push_back({tr("  of this g")});
  result.lines.push_back(std::move(line));
}

void add_removed_by_penalty(const StepNumbers& numbers, StepEquation& result) {
  const OptimizerConfig& config = numbers.config;
  if (config.optimizer != OptimizerKind::sgd) {
    result.facts.push_back({tr("removed per step"), tr("depends on the gradients")});
    return;
  }
  const double removed = numbers.learning_rate * config.weight_decay / (1 - config.momentum);
  if (config.momentum >= 1 || config.weight_decay <= 0) return;
  result.facts.push_back(
      {tr("in the long run, \u03b3\u03bb / (1 \u2212 \u03bc)"), short_text(removed, 3)});
  result.facts.push_back({tr("memory, its inverse"), steps_text(1 / removed)});
}

}  // namespace

StepEquation explain_step(const AppState& state, int run, const Metrics& metrics) {
  StepEquation result;
  const StepNumbers numbers = numbers_of(state, run);
  const OptimizerKind kind = numbers.config.optimizer;
  const bool decoupled = decay_is_decoupled(numbers.config);
  if (kind == OptimizerKind::schedule_free) {
    explain_schedule_free(numbers, result);
  } else {
    decoupled ? explain_decoupled(numbers, result) : explain_penalty(numbers, result);
  }
  add_rate_facts(numbers, result);
  if (decoupled) {
    add_decoupled_facts(numbers, result);
  } else {
    add_penalty_facts(numbers, metrics, result);
    add_removed_by_penalty(numbers, result);
  }
  if (kind == OptimizerKind::adamw)
    add_bound(numbers, tr_key("full-batch bound on |w|, {0}"), result);
  if (kind == OptimizerKind::lion) add_bound(numbers, tr_key("bound on |w|, {0}"), result);
  if (numbers.config.clip_norm > 0) {
    result.facts.push_back(
        {tr("gradient at most"), "\u2016g\u2016 = " + short_text(numbers.config.clip_norm, 3)});
  }
  return result;
}

}  // namespace playground
