// The clock by which work is cut into slices. No result depends on it.
#pragma once

#include <chrono>

namespace playground {

using Clock = std::chrono::steady_clock;

inline double milliseconds_between(Clock::time_point start, Clock::time_point end) {
  return std::chrono::duration<double, std::milli>(end - start).count();
}
inline double milliseconds_since(Clock::time_point start) {
  return milliseconds_between(start, Clock::now());
}

}  // namespace playground
