#include "app/pace.hpp"

#include <algorithm>
#include <cmath>

namespace playground {
namespace {

constexpr double kLeadSeconds = 0.05;
constexpr double kLongestLeadSeconds = 2;  // a hidden tab is woken about once a second
constexpr int kShortestLead = 4;           // lets the measured rate grow from nothing

}  // namespace

void Pace::restart() {
  progress_ = 0;
  slowest_ = 0;
}

int Pace::lead() const {
  const double seconds = std::clamp(3 * frame_, kLeadSeconds, kLongestLeadSeconds);
  return std::max(kShortestLead, static_cast<int>(std::min(rate_ * seconds, 1e6)));
}

int Pace::advance(double seconds, double speed, int slowest, int limit) {
  if (seconds > 0) {
    const double rate = std::max(0, slowest - slowest_) / seconds;
    rate_ += (rate - rate_) / 2;
    frame_ += (seconds - frame_) / 4;
  }
  slowest_ = slowest;
  const double furthest = std::min<double>(limit, static_cast<double>(slowest) + lead());
  const double wanted = std::isinf(speed) ? furthest : progress_ + speed * seconds;
  progress_ = std::max(progress_, std::min(wanted, furthest));
  return static_cast<int>(progress_);
}

}  // namespace playground
