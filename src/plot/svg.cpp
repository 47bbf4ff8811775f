#include "plot/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "plot/decimate.hpp"

namespace playground {
namespace {

// Points of a curve for each unit of width: sharp at twice the size and more.
constexpr float kColumnsPerUnit = 2;
constexpr std::string_view kFont = "Inter, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

unsigned channel(ImU32 color, int shift) {
  return color >> shift & 255u;
}

// stroke="#rrggbb" stroke-opacity="0.8", or the same of fill.
std::string paint(std::string_view what, ImU32 color) {
  std::string text =
      fmt::format("{}=\"#{:02x}{:02x}{:02x}\"", what, channel(color, IM_COL32_R_SHIFT),
                  channel(color, IM_COL32_G_SHIFT), channel(color, IM_COL32_B_SHIFT));
  const unsigned alpha = channel(color, IM_COL32_A_SHIFT);
  if (alpha < 255) text += fmt::format(" {}-opacity=\"{:.3g}\"", what, alpha / 255.0);
  return text;
}

std::string stroke(ImU32 color, float width, bool dashed) {
  return fmt::format("fill=\"none\" {} stroke-width=\"{:g}\" stroke-linejoin=\"round\"{}",
                     paint("stroke", color), width, dashed ? " stroke-dasharray=\"5 4\"" : "");
}

// Far outside of the picture is far enough.
std::string point(const PlotArea& area, double x, double y) {
  const float room = 4 * area.rect.height();
  const float at = std::clamp(area.y_pixel(y), area.rect.min.y - room, area.rect.max.y + room);
  return fmt::format("{:.2f} {:.2f}", area.x_pixel(x), at);
}

int columns_of(const PlotArea& area) {
  return std::max(1, static_cast<int>(area.rect.width() * kColumnsPerUnit));
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&apos;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) result += c;
    }
  }
  return result;
}

SvgDrawing::SvgDrawing(ImVec2 size, const PlotStyle& style, std::string_view title,
                       std::string_view description)
    : style_(style) {
  text_ = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:g}\" height=\"{1:g}\" "
      "viewBox=\"0 0 {0:g} {1:g}\" role=\"img\" font-family=\"{2}\">\n<title>{3}</title>\n",
      size.x, size.y, kFont, xml_text(title));
  if (!description.empty()) text_ += fmt::format("<desc>{}</desc>\n", xml_text(description));
  rect({{0, 0}, size}, style.background);
}

void SvgDrawing::open_group(std::string_view id, const Rect* clip) {
  if (clip == nullptr) {
    text_ += fmt::format("<g id=\"{}\">\n", xml_text(id));
    return;
  }
  const int number = clips_++;
  text_ += fmt::format(
      "<clipPath id=\"clip{}\"><rect x=\"{:g}\" y=\"{:g}\" width=\"{:g}\" height=\"{:g}\"/>"
      "</clipPath>\n<g id=\"{}\" clip-path=\"url(#clip{})\">\n",
      number, clip->min.x, clip->min.y, clip->width(), clip->height(), xml_text(id), number);
}

void SvgDrawing::close_group() {
  text_ += "</g>\n";
}

// The capitals' middle lies about a third of the size above the line.
void SvgDrawing::text(ImVec2 at, std::string_view words, ImU32 color, TextAlign align, float size,
                      bool strong) {
  constexpr std::string_view kAnchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
  text_ +=
      fmt::format("<text x=\"{:.2f}\" y=\"{:.2f}\" font-size=\"{:g}\"{}{} {}>{}</text>\n", at.x,
                  at.y + 0.35f * size, size, strong ? " font-weight=\"600\"" : "",
                  kAnchors[static_cast<std::size_t>(align)], paint("fill", color), xml_text(words));
}

void SvgDrawing::rect(const Rect& rect, ImU32 color, float radius) {
  text_ += fmt::format("<rect x=\"{:g}\" y=\"{:g}\" width=\"{:g}\" height=\"{:g}\"{} {}/>\n",
                       rect.min.x, rect.min.y, rect.width(), rect.height(),
                       radius > 0 ? fmt::format(" rx=\"{:g}\"", radius) : "", paint("fill", color));
}

void SvgDrawing::frame(const Rect& rect, ImU32 color, float width) {
  text_ +=
      fmt::format("<rect x=\"{:g}\" y=\"{:g}\" width=\"{:g}\" height=\"{:g}\" {}/>\n", rect.min.x,
                  rect.min.y, rect.width(), rect.height(), stroke(color, width, false));
}

void SvgDrawing::segment(ImVec2 from, ImVec2 to, ImU32 color, float width, bool dashed) {
  path(fmt::format("M{:.2f} {:.2f}L{:.2f} {:.2f}", from.x, from.y, to.x, to.y),
       stroke(color, width, dashed), {});
}

void SvgDrawing::badge(ImVec2 corner, std::string_view letter, ImU32 color, ImU32 letter_color) {
  rect(Rect::at(corner.x, corner.y, 16, 16), color, 3);
  text({corner.x + 8, corner.y + 8}, letter, letter_color, TextAlign::center, 12, true);
}

void SvgDrawing::axes(const PlotArea& area, const AxesLook& look) {
  const Rect& rect = area.rect;
  for (const Tick& tick : make_ticks(area.y, look.most_y)) {
    const float y = area.y_pixel(tick.value);
    if (y < rect.max.y - 1) segment({rect.min.x, y}, {rect.max.x, y}, style_.grid, 1);
    text({rect.min.x - 8, y}, tick.text, style_.text3, TextAlign::right);
  }
  for (const Tick& tick : make_ticks(area.x, look.most_x)) {
    const float x = area.x_pixel(tick.value);
    if (x > rect.min.x + 1) segment({x, rect.min.y}, {x, rect.max.y}, style_.grid, 1);
    if (look.x_labels) text({x, rect.max.y + 14}, tick.text, style_.text3, TextAlign::center);
  }
  segment(rect.min, {rect.min.x, rect.max.y}, style_.axis, 1);
  segment({rect.min.x, rect.max.y}, rect.max, style_.axis, 1);
  if (!look.x_title.empty()) {
    text({rect.center().x, rect.max.y + 32}, look.x_title, style_.text2, TextAlign::center);
  }
}

void SvgDrawing::curve(const PlotArea& area, std::span<const double> x, std::span<const double> y,
                       const LineLook& look, std::string_view name) {
  std::string outline;
  for (const std::vector<Point>& piece : decimate(x, y, area.x, columns_of(area))) {
    char sign = 'M';
    for (const Point& at : piece) {
      outline += std::exchange(sign, 'L');
      outline += point(area, at.x, at.y);
    }
  }
  if (!outline.empty()) path(outline, stroke(look.color, look.width, look.dashed), name);
}

// One outline for each stretch between gaps: along the upper edge and back along the lower.
void SvgDrawing::band(const PlotArea& area, std::span<const double> x, std::span<const double> low,
                      std::span<const double> high, ImU32 color) {
  std::vector<double> upper(high.begin(), high.end());
  std::vector<double> lower(low.begin(), low.end());
  for (std::size_t i = 0; i < x.size(); ++i) {
    lower[i] = std::max(lower[i], area.y.range.low);
    if (std::isfinite(low[i]) && std::isfinite(high[i])) continue;
    upper[i] = lower[i] = std::numeric_limits<double>::quiet_NaN();
  }
  const auto above = decimate(x, upper, area.x, columns_of(area));
  const auto below = decimate(x, lower, area.x, columns_of(area));
  for (std::size_t piece = 0; piece < std::min(above.size(), below.size()); ++piece) {
    std::string outline;
    char sign = 'M';
    for (const Point& at : above[piece]) {
      outline += std::exchange(sign, 'L');
      outline += point(area, at.x, at.y);
    }
    for (auto at = below[piece].rbegin(); at != below[piece].rend(); ++at) {
      outline += "L" + point(area, at->x, at->y);
    }
    path(outline + "Z", paint("fill", color), {});
  }
}

void SvgDrawing::path(const std::string& outline, std::string_view look, std::string_view name) {
  text_ += fmt::format("<path d=\"{}\" {}", outline, look);
  text_ += name.empty() ? "/>\n" : fmt::format("><title>{}</title></path>\n", xml_text(name));
}

std::string SvgDrawing::finish() {
  return std::move(text_) + "</svg>\n";
}

}  // namespace playground
