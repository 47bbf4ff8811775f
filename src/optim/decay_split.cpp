#include "optim/decay_split.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/math.hpp"

namespace playground {
namespace {

// The last step of parameter i is -rate / divisor_i (moment * m_i + gradient * h_i), where h is the
// gradient with its L2 term, and divisor_i = correction * sqrt(v_i) + epsilon or 1.
struct StepForm {
  double rate = 0;
  double moment = 1;
  double gradient = 0;
  double correction = 0;
  double epsilon = 0;
};

StepForm adam_form(const OptimizerConfig& config, double multiplier, std::int64_t t) {
  StepForm form;
  const auto bias = [&](double beta) { return config.bias_correction ? 1 - power(beta, t) : 1; };
  form.rate = multiplier * config.learning_rate / bias(config.beta1);
  form.correction = 1 / std::sqrt(bias(config.beta2));
  form.epsilon = config.epsilon;
  return form;
}

StepForm sgd_form(const OptimizerConfig& config, double multiplier, std::int64_t) {
  StepForm form;
  form.rate = multiplier * config.learning_rate;
  if (config.nesterov) {
    form.moment = config.momentum;
    form.gradient = 1;
  }
  return form;
}

enum class Momentum { average, velocity };  // m += (g - m)(1 - beta1);  u = mu u + g

// A new optimizer is one row; one without a row has no split. (The kernels are the rule; a test
// holds every row to the step that its kernel takes.)
struct Row {
  OptimizerKind kind;
  Momentum momentum;
  bool divides;
  StepForm (*form)(const OptimizerConfig&, double, std::int64_t);
};
constexpr Row kRows[] = {
    {OptimizerKind::adamw, Momentum::average, true, adam_form},
    {OptimizerKind::adam, Momentum::average, true, adam_form},
    {OptimizerKind::sgd, Momentum::velocity, false, sgd_form},
    {OptimizerKind::sgdw, Momentum::velocity, false, sgd_form},
};

const Row* row_of(OptimizerKind kind) {
  const auto* const row = std::find_if(std::begin(kRows), std::end(kRows),
                                       [&](const Row& it) { return it.kind == kind; });
  return row == std::end(kRows) ? nullptr : row;
}

}  // namespace

DecayPath decay_path(const OptimizerConfig& config) {
  if (decay_is_decoupled(config)) return DecayPath::decoupled;
  return row_of(config.optimizer) ? DecayPath::in_gradient : DecayPath::unknown;
}

bool divides_by_root(OptimizerKind kind) {
  const Row* row = row_of(kind);
  return row && row->divides;
}

double decoupled_share(const OptimizerConfig& config, double multiplier) {
  if (decay_path(config) != DecayPath::decoupled) return 0;
  const double factor = config.decay_form == DecayForm::learning_rate
                            ? multiplier * config.learning_rate
                            : multiplier;
  return factor * config.weight_decay;
}

// Colours apart from each other and from those of gradients and moments (core/arena.hpp).
DecaySplit::DecaySplit(std::size_t size, std::size_t weights_end)
    : weights_end_(weights_end),
      before_(size, 4),
      step_gradient_(size, 7),
      gradient_(size, 5),
      decay_(size, 6) {}

double DecaySplit::penalty(std::size_t index) const {
  if (decay_path(config_) != DecayPath::in_gradient) return 0;
  return config_.decay_biases || index < weights_end_ ? config_.weight_decay : 0;
}

void DecaySplit::before_step(std::span<const float> parameters) {
  std::copy(parameters.begin(), parameters.end(), before_.data());
}

void DecaySplit::after_step(const OptimizerConfig& config, double multiplier,
                            const Optimizer& optimizer, std::span<const float> gradients) {
  config_ = config;
  multiplier_ = multiplier;
  updates_ = optimizer.updates();
  std::copy(gradients.begin(), gradients.end(), step_gradient_.data());
  const Row* row = row_of(config.optimizer);
  if (!row) return;
  if (updates_ == 1) {  // the optimizer began with moments of zero
    gradient_.clear();
    decay_.clear();
    squares_ = row->divides ? Arena() : Arena(before_.size(), 0);
  }
  const bool averages = row->momentum == Momentum::average;
  const auto keep = static_cast<float>(averages ? config.beta1 : config.momentum);
  const auto take = static_cast<float>(averages ? 1 - config.beta1 : 1);
  const float* const before = before_.data();
  float* const of_gradient = gradient_.data();
  float* const of_decay = decay_.data();
  const auto advance = [&](std::size_t begin, std::size_t end) {
    const auto lambda = static_cast<float>(begin < end ? penalty(begin) : 0);
    for (std::size_t i = begin; i < end; ++i) {
      of_gradient[i] = keep * of_gradient[i] + take * gradients[i];
      of_decay[i] = keep * of_decay[i] + take * (lambda * before[i]);
    }
  };
  advance(0, weights_end_);
  advance(weights_end_, before_.size());
  if (row->divides) return;
  const auto beta2 = static_cast<float>(config.beta2);
  for (std::size_t i = 0; i < squares_.size(); ++i) {
    squares_.data()[i] = beta2 * squares_.data()[i] + (1 - beta2) * gradients[i] * gradients[i];
  }
}

WeightStep DecaySplit::weight(std::size_t index, const Optimizer& optimizer) const {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const Row* row = row_of(config_.optimizer);
  WeightStep step;
  step.before = static_cast<double>(before_.data()[index]);
  step.gradient = static_cast<double>(step_gradient_.data()[index]);
  if (!row || updates_ < 1) {
    step.moment_gradient_part = step.moment_decay_part = step.root_second_moment = kNone;
    step.gradient_part = step.decay_part = step.share = kNone;
    return step;
  }
  step.moment_gradient_part = static_cast<double>(gradient_.data()[index]);
  step.moment_decay_part = static_cast<double>(decay_.data()[index]);
  const StepForm form = row->form(config_, multiplier_, updates_);
  double scale = form.rate;
  if (row->divides) {
    step.root_second_moment =
        std::sqrt(static_cast<double>(optimizer.second_moment()[index])) * form.correction;
    const double divisor = step.root_second_moment + form.epsilon;
    scale = divisor > 0 ? form.rate / divisor : 0;
  } else {
    step.root_second_moment = std::sqrt(static_cast<double>(squares_.data()[index]) /
                                        (1 - power(config_.beta2, updates_)));
  }
  const bool decays = config_.decay_biases || index < weights_end_;
  const double decoupled = decays ? decoupled_share(config_, multiplier_) : 0;
  const double through_gradient = scale * (form.moment * step.moment_decay_part +
                                           form.gradient * (penalty(index) * step.before));
  step.gradient_part =
      -scale * (form.moment * step.moment_gradient_part + form.gradient * step.gradient);
  step.decay_part = -decoupled * step.before - through_gradient;
  step.share = step.before == 0 ? kNone : decoupled + through_gradient / step.before;
  return step;
}

}  // namespace playground
