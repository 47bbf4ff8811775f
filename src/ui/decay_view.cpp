#include "ui/decay_view.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/translate.hpp"
#include "plot/number_text.hpp"
#include "ui/run_text.hpp"

namespace playground {
namespace {

constexpr double kDecadesOfRoot = 5;
constexpr double kMostDecadesOfShare = 6;

double decade_floor(double value) {
  return std::pow(10.0, std::floor(std::log10(value)));
}
double decade_ceiling(double value) {
  return std::pow(10.0, std::ceil(std::log10(value)));
}

bool counts(const AppState& state, const WeightMark& mark) {
  return layer_shown(state, mark.place.layer) && std::isfinite(mark.share);
}

// Roots and shares of all runs shown, as far as they have logarithms.
struct Spread {
  std::vector<double> roots;
  std::vector<double> shares;
};

Spread spread_of(const AppState& state) {
  Spread spread;
  for (int run = 0; run < static_cast<int>(state.experiment.runs.size()); ++run) {
    const Inspection* inspection = inspection_of(state, run);
    if (!inspection || !run_shown(state, run)) continue;
    for (const WeightMark& mark : inspection->marks) {
      if (!(mark.share > 0)) continue;
      spread.shares.push_back(100 * static_cast<double>(mark.share));
      if (mark.root > 0) spread.roots.push_back(static_cast<double>(mark.root));
    }
  }
  std::sort(spread.roots.begin(), spread.roots.end());
  std::sort(spread.shares.begin(), spread.shares.end());
  return spread;
}

double quantile(const std::vector<double>& sorted, double part) {
  return sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
}

bool has_decay_in_gradient(const Inspection& inspection) {
  return inspection.path == DecayPath::in_gradient && inspection.weight_decay > 0;
}

}  // namespace

const Inspection* inspection_of(const AppState& state, int run) {
  return view_of(state, run).inspection.get();
}

const Inspection* any_inspection(const AppState& state) {
  for (int run = 0; run < static_cast<int>(state.experiment.runs.size()); ++run) {
    if (const Inspection* inspection = inspection_of(state, run)) return inspection;
  }
  return nullptr;
}

bool layer_shown(const AppState& state, int layer) {
  return (state.view.hidden_layers >> static_cast<unsigned>(layer) & 1U) == 0;
}

std::string place_text(const WeightPlace& place) {
  return tr("layer {0}, {1} \u2192 {2}", std::to_string(place.layer + 1),
            std::to_string(place.input), std::to_string(place.output));
}

std::string share_text(double share) {
  const double percent = 100 * share;
  const double size = std::abs(percent);
  if (!std::isfinite(percent)) return "\u2013";
  if (size >= 9.95) return fixed_text(percent, 0) + " %";
  if (size >= 0.995) return fixed_text(percent, 1) + " %";
  if (size >= 0.0995 || size == 0) return fixed_text(percent, 2) + " %";
  if (size >= 0.00995) return fixed_text(percent, 3) + " %";
  return short_text(percent, 2) + " %";
}

DecayAxes decay_axes(const AppState& state) {
  DecayAxes axes;
  const Spread spread = spread_of(state);
  if (!spread.roots.empty()) {
    axes.root.high = decade_ceiling(spread.roots.back());
    axes.root.low = axes.root.high / std::pow(10.0, kDecadesOfRoot);
  }
  if (!spread.shares.empty()) {
    axes.percent.low = decade_floor(quantile(spread.shares, 0.01));
    axes.percent.high = decade_ceiling(quantile(spread.shares, 0.99));
    const double most = std::pow(10.0, kMostDecadesOfShare);
    axes.percent.low = std::max(axes.percent.low, axes.percent.high / most);
    // One line alone is not drawn on an edge.
    if (axes.percent.high / axes.percent.low < 50) {
      axes.percent = {axes.percent.low / 10, axes.percent.high * 10};
    }
  }
  return axes;
}

DecayCount count_marks(const AppState& state, const Inspection& inspection, const DecayAxes& axes) {
  DecayCount count;
  count.sampled = inspection.marks.size() < inspection.weights;
  for (const WeightMark& mark : inspection.marks) {
    if (!layer_shown(state, mark.place.layer)) continue;
    ++count.shown;
    if (!counts(state, mark) || !(mark.share > 0)) {
      ++count.not_positive;
    } else if (!axes.root.contains(static_cast<double>(mark.root)) ||
               !axes.percent.contains(100 * static_cast<double>(mark.share))) {
      ++count.outside;
    }
  }
  return count;
}

std::string missing_text(const std::string& letter, const DecayCount& count) {
  std::string text;
  if (count.not_positive > 0) {
    text = tr("{0} of {1} with share \u2264 0 not drawn", count_text(count.not_positive),
              count_text(count.shown));
  }
  if (count.outside > 0) {
    text += (text.empty() ? "" : ", ") + tr("{0} off the axes", count_text(count.outside));
  }
  return text.empty() ? text : letter + ": " + text;
}

bool has_theory(const Inspection& inspection) {
  return inspection.path == DecayPath::decoupled || inspection.path == DecayPath::in_gradient;
}

double theory_share(const Inspection& inspection, double root) {
  if (inspection.path == DecayPath::decoupled) return inspection.decoupled_share;
  if (inspection.path != DecayPath::in_gradient) return std::numeric_limits<double>::quiet_NaN();
  const double numerator = inspection.learning_rate * inspection.weight_decay;
  if (inspection.has_root) return numerator / (root + inspection.epsilon);
  return inspection.momentum < 1 ? numerator / (1 - inspection.momentum)
                                 : std::numeric_limits<double>::quiet_NaN();
}

std::string theory_text(const Inspection& inspection, const std::string& title) {
  if (inspection.path == DecayPath::decoupled) {
    return tr("{0}: {1} of every weight", title, share_text(inspection.decoupled_share));
  }
  const char* const quotient = inspection.has_root ? "\u03b3\u03bb / (\u221av + \u03b5)"
                                                   : "\u03b3\u03bb / (1 \u2212 \u03bc)";
  return tr("{0}: about {1}", title, quotient);
}

double weight_bound(const RunConfig& config) {
  if (config.optimizer != OptimizerKind::adamw || config.weight_decay <= 0) return 0;
  const bool form = config.decay_form == DecayForm::learning_rate;
  return (form ? 1 : config.learning_rate) / config.weight_decay;
}

std::vector<std::string> decay_sentences(const AppState& state) {
  bool decoupled = false, divided = false, velocity = false, averaged = false, decays = false;
  for (int run = 0; run < static_cast<int>(state.experiment.runs.size()); ++run) {
    const Inspection* inspection = inspection_of(state, run);
    if (!inspection || inspection->weight_decay <= 0) continue;
    decays = true;
    decoupled = decoupled || inspection->path == DecayPath::decoupled;
    averaged = averaged || inspection->path == DecayPath::averaged;
    divided = divided || (has_decay_in_gradient(*inspection) && inspection->has_root);
    velocity = velocity || (has_decay_in_gradient(*inspection) && !inspection->has_root);
  }
  std::vector<std::string> sentences;
  if (!decays) {
    sentences.emplace_back(tr("No run has weight decay, so nothing is taken from any weight."));
    return sentences;
  }
  sentences.emplace_back(tr("Each dot is one weight in the latest step."));
  if (decoupled) {
    sentences.emplace_back(tr("Decoupled decay takes the same share of every weight."));
  }
  if (averaged) {
    sentences.emplace_back(
        tr("Schedule-free\u2019s model is an average: it takes a little of what decay has moved in "
           "every step so far."));
  }
  if (divided) {
    sentences.emplace_back(
        tr("As an L2 term, decay goes through the moments and is divided by \u221av like the "
           "gradient: "
           "the smaller a weight\u2019s gradients, the larger the share."));
  }
  if (velocity) {
    sentences.emplace_back(
        tr("In SGD\u2019s gradient, decay is averaged by the momentum but divided by nothing."));
  }
  return sentences;
}

}  // namespace playground
