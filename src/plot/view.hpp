// Which part of an axis is shown: zoom about a point, pan, clamp, and axes that grow in round steps
// while a run is under way and never shrink.
//   shown = zoom_about(shown, cursor, 0.8, {0, steps}, 20);
#pragma once

#include "plot/scales.hpp"

namespace playground {

// Shifts the range into `limits`, keeping its span; one that is wider than the limits becomes the
// limits.
Range clamp_range(const Range& range, const Range& limits);

// Scales the span by `factor` (below 1: closer) with the value `about` staying where it is on the
// screen as long as the limits allow; the span never falls below `smallest_span`.
Range zoom_about(const Range& range, double about, double factor, const Range& limits,
                 double smallest_span);

// Moves by `distance` without leaving the limits.
Range pan(const Range& range, double distance, const Range& limits);

// The range a drag from `a` to `b` asks for, widened about its middle to `smallest_span`.
Range drag_range(double a, double b, const Range& limits, double smallest_span);

// True when the range shows (nearly) all of the limits, so that it need not be kept as a zoom.
bool shows_all(const Range& range, const Range& limits);

// The axis that holds both `shown` and `needed`: unchanged while `needed` fits, else the fitted
// range of both.
Range grow_range(const Range& shown, const Range& needed, AxisScale scale = AxisScale::linear);

}  // namespace playground
