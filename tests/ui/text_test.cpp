#include <gtest/gtest.h>

#include "plot/number_text.hpp"
#include "ui/fake_screen.hpp"
#include "ui/layout.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

TEST(NumberText, UsesTheTrueMinusAndThousands) {
  EXPECT_EQ(fixed_text(-0.5, 2), "\u22120.50");
  EXPECT_EQ(fixed_text(-0.001, 2), "0.00");
  EXPECT_EQ(count_text(1640), "1,640");
  EXPECT_EQ(count_text(10000000), "10,000,000");
  EXPECT_EQ(count_text(999), "999");
  EXPECT_EQ(percent_text(0.844, 1), "84.4 %");
  EXPECT_EQ(fixed_text(std::nan(""), 2), "\u2013");
  EXPECT_EQ(short_text(0.00316), "0.00316");
  EXPECT_EQ(short_text(3.2e-6), "3.2\u00d710\u207b\u2076");
  EXPECT_EQ(short_text(1e-4), "10\u207b\u2074");
  EXPECT_EQ(short_text(1640.4), "1,640");
}

TEST(Fonts, FiguresHaveOneWidthInEveryFont) {
  FakeScreen screen;
  const Fonts& fonts = screen.ui.fonts;
  for (ImFont* font :
       {fonts.caption, fonts.label, fonts.value, fonts.title, fonts.number, fonts.headline}) {
    const float width = text_width(screen.ui, font, "0");
    for (const char* digit : {"1", "2", "5", "7", "9"}) {
      EXPECT_NEAR(text_width(screen.ui, font, digit), width, 0.01f);
    }
  }
}

TEST(Fonts, KeepTheirSizeAtAnyScale) {
  float width_at_one = 0;
  for (const float scale : {1.0f, 1.5f, 2.0f, 3.0f}) {
    FakeScreen screen(1280, 720, scale);
    const float width = text_width(screen.ui, screen.ui.fonts.title, "AdamW Playground");
    if (scale == 1) width_at_one = width;
    EXPECT_NEAR(width, width_at_one, 5) << scale;
  }
}

TEST(Text, LinesAreBrokenWithinTheWidth) {
  FakeScreen screen;
  const char* text =
      "Ten of the 100 training labels are wrong. Without decay, A bends its boundary round them.";
  const auto lines = wrap_text(screen.ui, screen.ui.fonts.label, text, 200);
  EXPECT_GT(lines.size(), 2u);
  for (const std::string& line : lines) {
    EXPECT_LE(text_width(screen.ui, screen.ui.fonts.label, line), 200);
  }
}

TEST(Layout, MatchesTheDesignAt1280x720) {
  const Layout layout = compute_layout(ViewSettings{}, 3, {1280, 720}, false);
  EXPECT_FALSE(layout.phone || layout.drawer || layout.compact_cards);
  EXPECT_EQ(layout.top_bar.height(), 44);
  EXPECT_EQ(layout.status_bar.height(), 24);
  EXPECT_EQ(layout.left.width(), 240);
  EXPECT_EQ(layout.right.width(), 272);
  EXPECT_EQ(layout.cards.width(), 768);
  EXPECT_EQ(layout.cards.height(), 308);
  EXPECT_EQ(layout.tab_bar.height() + layout.tab.height(), 344);
}

TEST(Layout, ChangesWithTheWidthAndTheHeight) {
  EXPECT_TRUE(compute_layout({}, 3, {390, 844}, true).phone);
  EXPECT_TRUE(compute_layout({}, 3, {1100, 800}, false).drawer);
  EXPECT_TRUE(compute_layout({}, 3, {1280, 600}, false).compact_cards);
  EXPECT_EQ(compute_layout({}, 3, {1920, 1080}, false).right.width(), 320);
  EXPECT_GT(compute_layout({}, 3, {2560, 1440}, false).cards.height(), 400);
  ViewSettings view;
  view.centre_split = 120;
  EXPECT_TRUE(compute_layout(view, 3, {1280, 720}, false).compact_cards);
}

TEST(Layout, WhatTheAddressHidesHasNoSizeAndTheRestTakesIt) {
  const HiddenPanelsRead embedded = read_hidden_panels("runs,data,model,training,plots", true);
  EXPECT_EQ(embedded.fault, "");
  const Layout layout = compute_layout({}, 3, {1280, 720}, false, embedded.panels);
  EXPECT_EQ(layout.left.width(), 0);
  EXPECT_EQ(layout.right.width(), 0);
  EXPECT_EQ(layout.status_bar.height(), 0);
  EXPECT_EQ(layout.tab.height(), 0);
  EXPECT_EQ(layout.cards.width(), 1280);
  EXPECT_EQ(layout.cards.height(), 720 - layout.top_bar.height());
  const Layout phone = compute_layout({}, 3, {390, 844}, true, embedded.panels);
  EXPECT_EQ(phone.bottom_bar.height(), 0);
  EXPECT_EQ(compute_layout({}, 3, {1100, 800}, false, read_hidden_panels("lesson", false).panels)
                .right.width(),
            0);
}

TEST(Layout, AListOfPanelsThatNamesAnUnknownOneSaysSoAndHidesTheOthers) {
  const HiddenPanelsRead read = read_hidden_panels("data,,dta\n,status", false);
  EXPECT_TRUE(read.panels.data && read.panels.status);
  EXPECT_FALSE(read.panels.lesson || read.panels.controls);
  EXPECT_NE(read.fault.find("\"dta?\" is not a panel; it must be one of controls"),
            std::string::npos)
      << read.fault;
}

TEST(Theme, TextReachesItsContrastOnEveryBackground) {
  const auto luminance = [](ImU32 color) {
    double sum = 0;
    const double weights[] = {0.2126, 0.7152, 0.0722};
    for (int channel = 0; channel < 3; ++channel) {
      const double c = (color >> (8 * channel) & 255) / 255.0;
      sum += weights[channel] * (c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  };
  for (const bool dark : {true, false}) {
    const Palette& colors = palette_of(dark);
    for (const ImU32 text : {colors.text1, colors.text2, colors.text3}) {
      for (const ImU32 back : {colors.bg0, colors.bg1, colors.bg2}) {
        const double a = luminance(text), b = luminance(back);
        EXPECT_GE((std::max(a, b) + 0.05) / (std::min(a, b) + 0.05), 4.5);
      }
    }
  }
}

}  // namespace
}  // namespace playground
