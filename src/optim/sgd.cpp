// Stochastic gradient descent with momentum: PyTorch's form with an L2 penalty (sgd), and SGDW
// (Loshchilov & Hutter 2019, Algorithm 1) with decoupled decay.
#include "core/simd.hpp"
#include "optim/kernels.hpp"

namespace playground {
namespace {

struct Scalars {
  float penalty;   // lambda of the L2 penalty
  float momentum;  // mu
  float rate;      // s_t gamma
  float keep;      // 1 - s_t gamma lambda: what decoupled decay leaves of a parameter
};

Scalars scalars_of(const OptimizerConfig& config, double multiplier) {
  const bool decoupled = config.optimizer == OptimizerKind::sgdw;
  const double rate = multiplier * config.learning_rate;
  const double decay_rate = config.decay_form == DecayForm::learning_rate ? rate : multiplier;
  const double lambda = config.weight_decay;
  Scalars s;
  s.penalty = static_cast<float>(decoupled ? 0.0 : lambda);
  s.momentum = static_cast<float>(config.momentum);
  s.rate = static_cast<float>(rate);
  s.keep = static_cast<float>(decoupled ? 1.0 - decay_rate * lambda : 1.0);
  return s;
}

Scalars without_decay(Scalars s) {
  s.penalty = 0.0f;
  s.keep = 1.0f;
  return s;
}

template <bool has_penalty, bool nesterov, bool flushes>
void update_range(const Scalars& s, const UpdateRange& range) {
  const Float4 penalty(s.penalty), momentum(s.momentum), rate(s.rate), keep(s.keep);
  const Float4 flush(kFlushBelow);
  float* const parameters = range.parameters;
  const float* const gradients = range.gradients;
  float* const velocity = range.first_moment;
  const std::size_t size = range.size;

  for (std::size_t i = 0; i < size; i += 4) {
    Float4 p = load4(parameters + i);
    Float4 g = load4(gradients + i);
    Float4 u = load4(velocity + i);

    if constexpr (has_penalty) g = g + penalty * p;
    p = p * keep;
    u = momentum * u + g;
    if constexpr (nesterov) {
      p = p - rate * (g + momentum * u);
    } else {
      p = p - rate * u;
    }

    if constexpr (flushes) {
      p = flush_below(p, flush);
      u = flush_below(u, flush);
    }
    store4(parameters + i, p);
    store4(velocity + i, u);
  }
}

template <bool flushes>
void update_with(bool nesterov, const Scalars& s, const UpdateRange& range) {
  if (s.penalty != 0.0f) {
    nesterov ? update_range<true, true, flushes>(s, range)
             : update_range<true, false, flushes>(s, range);
  } else {
    nesterov ? update_range<false, true, flushes>(s, range)
             : update_range<false, false, flushes>(s, range);
  }
}

}  // namespace

void update_sgd(const Update& update) {
  const Scalars s = scalars_of(update.config, update.multiplier);
  const auto kernel = update.t % kFlushEvery == 0 ? update_with<true> : update_with<false>;
  const bool nesterov = update.config.nesterov;
  kernel(nesterov, s, update.decayed);
  kernel(nesterov, without_decay(s), update.spared);
}

}  // namespace playground
