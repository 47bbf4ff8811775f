#include "ui/panels.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "ui/fake_screen.hpp"
#include "ui/panels.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

void open_all(FakeScreen& screen) {
  for (const char* id : {"runs.more", "data.more", "model.more", "training.more"}) {
    screen.ui.disclosures[id] = true;
  }
}

TEST(Screen, WidgetsLieInsideTheWindowAtEverySize) {
  const std::pair<float, float> sizes[] = {{1280, 720}, {390, 844},  {768, 1024}, {2560, 1440},
                                           {1024, 700}, {1280, 560}, {320, 568}};
  for (const auto& [width, height] : sizes) {
    for (const float scale : {1.0f, 1.5f, 3.0f}) {
      FakeScreen screen(width, height, scale);
      open_all(screen);
      for (int page = 0; page < 5; ++page) {
        screen.state.view.phone_page = static_cast<PhonePage>(page);
        screen.frames(3);
        ASSERT_GT(screen.ui.widgets.widgets().size(), 10u);
        for (const WidgetInfo& widget : screen.ui.widgets.widgets()) {
          if (!widget.visible) continue;
          EXPECT_GE(widget.x, 0) << widget.id << " at " << width;
          EXPECT_GE(widget.y, 0) << widget.id << " at " << width;
          EXPECT_LE(widget.x + widget.width, width + 0.5f) << widget.id << " at " << width;
          EXPECT_LE(widget.y + widget.height, height + 0.5f) << widget.id << " at " << width;
        }
      }
    }
  }
}

TEST(Screen, TheNumberOfSeedsIsInSightWithoutScrolling) {
  FakeScreen screen(1280, 720);
  screen.frames(2);
  const WidgetInfo seeds = screen.widget("seeds");
  EXPECT_TRUE(seeds.visible);
  EXPECT_GE(seeds.height, 18);
  EXPECT_LE(seeds.y + seeds.height, screen.ui.layout.left.max.y - 4);
}

TEST(Screen, WidgetIdsAreUnique) {
  for (const float width : {390.0f, 1280.0f}) {
    FakeScreen screen(width, 844);
    open_all(screen);
    for (int page = 0; page < 5; ++page) {
      screen.state.view.phone_page = static_cast<PhonePage>(page);
      screen.frames(2);
      std::multiset<std::string> ids;
      for (const WidgetInfo& widget : screen.ui.widgets.widgets()) ids.insert(widget.id);
      for (const std::string& id : ids) EXPECT_EQ(ids.count(id), 1u) << id << " at " << width;
    }
  }
}

// A run's name is typed through its menu, title and note in the share panel (web/share_words.js).
bool has_no_control_of_its_own(const Parameter& parameter) {
  // Those of tables are in the dialog "Your own data", or shown with a table alone.
  const bool of_tables =
      parameter.name == "table" || parameter.name == "axes" || parameter.name == "test_part";
  return parameter.name == "name" || parameter.name == "title" || parameter.name == "note" ||
         of_tables;
}

// Those of the settings that the run's optimizer and schedule read; together they read all.
TEST(Screen, EveryParameterHasAControl) {
  std::multiset<std::string> shown;
  for (std::size_t kind = 0; kind < kOptimizerKinds; ++kind) {
    FakeScreen screen;
    RunConfig& run = screen.state.experiment.runs[1];
    run.optimizer = static_cast<OptimizerKind>(kind);
    run.schedule = static_cast<ScheduleKind>(kind % 6);
    screen.state.experiment.seeds = 2;
    open_all(screen);
    screen.frames(2);
    for (const Parameter& parameter : parameter_table()) {
      if (has_no_control_of_its_own(parameter)) continue;
      if (parameter.section == Section::run && !field_matters(parameter, run)) continue;
      const std::string id = parameter_id(parameter, 1);
      const bool found =
          std::any_of(screen.ui.widgets.widgets().begin(), screen.ui.widgets.widgets().end(),
                      [&](const WidgetInfo& widget) {
                        return widget.id == id || widget.id.rfind(id + ".", 0) == 0;
                      });
      EXPECT_TRUE(found) << id << " of optimizer " << kind;
      shown.insert(parameter.json_path());
    }
  }
  for (const Parameter& parameter : parameter_table()) {
    if (has_no_control_of_its_own(parameter)) continue;
    EXPECT_TRUE(shown.count(parameter.json_path())) << parameter.json_path();
  }
}

TEST(Screen, PlayIsTheButtonOfTheBarAndTheSpaceKey) {
  FakeScreen screen;
  screen.frames(2);
  screen.click("play");
  ASSERT_EQ(screen.all<SetPlaying>().size(), 1u);
  EXPECT_TRUE(screen.all<SetPlaying>()[0].playing);
  screen.key(ImGuiKey_Space);
  EXPECT_EQ(screen.all<SetPlaying>().size(), 2u);
}

TEST(Screen, AtTheEndPlayStartsAgain) {
  FakeScreen screen;
  screen.state.transport.finished = true;
  screen.frames(2);
  screen.click("play");
  EXPECT_EQ(screen.all<Reset>().size(), 1u);
  EXPECT_EQ(screen.all<SetPlaying>().size(), 1u);
}

TEST(Screen, KeysStepResetUndoRedoAndHelp) {
  FakeScreen screen;
  screen.frames(2);
  screen.key(ImGuiKey_S);
  screen.key(ImGuiKey_Period);
  EXPECT_EQ(screen.all<Step>().size(), 2u);
  screen.key(ImGuiKey_R);
  EXPECT_EQ(screen.all<Reset>().size(), 1u);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, true);
  screen.key(ImGuiKey_Z);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  screen.key(ImGuiKey_Z);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, false);
  EXPECT_EQ(screen.all<Undo>().size(), 1u);
  EXPECT_EQ(screen.all<Redo>().size(), 1u);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  screen.type("?");
  EXPECT_TRUE(screen.state.view.help_open);
  screen.frames(2);
  EXPECT_TRUE(screen.has("help.close"));
  screen.key(ImGuiKey_Escape);
  EXPECT_FALSE(screen.state.view.help_open);
}

TEST(Screen, AThumbnailChoosesItsDataSet) {
  FakeScreen screen;
  screen.frames(2);
  screen.click("data.dataset.circles");
  const auto set = screen.all<SetParameter>();
  ASSERT_EQ(set.size(), 1u);
  EXPECT_EQ(set[0].name, "dataset");
  EXPECT_EQ(std::get<std::string>(set[0].value), "circles");
}

TEST(Screen, RegressionDisablesWhatHasNoMeaning) {
  FakeScreen screen;
  Experiment experiment = default_experiment();
  experiment.data.dataset = DatasetKind::sine;
  screen.use(experiment);
  open_all(screen);
  screen.frames(2);
  EXPECT_FALSE(screen.widget("data.label_noise").enabled);
  EXPECT_FALSE(screen.widget("data.class_balance").enabled);
  EXPECT_TRUE(screen.widget("data.noise").enabled);
  screen.click("data.label_noise");
  EXPECT_TRUE(screen.all<SetParameter>().empty());
}

TEST(Screen, LayersAreAddedAndRemoved) {
  FakeScreen screen;
  screen.frames(2);
  screen.click("model.hidden.add");
  screen.click("model.hidden.remove");
  const auto set = screen.all<SetParameter>();
  ASSERT_EQ(set.size(), 2u);
  EXPECT_EQ(std::get<std::vector<double>>(set[0].value), (std::vector<double>{32, 32, 32}));
  EXPECT_EQ(std::get<std::vector<double>>(set[1].value), (std::vector<double>{32}));
}

TEST(Screen, TheRightButtonOpensARunsMenu) {
  FakeScreen screen;
  screen.frames(2);
  screen.click("runs.2", 1);
  screen.frames(3);
  ASSERT_TRUE(screen.has("runs.2.copy"));
  screen.click("runs.2.copy");
  ASSERT_EQ(screen.all<CopyRun>().size(), 1u);
  EXPECT_EQ(screen.all<CopyRun>()[0].run, 2);
}

TEST(Screen, NoticesCanBeClosed) {
  FakeScreen screen;
  screen.state.notices.push_back({Notice::Kind::warning, "A link with an unknown key", 8});
  screen.frames(2);
  screen.click("notice.0.close");
  EXPECT_EQ(screen.all<CloseNotice>().size(), 1u);
}

TEST(Screen, TheMoreMenuDownloadsEveryFormat) {
  for (const char* format : {"json", "csv", "pytorch", "safetensors"}) {
    FakeScreen screen;
    screen.frames(2);
    screen.click("more");
    screen.frames(3);
    screen.click(std::string("more.download.") + format);
    ASSERT_EQ(screen.all<ExportDownload>().size(), 1u) << format;
    EXPECT_EQ(screen.all<ExportDownload>()[0].format, format);
  }
}

TEST(Screen, TabGoesToControlsAndArrowsMoveTheSlider) {
  FakeScreen screen;
  screen.frames(2);
  for (int presses = 0; presses < 80 && !screen.widget("data.noise").focused; ++presses) {
    screen.key(ImGuiKey_Tab);
  }
  ASSERT_TRUE(screen.widget("data.noise").focused);
  screen.emitted.clear();
  screen.key(ImGuiKey_RightArrow);
  const auto set = screen.all<SetParameter>();
  ASSERT_EQ(set.size(), 1u);
  EXPECT_EQ(set[0].name, "noise");
  EXPECT_DOUBLE_EQ(std::get<double>(set[0].value), 0.26);
  EXPECT_TRUE(screen.widget("data.noise").focused);
}

TEST(Screen, DivergedAndManyRunsAreDrawn) {
  FakeScreen screen;
  Experiment experiment = default_experiment();
  while (experiment.runs.size() < kMaxRuns) experiment.runs.push_back(experiment.runs.back());
  screen.use(experiment);
  screen.runs()[2].diverged = true;
  screen.runs()[2].diverged_at = 310;
  screen.frames(3);
  EXPECT_NE(screen.widget("status").value.find("C diverged at step 310"), std::string::npos);
}

}  // namespace
}  // namespace playground
