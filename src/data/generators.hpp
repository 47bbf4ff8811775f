// The families of toy data. A generator gives the point `index` as drawn, without noise; it depends
// on (seed, stream, index) alone, so more points keep the first ones and the noise moves no point.
//   CleanPoint point = clean_point(DatasetKind::moons, random, 17, 0.5);
#pragma once

#include <cstdint>

#include "core/random.hpp"
#include "data/data_config.hpp"

namespace playground {

struct CleanPoint {
  double x1 = 0;
  double x2 = 0;      // 0 for regression
  double target = 0;  // class index, or the value of the regression function
};

// What each random draw (slot) of a point is for; every value has a slot of its own.
enum Slot : std::uint32_t { kClassSlot, kPositionSlot, kSecondPositionSlot, kSignSlot, kNoiseSlot };

// curves.cpp: two interleaved half circles, two rings, two arms.
CleanPoint moons_point(const Random& random, std::uint64_t index, double class_balance);
CleanPoint circles_point(const Random& random, std::uint64_t index, double class_balance);
CleanPoint spiral_point(const Random& random, std::uint64_t index, double class_balance);

// regions.cpp: quadrants, Gaussian clouds, squares of a board.
CleanPoint xor_point(const Random& random, std::uint64_t index, double class_balance);
CleanPoint blobs_point(const Random& random, std::uint64_t index, double class_balance);
CleanPoint blobs3_point(const Random& random, std::uint64_t index);
CleanPoint checkerboard_point(const Random& random, std::uint64_t index, double class_balance);

// regression.cpp: sin(pi x1), and 0.6 (x1^3 - 1.6 x1), for x1 uniform in [-1.6, 1.6).
CleanPoint sine_point(const Random& random, std::uint64_t index);
CleanPoint cubic_point(const Random& random, std::uint64_t index);

// The point of any family; `class_balance` is the share of class 1 (binary data only).
CleanPoint clean_point(DatasetKind kind, const Random& random, std::uint64_t index,
                       double class_balance);

// Class 1 with the probability `class_balance`, from a slot of its own.
inline int draw_class(const Random& random, std::uint64_t index, double class_balance) {
  return random.uniform(index, kClassSlot) < class_balance ? 1 : 0;
}

}  // namespace playground
