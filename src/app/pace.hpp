// How far the runs of a race may train: a common target that grows with the speed asked for, and
// never gets further ahead of the slowest run than a short lead, so that all runs stay side by side
// and a change or a pause acts at once.
//   pace.restart();  each frame: target = pace.advance(seconds, speed, slowest, limit);
#pragma once

namespace playground {

class Pace {
 public:
  // From step 0.
  void restart();
  // The next target after `seconds`, at `speed` steps a second (kMaximumSpeed: only the lead
  // limits), with the slowest run at `slowest`; never below the earlier target, never beyond
  // `limit`.
  int advance(double seconds, double speed, int slowest, int limit);
  // Steps that the target may be ahead of the slowest run: what the runs trained lately in 50 ms,
  // or in three frames where frames are longer.
  int lead() const;

 private:
  double progress_ = 0;  // the target with its fraction
  double rate_ = 0;      // steps a second that the slowest run did lately
  double frame_ = 0.016;
  int slowest_ = 0;
};

}  // namespace playground
