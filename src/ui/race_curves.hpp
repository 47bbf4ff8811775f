// What the Race tab draws, taken from the runs' histories: for each quantity a curve a run,
// smoothed or not, or of several seeds the mean with its band, the range its axis needs, and the
// claim that a run overfits (made only when its numbers say so).
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "app/state.hpp"
#include "plot/scales.hpp"

namespace playground {

enum class Quantity { loss, accuracy, weight_norm };

// Of the values that an axis is fitted to, those that are finite.
struct Extremes {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
  double low_positive = std::numeric_limits<double>::infinity();  // for a logarithmic axis

  void add(double value);
  void add(const Extremes& other);
};

struct Curve {
  int run = 0;
  std::uint64_t id = 0;      // of RaceCache: another for every curve made from its beginning
  std::size_t recorded = 0;  // points that stay; one more is the value at the present step
  std::vector<double> steps;
  std::vector<double> test;       // every evaluation (weight norm: that)
  std::vector<double> train;      // empty for the weight norm
  std::vector<double> bold_test;  // the trailing mean when smoothing, else `test`
  std::vector<double> bold_train;
  // Of several seeds `test` and `train` are means, and these go with `test`.
  std::vector<double> band_low;  // the band's edges: mean -+ 1 sd, or minimum and maximum
  std::vector<double> band_high;
  std::vector<double> deviation;
  Extremes extremes;  // of the recorded points from first_fitted_step() on
};

// In the order of drawing, the selected run last. Accuracy in percent.
std::vector<Curve> make_curves(const AppState& state, Quantity quantity);
Curve make_curve(const AppState& state, int run, Quantity quantity);
// Brings a curve of one seed up to the present with what its run's history has more; false when
// that history is another, and the curve must be made anew.
bool extend_curve(Curve& curve, const AppState& state, Quantity quantity);
// The first descent from chance would take most of the accuracy axis: it is left out of the fit.
double first_fitted_step(const AppState& state, Quantity quantity);
// The curves' values as an axis needs to show them; a run that blows up does not squeeze the others
// flat.
Range needed_range(const AppState& state, Quantity quantity, const std::vector<Curve>& curves,
                   AxisScale scale);

// The run whose test loss got clearly worse after its best evaluation.
struct OverfitMark {
  int run = 0;
  double step = 0;
  double loss = 0;
  std::string text;  // "A is best at step 160, then overfits"; only for the run that rose most
};
std::vector<OverfitMark> overfit_marks(const AppState& state, const std::vector<Curve>& losses);

// Steps between two recorded evaluations now (histories are thinned when long).
int evaluation_spacing(const AppState& state);

}  // namespace playground
