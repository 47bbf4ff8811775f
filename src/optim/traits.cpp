#include "optim/traits.hpp"

#include <iterator>

namespace playground {
namespace {

constexpr unsigned kAdam = kReadsBetas | kReadsEpsilon | kReadsBiasCorrection;

constexpr OptimizerTraits kTraits[] = {
    {OptimizerKind::adamw, MomentFamily::adam, DecayRule::decoupled, kAdam | kReadsAmsgrad},
    {OptimizerKind::adam, MomentFamily::adam, DecayRule::l2, kAdam | kReadsAmsgrad},
    {OptimizerKind::sgd, MomentFamily::velocity, DecayRule::l2, kReadsMomentum},
    {OptimizerKind::sgdw, MomentFamily::velocity, DecayRule::decoupled, kReadsMomentum},
    {OptimizerKind::nadamw, MomentFamily::nadam, DecayRule::decoupled, kAdam},
    {OptimizerKind::nadam, MomentFamily::nadam, DecayRule::l2, kAdam},
    {OptimizerKind::radam, MomentFamily::adam, DecayRule::chosen, kReadsBetas | kReadsEpsilon},
    {OptimizerKind::rmsprop, MomentFamily::rmsprop, DecayRule::chosen, kReadsBeta2 | kReadsEpsilon},
    {OptimizerKind::adagrad, MomentFamily::adagrad, DecayRule::chosen, kReadsEpsilon},
    {OptimizerKind::adamax, MomentFamily::adamax, DecayRule::chosen, kAdam},
    {OptimizerKind::lion, MomentFamily::lion, DecayRule::decoupled, kReadsBetas},
    {OptimizerKind::muon, MomentFamily::muon, DecayRule::decoupled, kAdam | kReadsMomentum},
    {OptimizerKind::schedule_free, MomentFamily::schedule_free, DecayRule::decoupled, kAdam},
    {OptimizerKind::cautious, MomentFamily::adam, DecayRule::decoupled, kAdam},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(kTraits); ++i) {
    if (kTraits[i].kind != static_cast<OptimizerKind>(i)) return false;
  }
  return std::size(kTraits) == kOptimizerKinds;
}
static_assert(in_order(), "rows in the order of OptimizerKind");

}  // namespace

const OptimizerTraits& traits_of(OptimizerKind kind) {
  return kTraits[static_cast<std::size_t>(kind)];
}

bool decay_is_decoupled(const OptimizerConfig& config) {
  const DecayRule rule = traits_of(config.optimizer).decay;
  if (rule == DecayRule::chosen) return config.decay == DecayKind::decoupled;
  return rule == DecayRule::decoupled;
}

}  // namespace playground
