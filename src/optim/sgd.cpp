// Stochastic gradient descent with momentum: PyTorch's form with an L2 penalty (sgd), and SGDW
// (Loshchilov & Hutter 2019, Algorithm 1) with decoupled decay.
#include "optim/update_loop.hpp"

namespace playground {
namespace {

template <bool nesterov>
struct SgdRule {
  static constexpr unsigned kArenas = kFirstMoment;
  Float4 momentum, rate;

  void operator()(Lanes& x) const {
    x.m = momentum * x.m + x.g;
    if constexpr (nesterov) {
      x.p = x.p - rate * (x.g + momentum * x.m);
    } else {
      x.p = x.p - rate * x.m;
    }
  }
};

}  // namespace

void update_sgd(const Update& update) {
  const Float4 momentum = lanes_of(update.config.momentum), rate = lanes_of(rate_of(update));
  if (update.config.nesterov) {
    apply(SgdRule<true>{momentum, rate}, update);
  } else {
    apply(SgdRule<false>{momentum, rate}, update);
  }
}

}  // namespace playground
