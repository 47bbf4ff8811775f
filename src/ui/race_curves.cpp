#include "ui/race_curves.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

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
  return curve;
}

Curve make_curve(const AppState& state, int run, Quantity quantity) {
  if (of_several_seeds(state, run)) return make_curve_of_seeds(state, run, quantity);
  const RunView& view = view_of(state, run);
  Curve curve;
  curve.run = run;
  const std::size_t count = view.history.size();
  curve.steps.reserve(count + 1);
  curve.test.reserve(count + 1);
  if (quantity != Quantity::weight_norm) curve.train.reserve(count + 1);
  for (const Metrics& metrics : view.history) add_point(curve, metrics, quantity);
  // The value at the present step, which the cards show, when it is no recorded evaluation.
  const bool newer = count > 0 && view.latest.step > view.history.back().step;
  if (newer) add_point(curve, view.latest, quantity);
  const bool smooth = state.view.smooth && quantity != Quantity::weight_norm;
  curve.bold_test = smooth ? trailing_mean(curve.test, kSmoothingWindow) : curve.test;
  curve.bold_train = smooth ? trailing_mean(curve.train, kSmoothingWindow) : curve.train;
  return curve;
}

struct Extremes {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void add(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  bool any() const { return low <= high; }
};

// A loss beyond this is drawn out of the picture: twenty times where the runs began.
double loss_cap(const std::vector<Curve>& curves) {
  double start = 0;
  for (const Curve& curve : curves) {
    if (!curve.test.empty() && std::isfinite(curve.test[0])) start = std::max(start, curve.test[0]);
  }
  return start > 0 ? 20 * start : std::numeric_limits<double>::infinity();
}

// The first descent from chance would take most of the accuracy axis: it is left out of the fit.
double first_fitted_step(const AppState& state, Quantity quantity) {
  return quantity == Quantity::accuracy ? 0.05 * state.experiment.training.steps : 0;
}

}  // namespace

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
  const auto add = [&](double value) {
    if (!logarithmic || value > 1e-12) extremes.add(std::min(value, cap));
  };
  const bool all_diverged = std::all_of(curves.begin(), curves.end(), [&](const Curve& curve) {
    return run_diverged(state, curve.run);
  });
  for (const Curve& curve : curves) {
    // A run on its way out of all bounds would press the others flat.
    if (run_diverged(state, curve.run) && !all_diverged) continue;
    for (std::size_t i = 0; i < curve.steps.size(); ++i) {
      if (curve.steps[i] < first_step) continue;
      add(curve.test[i]);
      if (i < curve.train.size()) add(curve.train[i]);
      if (i < curve.band_low.size()) {
        // A band of ± 1 sd may reach below zero, where no loss is.
        add(std::max(curve.band_low[i], std::min(0.0, curve.test[i])));
        add(curve.band_high[i]);
      }
    }
  }
  if (quantity == Quantity::accuracy) return {std::clamp(extremes.low, 0.0, 70.0), 100};
  if (!extremes.any()) return logarithmic ? Range{0.1, 1} : Range{0, 1};
  if (logarithmic) return {extremes.low, std::max(extremes.high, extremes.low * 1.01)};
  return {0, std::max(extremes.high, 1e-9)};
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
