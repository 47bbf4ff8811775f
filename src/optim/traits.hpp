// What each optimizer is, in one table: how decay enters it, which settings it reads, and what its
// moments mean. The kernels, the trainer, the page and the PyTorch script all ask here.
//   if (traits_of(kind).reads & kReadsMomentum) ...   decay_is_decoupled(config)
#pragma once

#include "optim/optimizer_config.hpp"

namespace playground {

enum class DecayRule { decoupled, l2, chosen };  // chosen: as OptimizerConfig::decay says

// Settings that not every optimizer reads, as bits.
enum Reads : unsigned {
  kReadsBeta1 = 1,
  kReadsBeta2 = 2,
  kReadsBetas = kReadsBeta1 | kReadsBeta2,
  kReadsEpsilon = 4,
  kReadsAmsgrad = 8,
  kReadsBiasCorrection = 16,
  kReadsMomentum = 32,  // and nesterov
};

// Optimizers whose moments follow the same recursion: a change between two of them, while a run
// trains, keeps the moments.
enum class MomentFamily {
  none,
  adam,           // means of g and of g^2
  nadam,          // the same, and the product of its momentum's schedule
  velocity,       // u = mu u + g
  rmsprop,        // mean of g^2 alone
  adagrad,        // sum of g^2
  adamax,         // mean of g, decaying maximum of |g|
  lion,           // mean of g, kept by beta2
  muon,           // mean of g, kept by the momentum; those of adam for what is no matrix
  schedule_free,  // z, mean of g^2
};

struct OptimizerTraits {
  OptimizerKind kind;
  MomentFamily family;
  DecayRule decay;
  unsigned reads;
};

const OptimizerTraits& traits_of(OptimizerKind kind);

// Whether decay shrinks the weights themselves; else lambda w is added to the gradient.
bool decay_is_decoupled(const OptimizerConfig& config);

}  // namespace playground
