// The picture of one run: its decision surface (or fitted curve) with the training points, cut to a
// rectangle with equal scales on both axes.
#pragma once

#include "app/state.hpp"
#include "plot/rect.hpp"
#include "ui/ui_context.hpp"

namespace playground {

struct SurfaceLook {
  float point_scale = 1;  // of the markers
  bool points = true;
  bool ticks = true;
};

// The part of the plane a rectangle of that shape shows: x1 from -2.4 to 2.4, or as far as a
// table's rows reach, and x2 at the same scale.
GridRequest surface_extent(const AppState& state, const Rect& rect);

void draw_surface(const AppState& state, UiContext& ui, int run, const Rect& rect,
                  const SurfaceLook& look);

// The grid of outputs wanted for rectangles of this shape: coarse while training, finer at rest,
// and never so fine that a large network holds up training.
GridRequest wanted_grid(const AppState& state, const Rect& rect);

// What the marks mean: one line of 24 under the cards. `narrow`: as on a phone.
void draw_surface_key(const AppState& state, UiContext& ui, const Rect& rect, bool narrow);

}  // namespace playground
