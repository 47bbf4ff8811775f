// AdamW (Loshchilov & Hutter 2019, Algorithm 2), Adam with an L2 penalty (Kingma & Ba 2015,
// Algorithm 1, with the penalty's gradient added), both with AMSGrad (Reddi, Kale & Kumar 2018) as
// PyTorch has it: the maximum is taken of the raw v.
#include "optim/adam_scalars.hpp"

namespace playground {
namespace {

template <bool has_epsilon, bool amsgrad>
struct AdamRule {
  static constexpr unsigned kArenas = kFirstMoment | kSecondMoment | (amsgrad ? kThird : 0u);
  AdamMoments moments;
  AdamStep step;

  void operator()(Lanes& x) const {
    moments.advance(x);
    if constexpr (amsgrad) {
      x.third = larger(x.third, x.v);
      x.p = x.p - step.of<has_epsilon>(x.m, x.third);
    } else {
      x.p = x.p - step.of<has_epsilon>(x.m, x.v);
    }
  }
};

}  // namespace

void update_adam(const Update& update) {
  const AdamMoments moments(update.config);
  with_epsilon(update.config.epsilon, [&](auto has_epsilon) {
    constexpr bool epsilon = decltype(has_epsilon)::value;
    if (update.config.amsgrad) {
      apply(AdamRule<epsilon, true>{moments, AdamStep(update)}, update);
    } else {
      apply(AdamRule<epsilon, false>{moments, AdamStep(update)}, update);
    }
  });
}

}  // namespace playground
