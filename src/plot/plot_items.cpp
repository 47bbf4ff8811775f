#include "plot/plot_items.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "plot/decimate.hpp"
#include "plot/glyphs.hpp"

namespace playground {
namespace {

// Middle of a device pixel, for hairlines.
float hairline(const PlotStyle& style, float value) {
  return (std::floor(value * style.scale) + 0.5f) / style.scale;
}

float pixel_edge(const PlotStyle& style, float value) {
  return std::round(value * style.scale) / style.scale;
}

void vertical(ImDrawList& list, const PlotStyle& style, float x, float y0, float y1, ImU32 color) {
  const float left = pixel_edge(style, x - 0.5f);
  const float width = std::max(1.0f, std::round(style.scale)) / style.scale;
  list.AddRectFilled({left, y0}, {left + width, y1}, color);
}

void horizontal(ImDrawList& list, const PlotStyle& style, float x0, float x1, float y,
                ImU32 color) {
  const float top = pixel_edge(style, y - 0.5f);
  const float height = std::max(1.0f, std::round(style.scale)) / style.scale;
  list.AddRectFilled({x0, top}, {x1, top + height}, color);
}

ImU32 faded(ImU32 color, float alpha) {
  const float old = static_cast<float>(color >> IM_COL32_A_SHIFT);
  const auto value = static_cast<ImU32>(std::lround(old * alpha));
  return (color & ~IM_COL32_A_MASK) | (value << IM_COL32_A_SHIFT);
}

// Coordinates far outside upset the anti-aliased joints of lines.
float tame(float value, float low, float high) {
  const float room = 4 * (high - low) + 64;
  return std::clamp(value, low - room, high + room);
}

// Strokes and gaps of the same length along the whole line, whatever its bends.
void add_dashes(ImDrawList& list, const std::vector<ImVec2>& pixels, const LineLook& look) {
  constexpr float kStroke = 5, kGap = 4;
  float along = 0;  // within the present stroke and gap
  for (std::size_t i = 1; i < pixels.size(); ++i) {
    const ImVec2 from = pixels[i - 1];
    const float dx = pixels[i].x - from.x, dy = pixels[i].y - from.y;
    const float length = std::sqrt(dx * dx + dy * dy);
    for (float at = 0; at < length;) {
      const bool stroke = along < kStroke;
      const float step = std::min((stroke ? kStroke : kStroke + kGap) - along, length - at);
      if (stroke) {
        const float start = at / length, end = (at + step) / length;
        list.AddLine({from.x + start * dx, from.y + start * dy},
                     {from.x + end * dx, from.y + end * dy}, look.color, look.width);
      }
      at += std::max(step, 1e-3f);
      along += step;
      if (along >= kStroke + kGap) along = 0;
    }
  }
}

}  // namespace

float PlotArea::x_pixel(double value) const {
  return rect.min.x + static_cast<float>(x.fraction(value)) * rect.width();
}

float PlotArea::y_pixel(double value) const {
  const double fraction = y.fraction(value);
  // What a logarithmic axis cannot show lies far below it.
  if (!std::isfinite(fraction)) return rect.max.y + 4 * rect.height();
  return rect.max.y - static_cast<float>(fraction) * rect.height();
}

double PlotArea::x_value(float pixel) const {
  return x.value_at(static_cast<double>((pixel - rect.min.x) / rect.width()));
}

float plot_text_width(const PlotStyle& style, ImFont* font, std::string_view text) {
  return glyphs_width(style.scale, font, text);
}

float plot_text(ImDrawList& list, const PlotStyle& style, ImFont* font, ImU32 color, ImVec2 at,
                std::string_view text, TextAlign align) {
  const float width = glyphs_width(style.scale, font, text);
  if (align == TextAlign::center) at.x -= width / 2;
  if (align == TextAlign::right) at.x -= width;
  at.y += capital_center(font, style.scale);
  return draw_glyphs(list, style.scale, at, font, color, text);
}

void draw_axes(ImDrawList& list, const PlotStyle& style, const PlotArea& area,
               const AxesLook& look) {
  const Rect& rect = area.rect;
  const std::vector<Tick> y_ticks =
      look.most_y > 0 ? make_ticks(area.y, look.most_y) : std::vector<Tick>{};
  for (const Tick& tick : y_ticks) {
    const float y = area.y_pixel(tick.value);
    if (y < rect.max.y - 1) horizontal(list, style, rect.min.x, rect.max.x, y, style.grid);
    plot_text(list, style, style.caption, style.text3, {rect.min.x - 6, y}, tick.text,
              TextAlign::right);
  }
  for (const Tick& tick : make_ticks(area.x, look.most_x)) {
    const float x = area.x_pixel(tick.value);
    if (x > rect.min.x + 1) vertical(list, style, x, rect.min.y, rect.max.y, style.grid);
    if (!look.x_labels) continue;
    // The last text ends with the axis, so that it does not run into what is beside the plot.
    const float half = plot_text_width(style, style.caption, tick.text) / 2;
    const float center = std::min(x, std::max(rect.max.x, x) - half);
    const bool at_end = x + half > rect.max.x;
    plot_text(list, style, style.caption, style.text3, {at_end ? center : x, rect.max.y + 12},
              tick.text, TextAlign::center);
  }
  vertical(list, style, rect.min.x, rect.min.y, rect.max.y, style.axis);
  horizontal(list, style, rect.min.x, rect.max.x, rect.max.y, style.axis);
  if (!look.x_title.empty()) {
    plot_text(list, style, style.caption, style.text2, {rect.center().x, rect.max.y + 28},
              look.x_title, TextAlign::center);
  }
}

int pixel_columns(const PlotStyle& style, const PlotArea& area) {
  return std::max(1, static_cast<int>(area.rect.width() * style.scale));
}

void draw_line(ImDrawList& list, const PlotStyle& style, const PlotArea& area,
               std::span<const double> x, std::span<const double> y, const LineLook& look) {
  draw_line(list, area, decimate(x, y, area.x, pixel_columns(style, area)), look);
}

void draw_line(ImDrawList& list, const PlotArea& area, const Pieces& pieces, const LineLook& look) {
  const Rect& rect = area.rect;
  list.PushClipRect(rect.min, rect.max, true);
  std::vector<ImVec2> pixels;
  for (const std::vector<Point>& piece : pieces) {
    pixels.clear();
    for (const Point& point : piece) {
      pixels.push_back({tame(area.x_pixel(point.x), rect.min.x, rect.max.x),
                        tame(area.y_pixel(point.y), rect.min.y, rect.max.y)});
    }
    if (pixels.size() == 1) {
      list.AddCircleFilled(pixels[0], look.width / 2, look.color);
      continue;
    }
    if (look.dashed) {
      add_dashes(list, pixels, look);
      continue;
    }
    list.AddPolyline(pixels.data(), static_cast<int>(pixels.size()), look.color, ImDrawFlags_None,
                     look.width);
  }
  list.PopClipRect();
}

void draw_band(ImDrawList& list, const PlotArea& area, std::span<const double> x,
               std::span<const double> low, std::span<const double> high, ImU32 color) {
  const Rect& rect = area.rect;
  list.PushClipRect(rect.min, rect.max, true);
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  // What lies below the axis is cut off, and has no place at all on a logarithmic one.
  const auto at = [&](double step, double value) {
    return area.at(step, std::max(value, area.y.range.low));
  };
  std::optional<ImVec2> last_low, last_high;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!std::isfinite(low[i]) || !std::isfinite(high[i])) {
      last_low.reset();
      continue;
    }
    const ImVec2 now_low = at(x[i], low[i]);
    const ImVec2 now_high = at(x[i], high[i]);
    // Of many points in a pixel column, one.
    const bool last = i + 1 == x.size();
    if (last_low && !last && now_low.x - last_low->x < 0.5f) continue;
    if (last_low) {
      // Quads without anti-aliasing: a blended edge between two would show as a stripe.
      list.PrimReserve(6, 4);
      list.PrimQuadUV(*last_high, now_high, now_low, *last_low, white, white, white, white, color);
    }
    last_low = now_low;
    last_high = now_high;
  }
  list.PopClipRect();
}

void draw_crosshair(ImDrawList& list, const PlotStyle& style, const PlotArea& area, double x,
                    ImU32 color) {
  if (!area.x.range.contains(x)) return;
  vertical(list, style, area.x_pixel(x), area.rect.min.y, area.rect.max.y, color);
}

void draw_dot(ImDrawList& list, const PlotStyle& style, const PlotArea& area, double x, double y,
              ImU32 color) {
  if (!area.x.range.contains(x) || !area.y.range.contains(y)) return;
  const ImVec2 center = area.at(x, y);
  list.AddCircleFilled(center, 4, style.background);
  list.AddCircleFilled(center, 3, color);
}

float draw_gap_bar(ImDrawList& list, const PlotStyle& style, const PlotArea& area, float x,
                   double low, double high, ImU32 color, std::string_view number) {
  const auto inside = [&](double value) {
    return std::clamp(area.y_pixel(value), area.rect.min.y, area.rect.max.y);
  };
  float top = inside(std::max(low, high));
  float bottom = inside(std::min(low, high));
  // Two ends that coincide are still drawn as two.
  if (bottom - top < 3) {
    const float middle = (top + bottom) / 2;
    top = middle - 1.5f;
    bottom = middle + 1.5f;
  }
  top = pixel_edge(style, top);
  bottom = pixel_edge(style, bottom);
  const float left = pixel_edge(style, x - 1);
  list.AddRectFilled({left, top}, {left + 2, bottom}, color);
  for (float end : {top, bottom}) {
    list.AddRectFilled({left - 3, end - 1}, {left + 5, end + 1}, color);
  }
  plot_text(list, style, style.caption_strong, style.text1, {x, top - 10}, number,
            TextAlign::center);
  return bottom + 14;
}

bool draw_event_mark(ImDrawList& list, const PlotStyle& style, const PlotArea& area, double x,
                     ImU32 color) {
  if (!area.x.range.contains(x)) return false;
  const Rect& rect = area.rect;
  const float center = hairline(style, area.x_pixel(x));
  vertical(list, style, center, rect.min.y, rect.max.y, faded(color, 0.6f));
  list.AddTriangleFilled({center, rect.min.y}, {center + 6, rect.min.y + 3},
                         {center, rect.min.y + 6}, color);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  return std::abs(mouse.x - center) < 4 && mouse.y >= rect.min.y && mouse.y < rect.max.y;
}

void draw_best(ImDrawList& list, const PlotStyle& style, const PlotArea& area, double x, double y,
               ImU32 color, std::string_view text) {
  if (!area.x.range.contains(x) || !area.y.range.contains(y)) return;
  const ImVec2 center = area.at(x, y);
  list.AddCircleFilled(center, 3, style.background);
  list.AddCircle(center, 4, color, 24, 2);
  if (text.empty()) return;
  const Rect& rect = area.rect;
  // Near the bottom of the area, or above the point when that lies there itself.
  const bool below = center.y + 24 < rect.max.y;
  const float text_y = below ? rect.max.y - 14 : center.y - 28;
  const float stem = hairline(style, center.x);
  const float width = plot_text_width(style, style.caption, text);
  const bool fits_right = stem + 14 + width <= rect.max.x;
  const bool fits_left = stem - 14 - width >= rect.min.x;
  const float direction = fits_right ? 1.0f : -1.0f;
  // Beside the stem, or at its end when neither side has the room.
  const bool at_end = !fits_right && !fits_left;
  const float words = at_end ? std::max(rect.min.x, std::min(stem - width / 2, rect.max.x - width))
                             : (fits_right ? stem + 14 : stem - 14 - width);
  const float stem_end = at_end ? text_y + (below ? -9.0f : 9.0f) : text_y;
  // Curves that pass behind the words do not strike them through.
  list.AddRectFilled({words - 3, text_y - 8}, {words + width + 3, text_y + 8},
                     faded(style.background, 0.8f), 3);
  vertical(list, style, stem, below ? center.y + 6 : stem_end, below ? stem_end : center.y - 6,
           style.text3);
  if (!at_end) {
    horizontal(list, style, std::min(stem, stem + direction * 10),
               std::max(stem, stem + direction * 10), text_y, style.text3);
  }
  plot_text(list, style, style.caption, style.text2, {words, text_y}, text);
}

void draw_drag_box(ImDrawList& list, const PlotArea& area, float from, float to, ImU32 color) {
  const float left = std::clamp(std::min(from, to), area.rect.min.x, area.rect.max.x);
  const float right = std::clamp(std::max(from, to), area.rect.min.x, area.rect.max.x);
  list.AddRectFilled({left, area.rect.min.y}, {right, area.rect.max.y}, faded(color, 0.18f));
  list.AddRect({left, area.rect.min.y}, {right, area.rect.max.y}, color);
}

}  // namespace playground
