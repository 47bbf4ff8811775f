#include "optim/optimizer.hpp"

#include <algorithm>
#include <iterator>

#include "core/simd.hpp"
#include "optim/kernels.hpp"

namespace playground {
namespace {

using Kernel = void (*)(const Update&);

// The kernel of each optimizer, in the order of OptimizerKind; null for those that look at whole
// tensors.
constexpr Kernel kKernels[] = {
    update_adam,           // adamw
    update_adam,           // adam
    update_sgd,            // sgd
    update_sgd,            // sgdw
    update_nadam,          // nadamw
    update_nadam,          // nadam
    update_radam,          // radam
    update_rmsprop,        // rmsprop
    update_adagrad,        // adagrad
    update_adamax,         // adamax
    update_lion,           // lion
    nullptr,               // muon
    update_schedule_free,  // schedule_free
    nullptr,               // cautious
};
static_assert(std::size(kKernels) == kOptimizerKinds);

constexpr int kThirdColour = 8;  // apart from parameters, gradients and moments (core/arena.hpp)

bool needs_third(const OptimizerConfig& config) {
  if (config.optimizer == OptimizerKind::schedule_free) return true;
  return config.amsgrad && (traits_of(config.optimizer).reads & kReadsAmsgrad) != 0;
}

// PyTorch's clip_grad_norm_: the gradient times clip_norm / (norm + 1e-6), where that is below 1.
double clipped_scale(double clip_norm, std::span<const float> gradients) {
  constexpr double kBesideTheNorm = 1e-6;
  if (clip_norm <= 0) return 1;
  const double scale = clip_norm / (euclidean_norm(gradients) + kBesideTheNorm);
  return scale < 1 ? scale : 1;
}

std::vector<TensorRange> two_vectors(std::size_t size, std::size_t weights_end) {
  const std::size_t biases = size - weights_end;
  return {{0, 1, weights_end, weights_end, false}, {weights_end, 1, biases, biases, false}};
}

}  // namespace

Optimizer::Optimizer(const ParameterLayout& layout) : Optimizer(layout.size, layout.weights_end) {
  tensors_ = std::make_shared<const std::vector<TensorRange>>(tensor_ranges(layout));
}

Optimizer::Optimizer(std::size_t size, std::size_t weights_end)
    : weights_end_(weights_end),
      tensors_(std::make_shared<const std::vector<TensorRange>>(two_vectors(size, weights_end))),
      first_moment_(size, 2),
      second_moment_(size, 3) {}

void Optimizer::enter(const OptimizerConfig& config, std::span<const float> parameters) {
  const MomentFamily family = traits_of(config.optimizer).family;
  if (needs_third(config)) {
    if (third_.size() == 0) third_ = Arena(parameters.size(), kThirdColour);
  } else if (third_.size() != 0) {
    third_ = Arena();
  }
  if (family == family_) return;
  if (family_ != MomentFamily::none) {
    first_moment_.clear();
    second_moment_.clear();
    third_.clear();
  }
  family_ = family;
  updates_ = 0;
  momentum_product_ = 1;
  sum_of_squared_rates_ = 0;
  if (family == MomentFamily::schedule_free) {
    std::copy(parameters.begin(), parameters.end(), first_moment_.data());
  }
}

void Optimizer::before_gradients(const OptimizerConfig& config, std::span<float> parameters) {
  enter(config, parameters);
  at_gradient_point_ = true;
  if (family_ != MomentFamily::schedule_free) return;
  const Float4 towards_z(static_cast<float>(1.0 - config.beta1));
  for (std::size_t i = 0; i < parameters.size(); i += 4) {
    const Float4 x = load4(parameters.data() + i);
    store4(third_.data() + i, x);
    store4(parameters.data() + i, x + (load4(first_moment_.data() + i) - x) * towards_z);
  }
}

UpdateRange Optimizer::range(std::span<float> parameters, std::span<const float> gradients,
                             std::size_t begin, std::size_t end) {
  return {parameters.data() + begin,
          gradients.data() + begin,
          first_moment_.data() + begin,
          second_moment_.data() + begin,
          third_.size() == 0 ? nullptr : third_.data() + begin,
          end - begin};
}

void Optimizer::step(const OptimizerConfig& config, double multiplier, std::span<float> parameters,
                     std::span<const float> gradients) {
  if (!at_gradient_point_) before_gradients(config, parameters);
  at_gradient_point_ = false;
  ++updates_;
  gradient_scale_ = clipped_scale(config.clip_norm, gradients);
  Update update{config, multiplier, gradient_scale_, updates_};
  if (family_ == MomentFamily::nadam) {
    momentum_product_ *= nadam_momentum(config, updates_);
    update.momentum_product = momentum_product_;
  }
  if (family_ == MomentFamily::schedule_free) {
    const double rate = multiplier * config.learning_rate;
    sum_of_squared_rates_ += rate * rate;
    update.average_weight = average_weight_ = rate == 0 ? 0 : rate * rate / sum_of_squared_rates_;
  }
  const Kernel kernel = kKernels[static_cast<std::size_t>(config.optimizer)];
  if (!kernel) {
    update_tensors(update, parameters, gradients);
    return;
  }
  const std::size_t decayed = config.decay_biases ? parameters.size() : weights_end_;
  update.decayed = range(parameters, gradients, 0, decayed);
  update.spared = range(parameters, gradients, decayed, parameters.size());
  kernel(update);
}

void Optimizer::update_tensors(const Update& shared, std::span<float> parameters,
                               std::span<const float> gradients) {
  // What is no matrix, Muon leaves to AdamW.
  OptimizerConfig adamw = shared.config;
  adamw.optimizer = OptimizerKind::adamw;
  adamw.amsgrad = false;
  for (const TensorRange& tensor : *tensors_) {
    const bool as_adamw = family_ == MomentFamily::muon && !tensor.matrix;
    Update update{as_adamw ? adamw : shared.config, shared.multiplier, shared.gradient_scale,
                  shared.t};
    const bool decays = shared.config.decay_biases || tensor.begin < weights_end_;
    (decays ? update.decayed : update.spared) =
        range(parameters, gradients, tensor.begin, tensor.begin + tensor.size());
    if (as_adamw) {
      update_adam(update);
    } else if (family_ == MomentFamily::muon) {
      update_muon(update, tensor, workspace_.arena);
    } else {
      update_cautious(update, tensor);
    }
  }
}

bool Optimizer::is_finite() const {
  return all_finite(first_moment()) && all_finite(second_moment()) && all_finite(third());
}

}  // namespace playground
