#include <gtest/gtest.h>

#include "app/fake_environment.hpp"
#include "data/dataset.hpp"

namespace playground {
namespace {

TEST(Changes, ALiveChangeGivesTheBitsOfTheResultingExperiment) {
  Page page;
  page.apply(SetSpeed{1000});
  page.apply(SetPlaying{true});
  page.frames(5);
  page.set(0, "weight_decay", 0.5);
  page.frames(3);
  page.set(1, "learning_rate", 0.003);
  page.frames(2);
  page.set(0, "optimizer", std::string("sgd"));
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.transport().step, 300);
  EXPECT_EQ(page.experiment().events.size(), 3u);
  EXPECT_EQ(*page.state().fingerprint, fingerprint_of(page.experiment(), 300));
  EXPECT_NE(*page.state().fingerprint, fingerprint_of(small_experiment(), 300));
}

TEST(Changes, ADragShowsAtOnceAndActsWhenItRests) {
  Page page;
  page.apply(SetSpeed{20});
  page.apply(SetPlaying{true});
  page.frames(30);
  for (int i = 1; i <= 40; ++i) {
    page.set(1, "weight_decay", i / 100.0, false);
    EXPECT_EQ(run_in_force(page.state(), 1).weight_decay, i / 100.0);
    page.frame();
  }
  EXPECT_TRUE(page.experiment().events.empty()) << "it never rested";
  page.frames(20);
  EXPECT_EQ(page.experiment().events.size(), 1u);
  page.set(1, "weight_decay", 0.9, true);
  EXPECT_EQ(page.experiment().events.size(), 2u);
  EXPECT_EQ(run_in_force(page.state(), 1).weight_decay, 0.9);
}

TEST(Changes, AWholeDragIsOneUndoStep) {
  Page page;
  page.apply(SetSpeed{20});
  page.apply(SetPlaying{true});
  page.frames(30);
  page.set(1, "weight_decay", 0.4, false);
  page.frames(20);
  page.set(1, "weight_decay", 0.6, false);
  page.frames(20);
  page.set(1, "weight_decay", 0.8, true);
  EXPECT_GE(page.experiment().events.size(), 2u);
  page.apply(Undo{});
  EXPECT_EQ(page.experiment(), small_experiment());
  EXPECT_FALSE(page.state().can_undo);
}

TEST(Changes, UndoAndRedoGiveBackEveryKindOfChange) {
  const Action changes[] = {
      SetParameter{Section::run, "weight_decay", 1, 0.5},
      SetParameter{Section::run, "name", 0, std::string("mine")},
      SetParameter{Section::data, "dataset", 0, std::string("circles")},
      SetParameter{Section::model, "hidden", 0, std::vector<double>{4, 4}},
      SetParameter{Section::training, "steps", 0, 400.0},
      Reseed{},
      AddRun{},
      CopyRun{1},
      RemoveRun{0},
      LoadExperiment{default_experiment()},
  };
  for (std::size_t i = 0; i < std::size(changes); ++i) {
    SCOPED_TRACE(i);
    Page page;
    ASSERT_TRUE(page.run_to(100));
    const Experiment before = page.experiment();
    const auto fingerprint = page.state().fingerprint;
    page.apply(changes[i]);
    const Experiment after = page.experiment();
    EXPECT_NE(before, after);
    page.frames(3);
    page.apply(Undo{});
    ASSERT_TRUE(page.rest());
    EXPECT_EQ(page.experiment(), before);
    EXPECT_EQ(page.transport().step, 100);
    EXPECT_EQ(page.state().fingerprint, fingerprint);
    page.apply(Redo{});
    ASSERT_TRUE(page.rest());
    EXPECT_EQ(page.experiment(), after);
    EXPECT_EQ(*page.state().fingerprint, fingerprint_of(after, page.transport().step));
    EXPECT_FALSE(page.state().can_redo);
  }
}

TEST(Changes, UndoGoesOnPlayingWhereItWas) {
  Page page;
  page.apply(SetSpeed{100});
  page.apply(SetPlaying{true});
  page.frames(60);
  page.set(1, "weight_decay", 0.5);
  page.frames(30);
  const int step = page.transport().target;
  page.apply(Undo{});
  ASSERT_TRUE(page.until([&] { return page.transport().target > step; }));
  EXPECT_TRUE(page.transport().playing);
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(*page.state().fingerprint, fingerprint_of(small_experiment(), 300));
}

TEST(Changes, UndoOfANewDataSetComesBackToTheStepBefore) {
  Page page;
  ASSERT_TRUE(page.run_to(300));
  page.set(Section::data, "dataset", std::string("circles"));
  EXPECT_EQ(page.transport().target, 0);
  EXPECT_TRUE(page.transport().playing) << "it had finished";
  page.frames(10);
  page.apply(Undo{});
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.transport().step, 300);
}

TEST(Changes, ARestartStaysPausedWhenItWasPaused) {
  Page page;
  ASSERT_TRUE(page.run_to(100));
  page.set(Section::data, "noise", 0.3);
  page.frames(10);
  EXPECT_EQ(page.transport().step, 0);
  EXPECT_FALSE(page.transport().playing);
  ASSERT_EQ(page.state().dataset->train.size(), 40u);
}

TEST(Changes, AChangeAtTheEndStartsTheRaceAgain) {
  Page page;
  ASSERT_TRUE(page.run_to(300));
  page.set(1, "weight_decay", 0.5);
  EXPECT_TRUE(page.experiment().events.empty());
  EXPECT_EQ(page.experiment().runs[1].weight_decay, 0.5);
  EXPECT_TRUE(page.transport().playing);
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(*page.state().fingerprint, fingerprint_of(page.experiment(), 300));
}

TEST(Changes, AnAddedRunCatchesUpAndTheOthersKeepTheirPlace) {
  Page page;
  ASSERT_TRUE(page.run_to(200));
  const std::uint64_t first = (*page.state().runs)[0].fingerprint;
  page.apply(AddRun{});
  EXPECT_EQ(page.transport().step, 200) << "the picture stays while the runs catch up";
  EXPECT_EQ((*page.state().runs)[0].step, 200);
  ASSERT_EQ(page.state().runs->size(), 3u);
  ASSERT_TRUE(page.rest());
  EXPECT_EQ((*page.state().runs)[2].step, 200);
  EXPECT_EQ((*page.state().runs)[0].fingerprint, first);
  EXPECT_EQ(page.state().view.selected_run, 2);
}

TEST(Changes, LettersStayWithTheirRunAndAreNotGivenAwayWhileItLives) {
  Page page(default_experiment());
  page.apply(RemoveRun{1});
  EXPECT_EQ(page.state().slot_of_run[0], 0);
  EXPECT_EQ(page.state().slot_of_run[1], 2);
  page.apply(CopyRun{0});
  EXPECT_EQ(page.state().slot_of_run[2], 1) << "B is free again";
  page.apply(AddRun{});
  EXPECT_EQ(page.state().slot_of_run[3], 3);
  page.apply(Undo{});
  page.apply(Undo{});
  page.apply(Undo{});
  EXPECT_EQ(page.state().slot_of_run[1], 1);
  EXPECT_EQ(page.experiment(), default_experiment());
}

TEST(Changes, ABadValueIsANoticeAndChangesNothing) {
  Page page;
  page.set(1, "weight_decay", -3.0);
  EXPECT_EQ(page.experiment(), small_experiment());
  ASSERT_EQ(page.state().notices.size(), 1u);
  EXPECT_EQ(page.state().notices[0].kind, Notice::Kind::error);
  EXPECT_NE(page.state().notices[0].text.find("-3"), std::string::npos);
  page.frame(1);
  for (int i = 0; i < 20; ++i) page.frame(1);
  EXPECT_TRUE(page.state().notices.empty()) << "notices go by themselves";
}

TEST(Changes, ResetDropsTheEventsAndUndoKeepsThem) {
  Page page;
  ASSERT_TRUE(page.run_to(100));
  page.set(0, "weight_decay", 0.7);
  ASSERT_EQ(page.experiment().events.size(), 1u);
  page.apply(Reset{});
  EXPECT_TRUE(page.experiment().events.empty());
  page.apply(Undo{});
  EXPECT_EQ(page.experiment().events.size(), 1u);
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.transport().step, 100);
}

TEST(View, TheThemeIsRememberedAndFollowsTheSystem) {
  Page page;
  page.environment.dark = false;
  page.frame();
  EXPECT_FALSE(page.state().view.dark);
  ViewSettings view = page.state().view;
  view.theme = Theme::dark;
  page.apply(SetView{view});
  EXPECT_TRUE(page.state().view.dark);

  FakeEnvironment other;
  other.settings = page.environment.settings;
  other.dark = false;
  Application application(make_local_engine(), other);
  application.start();
  EXPECT_EQ(application.state().view.theme, Theme::dark);
  EXPECT_TRUE(application.state().view.dark);
}

TEST(View, SettingsOfAnybodysMakingAreTakenAsFarAsTheyFit) {
  for (const char* text : {"", "{", "[]", R"({"theme":99,"left_width":1e300,"smooth":3})",
                           R"({"theme":"dark","left_width":null})"}) {
    FakeEnvironment environment;
    environment.settings["view"] = text;
    Application application(make_local_engine(), environment);
    application.start();
    EXPECT_EQ(application.state().view.theme, Theme::system);
    EXPECT_LE(application.state().view.left_width, 320);
    EXPECT_TRUE(application.state().view.smooth);
  }
}

TEST(View, IsolatingARunTwiceShowsAllAgain) {
  Page page(default_experiment());
  page.apply(IsolateRun{1});
  EXPECT_TRUE(page.state().view.hidden[0]);
  EXPECT_FALSE(page.state().view.hidden[1]);
  EXPECT_TRUE(page.state().view.hidden[2]);
  page.apply(IsolateRun{1});
  EXPECT_FALSE(page.state().view.hidden[0]);
}

}  // namespace
}  // namespace playground
