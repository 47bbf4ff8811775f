// Schedule-free AdamW (Defazio et al. 2024, arXiv 2405.15682, Algorithm 1). Three sequences: z
// takes the steps, x is the average of the z, and the gradient is taken at y = (1 - beta1) z +
// beta1 x. The model that is measured, drawn, shared and fingerprinted is x.
#include "optim/adam_scalars.hpp"

namespace playground {
namespace {

// Here p is y, m is z and the third arena x: v = beta2 v + (1 - beta2) g g,
// z -= s_t gamma g / (sqrt(v) / sqrt(1 - beta2^t) + epsilon) + s_t gamma lambda y, x += c (z - x).
template <bool has_epsilon>
struct ScheduleFreeRule {
  static constexpr unsigned kArenas = kFirstMoment | kSecondMoment | kThird | kOwnDecay;
  Float4 beta2, rise2, rate, correction, epsilon, average_weight;

  void operator()(Lanes& x) const {
    x.v = x.v * beta2 + (rise2 * x.g) * x.g;
    const Float4 direction =
        quotient<has_epsilon>(rate * x.g, xsimd::sqrt(x.v) * correction, epsilon);
    x.m = x.m - (direction + x.decay * x.p);
    x.third = x.third + (x.m - x.third) * average_weight;
    x.p = x.third;
  }
};

}  // namespace

void update_schedule_free(const Update& update) {
  const OptimizerConfig& config = update.config;
  const AdamStep shared(update);
  with_epsilon(config.epsilon, [&](auto has_epsilon) {
    apply(
        ScheduleFreeRule<decltype(has_epsilon)::value>{
            lanes_of(config.beta2), lanes_of(1.0 - config.beta2), lanes_of(rate_of(update)),
            shared.correction, shared.epsilon, lanes_of(update.average_weight)},
        update);
  });
}

}  // namespace playground
