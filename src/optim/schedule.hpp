// Schedules: the multiplier s_t of the learning rate and of decoupled decay at the step t = 1, 2,
// ..., and the decay that normalized weight decay makes of its coefficient.
//   double s = schedule_multiplier(config, t, steps);
//   double lambda = effective_decay(config, t, steps);
#pragma once

#include "optim/optimizer_config.hpp"

namespace playground {

// With P = schedule_period and W = warmup_steps:
// cosine         (1 + cos(pi (t-1)/steps)) / 2 (Loshchilov & Hutter, SGDR, arXiv 1608.03983,
//                equation 5): PyTorch's CosineAnnealingLR(T_max = steps); 0 past the last step
// linear         1 - (t-1)/steps; 0 past the last step
// warmup_cosine  t/W up to step W, then the cosine over the steps that are left
// step           step_factor^floor((t-1)/P): PyTorch's StepLR
// warm_restarts  (1 + cos(pi T_cur/T_i)) / 2, T_cur steps since the restart, T_0 = P, each period
//                restart_factor times as long as the one before (SGDR, equation 5): PyTorch's
//                CosineAnnealingWarmRestarts(T_0 = P, T_mult = restart_factor)
double schedule_multiplier(const OptimizerConfig& config, int t, int steps);

// weight_decay, or with normalized_decay lambda_norm sqrt(b / (B T)) (Loshchilov & Hutter, arXiv
// 1711.05101, section 4.1 and appendix B.1): b the batch size, B that of the training set, T the
// epochs of the whole run, or of the present period of warm_restarts. T epochs are T B / b updates,
// so this is lambda_norm over the root of their number.
double effective_decay(const OptimizerConfig& config, int t, int steps);

// The settings of the update t, with the effective decay in weight_decay.
OptimizerConfig config_of_update(const OptimizerConfig& config, int t, int steps);

}  // namespace playground
