#include "platform/drawing_pace.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

TEST(DrawingPace, LetsEveryFrameBeDrawnWhereTheGraphicsKeepUp) {
  DrawingPace pace;
  for (int frame = 1; frame <= 10; ++frame) {
    const double now = frame * 16.7;
    if (pace.in_work()) pace.finished(now);
    ASSERT_TRUE(pace.due(now, 4)) << "frame " << frame;
    pace.drawn(now, now + 4);
  }
}

TEST(DrawingPace, GivesPicturesAQuarterOfTheTimeWhereTheGraphicsAreSlow) {
  DrawingPace pace;
  pace.drawn(1000, 1005);
  for (double now = 1016; now < 1090; now += 16) {
    EXPECT_FALSE(pace.due(now, 4)) << "still at work at " << now;
    pace.still_in_work();
  }
  pace.finished(1100);
  EXPECT_FALSE(pace.due(1399, 4));
  EXPECT_TRUE(pace.due(1400, 4));
  EXPECT_FALSE(pace.due(1799, 8)) << "an eighth of the time";
  EXPECT_TRUE(pace.due(1800, 8));
}

TEST(DrawingPace, ForgetsASlowPictureOnceTheNextIsFast) {
  DrawingPace pace;
  pace.drawn(0, 1);
  pace.still_in_work();
  pace.finished(500);
  EXPECT_FALSE(pace.due(1999, 4));
  pace.drawn(2000, 2001);
  pace.finished(2016);
  EXPECT_TRUE(pace.due(2016, 4));
}

TEST(DrawingPace, DrawsTheFirstPictureAtOnce) {
  EXPECT_TRUE(DrawingPace().due(0, 4));
}

}  // namespace
}  // namespace playground
