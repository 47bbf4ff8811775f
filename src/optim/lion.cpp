// Lion (Chen et al. 2023, arXiv 2302.06675, Algorithm 2): every parameter moves by the rate, or not
// at all where its direction is 0.
#include "optim/update_loop.hpp"

namespace playground {
namespace {

struct LionRule {
  static constexpr unsigned kArenas = kFirstMoment;
  Float4 beta1, rise1, beta2, rise2, rate;

  void operator()(Lanes& x) const {
    const Float4 zero(0.0f);
    const Float4 c = beta1 * x.m + rise1 * x.g;
    // NaN is neither below nor above 0: it stays in m, where the trainer sees it.
    x.p = x.p - select(c > zero, rate, select(c < zero, zero - rate, zero));
    x.m = beta2 * x.m + rise2 * x.g;
  }
};

}  // namespace

void update_lion(const Update& update) {
  const OptimizerConfig& config = update.config;
  apply(LionRule{lanes_of(config.beta1), lanes_of(1.0 - config.beta1), lanes_of(config.beta2),
                 lanes_of(1.0 - config.beta2), lanes_of(rate_of(update))},
        update);
}

}  // namespace playground
