#include "ui/race_curves.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "core/translate.hpp"
#include "plot/number_text.hpp"
#include "plot/smooth.hpp"
#include "ui/run_text.hpp"
#include "ui/seed_text.hpp"

namespace playground {
namespace {

double test_value(const Metrics& metrics, Quantity quantity) {
  switch (quantity) {
    case Quantity::loss:
      return metrics.test_loss;
    case Quantity::accuracy:
      return 100 * metrics.test_accuracy;
    default:
      return metrics.weight_norm;
  }
}

double train_value(const Metrics& metrics, Quantity quantity) {
  return quantity == Quantity::loss ? metrics.train_loss : 100 * metrics.train_accuracy;
}

void add_point(Curve& curve, const Metrics& metrics, Quantity quantity) {
  curve.steps.push_back(metrics.step);
  curve.test.push_back(test_value(metrics, quantity));
  if (quantity != Quantity::weight_norm) curve.train.push_back(train_value(metrics, quantity));
}

void add_seed_point(Curve& curve, const SeedPoint& point, Quantity quantity, Band band) {
  add_point(curve, point.mean, quantity);
  const double mean = curve.test.back();
  const double deviation = test_value(point.deviation, quantity);
  const bool range = band == Band::range;
  curve.deviation.push_back(deviation);
  curve.band_low.push_back(range ? test_value(point.minimum, quantity) : mean - deviation);
  curve.band_high.push_back(range ? test_value(point.maximum, quantity) : mean + deviation);
}

// The history of the run still begins with the curve's recorded points, as far as three of them
// tell: equal values at the first, middle and last step of a deterministic run are not met by
// chance.
bool begins_with(const std::vector<Metrics>& history, const Curve& curve, Quantity quantity) {
  const std::size_t count = curve.recorded;
  if (history.size() < count) return false;
  if (count == 0) return true;
  const auto same = [&](std::size_t i) {
    const double now = test_value(history[i], quantity);
    const double then = curve.test[i];
    return history[i].step == curve.steps[i] && (now == then || (now != now && then != then));
  };
  return same(0) && same(count / 2) && same(count - 1);
}

void cut_to_recorded(Curve& curve) {
  for (std::vector<double>* values :
       {&curve.steps, &curve.test, &curve.train, &curve.bold_test, &curve.bold_train}) {
    values->resize(std::min(values->size(), curve.recorded));
  }
}

// Of each value beyond those that `bold` has.
void extend_bold(std::vector<double>& bold, const std::vector<double>& values, bool smooth) {
  const std::size_t done = bold.size();
  if (!smooth) {
    bold.insert(bold.end(), values.begin() + static_cast<std::ptrdiff_t>(done), values.end());
    return;
  }
  // A mean depends on the values of its window, and shortly after a gap on where that ended.
  const std::size_t earliest = done - std::min(done, 3 * kSmoothingWindow);
  std::size_t from = done;
  while (from > earliest && std::isfinite(values[from - 1])) --from;
  const std::vector<double> means =
      trailing_mean(std::span(values).subspan(from), kSmoothingWindow);
  bold.insert(bold.end(), means.begin() + static_cast<std::ptrdiff_t>(done - from), means.end());
}

// What an axis must show of points [from, to).
Extremes extremes_of(const Curve& curve, std::size_t from, std::size_t to, double first_step) {
  Extremes found;
  for (std::size_t i = from; i < to; ++i) {
    if (curve.steps[i] < first_step) continue;
    found.add(curve.test[i]);
    if (i < curve.train.size()) found.add(curve.train[i]);
    if (i < curve.band_low.size()) {
      // A band of ± 1 sd may reach below zero, where no loss is.
      found.add(std::max(curve.band_low[i], std::min(0.0, curve.test[i])));
      found.add(curve.band_high[i]);
    }
  }
  return found;
}

// Means are smooth enough by themselves.
Curve make_curve_of_seeds(const AppState& state, int run, Quantity quantity) {
  const SeedStatistics& statistics = view_of(state, run).statistics;
  Curve curve;
  curve.run = run;
  for (const SeedPoint& point : statistics.history) {
    add_seed_point(curve, point, quantity, state.view.band);
  }
  const bool newer = !statistics.history.empty() &&
                     statistics.latest.mean.step > statistics.history.back().mean.step;
  if (newer) add_seed_point(curve, statistics.latest, quantity, state.view.band);
  curve.bold_test = curve.test;
  curve.bold_train = curve.train;
  curve.recorded = curve.steps.size();
  curve.extremes = extremes_of(curve, 0, curve.recorded, first_fitted_step(state, quantity));
  return curve;
}

// A loss beyond this is drawn out of the picture: twenty times where the runs began.
double loss_cap(const std::vector<Curve>& curves) {
  double start = 0;
  for (const Curve& curve : curves) {
    if (!curve.test.empty() && std::isfinite(curve.test[0])) start = std::max(start, curve.test[0]);
  }
  return start > 0 ? 20 * start : std::numeric_limits<double>::infinity();
}

}  // namespace

void Extremes::add(double value) {
  if (!std::isfinite(value)) return;
  low = std::min(low, value);
  high = std::max(high, value);
  if (value > 1e-12) low_positive = std::min(low_positive, value);
}

void Extremes::add(const Extremes& other) {
  low = std::min(low, other.low);
  high = std::max(high, other.high);
  low_positive = std::min(low_positive, other.low_positive);
}

double first_fitted_step(const AppState& state, Quantity quantity) {
  return quantity == Quantity::accuracy ? 0.05 * state.experiment.training.steps : 0;
}

bool extend_curve(Curve& curve, const AppState& state, Quantity quantity) {
  if (of_several_seeds(state, curve.run)) return false;
  const RunView& view = view_of(state, curve.run);
  if (!begins_with(view.history, curve, quantity)) return false;
  cut_to_recorded(curve);
  const std::size_t before = curve.recorded;
  curve.recorded = view.history.size();
  for (std::size_t i = before; i < curve.recorded; ++i) add_point(curve, view.history[i], quantity);
  curve.extremes.add(
      extremes_of(curve, before, curve.recorded, first_fitted_step(state, quantity)));
  // The value at the present step, which the cards show, when it is no recorded evaluation.
  const bool newer = curve.recorded > 0 && view.latest.step > view.history.back().step;
  if (newer) add_point(curve, view.latest, quantity);
  const bool smooth = state.view.smooth && quantity != Quantity::weight_norm;
  extend_bold(curve.bold_test, curve.test, smooth);
  extend_bold(curve.bold_train, curve.train, smooth);
  return true;
}

Curve make_curve(const AppState& state, int run, Quantity quantity) {
  if (of_several_seeds(state, run)) return make_curve_of_seeds(state, run, quantity);
  Curve curve;
  curve.run = run;
  extend_curve(curve, state, quantity);
  return curve;
}

std::vector<Curve> make_curves(const AppState& state, Quantity quantity) {
  std::vector<Curve> curves;
  for (int run : drawing_order(state)) curves.push_back(make_curve(state, run, quantity));
  return curves;
}

Range needed_range(const AppState& state, Quantity quantity, const std::vector<Curve>& curves,
                   AxisScale scale) {
  const double cap = quantity == Quantity::loss ? loss_cap(curves) : 1e12;
  const double first_step = first_fitted_step(state, quantity);
  const bool logarithmic = scale == AxisScale::logarithmic;
  Extremes extremes;
  const bool all_diverged = std::all_of(curves.begin(), curves.end(), [&](const Curve& curve) {
    return run_diverged(state, curve.run);
  });
  for (const Curve& curve : curves) {
    // A run on its way out of all bounds would press the others flat.
    if (run_diverged(state, curve.run) && !all_diverged) continue;
    extremes.add(curve.extremes);
    extremes.add(extremes_of(curve, curve.recorded, curve.steps.size(), first_step));
  }
  const double low = std::min(logarithmic ? extremes.low_positive : extremes.low, cap);
  const double high = std::min(extremes.high, cap);
  if (quantity == Quantity::accuracy) return {std::clamp(low, 0.0, 70.0), 100};
  if (!(low <= high)) return logarithmic ? Range{0.1, 1} : Range{0, 1};
  if (logarithmic) return {low, std::max(high, low * 1.01)};
  return {0, std::max(high, 1e-9)};
}

std::vector<OverfitMark> overfit_marks(const AppState& state, const std::vector<Curve>& losses) {
  std::vector<OverfitMark> marks;
  double largest_rise = 0;
  std::size_t worst = 0;
  for (const Curve& curve : losses) {
    // Judged on the trailing mean, whatever is drawn: a single lucky evaluation is not the best
    // step.
    const std::vector<double> mean = trailing_mean(curve.test, kSmoothingWindow);
    const std::optional<BestPoint> best = find_best(mean, curve.test);
    if (!best || !best->then_overfits || run_diverged(state, curve.run)) continue;
    const double loss = curve.bold_test[best->index];
    marks.push_back({curve.run, curve.steps[best->index], loss, {}});
    const double rise = mean.back() - mean[best->index];
    if (rise > largest_rise) {
      largest_rise = rise;
      worst = marks.size() - 1;
    }
  }
  if (!marks.empty()) {
    OverfitMark& mark = marks[worst];
    mark.text = tr("{0} is best at step {1}, then overfits", run_letter(state, mark.run),
                   count_text(mark.step));
  }
  return marks;
}

int evaluation_spacing(const AppState& state) {
  for (std::size_t run = 0; state.runs && run < state.runs->size(); ++run) {
    const std::vector<Metrics>& history = (*state.runs)[run].history;
    if (history.size() >= 3) return history[2].step - history[1].step;
  }
  return state.experiment.training.evaluate_every;
}

}  // namespace playground
