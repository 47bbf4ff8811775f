// Cautious AdamW (Liang et al. 2024, arXiv 2411.16085, Algorithm 2): AdamW's step where it goes
// against the present gradient, and none elsewhere. What is left of a tensor's step is divided by
// the share that is left, at least 1/1000, as its authors' code (C-Optim) and timm have it.
#include <algorithm>

#include "optim/adam_scalars.hpp"

namespace playground {
namespace {

// The moments alone.
struct MomentRule {
  static constexpr unsigned kArenas = kFirstMoment | kSecondMoment | kOwnDecay;
  AdamMoments moments;
  void operator()(Lanes& x) const { moments.advance(x); }
};

inline Mask4 agree(Float4 a, Float4 b) {
  const Float4 zero(0.0f);
  return ((a > zero) & (b > zero)) | ((a < zero) & (b < zero));
}

// With the moments of this step. NaN agrees with nothing, and stays in the moments.
template <bool has_epsilon>
struct CautiousRule {
  static constexpr unsigned kArenas = kFirstMoment | kSecondMoment;
  AdamStep step;
  Float4 boost;

  void operator()(Lanes& x) const {
    const Float4 wanted = boost * step.of<has_epsilon>(x.m, x.v);
    x.p = x.p - select(agree(x.m, x.g), wanted, Float4(0.0f));
  }
};

double share_that_agrees(const UpdateRange& range, std::size_t count) {
  Float4 agreeing(0.0f);  // whole numbers below 2^24: exact
  for (std::size_t i = 0; i < range.size; i += 4) {
    const Mask4 mask = agree(load4(range.first_moment + i), load4(range.gradients + i));
    agreeing = agreeing + select(mask, Float4(1.0f), Float4(0.0f));
  }
  return static_cast<double>(sum_lanes(agreeing)) / static_cast<double>(count);
}

}  // namespace

void update_cautious(const Update& update, const TensorRange& tensor) {
  const UpdateRange& range = update.decayed.size > 0 ? update.decayed : update.spared;
  constexpr double kLeastShare = 1e-3;
  apply(MomentRule{AdamMoments(update.config)}, update);
  const double share = std::max(share_that_agrees(range, tensor.count()), kLeastShare);
  with_epsilon(update.config.epsilon, [&](auto has_epsilon) {
    apply(CautiousRule<decltype(has_epsilon)::value>{AdamStep(update), lanes_of(1.0 / share)},
          update);
  });
}

}  // namespace playground
