// Training steps in pieces of about half a millisecond, so that a job's slice ends in time.
//   StepPieces pieces;
//   return pieces.work(milliseconds, [&](int steps) { return trainer.advance(steps); });
#pragma once

#include <algorithm>
#include <chrono>

namespace playground {

class StepPieces {
 public:
  // `advance` does as many steps and returns true while there is more to do, and so does work().
  // How long a piece took decides only how many steps the next one has.
  template <typename Advance>
  bool work(double milliseconds, Advance advance) {
    const double start = now();
    double before = start;
    while (advance(steps_)) {
      const double after = now();
      if (after - before > 2 * kPieceMilliseconds) steps_ = std::max(1, steps_ / 2);
      if (after - before < kPieceMilliseconds / 2) steps_ = std::min(kMostSteps, 2 * steps_);
      if (after - start >= milliseconds) return true;
      before = after;
    }
    return false;
  }

 private:
  static constexpr double kPieceMilliseconds = 0.5;
  static constexpr int kMostSteps = 4096;

  static double now() {
    using Clock = std::chrono::steady_clock;
    return std::chrono::duration<double, std::milli>(Clock::now().time_since_epoch()).count();
  }

  int steps_ = 1;
};

}  // namespace playground
