// When the next picture of what goes on by itself (training, a sweep) may be drawn, so that
// drawing takes a certain part of the time at most: the graphics may be software on the cores that
// train. Where they keep up with the display, that is every frame.
//   if (pace.due(now, 4)) draw(), pace.drawn(start, now);
//   each frame: if (done) pace.finished(now);
#pragma once

namespace playground {

class DrawingPace {
 public:
  // All times are milliseconds of one clock. A picture was begun at `start` and has been handed to
  // the graphics by `now`.
  void drawn(double start, double now) {
    start_ = start;
    cost_ = now - start;
    in_work_ = true;
    looked_ = false;
  }
  // Whether the graphics were still at work on the last picture when last looked at.
  bool in_work() const { return in_work_; }
  void still_in_work() { looked_ = true; }
  // They were done with it at `now`. When that is so at the first look, a frame later, they may
  // have been long before: then only the time it took to hand it over is known.
  void finished(double now) {
    if (in_work_ && looked_) cost_ = now - start_;
    in_work_ = false;
  }
  // A picture each `spacing` times as long as one takes.
  bool due(double now, double spacing) const {
    return !in_work_ && now - start_ >= spacing * cost_;
  }

 private:
  double start_ = 0;
  double cost_ = 0;
  bool in_work_ = false;
  bool looked_ = false;
};

}  // namespace playground
