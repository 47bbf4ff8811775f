// The race and the sweep as vector files.
#include "ui/picture_files.hpp"

#include <gtest/gtest.h>

#include "app/comparison.hpp"
#include "app/fake_environment.hpp"
#include "ui/race_ghosts.hpp"

namespace playground {
namespace {

bool picture_has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(PictureFiles, TheRaceHasItsTitleItsRunsAndACurveForEach) {
  Page page;
  page.set(Section::experiment, "title", std::string("Tom & Jerry <3"));
  ASSERT_TRUE(page.run_to(100));
  const std::string svg = race_svg(page.state());
  EXPECT_TRUE(picture_has(svg, "<title>Tom &amp; Jerry &lt;3</title>"));
  for (const char* part : {"A, AdamW, test", "A, AdamW, train", "B, AdamW, test", "id=\"loss\"",
                           "id=\"accuracy\"", "id=\"weight-norm\"", ">step<", "λ 0.3"}) {
    EXPECT_TRUE(picture_has(svg, part)) << part;
  }
  EXPECT_FALSE(picture_has(svg, "A\u2032"));
  page.apply(ToggleRunHidden{0});
  EXPECT_FALSE(picture_has(race_svg(page.state()), "A, AdamW, test"));
}

TEST(PictureFiles, ComparedRunsAreDashed) {
  Page page;
  ASSERT_TRUE(page.run_to(20));
  EXPECT_FALSE(has_ghosts(page.state()));
  page.application.compare(small_experiment());
  ASSERT_TRUE(page.until([&] { return has_ghosts(page.state()); }));
  const std::string svg = race_svg(page.state());
  EXPECT_TRUE(picture_has(svg, "stroke-dasharray"));
  EXPECT_TRUE(picture_has(svg, "A\u2032, AdamW"));
}

TEST(PictureFiles, TheSweepNeedsCells) {
  Page page;
  EXPECT_FALSE(sweep_svg(page.state()));
  SweepConfig sweep;
  sweep.steps = 20;
  sweep.x.count = sweep.y.count = 3;
  page.apply(SetSweep{sweep});
  page.apply(StartSweep{});
  ASSERT_TRUE(page.until([&] { return sweep_svg(page.state()).has_value(); }));
  const std::string svg = *sweep_svg(page.state());
  EXPECT_TRUE(picture_has(svg, "id=\"map-0\""));
  EXPECT_TRUE(picture_has(svg, "learning rate"));
}

}  // namespace
}  // namespace playground
