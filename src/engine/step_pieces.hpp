// Training steps in pieces of about half a millisecond, so that a job's slice ends in time.
//   StepPieces pieces;
//   return pieces.work(milliseconds, [&](int steps) { return trainer.advance(steps); });
#pragma once

#include <algorithm>

#include "engine/clock.hpp"

namespace playground {

class StepPieces {
 public:
  // `advance` does as many steps and returns true while there is more to do, and so does work().
  // How long a piece took decides only how many steps the next one has.
  template <typename Advance>
  bool work(double milliseconds, Advance advance) {
    const Clock::time_point start = Clock::now();
    Clock::time_point before = start;
    while (advance(steps_)) {
      const Clock::time_point after = Clock::now();
      const double piece = milliseconds_between(before, after);
      if (piece > 2 * kPieceMilliseconds) steps_ = std::max(1, steps_ / 2);
      if (piece < kPieceMilliseconds / 2) steps_ = std::min(kMostSteps, 2 * steps_);
      if (milliseconds_between(start, after) >= milliseconds) return true;
      before = after;
    }
    return false;
  }

 private:
  static constexpr double kPieceMilliseconds = 0.5;
  static constexpr int kMostSteps = 4096;

  int steps_ = 1;
};

}  // namespace playground
