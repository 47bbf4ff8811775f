// Rules that divide the gradient itself by the root of what they know of its square, in PyTorch's
// form: RMSprop and Adagrad.
#include "optim/update_loop.hpp"

namespace playground {
namespace {

// v = keep v + take g g,  p -= s_t gamma g / (sqrt(v) + epsilon)
template <bool has_epsilon>
struct RootRule {
  static constexpr unsigned kArenas = kSecondMoment;
  Float4 keep, take, rate, epsilon;

  void operator()(Lanes& x) const {
    x.v = x.v * keep + (take * x.g) * x.g;
    x.p = x.p - quotient<has_epsilon>(rate * x.g, xsimd::sqrt(x.v), epsilon);
  }
};

void update_with(double keep, double take, const Update& update) {
  const double epsilon = update.config.epsilon;
  with_epsilon(epsilon, [&](auto has_epsilon) {
    apply(RootRule<decltype(has_epsilon)::value>{lanes_of(keep), lanes_of(take),
                                                 lanes_of(rate_of(update)), lanes_of(epsilon)},
          update);
  });
}

}  // namespace

// Hinton's lecture 6e (2012): a running mean of g g; PyTorch's RMSprop with alpha = beta2.
void update_rmsprop(const Update& update) {
  update_with(update.config.beta2, 1.0 - update.config.beta2, update);
}

// Duchi, Hazan & Singer 2011, the diagonal form: the sum of g g.
void update_adagrad(const Update& update) {
  update_with(1.0, 1.0, update);
}

}  // namespace playground
