#include "plot/svg.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace playground {
namespace {

constexpr ImU32 kGreen = IM_COL32(0x15, 0x80, 0x3D, 255);
const PlotArea kArea{
    {{50, 10}, {250, 110}}, {AxisScale::linear, {0, 2000}}, {AxisScale::linear, {0, 1}}};

SvgDrawing drawing() {
  return SvgDrawing({300, 150}, PlotStyle{}, "Title", "");
}

int count(const std::string& text, std::string_view part) {
  int found = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(Svg, ForeignTextIsTextWhateverItsSigns) {
  EXPECT_EQ(xml_text("<a b=\"1\">&'\n\x01 λ"), "&lt;a b=&quot;1&quot;&gt;&amp;&apos; λ");
  SvgDrawing svg({10, 10}, PlotStyle{}, "</title><script>", "]]>");
  svg.open_group("\"><script>");
  svg.text({0, 0}, "<script>alert(1)</script>", kGreen);
  svg.close_group();
  EXPECT_EQ(svg.finish().find("<script"), std::string::npos);
}

TEST(Svg, AxesHaveTheTicksOfTheScreen) {
  SvgDrawing svg = drawing();
  svg.axes(kArea, {.x_title = "step"});
  const std::string text = svg.finish();
  for (const Axis& axis : {kArea.x, kArea.y}) {
    for (const Tick& tick : make_ticks(axis)) {
      EXPECT_NE(text.find(">" + tick.text + "</text>"), text.npos) << tick.text;
    }
  }
  EXPECT_NE(text.find(">step</text>"), text.npos);
}

TEST(Svg, ACurveGoesThroughItsPointsAndBreaksWhereThereAreNone) {
  SvgDrawing svg = drawing();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> x = {0, 500, 1000, 1500, 2000}, y = {1, 0.5, nan, 0.25, 0};
  svg.curve(kArea, x, y, {kGreen, 2}, "A & B");
  const std::string text = svg.finish();
  EXPECT_NE(text.find("M50.00 10.00L100.00 60.00M200.00 85.00L250.00 110.00"), text.npos) << text;
  EXPECT_NE(text.find("stroke=\"#15803d\" stroke-width=\"2\""), text.npos);
  EXPECT_NE(text.find("<title>A &amp; B</title>"), text.npos);
}

TEST(Svg, LongCurvesAreThinnedAndEveryTagIsClosed) {
  SvgDrawing svg = drawing();
  std::vector<double> x, y;
  for (int i = 0; i < 20000; ++i) {
    x.push_back(i / 10.0);
    y.push_back(0.5 + 0.4 * std::sin(i * 0.7));
  }
  svg.open_group("curves", &kArea.rect);
  svg.curve(kArea, x, y, {kGreen, 1, true}, "long");
  svg.band(kArea, x, y, y, kGreen);
  svg.close_group();
  const std::string text = svg.finish();
  EXPECT_LT(count(text, "L"), 25000);
  EXPECT_EQ(count(text, "<g "), count(text, "</g>"));
  EXPECT_EQ(count(text, "clip-path=\"url(#clip0)\""), 1);
  EXPECT_NE(text.find("stroke-dasharray"), text.npos);
  EXPECT_EQ(text.find("nan"), text.npos);
}

}  // namespace
}  // namespace playground
