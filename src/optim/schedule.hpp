// Learning-rate schedules: the multiplier s_t of the step t = 1, 2, ... out of `steps`.
// cosine: s_t = (1 + cos(pi (t-1)/steps)) / 2 (Loshchilov & Hutter, SGDR, arXiv 1608.03983,
// equation 5), which is what PyTorch's CosineAnnealingLR(T_max = steps) gives the t-th step.
#pragma once

#include "optim/optimizer_config.hpp"

namespace playground {

double schedule_multiplier(ScheduleKind kind, int t, int steps);

}  // namespace playground
