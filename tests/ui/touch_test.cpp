// Fingers: on a phone everything that can be pressed is 44 CSS pixels high and wide at least.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "ui/fake_screen.hpp"

namespace playground {
namespace {

constexpr float kTarget = 44;

// What answers a press; texts, pictures and states do not.
bool is_target(const WidgetInfo& widget) {
  static const std::set<std::string> kRoles = {"button", "checkbox", "combobox", "menuitem",  "row",
                                               "slider", "tab",      "textbox",  "spinbutton"};
  // A letter at the end of a curve is as small as the curves are near; the eyes of the page Runs do
  // the same.
  const bool legend = widget.id.starts_with("plot.") || widget.id.starts_with("gap.legend.");
  return widget.visible && widget.enabled && !legend && kRoles.count(widget.role) > 0;
}

// A widget that scrolling cuts off shows less than it has.
bool is_whole(const FakeScreen& screen, const WidgetInfo& widget) {
  const Rect& screen_rect = screen.ui.layout.screen;
  return widget.y > screen_rect.min.y + 57 && widget.y + widget.height < screen_rect.max.y - 57;
}

std::string small_targets(const FakeScreen& screen) {
  std::string found;
  for (const WidgetInfo& widget : screen.ui.widgets.widgets()) {
    if (!is_target(widget) || !is_whole(screen, widget)) continue;
    if (std::min(widget.width, widget.height) >= kTarget - 0.5f) continue;
    found += "  " + widget.id + " (" + widget.role + ") " + std::to_string(widget.width) + " x " +
             std::to_string(widget.height) + "\n";
  }
  return found;
}

TEST(Touch, EveryTabOfAPhoneHasTargetsOfAFingersSize) {
  for (const Tab tab : {Tab::race, Tab::decayed, Tab::sweep, Tab::landscape}) {
    FakeScreen screen(390, 2400);  // so high that nothing is scrolled away
    screen.state.coarse_pointer = true;
    screen.state.view.tab = tab;
    screen.state.transport.step = 10;
    screen.frames(3);
    EXPECT_EQ(small_targets(screen), "") << "tab " << static_cast<int>(tab);
  }
}

TEST(Touch, EveryPageOfAPhoneHasTargetsOfAFingersSize) {
  for (const PhonePage page :
       {PhonePage::runs, PhonePage::data, PhonePage::model, PhonePage::lesson}) {
    FakeScreen screen(390, 2400);
    screen.state.coarse_pointer = true;
    screen.state.view.phone_page = page;
    Experiment experiment = default_experiment();
    experiment.seeds = 4;
    screen.use(experiment);
    for (const char* more : {"runs.more", "data.more", "model.more", "training.more"}) {
      screen.ui.disclosures[more] = true;
    }
    screen.frames(3);
    EXPECT_EQ(small_targets(screen), "") << "page " << static_cast<int>(page);
  }
}

TEST(Touch, ATabletHasTheSameTargetsInItsBars) {
  FakeScreen screen(1180, 820);
  screen.state.coarse_pointer = true;
  screen.frames(3);
  for (const char* id : {"play", "step", "run_to_end", "reset", "reseed", "speed", "share", "more",
                         "help", "theme"}) {
    ASSERT_TRUE(screen.has(id)) << id;
    EXPECT_GE(screen.widget(id).height, kTarget - 0.5f) << id;
    EXPECT_GE(screen.widget(id).width, kTarget - 0.5f) << id;
  }
}

}  // namespace
}  // namespace playground
