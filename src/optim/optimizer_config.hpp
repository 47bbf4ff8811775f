// Hyper-parameters of an optimizer and of its schedule: a plain struct, apart from the optimizer's
// state. Every field has a row in train/rows/run_rows.hpp. What each optimizer makes of them:
// docs/optimizers.md; which of them it reads: optim/traits.hpp.
#pragma once

#include <cstddef>

namespace playground {

enum class OptimizerKind {
  adamw,
  adam,
  sgd,
  sgdw,
  nadamw,
  nadam,
  radam,
  rmsprop,
  adagrad,
  adamax,
  lion,
  muon,
  schedule_free,  // AdamW
  cautious        // AdamW
};
inline constexpr std::size_t kOptimizerKinds = 14;

// How weight decay enters radam, rmsprop, adagrad and adamax; the names of the others say it.
enum class DecayKind { decoupled, l2 };

// learning_rate: each step removes s_t * learning_rate * weight_decay of a weight (PyTorch);
// schedule: s_t * weight_decay, without the learning rate (Loshchilov & Hutter, arXiv 1711.05101,
// Algorithm 2).
enum class DecayForm { learning_rate, schedule };

enum class ScheduleKind { constant, cosine, linear, warmup_cosine, step, warm_restarts };

struct OptimizerConfig {
  OptimizerKind optimizer = OptimizerKind::adamw;
  double learning_rate = 0.01;
  double weight_decay = 0;  // of decoupled decay, or the L2 coefficient
  DecayKind decay = DecayKind::decoupled;
  DecayForm decay_form = DecayForm::learning_rate;
  bool normalized_decay = false;  // weight_decay is lambda_norm (optim/schedule.hpp)
  bool decay_biases = false;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  bool amsgrad = false;
  bool bias_correction = true;
  double momentum = 0.9;
  bool nesterov = false;
  double clip_norm = 0;  // the most that the norm of the gradient may be; 0: any
  ScheduleKind schedule = ScheduleKind::constant;
  int warmup_steps = 100;     // warmup_cosine
  int schedule_period = 500;  // step, and the first period of warm_restarts
  double step_factor = 0.1;   // step
  int restart_factor = 2;     // warm_restarts

  bool operator==(const OptimizerConfig&) const = default;
};

}  // namespace playground
