// The constants that the rules with Adam's moments share.
#pragma once

#include <cmath>

#include "core/math.hpp"
#include "optim/update_loop.hpp"

namespace playground {

// 1 - beta^t, or 1 without bias correction. beta^t is at most exp(-t (1 - beta)): where that is
// below 2^-64 the difference is exactly 1, and a long run of a tiny network is spared the power.
inline double bias_of(const Update& update, double beta) {
  const bool has_faded = static_cast<double>(update.t) * (1.0 - beta) > 45.0;
  return update.config.bias_correction && !has_faded ? 1.0 - power(beta, update.t) : 1.0;
}

// m += (g - m)(1 - beta1),  v = beta2 v + (1 - beta2) g g
struct AdamMoments {
  Float4 rise1, beta2, rise2;

  explicit AdamMoments(const OptimizerConfig& config)
      : rise1(lanes_of(1.0 - config.beta1)),
        beta2(lanes_of(config.beta2)),
        rise2(lanes_of(1.0 - config.beta2)) {}

  void advance(Lanes& x) const {
    x.m = x.m + (x.g - x.m) * rise1;
    x.v = x.v * beta2 + (rise2 * x.g) * x.g;
  }
};

// m / (1 - beta1^t) * s_t gamma and sqrt(v) / sqrt(1 - beta2^t) in the order of PyTorch's AdamW.
struct AdamStep {
  Float4 step_size;   // s_t gamma / (1 - beta1^t)
  Float4 correction;  // 1 / sqrt(1 - beta2^t)
  Float4 epsilon;

  explicit AdamStep(const Update& update)
      : step_size(lanes_of(rate_of(update) / bias_of(update, update.config.beta1))),
        correction(lanes_of(1.0 / std::sqrt(bias_of(update, update.config.beta2)))),
        epsilon(lanes_of(update.config.epsilon)) {}

  template <bool has_epsilon>
  Float4 of(Float4 m, Float4 v) const {
    return quotient<has_epsilon>(step_size * m, xsimd::sqrt(v) * correction, epsilon);
  }
};

}  // namespace playground
