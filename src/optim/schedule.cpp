#include "optim/schedule.hpp"

#include "core/math.hpp"

namespace playground {

double schedule_multiplier(ScheduleKind kind, int t, int steps) {
  switch (kind) {
    case ScheduleKind::constant:
      return 1.0;
    case ScheduleKind::cosine:
      // Past its end (t > steps) the rate stays where it ended.
      if (t > steps) return 0.0;
      return 0.5 * (1.0 + cos(kPi * (t - 1) / steps));
  }
  return 1.0;
}

}  // namespace playground
