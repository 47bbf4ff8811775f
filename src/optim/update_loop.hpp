// The loop that all update kernels share: loads, the L2 penalty, decoupled decay, the flush of
// small numbers and the stores are here, once. A rule is a struct of constants in all lanes whose
// call is the equation for four parameters:
//   struct SignDescent {
//     static constexpr unsigned kArenas = kFirstMoment;  // what it reads and writes besides p
//     Float4 rate;
//     void operator()(Lanes& x) const { ... x.p = x.p - rate * sign(x.g); }
//   };
//   apply(SignDescent{Float4(rate)}, update);
#pragma once

#include <cstddef>
#include <type_traits>

#include "core/simd.hpp"
#include "optim/kernels.hpp"
#include "optim/traits.hpp"

namespace playground {

inline constexpr unsigned kFirstMoment = 1;
inline constexpr unsigned kSecondMoment = 2;
inline constexpr unsigned kThird = 4;
inline constexpr unsigned kOwnDecay = 8;  // the rule sees to decoupled decay itself

// Four parameters: value (after decoupled decay), gradient (clipped, with the L2 term), moments;
// for a rule with kOwnDecay, the share of a parameter that decay removes.
struct Lanes {
  Float4 p, g, m, v, third, decay;
};

// s_t gamma.
inline double rate_of(const Update& update) {
  return update.multiplier * update.config.learning_rate;
}

// What decay does to a parameter.
struct Decay {
  double share = 0;    // that decoupled decay removes: s_t gamma lambda, or s_t lambda
  double penalty = 0;  // lambda of the L2 penalty
};
inline Decay decay_of(const Update& update) {
  const OptimizerConfig& config = update.config;
  if (!decay_is_decoupled(config)) return {0, config.weight_decay};
  const bool with_rate = config.decay_form == DecayForm::learning_rate;
  return {(with_rate ? rate_of(update) : update.multiplier) * config.weight_decay, 0};
}

inline Float4 lanes_of(double value) {
  return Float4(static_cast<float>(value));
}

// numerator / (root + epsilon). With epsilon 0 the denominator can be 0; the step is 0 there.
template <bool has_epsilon>
inline Float4 quotient(Float4 numerator, Float4 root, Float4 epsilon) {
  if constexpr (has_epsilon) return numerator / (root + epsilon);
  const Float4 zero(0.0f);
  return select(root == zero, zero, numerator / root);
}

template <typename Rule, bool has_penalty, bool flushes>
void run_loop(const Rule rule, double gradient_scale, const Decay& decay, const UpdateRange at) {
  constexpr bool first = (Rule::kArenas & kFirstMoment) != 0;
  constexpr bool second = (Rule::kArenas & kSecondMoment) != 0;
  constexpr bool third = (Rule::kArenas & kThird) != 0;
  constexpr bool decays_here = (Rule::kArenas & kOwnDecay) == 0;
  const Float4 scale = lanes_of(gradient_scale), penalty = lanes_of(decay.penalty);
  const Float4 share = lanes_of(decay.share), keep = lanes_of(1.0 - decay.share);
  const Float4 flush(kFlushBelow), smallest_normal(kSmallestNormal);

  for (std::size_t i = 0; i < at.size; i += 4) {
    Lanes x;
    x.p = load4(at.parameters + i);
    x.g = load4(at.gradients + i) * scale;
    if constexpr (first) x.m = load4(at.first_moment + i);
    if constexpr (second) x.v = load4(at.second_moment + i);
    if constexpr (third) x.third = load4(at.third + i);

    if constexpr (has_penalty) x.g = x.g + penalty * x.p;
    if constexpr (decays_here) {
      x.p = x.p * keep;
    } else {
      x.decay = share;
    }
    rule(x);

    if constexpr (flushes) {
      x.p = flush_below(x.p, flush);
      if constexpr (first) x.m = flush_below(x.m, flush);
      if constexpr (second) x.v = flush_below(x.v, smallest_normal);
      if constexpr (third) x.third = flush_below(x.third, smallest_normal);
    }
    store4(at.parameters + i, x.p);
    if constexpr (first) store4(at.first_moment + i, x.m);
    if constexpr (second) store4(at.second_moment + i, x.v);
    if constexpr (third) store4(at.third + i, x.third);
  }
}

template <typename Rule, bool flushes>
void run_range(const Rule& rule, double gradient_scale, const Decay& decay,
               const UpdateRange& range) {
  if (static_cast<float>(decay.penalty) != 0.0f) {
    run_loop<Rule, true, flushes>(rule, gradient_scale, decay, range);
  } else {
    run_loop<Rule, false, flushes>(rule, gradient_scale, decay, range);
  }
}

template <typename Rule>
void apply(const Rule& rule, const Update& update) {
  const auto run = update.t % kFlushEvery == 0 ? run_range<Rule, true> : run_range<Rule, false>;
  run(rule, update.gradient_scale, decay_of(update), update.decayed);
  run(rule, update.gradient_scale, {}, update.spared);
}

// Calls `with` with a constant that says whether epsilon is other than 0 in float.
template <typename With>
void with_epsilon(double epsilon, With with) {
  if (static_cast<float>(epsilon) != 0.0f) {
    with(std::true_type{});
  } else {
    with(std::false_type{});
  }
}

}  // namespace playground
