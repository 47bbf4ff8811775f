#include "optim/schedule.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "core/math.hpp"

namespace playground {
namespace {

// Half a cosine from 1 at part 0 to 0 at part 1; past its end it stays there.
double half_cosine(double part) {
  if (part >= 1.0) return 0.0;
  return 0.5 * (1.0 + cos(kPi * part));
}

struct Period {
  std::int64_t begin = 0;  // updates before it
  std::int64_t length = 1;
};

// The period of warm_restarts that the update t is in.
Period restart_period(const OptimizerConfig& config, int t) {
  const std::int64_t before = t - 1;
  Period period{0, std::max(1, config.schedule_period)};
  if (config.restart_factor <= 1) {
    period.begin = before / period.length * period.length;
    return period;
  }
  while (before >= period.begin + period.length) {
    period.begin += period.length;
    period.length *= config.restart_factor;
  }
  return period;
}

double warmup_cosine(int t, int warmup, int steps) {
  if (t <= warmup) return static_cast<double>(t) / warmup;
  return half_cosine(static_cast<double>(t - 1 - warmup) / std::max(1, steps - warmup));
}

}  // namespace

double schedule_multiplier(const OptimizerConfig& config, int t, int steps) {
  switch (config.schedule) {
    case ScheduleKind::constant:
      return 1.0;
    case ScheduleKind::cosine:
      // Past its end (t > steps) the rate stays where it ended.
      if (t > steps) return 0.0;
      return 0.5 * (1.0 + cos(kPi * (t - 1) / steps));
    case ScheduleKind::linear:
      return t > steps ? 0.0 : 1.0 - static_cast<double>(t - 1) / steps;
    case ScheduleKind::warmup_cosine:
      return warmup_cosine(t, config.warmup_steps, steps);
    case ScheduleKind::step:
      return power(config.step_factor, (t - 1) / std::max(1, config.schedule_period));
    case ScheduleKind::warm_restarts: {
      const Period period = restart_period(config, t);
      return half_cosine(static_cast<double>(t - 1 - period.begin) /
                         static_cast<double>(period.length));
    }
  }
  return 1.0;
}

double effective_decay(const OptimizerConfig& config, int t, int steps) {
  if (!config.normalized_decay) return config.weight_decay;
  const double updates = config.schedule == ScheduleKind::warm_restarts
                             ? static_cast<double>(restart_period(config, t).length)
                             : steps;
  return config.weight_decay / std::sqrt(std::max(1.0, updates));
}

OptimizerConfig config_of_update(const OptimizerConfig& config, int t, int steps) {
  OptimizerConfig result = config;
  result.weight_decay = effective_decay(config, t, steps);
  result.normalized_decay = false;
  return result;
}

}  // namespace playground
