// What plots are made of, drawn on an ImDrawList in CSS pixels from plain structs: axes and grid,
// lines, bands, crosshair, gap bars, event marks, the mark of the best point. Knows nothing of runs
// or panels.
//   PlotArea area{rect, x_axis, y_axis};
//   draw_axes(list, style, area, {.x_title = "step"});
//   draw_line(list, style, area, steps, losses, {color, 2});
#pragma once

#include <imgui.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "plot/decimate.hpp"
#include "plot/rect.hpp"
#include "plot/scales.hpp"

namespace playground {

struct PlotStyle {
  ImFont* caption = nullptr;         // ticks and captions
  ImFont* caption_strong = nullptr;  // numbers
  ImU32 background = 0;              // rings round dots
  ImU32 axis = 0;
  ImU32 grid = 0;
  ImU32 text1 = 0, text2 = 0, text3 = 0;
  float scale = 1;  // device pixels of a CSS pixel
};

struct PlotArea {
  Rect rect;
  Axis x;
  Axis y;

  float x_pixel(double value) const;
  float y_pixel(double value) const;
  ImVec2 at(double x_value, double y_value) const { return {x_pixel(x_value), y_pixel(y_value)}; }
  double x_value(float pixel) const;
};

struct LineLook {
  ImU32 color = 0;
  float width = 2;
  bool dashed = false;
};

struct AxesLook {
  std::string_view x_title = {};  // centred under the ticks
  int most_x = 6;
  int most_y = 6;  // 0: the caller draws them
  bool x_labels = true;
};

enum class TextAlign { left, center, right };

// One line with its middle at height `y`; x is its left end, middle or right end. Returns the
// width.
float plot_text(ImDrawList& list, const PlotStyle& style, ImFont* font, ImU32 color, ImVec2 at,
                std::string_view text, TextAlign align = TextAlign::left);
float plot_text_width(const PlotStyle& style, ImFont* font, std::string_view text);

// Grid, left and bottom axis, tick texts, title of x.
void draw_axes(ImDrawList& list, const PlotStyle& style, const PlotArea& area,
               const AxesLook& look);

// x rises; not finite values are gaps; clipped to the area.
void draw_line(ImDrawList& list, const PlotStyle& style, const PlotArea& area,
               std::span<const double> x, std::span<const double> y, const LineLook& look);
// The same of a line that is thinned already, for so many columns of pixels.
void draw_line(ImDrawList& list, const PlotArea& area, const Pieces& pieces, const LineLook& look);
int pixel_columns(const PlotStyle& style, const PlotArea& area);

// The strip between two curves.
void draw_band(ImDrawList& list, const PlotArea& area, std::span<const double> x,
               std::span<const double> low, std::span<const double> high, ImU32 color);

// A vertical 1 px line over the whole area; nothing when x is outside.
void draw_crosshair(ImDrawList& list, const PlotStyle& style, const PlotArea& area, double x,
                    ImU32 color);
// A dot of radius 3 with a ring; nothing when it would lie outside.
void draw_dot(ImDrawList& list, const PlotStyle& style, const PlotArea& area, double x, double y,
              ImU32 color);

// An I from one value to the other about the pixel x, with a number above; returns the place of a
// badge below.
float draw_gap_bar(ImDrawList& list, const PlotStyle& style, const PlotArea& area, float x,
                   double low, double high, ImU32 color, std::string_view number);

// A line of full height with a flag at its top; true while the mouse is on the flag or the line.
bool draw_event_mark(ImDrawList& list, const PlotStyle& style, const PlotArea& area, double x,
                     ImU32 color);

// A hollow circle; with a text also a leader to it near the bottom of the area.
void draw_best(ImDrawList& list, const PlotStyle& style, const PlotArea& area, double x, double y,
               ImU32 color, std::string_view text);

// The box of a range being dragged.
void draw_drag_box(ImDrawList& list, const PlotArea& area, float from, float to, ImU32 color);

// --- Zoom and pan
// ------------------------------------------------------------------------------------

// What the mouse does over a plot in this frame.
struct PlotPointer {
  bool hovered = false;
  bool held = false;      // the left button, pressed on this plot
  bool released = false;  // let go in this frame
  bool touch = false;     // a finger's drag moves what is zoomed: no box
};

struct PlotInput {
  std::optional<double> hover;                 // x under the pointer
  std::optional<Range> range;                  // the new range of x asked for (`limits` for all)
  std::optional<std::pair<float, float>> box;  // pixels of the box being dragged
};

// Wheel and pinch (which comes as a wheel): zoom about the pointer. Drag: a box. Drag with Shift,
// Alt or the right or middle button, or with a finger: pan. Double-click: all.
PlotInput plot_input(const PlotArea& area, const PlotPointer& pointer, const Range& limits,
                     double smallest_span);

}  // namespace playground
