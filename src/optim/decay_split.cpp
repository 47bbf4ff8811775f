#include "optim/decay_split.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/math.hpp"
#include "optim/kernels.hpp"
#include "optim/traits.hpp"

namespace playground {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// The last step of parameter i is -rate / divisor_i (moment * m_i + gradient * h_i), where h is the
// gradient with its L2 term, and divisor_i = correction * root_i + epsilon or 1.
struct StepForm {
  double rate = 0;
  double moment = 1;
  double gradient = 0;
  double correction = 1;
  double epsilon = 0;
  bool divides = true;
};

struct StepNumbers {
  const OptimizerConfig& config;
  double rate = 0;  // s_t gamma
  std::int64_t t = 1;
  double momentum_product = 1;  // nadam
};

double bias_of(const StepNumbers& step, double beta) {
  return step.config.bias_correction ? 1 - power(beta, step.t) : 1;
}

StepForm adam_form(const StepNumbers& step) {
  StepForm form;
  form.rate = step.rate / bias_of(step, step.config.beta1);
  form.correction = 1 / std::sqrt(bias_of(step, step.config.beta2));
  form.epsilon = step.config.epsilon;
  return form;
}

StepForm nadam_form(const StepNumbers& step) {
  StepForm form = adam_form(step);
  const double next = nadam_momentum(step.config, step.t + 1);
  const double product = step.config.bias_correction ? step.momentum_product : 0;
  form.rate = step.rate;
  form.gradient = (1 - nadam_momentum(step.config, step.t)) / (1 - product);
  form.moment = next / (1 - product * next);
  return form;
}

StepForm radam_form(const StepNumbers& step) {
  StepForm form;
  const double rectified = radam_rectification(step.config, step.t);
  form.rate = step.rate / (1 - power(step.config.beta1, step.t));
  form.divides = rectified > 0;
  if (form.divides) form.rate *= rectified;
  form.correction = 1 / std::sqrt(1 - power(step.config.beta2, step.t));
  form.epsilon = step.config.epsilon * form.correction;
  return form;
}

// The second moment is the root itself, and has epsilon in it.
StepForm adamax_form(const StepNumbers& step) {
  StepForm form;
  form.rate = step.rate / bias_of(step, step.config.beta1);
  return form;
}

StepForm root_form(const StepNumbers& step) {
  StepForm form;
  form.rate = step.rate;
  form.moment = 0;
  form.gradient = 1;
  form.epsilon = step.config.epsilon;
  return form;
}

StepForm sgd_form(const StepNumbers& step) {
  StepForm form;
  form.rate = step.rate;
  form.divides = false;
  if (step.config.nesterov) {
    form.moment = step.config.momentum;
    form.gradient = 1;
  }
  return form;
}

enum class Momentum { none, average, velocity };  // m += (g - m)(1 - beta1);  u = mu u + g
enum class Root { none, of_square, itself };      // what the second moment is to the divisor

// Without a form the step is not linear in the gradient: only decoupled decay has a part in it. A
// new optimizer is one row. (The kernels are the rule; a test holds every row to its kernel.)
struct Row {
  OptimizerKind kind;
  Momentum momentum;
  Root root;
  StepForm (*form)(const StepNumbers&);
};
constexpr Row kRows[] = {
    {OptimizerKind::adamw, Momentum::average, Root::of_square, adam_form},
    {OptimizerKind::adam, Momentum::average, Root::of_square, adam_form},
    {OptimizerKind::sgd, Momentum::velocity, Root::none, sgd_form},
    {OptimizerKind::sgdw, Momentum::velocity, Root::none, sgd_form},
    {OptimizerKind::nadamw, Momentum::average, Root::of_square, nadam_form},
    {OptimizerKind::nadam, Momentum::average, Root::of_square, nadam_form},
    {OptimizerKind::radam, Momentum::average, Root::of_square, radam_form},
    {OptimizerKind::rmsprop, Momentum::none, Root::of_square, root_form},
    {OptimizerKind::adagrad, Momentum::none, Root::of_square, root_form},
    {OptimizerKind::adamax, Momentum::average, Root::itself, adamax_form},
    {OptimizerKind::lion, Momentum::none, Root::none, nullptr},
    {OptimizerKind::muon, Momentum::none, Root::none, nullptr},
    {OptimizerKind::cautious, Momentum::average, Root::of_square, nullptr},
};

// Null for schedule_free, which AveragedSplit knows.
const Row* row_of(OptimizerKind kind) {
  const auto* const row = std::find_if(std::begin(kRows), std::end(kRows),
                                       [&](const Row& it) { return it.kind == kind; });
  return row == std::end(kRows) ? nullptr : row;
}

// What divides the step, before bias correction.
double raw_root(const Row& row, const Optimizer& optimizer, std::size_t index) {
  const std::span<const float> second =
      optimizer.third().empty() ? optimizer.second_moment() : optimizer.third();
  const auto value = static_cast<double>(second[index]);
  return row.root == Root::itself ? value : std::sqrt(value);
}

}  // namespace

DecayPath decay_path(const OptimizerConfig& config) {
  const Row* row = row_of(config.optimizer);
  if (!row) return DecayPath::averaged;
  if (decay_is_decoupled(config)) return DecayPath::decoupled;
  return row->form ? DecayPath::in_gradient : DecayPath::unknown;
}

bool divides_by_root(OptimizerKind kind) {
  const Row* row = row_of(kind);
  return !row || row->root != Root::none;
}

double decoupled_share(const OptimizerConfig& config, double multiplier) {
  if (!decay_is_decoupled(config)) return 0;
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
      decay_(size, 6),
      after_(size, 1) {}

std::size_t DecaySplit::bytes() const {
  return sizeof(float) * (5 * before_.size() + squares_.size()) +
         (averaged_ ? averaged_->bytes() : 0);
}

double DecaySplit::penalty(std::size_t index) const {
  if (decay_path(config_) != DecayPath::in_gradient) return 0;
  return config_.decay_biases || index < weights_end_ ? config_.weight_decay : 0;
}

void DecaySplit::before_step(std::span<const float> parameters) {
  std::copy(parameters.begin(), parameters.end(), before_.data());
}

void DecaySplit::after_step(const OptimizerConfig& config, double multiplier,
                            const Optimizer& optimizer, std::span<const float> gradients,
                            std::span<const float> parameters) {
  config_ = config;
  multiplier_ = multiplier;
  updates_ = optimizer.updates();
  std::copy(parameters.begin(), parameters.end(), after_.data());
  const auto scale = static_cast<float>(optimizer.gradient_scale());
  for (std::size_t i = 0; i < gradients.size(); ++i) {
    step_gradient_.data()[i] = gradients[i] * scale;
  }
  const Row* row = row_of(config.optimizer);
  if (!row) {
    if (!averaged_) averaged_.emplace(before_.size(), weights_end_);
    averaged_->advance(config, multiplier, optimizer, before_.span());
    return;
  }
  averaged_.reset();
  if (updates_ == 1) {  // the optimizer began with moments of zero
    gradient_.clear();
    decay_.clear();
    squares_ = Arena();
    momentum_product_ = 1;
  }
  momentum_product_ *= nadam_momentum(config, updates_);
  if (row->momentum != Momentum::none) advance_moments(row->momentum == Momentum::average);
  if (row->root == Root::none) advance_squares();
}

void DecaySplit::advance_moments(bool averages) {
  const auto keep = static_cast<float>(averages ? config_.beta1 : config_.momentum);
  const auto take = static_cast<float>(averages ? 1 - config_.beta1 : 1);
  const float* const before = before_.data();
  const float* const gradients = step_gradient_.data();
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
}

void DecaySplit::advance_squares() {
  if (squares_.size() == 0) squares_ = Arena(before_.size(), 0);
  const auto beta2 = static_cast<float>(config_.beta2);
  for (std::size_t i = 0; i < squares_.size(); ++i) {
    const float g = step_gradient_.data()[i];
    squares_.data()[i] = beta2 * squares_.data()[i] + (1 - beta2) * g * g;
  }
}

WeightStep DecaySplit::averaged_weight(std::size_t index, const Optimizer& optimizer) const {
  WeightStep step;
  step.before = static_cast<double>(averaged_->before(index));
  step.gradient = static_cast<double>(step_gradient_.data()[index]);
  step.moment_gradient_part = step.moment_decay_part = kNone;
  const StepForm form = adam_form({config_, multiplier_ * config_.learning_rate, updates_});
  step.root_second_moment =
      std::sqrt(static_cast<double>(optimizer.second_moment()[index])) * form.correction;
  step.gradient_part = static_cast<double>(averaged_->gradient_part(index));
  step.decay_part = static_cast<double>(averaged_->decay_part(index));
  step.share = step.before == 0 ? kNone : -step.decay_part / step.before;
  return step;
}

WeightStep DecaySplit::weight(std::size_t index, const Optimizer& optimizer) const {
  if (averaged_) return averaged_weight(index, optimizer);
  const Row* row = row_of(config_.optimizer);
  WeightStep step;
  step.before = static_cast<double>(before_.data()[index]);
  step.gradient = static_cast<double>(step_gradient_.data()[index]);
  step.moment_gradient_part = static_cast<double>(gradient_.data()[index]);
  step.moment_decay_part = static_cast<double>(decay_.data()[index]);
  if (!row || updates_ < 1) {
    step.moment_gradient_part = step.moment_decay_part = step.root_second_moment = kNone;
    step.gradient_part = step.decay_part = step.share = kNone;
    return step;
  }
  const StepNumbers numbers{config_, multiplier_ * config_.learning_rate, updates_,
                            momentum_product_};
  const StepForm form = row->form ? row->form(numbers) : adam_form(numbers);
  step.root_second_moment = row->root == Root::none
                                ? std::sqrt(static_cast<double>(squares_.data()[index]) /
                                            (1 - power(config_.beta2, updates_)))
                                : raw_root(*row, optimizer, index) * form.correction;
  const bool decays = config_.decay_biases || index < weights_end_;
  const double decoupled = decays ? decoupled_share(config_, multiplier_) : 0;
  double through_gradient = 0;
  if (row->form) {
    const double divisor = form.divides ? step.root_second_moment + form.epsilon : 1;
    const double scale = divisor > 0 ? form.rate / divisor : 0;
    through_gradient = scale * (form.moment * step.moment_decay_part +
                                form.gradient * (penalty(index) * step.before));
    step.gradient_part =
        -scale * (form.moment * step.moment_gradient_part + form.gradient * step.gradient);
  } else {
    const auto after = static_cast<double>(after_.data()[index]);
    step.gradient_part = after - step.before + decoupled * step.before;
  }
  step.decay_part = -decoupled * step.before - through_gradient;
  step.share = step.before == 0 ? kNone : decoupled + through_gradient / step.before;
  return step;
}

}  // namespace playground
