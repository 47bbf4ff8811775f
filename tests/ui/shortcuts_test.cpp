// The table of keys against the screen: what a key does, and that no key is given twice.
#include "ui/shortcuts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

#include "ui/fake_screen.hpp"

namespace playground {
namespace {

void with_shift(FakeScreen& screen, ImGuiKey key) {
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  screen.key(key);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  screen.frame();
}

TEST(Shortcuts, NoKeyHasTwoMeanings) {
  std::set<std::tuple<int, bool, bool>> taken;
  for (const Shortcut& shortcut : shortcuts()) {
    if (shortcut.act == nullptr) continue;
    for (int i = 0; i < shortcut.count; ++i) {
      const int key = shortcut.key + i;
      EXPECT_TRUE(taken.insert({key, shortcut.shift, shortcut.control}).second) << shortcut.text;
    }
  }
}

TEST(Shortcuts, TakeNothingThatBrowsersNeed) {
  for (const Shortcut& shortcut : shortcuts()) {
    if (shortcut.act == nullptr) continue;
    EXPECT_FALSE(shortcut.key >= ImGuiKey_F1 && shortcut.key <= ImGuiKey_F12) << shortcut.text;
    EXPECT_NE(shortcut.key, ImGuiKey_Tab) << shortcut.text;
    if (!shortcut.control) continue;
    EXPECT_TRUE(shortcut.key == ImGuiKey_Z || shortcut.key == ImGuiKey_Y) << shortcut.text;
  }
}

TEST(Shortcuts, TheOverlayNamesEveryRowOfTheTableAndTooltipsFindTheirKeys) {
  EXPECT_EQ(keys_of_widget("play"), "Space");
  EXPECT_EQ(keys_of_widget("more.reseed"), "N");
  EXPECT_EQ(keys_of_widget("tab.sweep"), "1 to 4");
  EXPECT_EQ(keys_of_widget("more"), "");
  EXPECT_EQ(keys_of_widget("re"), "");
  for (const Shortcut& shortcut : shortcuts()) {
    EXPECT_EQ(shortcut.keys.empty(), shortcut.text.empty());
  }
}

TEST(Shortcuts, DigitsOpenTheTabs) {
  FakeScreen screen;
  screen.frames(2);
  screen.key(ImGuiKey_3);
  EXPECT_EQ(screen.state.view.tab, Tab::sweep);
  screen.key(ImGuiKey_4);
  EXPECT_EQ(screen.state.view.tab, Tab::landscape);
  screen.key(ImGuiKey_1);
  EXPECT_EQ(screen.state.view.tab, Tab::race);
}

TEST(Shortcuts, ShiftAndALetterSelectTheRunThatHasItOnTheScreen) {
  FakeScreen screen;
  screen.state.slot_of_run = {0, 2, 4, 1, 3, 5};
  screen.frames(2);
  with_shift(screen, ImGuiKey_C);
  with_shift(screen, ImGuiKey_B);  // no run has it
  const auto selected = screen.all<SelectRun>();
  ASSERT_EQ(selected.size(), 1u);
  EXPECT_EQ(selected[0].run, 1);
}

TEST(Shortcuts, RunsAreAddedCopiedHiddenAndRemoved) {
  FakeScreen screen;
  screen.state.view.selected_run = 2;
  screen.frames(2);
  screen.key(ImGuiKey_A);
  screen.key(ImGuiKey_C);
  screen.key(ImGuiKey_H);
  screen.key(ImGuiKey_O);
  screen.key(ImGuiKey_Delete);
  EXPECT_EQ(screen.all<AddRun>().size(), 1u);
  ASSERT_EQ(screen.all<CopyRun>().size(), 1u);
  EXPECT_EQ(screen.all<CopyRun>()[0].run, 2);
  ASSERT_EQ(screen.all<ToggleRunHidden>().size(), 1u);
  ASSERT_EQ(screen.all<IsolateRun>().size(), 1u);
  ASSERT_EQ(screen.all<RemoveRun>().size(), 1u);
  EXPECT_EQ(screen.all<RemoveRun>()[0].run, 2);
}

TEST(Shortcuts, TheLastRunStays) {
  FakeScreen screen;
  Experiment experiment = default_experiment();
  experiment.runs.resize(1);
  screen.use(experiment);
  screen.frames(2);
  screen.key(ImGuiKey_Delete);
  EXPECT_TRUE(screen.all<RemoveRun>().empty());
}

TEST(Shortcuts, SpeedGoesUpAndDownByOneChoiceAndStopsAtTheEnds) {
  FakeScreen screen;
  screen.frames(2);
  with_shift(screen, ImGuiKey_Period);
  with_shift(screen, ImGuiKey_Comma);
  screen.state.transport.speed = kMaximumSpeed;
  with_shift(screen, ImGuiKey_Period);
  const auto speeds = screen.all<SetSpeed>();
  ASSERT_EQ(speeds.size(), 3u);
  EXPECT_EQ(speeds[0].steps_per_second, 500);
  EXPECT_EQ(speeds[1].steps_per_second, 100);
  EXPECT_EQ(speeds[2].steps_per_second, kMaximumSpeed);
  EXPECT_TRUE(screen.all<Step>().empty());  // Shift + . is no step
}

TEST(Shortcuts, CommaLooksBackOneEvaluationAndPReturns) {
  FakeScreen screen;
  screen.state.transport.step = 95;
  screen.frames(2);
  screen.key(ImGuiKey_Comma);
  screen.state.past = Past{90, 90, {}};
  screen.key(ImGuiKey_Comma);
  screen.key(ImGuiKey_B);
  screen.key(ImGuiKey_P);
  const auto looks = screen.all<LookAt>();
  ASSERT_EQ(looks.size(), 3u);
  EXPECT_EQ(looks[0].step, 90);
  EXPECT_EQ(looks[1].step, 80);
  EXPECT_FALSE(looks[2].step);
  EXPECT_EQ(screen.all<BranchHere>().size(), 1u);
}

TEST(Shortcuts, WWorksOnTheTabThatIsOpen) {
  FakeScreen screen;
  screen.state.transport.step = 10;
  screen.frames(2);
  screen.key(ImGuiKey_W);
  EXPECT_TRUE(screen.all<StartSweep>().empty());
  screen.key(ImGuiKey_3);
  screen.key(ImGuiKey_W);
  EXPECT_EQ(screen.all<StartSweep>().size(), 1u);
  EXPECT_TRUE(screen.all<CancelSweep>().empty());
  with_shift(screen, ImGuiKey_W);  // nothing to cancel
  EXPECT_TRUE(screen.all<CancelSweep>().empty());
}

TEST(Shortcuts, NothingHappensWhileATextIsTyped) {
  FakeScreen screen;
  screen.frames(2);
  screen.click("data.noise.value");
  screen.frames(2);
  screen.key(ImGuiKey_A);
  screen.key(ImGuiKey_Delete);
  screen.key(ImGuiKey_2);
  EXPECT_TRUE(screen.all<AddRun>().empty());
  EXPECT_TRUE(screen.all<RemoveRun>().empty());
  EXPECT_EQ(screen.state.view.tab, Tab::race);
}

TEST(Shortcuts, TheOverlayCanBeReadToItsEndOnAPhone) {
  for (const float width : {390.0f, 1280.0f}) {
    FakeScreen screen(width, width < 500 ? 844.0f : 720.0f);
    screen.state.view.help_open = true;
    screen.frames(3);
    EXPECT_TRUE(screen.has("help.close")) << width;
    screen.key(ImGuiKey_Escape);
    EXPECT_FALSE(screen.state.view.help_open) << width;
  }
}

}  // namespace
}  // namespace playground
