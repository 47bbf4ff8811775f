// AdamW (Loshchilov & Hutter 2019, Algorithm 2) and Adam with an L2 penalty (Kingma & Ba 2015,
// Algorithm 1, with the penalty's gradient added).
#include <cmath>

#include "core/math.hpp"
#include "core/simd.hpp"
#include "optim/kernels.hpp"

namespace playground {
namespace {

struct Scalars {
  float keep;     // 1 - s_t gamma lambda: what decoupled decay leaves of a parameter
  float penalty;  // lambda of the L2 penalty
  float rise1;    // 1 - beta1
  float beta2;
  float rise2;       // 1 - beta2
  float step_size;   // s_t gamma / (1 - beta1^t)
  float correction;  // 1 / sqrt(1 - beta2^t)
  float epsilon;
};

Scalars scalars_of(const OptimizerConfig& config, double multiplier, std::int64_t t) {
  const bool decoupled = config.optimizer == OptimizerKind::adamw;
  const double rate = multiplier * config.learning_rate;
  const double decay_rate = config.decay_form == DecayForm::learning_rate ? rate : multiplier;
  const double lambda = config.weight_decay;
  Scalars s;
  s.keep = static_cast<float>(decoupled ? 1.0 - decay_rate * lambda : 1.0);
  s.penalty = static_cast<float>(decoupled ? 0.0 : lambda);
  s.rise1 = static_cast<float>(1.0 - config.beta1);
  s.beta2 = static_cast<float>(config.beta2);
  s.rise2 = static_cast<float>(1.0 - config.beta2);
  s.step_size = static_cast<float>(rate / (1.0 - power(config.beta1, t)));
  s.correction = static_cast<float>(1.0 / std::sqrt(1.0 - power(config.beta2, t)));
  s.epsilon = static_cast<float>(config.epsilon);
  return s;
}

Scalars without_decay(Scalars s) {
  s.keep = 1.0f;
  s.penalty = 0.0f;
  return s;
}

// With epsilon 0 the denominator can be 0; the step is 0 there.
template <bool has_penalty, bool has_epsilon, bool flushes>
void update_range(const Scalars& s, const UpdateRange& range) {
  const Float4 keep(s.keep), penalty(s.penalty), rise1(s.rise1), beta2(s.beta2), rise2(s.rise2);
  const Float4 step_size(s.step_size), correction(s.correction), epsilon(s.epsilon);
  const Float4 zero(0.0f), flush(kFlushBelow), smallest_normal(kSmallestNormal);
  float* const parameters = range.parameters;
  const float* const gradients = range.gradients;
  float* const first_moment = range.first_moment;
  float* const second_moment = range.second_moment;
  const std::size_t size = range.size;

  for (std::size_t i = 0; i < size; i += 4) {
    Float4 p = load4(parameters + i);
    Float4 g = load4(gradients + i);
    Float4 m = load4(first_moment + i);
    Float4 v = load4(second_moment + i);

    if constexpr (has_penalty) g = g + penalty * p;
    p = p * keep;
    m = m + (g - m) * rise1;
    v = v * beta2 + (rise2 * g) * g;
    const Float4 denominator = xsimd::sqrt(v) * correction;
    if constexpr (has_epsilon) {
      p = p - (step_size * m) / (denominator + epsilon);
    } else {
      p = p - select(denominator == zero, zero, (step_size * m) / denominator);
    }

    if constexpr (flushes) {
      p = flush_below(p, flush);
      m = flush_below(m, flush);
      v = flush_below(v, smallest_normal);
    }
    store4(parameters + i, p);
    store4(first_moment + i, m);
    store4(second_moment + i, v);
  }
}

template <bool flushes>
void update_with(const Scalars& s, const UpdateRange& range) {
  if (s.penalty != 0.0f) {
    s.epsilon != 0.0f ? update_range<true, true, flushes>(s, range)
                      : update_range<true, false, flushes>(s, range);
  } else {
    s.epsilon != 0.0f ? update_range<false, true, flushes>(s, range)
                      : update_range<false, false, flushes>(s, range);
  }
}

}  // namespace

void update_adam(const Update& update) {
  const Scalars s = scalars_of(update.config, update.multiplier, update.t);
  const auto kernel = update.t % kFlushEvery == 0 ? update_with<true> : update_with<false>;
  kernel(s, update.decayed);
  kernel(without_decay(s), update.spared);
}

}  // namespace playground
