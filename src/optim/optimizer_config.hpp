// Hyper-parameters of an optimizer: a plain struct, apart from the optimizer's state and from the
// schedule. Every field has a row in train/parameters.cpp.
#pragma once

namespace playground {

enum class OptimizerKind { adamw, adam, sgd, sgdw };

// learning_rate: each step removes s_t * learning_rate * weight_decay of a weight (PyTorch);
// schedule: s_t * weight_decay, without the learning rate (Loshchilov & Hutter, arXiv 1711.05101,
// Algorithm 2).
enum class DecayForm { learning_rate, schedule };

enum class ScheduleKind { constant, cosine };

struct OptimizerConfig {
  OptimizerKind optimizer = OptimizerKind::adamw;
  double learning_rate = 0.01;
  double weight_decay = 0;  // decoupled decay of adamw and sgdw; the L2 coefficient of adam and sgd
  DecayForm decay_form = DecayForm::learning_rate;
  bool decay_biases = false;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  double momentum = 0.9;  // sgd and sgdw
  bool nesterov = false;  // sgd and sgdw
  ScheduleKind schedule = ScheduleKind::constant;

  bool operator==(const OptimizerConfig&) const = default;
};

}  // namespace playground
