// The tab "Who gets decayed?" without a window: what is drawn, what is counted as missing, and what
// a click does.
#include "ui/decay_view.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "train/trainer.hpp"
#include "ui/fake_screen.hpp"
#include "ui/term_help.hpp"

namespace playground {
namespace {

Experiment decayed_experiment() {
  Experiment experiment = default_experiment();
  experiment.data.test_size = 100;
  experiment.model.hidden = {8, 8};
  experiment.training.steps = 400;
  return experiment;
}

// The screen with the tab open and every run inspected after `step` updates.
struct DecayedScene {
  FakeScreen screen;
  int step;

  explicit DecayedScene(const Experiment& experiment = decayed_experiment(), int at = 200,
                        float width = 1280, float height = 720)
      : screen(width, height), step(at) {
    screen.use(experiment);
    screen.state.transport.step = step;
    screen.state.view.tab = Tab::decayed;
    look();
  }
  void look() {
    const Experiment& experiment = screen.state.experiment;
    auto dataset = std::make_shared<const Dataset>(make_dataset(experiment.data));
    for (std::size_t run = 0; run < experiment.runs.size(); ++run) {
      Trainer trainer(dataset, experiment, static_cast<int>(run));
      std::optional<std::size_t> index;
      if (screen.state.view.watched) {
        index = arena_index(trainer.model().layout(), *screen.state.view.watched);
      }
      trainer.set_tracker(DecayTracker(trainer.model().layout(), index));
      trainer.advance_to(step);
      screen.runs()[run].inspection =
          std::make_shared<const Inspection>(inspect(trainer, screen.state.view.watched));
    }
    screen.frames(3);
  }
  const AppState& state() const { return screen.state; }
};

TEST(DecayView, CountsEveryWeightThatIsNotDrawnOnTheAxes) {
  const DecayedScene scene;
  const DecayAxes axes = decay_axes(scene.state());
  for (int run = 1; run < 3; ++run) {
    const Inspection& inspection = *inspection_of(scene.state(), run);
    const DecayCount count = count_marks(scene.state(), inspection, axes);
    EXPECT_EQ(count.shown, 2 * 8 + 8 * 8 + 8);
    int on_axes = 0;
    for (const WeightMark& mark : inspection.marks) {
      const double percent = 100 * static_cast<double>(mark.share);
      on_axes += mark.share > 0 && axes.root.contains(static_cast<double>(mark.root)) &&
                 axes.percent.contains(percent);
    }
    EXPECT_EQ(count.not_positive + count.outside + on_axes, count.shown);
  }
  DecayCount count;
  count.shown = 1120;
  count.not_positive = 269;
  count.outside = 57;
  EXPECT_EQ(missing_text("C", count),
            "C: 269 of 1,120 with share \u2264 0 not drawn, 57 off the axes");
  EXPECT_EQ(missing_text("C", DecayCount{}), "");
}

TEST(DecayView, TheLineOfAdamWLiesOnTheAxesAwayFromTheirEdges) {
  const DecayedScene scene;
  const DecayAxes axes = decay_axes(scene.state());
  EXPECT_LT(axes.percent.low, 0.3);
  EXPECT_GT(axes.percent.high, 0.3);
  EXPECT_NEAR(axes.root.high / axes.root.low, 1e5, 1);
}

TEST(DecayView, TheoryIsFlatForAdamWAndBentByTheRootForL2) {
  const DecayedScene scene;
  const Inspection& adamw = *inspection_of(scene.state(), 1);
  EXPECT_EQ(theory_share(adamw, 1e-4), 0.01 * 0.3);
  EXPECT_EQ(theory_share(adamw, 1), 0.01 * 0.3);
  const Inspection& l2 = *inspection_of(scene.state(), 2);
  EXPECT_NEAR(theory_share(l2, 1e-3) / theory_share(l2, 1e-2), 10, 1e-3);
  EXPECT_NEAR(theory_share(l2, 1e-3), 0.01 * 0.0032 / (1e-3 + 1e-8), 1e-9);
}

TEST(DecayView, SharesArePercentagesWithTwoDigits) {
  EXPECT_EQ(share_text(0.003), "0.30 %");
  EXPECT_EQ(share_text(0.0112), "1.1 %");
  EXPECT_EQ(share_text(0.000152), "0.015 %");
  EXPECT_EQ(share_text(0.0000152), "0.0015 %");
  EXPECT_EQ(share_text(2.48), "248 %");
  EXPECT_EQ(share_text(-0.02), "\u22122.0 %");
  EXPECT_EQ(share_text(std::nan("")), "\u2013");
  EXPECT_EQ(place_text({1, 0, 3}), "layer 2, 0 \u2192 3");
}

TEST(DecayView, SaysOnlyWhatHoldsForTheRunsThatAreThere) {
  Experiment experiment = decayed_experiment();
  experiment.runs.resize(1);
  DecayedScene plain(experiment);
  ASSERT_EQ(decay_sentences(plain.state()).size(), 1u);
  EXPECT_NE(decay_sentences(plain.state())[0].find("No run"), std::string::npos);
  experiment.runs[0].weight_decay = 0.1;
  DecayedScene adamw(experiment);
  for (const std::string& sentence : decay_sentences(adamw.state())) {
    EXPECT_EQ(sentence.find("L2"), std::string::npos);
  }
}

TEST(DecayView, TheBoundIsThatOfFullBatchAdamWAlone) {
  RunConfig config;
  config.weight_decay = 0.3;
  EXPECT_NEAR(weight_bound(config), 1 / 0.3, 1e-12);
  config.decay_form = DecayForm::schedule;
  EXPECT_NEAR(weight_bound(config), 0.01 / 0.3, 1e-12);
  config.optimizer = OptimizerKind::adam;
  EXPECT_EQ(weight_bound(config), 0);
}

TEST(DecayedTab, AClickOnTheLineOfAdamWFollowsAWeight) {
  DecayedScene scene;
  const WidgetInfo plot = scene.screen.widget("decayed.scatter");
  const DecayAxes axes = decay_axes(scene.state());
  const WeightMark& mark = inspection_of(scene.state(), 1)->marks[40];
  const double x = std::log(static_cast<double>(mark.root) / axes.root.low) /
                   std::log(axes.root.high / axes.root.low);
  const double y = std::log(100 * static_cast<double>(mark.share) / axes.percent.low) /
                   std::log(axes.percent.high / axes.percent.low);
  scene.screen.click(plot.x + static_cast<float>(x) * plot.width,
                     plot.y + (1 - static_cast<float>(y)) * plot.height);
  ASSERT_TRUE(scene.state().view.watched);
  scene.look();
  EXPECT_TRUE(scene.screen.has("decayed.history"));
  EXPECT_TRUE(scene.screen.has("decayed.history.3"));
  EXPECT_FALSE(scene.screen.has("decayed.histogram"));
  EXPECT_EQ(scene.screen.widget("decayed.history.0").value, "200");
  scene.screen.click("decayed.close");
  EXPECT_FALSE(scene.state().view.watched);
  scene.screen.frames(2);
  EXPECT_TRUE(scene.screen.has("decayed.histogram"));
}

TEST(DecayedTab, ALayersChipHidesItsWeightsAndTheCaptionFollows) {
  DecayedScene scene;
  const std::string before = scene.screen.widget("decayed.caption").value;
  scene.screen.click("decayed.layer.2");
  EXPECT_FALSE(layer_shown(scene.state(), 1));
  EXPECT_TRUE(layer_shown(scene.state(), 0));
  scene.screen.frames(2);
  EXPECT_NE(scene.screen.widget("decayed.caption").value, before);
  scene.screen.click("decayed.layer.2");
  EXPECT_TRUE(layer_shown(scene.state(), 1));
}

TEST(DecayedTab, SaysWhyThereIsNothingBeforeTheFirstStep) {
  FakeScreen screen;
  screen.state.view.tab = Tab::decayed;
  screen.frames(2);
  EXPECT_NE(screen.widget("decayed.waiting").value.find("first step"), std::string::npos);
  screen.state.transport.step = 500;
  screen.frames(2);
  EXPECT_NE(screen.widget("decayed.waiting").value.find("500"), std::string::npos);
}

TEST(DecayedTab, EverythingLiesInsideTheWindowAtEverySizeAndForEveryKindOfRun) {
  Experiment experiment = decayed_experiment();
  const OptimizerKind kinds[] = {OptimizerKind::adam, OptimizerKind::sgd, OptimizerKind::sgdw};
  for (const OptimizerKind kind : kinds) {
    RunConfig run = experiment.runs[1];
    run.optimizer = kind;
    run.weight_decay = 0.01;
    experiment.runs.push_back(run);
  }
  const std::pair<float, float> sizes[] = {{1280, 720}, {390, 844}, {768, 1024}, {320, 568}};
  for (const auto& [width, height] : sizes) {
    DecayedScene scene(experiment, 50, width, height);
    for (const bool watched : {false, true}) {
      if (watched) scene.screen.state.view.watched = WeightPlace{1, 2, 3};
      scene.look();
      for (const WidgetInfo& widget : scene.screen.ui.widgets.widgets()) {
        if (!widget.visible) continue;
        EXPECT_GE(widget.x, 0) << widget.id << " at " << width;
        EXPECT_LE(widget.x + widget.width, width + 0.5f) << widget.id << " at " << width;
      }
    }
  }
}

TEST(DecayedTab, ArrowsGoFromWeightToWeightAndFromRunToRunWhileThePlotIsInFocus) {
  DecayedScene scene;
  FakeScreen& screen = scene.screen;
  screen.key(ImGuiKey_RightArrow);  // not in focus: the key is not the plot's
  EXPECT_FALSE(screen.state.view.watched);
  for (int i = 0; i < 120 && !screen.widget("decayed.scatter").focused; ++i) {
    screen.key(ImGuiKey_Tab);
  }
  ASSERT_TRUE(screen.widget("decayed.scatter").focused);
  screen.key(ImGuiKey_RightArrow);
  ASSERT_TRUE(screen.state.view.watched);
  const auto root = [&] {
    for (const WeightMark& mark : inspection_of(screen.state, 1)->marks) {
      if (mark.place == *screen.state.view.watched) return mark.root;
    }
    return -1.0f;
  };
  const WeightPlace first = *screen.state.view.watched;
  const float before = root();
  screen.key(ImGuiKey_RightArrow);
  EXPECT_NE(*screen.state.view.watched, first);
  EXPECT_GE(root(), before);
  screen.key(ImGuiKey_LeftArrow);
  EXPECT_EQ(*screen.state.view.watched, first);
  screen.emitted.clear();
  screen.key(ImGuiKey_DownArrow);
  ASSERT_EQ(screen.all<SelectRun>().size(), 1u);
  EXPECT_EQ(screen.all<SelectRun>()[0].run, 2);
  screen.key(ImGuiKey_UpArrow);  // run 0 has no decay, so no weights here
  EXPECT_EQ(screen.all<SelectRun>().size(), 1u);
  EXPECT_TRUE(screen.widget("decayed.scatter").focused);
}

TEST(DecayedTab, ALargeNetworkFitsIntoADrawList) {
  Experiment experiment = decayed_experiment();
  experiment.model.hidden = {256, 256};
  experiment.runs = {experiment.runs[2], experiment.runs[2], experiment.runs[2],
                     experiment.runs[2], experiment.runs[2], experiment.runs[2]};
  const DecayedScene scene(experiment, 5);
  const ImDrawData* drawn = ImGui::GetDrawData();
  for (int i = 0; i < drawn->CmdListsCount; ++i) {
    EXPECT_LT(drawn->CmdLists[i]->VtxBuffer.Size, 65536);
  }
}

TEST(TermHelp, FindsTheSymbolsOfATermButNoLettersWithinWords) {
  const auto names = [](std::string_view text) {
    std::vector<std::string> found;
    for (const auto& [symbol, meaning] : symbols_in(text)) found.push_back(symbol);
    return found;
  };
  EXPECT_EQ(names("\u03b3\u03bb"), (std::vector<std::string>{"\u03b3", "\u03bb"}));
  EXPECT_EQ(names("m \u221av + \u03b5"), (std::vector<std::string>{"\u03b5", "\u221av", "m"}));
  EXPECT_EQ(names("removed  =  "), std::vector<std::string>{});
  EXPECT_EQ(names("\u03bbw"), (std::vector<std::string>{"\u03bb", "w"}));
}

}  // namespace
}  // namespace playground
