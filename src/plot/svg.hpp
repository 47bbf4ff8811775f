// A picture as an SVG file (SVG 1.1), for slides: texts stay texts, lines stay lines. The axes and
// curves come from the same scales, ticks and thinning as those on the screen (plot_items.hpp).
//   SvgDrawing svg({560, 300}, style);  svg.axes(area, {.x_title = "step"});
//   svg.curve(area, steps, losses, {color, 2}, "A, test");  write(svg.finish());
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "plot/plot_items.hpp"

namespace playground {

class SvgDrawing {
 public:
  // `style` gives the colours; its fonts are not used. Title and description are plain text.
  SvgDrawing(ImVec2 size, const PlotStyle& style, std::string_view title,
             std::string_view description);

  // What follows belongs together, and is clipped to the rectangle where there is one.
  void open_group(std::string_view id, const Rect* clip = nullptr);
  void close_group();

  void text(ImVec2 at, std::string_view words, ImU32 color, TextAlign align = TextAlign::left,
            float size = 12, bool strong = false);
  void rect(const Rect& rect, ImU32 color, float radius = 0);
  void frame(const Rect& rect, ImU32 color, float width);
  void segment(ImVec2 from, ImVec2 to, ImU32 color, float width, bool dashed = false);
  // 16 x 16 with a letter, as runs have it.
  void badge(ImVec2 corner, std::string_view letter, ImU32 color, ImU32 letter_color);

  void axes(const PlotArea& area, const AxesLook& look);
  // `name` is what a pointer over the line shows; not finite values are gaps.
  void curve(const PlotArea& area, std::span<const double> x, std::span<const double> y,
             const LineLook& look, std::string_view name);
  void band(const PlotArea& area, std::span<const double> x, std::span<const double> low,
            std::span<const double> high, ImU32 color);

  std::string finish();

 private:
  void path(const std::string& outline, std::string_view look, std::string_view name);

  PlotStyle style_;
  std::string text_;
  int clips_ = 0;
};

// With the five signs of XML as entities, and without characters that XML cannot hold.
std::string xml_text(std::string_view text);

}  // namespace playground
