// Rules that share Adam's first moment: NAdam, RAdam and Adamax, each in PyTorch's form. Decay acts
// on the weights or through the gradient, as the caller's configuration has it.
#include "optim/adam_scalars.hpp"

namespace playground {
namespace {

// p -= (gradient_size g + moment_size m) / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
template <bool has_epsilon>
struct NadamRule {
  static constexpr unsigned kArenas = kFirstMoment | kSecondMoment;
  AdamMoments moments;
  Float4 gradient_size, moment_size, correction, epsilon;

  void operator()(Lanes& x) const {
    moments.advance(x);
    const Float4 direction = gradient_size * x.g + moment_size * x.m;
    x.p = x.p - quotient<has_epsilon>(direction, xsimd::sqrt(x.v) * correction, epsilon);
  }
};

// p -= step_size m: RAdam while the variance of the adaptive rate cannot be told.
struct MomentumRule {
  static constexpr unsigned kArenas = kFirstMoment | kSecondMoment;
  AdamMoments moments;
  Float4 step_size;

  void operator()(Lanes& x) const {
    moments.advance(x);
    x.p = x.p - step_size * x.m;
  }
};

template <bool has_epsilon>
struct RadamRule {
  static constexpr unsigned kArenas = kFirstMoment | kSecondMoment;
  AdamMoments moments;
  AdamStep step;

  void operator()(Lanes& x) const {
    moments.advance(x);
    x.p = x.p - step.of<has_epsilon>(x.m, x.v);
  }
};

// u = max(beta2 u, |g| + epsilon),  p -= s_t gamma / (1 - beta1^t) m / u
struct AdamaxRule {
  static constexpr unsigned kArenas = kFirstMoment | kSecondMoment;
  Float4 rise1, beta2, epsilon, step_size;

  void operator()(Lanes& x) const {
    x.m = x.m + (x.g - x.m) * rise1;
    x.v = larger(x.v * beta2, absolute(x.g) + epsilon);
    x.p = x.p - quotient<false>(step_size * x.m, x.v, epsilon);
  }
};

}  // namespace

double radam_rectification(const OptimizerConfig& config, std::int64_t t) {
  const double rho_inf = 2.0 / (1.0 - config.beta2) - 1.0;
  const double beta2_t = power(config.beta2, t);
  const double rho = rho_inf - 2.0 * static_cast<double>(t) * beta2_t / (1.0 - beta2_t);
  if (!(rho > 5.0)) return 0;
  return std::sqrt((rho - 4.0) * (rho - 2.0) * rho_inf / ((rho_inf - 4.0) * (rho_inf - 2.0) * rho));
}

// Dozat 2016 as PyTorch has it: mu_t = beta1 (1 - 0.96^(t psi) / 2), psi = 0.004.
double nadam_momentum(const OptimizerConfig& config, std::int64_t t) {
  constexpr double kBase = 0.99983672535267528;  // 0.96^0.004
  return config.beta1 * (1.0 - 0.5 * power(kBase, t));
}

void update_nadam(const Update& update) {
  const OptimizerConfig& config = update.config;
  const double mu = nadam_momentum(config, update.t);
  const double next = nadam_momentum(config, update.t + 1);
  const double product = config.bias_correction ? update.momentum_product : 0.0;
  const double rate = rate_of(update);
  const AdamStep shared(update);
  with_epsilon(config.epsilon, [&](auto has_epsilon) {
    apply(NadamRule<decltype(has_epsilon)::value>{AdamMoments(config),
                                                  lanes_of(rate * (1.0 - mu) / (1.0 - product)),
                                                  lanes_of(rate * next / (1.0 - product * next)),
                                                  shared.correction, shared.epsilon},
          update);
  });
}

// Liu et al. 2020 (arXiv 1908.03265), Algorithm 2; epsilon is added to the raw root, before bias
// correction, as in PyTorch.
void update_radam(const Update& update) {
  const OptimizerConfig& config = update.config;
  const AdamMoments moments(config);
  const double rectified = radam_rectification(config, update.t);
  const double size = rate_of(update) / (1.0 - power(config.beta1, update.t));
  if (rectified == 0) {
    apply(MomentumRule{moments, lanes_of(size)}, update);
    return;
  }
  const double correction = 1.0 / std::sqrt(1.0 - power(config.beta2, update.t));
  AdamStep scaled(update);
  scaled.step_size = lanes_of(size * rectified);
  scaled.correction = lanes_of(correction);
  scaled.epsilon = lanes_of(config.epsilon * correction);
  with_epsilon(config.epsilon, [&](auto has_epsilon) {
    apply(RadamRule<decltype(has_epsilon)::value>{moments, scaled}, update);
  });
}

// Kingma & Ba 2015, Algorithm 2 (AdaMax), with PyTorch's epsilon.
void update_adamax(const Update& update) {
  const OptimizerConfig& config = update.config;
  apply(AdamaxRule{lanes_of(1.0 - config.beta1), lanes_of(config.beta2), lanes_of(config.epsilon),
                   lanes_of(rate_of(update) / bias_of(update, config.beta1))},
        update);
}

}  // namespace playground
