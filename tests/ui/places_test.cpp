// Places that HTML around the canvas points at, and the room it takes.
#include <gtest/gtest.h>

#include "core/translate.hpp"
#include "ui/fake_screen.hpp"

namespace playground {
namespace {

// A lesson lies over the right column: what opens stays beside it.
TEST(Places, MenusAndHelpKeepClearOfALesson) {
  for (const float width : {960.0f, 1280.0f}) {
    FakeScreen screen(width, 720);
    screen.state.view.docked = true;
    screen.frames(2);
    const float lesson = screen.widget("column.right").x;
    ASSERT_GT(lesson, 600);
    screen.click("more");
    screen.frames(2);
    const WidgetInfo menu = screen.widget("popup");
    ASSERT_TRUE(menu.visible);
    EXPECT_LE(menu.x + menu.width, lesson);
    screen.key(ImGuiKey_Escape);
    screen.state.view.help_open = true;
    screen.frames(3);
    const WidgetInfo help = screen.widget("help.dialog");
    ASSERT_TRUE(help.visible);
    EXPECT_LE(help.x + help.width, lesson);
  }
}

TEST(Places, PanelsCardsAndTheRightColumnAreRegions) {
  FakeScreen screen;
  screen.frames(2);
  for (const char* id : {"panel.runs", "panel.data", "panel.model", "panel.training", "card.0",
                         "card.2", "column.right"}) {
    ASSERT_TRUE(screen.has(id)) << id;
    EXPECT_EQ(screen.widget(id).role, "region") << id;
    EXPECT_FALSE(screen.widget(id).label.empty()) << id;
    EXPECT_GT(screen.widget(id).width, 100) << id;
  }
  const WidgetInfo card = screen.widget("card.1");
  const WidgetInfo surface = screen.widget("card.1.surface");
  EXPECT_LE(card.y, surface.y);
  EXPECT_GE(card.y + card.height, surface.y + surface.height);
}

// The ids that show() knows are those that the screen logs.
TEST(Places, EveryTabHasItsPlots) {
  FakeScreen screen;
  screen.frames(2);
  EXPECT_TRUE(screen.has("plot.loss"));
  EXPECT_TRUE(screen.has("plot.accuracy"));
  EXPECT_TRUE(screen.has("plot.weight_norm"));
  screen.state.view.tab = Tab::decayed;
  screen.frames(2);
  EXPECT_TRUE(screen.has("decayed.scatter"));
  screen.state.view.tab = Tab::sweep;
  screen.frames(2);
  EXPECT_TRUE(screen.has("sweep.map.0"));
}

TEST(Places, APlaceThatIsAskedForIsScrolledTo) {
  FakeScreen screen(1280, 500);
  screen.frames(2);
  ASSERT_FALSE(screen.widget("seeds").visible);
  screen.state.place = {"seeds", 1};
  screen.frames(3);
  EXPECT_TRUE(screen.widget("seeds").visible);
  EXPECT_GE(screen.widget("seeds").height, 20);
}

TEST(Places, WhatIsBehindMoreOpensWhenItIsAskedFor) {
  FakeScreen screen;
  screen.frames(2);
  ASSERT_FALSE(screen.has("data.class_balance"));
  screen.state.place = {"data.class_balance", 1};
  screen.frames(3);
  EXPECT_TRUE(screen.widget("data.class_balance").visible);
}

TEST(Places, OnANarrowPhoneThePlotAskedForIsTheOneSeen) {
  FakeScreen screen(390, 844);
  screen.frames(2);
  ASSERT_FALSE(screen.has("plot.weight_norm"));
  screen.state.place = {"plot.weight_norm", 1};
  screen.frames(3);
  EXPECT_TRUE(screen.widget("plot.weight_norm").visible);
}

TEST(Places, ADockedPartHasTheRightColumnForItself) {
  for (const float width : {1280.0f, 1024.0f}) {
    FakeScreen screen(width, 720);
    screen.state.view.docked = true;
    screen.state.view.right_column = false;
    screen.frames(2);
    const WidgetInfo column = screen.widget("column.right");
    EXPECT_GE(column.width, 240) << width;
    EXPECT_EQ(column.x + column.width, width);
    EXPECT_FALSE(screen.has("explain"));
  }
}

TEST(Places, LessonsOpenByButtonMenuKeyAndOnThePhonesPage) {
  FakeScreen screen;
  screen.frames(2);
  screen.click("lessons");
  screen.key(ImGuiKey_L);
  ASSERT_EQ(screen.all<OpenPart>().size(), 2u);
  EXPECT_EQ(screen.all<OpenPart>()[0].name, "lessons");
  screen.click("more");
  screen.frames(2);
  screen.click("more.lessons");
  EXPECT_EQ(screen.all<OpenPart>().size(), 3u);

  FakeScreen phone(390, 844);
  phone.state.view.phone_page = PhonePage::lesson;
  phone.frames(2);
  phone.click("lessons");
  EXPECT_EQ(phone.all<OpenPart>().size(), 1u);
}

}  // namespace
}  // namespace playground
