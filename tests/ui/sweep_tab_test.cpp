#include <gtest/gtest.h>

#include "app/sweep_state.hpp"
#include "ui/fake_screen.hpp"
#include "ui/sweep_view.hpp"

namespace playground {
namespace {

// A finished sweep of 3 x 3 cells of AdamW and Adam + L2 with made-up losses.
struct SweepScreen : FakeScreen {
  SweepState sweep;

  explicit SweepScreen(float width = 1280, float height = 720) : FakeScreen(width, height) {
    Experiment experiment = default_experiment();
    experiment.sweep.x.count = 3;
    experiment.sweep.y.count = 3;
    experiment.sweep.seeds = 2;
    use(experiment);
    state.view.tab = Tab::sweep;
    state.sweep = &sweep;
  }
  void fill(SweepPhase phase, int cells) {
    sweep.experiment = state.experiment;
    sweep.results.emplace(*plan_sweep(state.experiment));
    sweep.phase = phase;
    sweep.current = true;
    const std::vector<CellId> order = sweep.results->plan().order;
    for (int i = 0; i < cells; ++i) {
      CellResult result{order[static_cast<std::size_t>(i)], {}};
      for (int seed = 0; seed < 2; ++seed) {
        SeedOutcome outcome;
        outcome.metrics.test_loss = 0.3 + 0.1 * result.cell.row + 0.01 * seed;
        outcome.metrics.test_accuracy = 0.9;
        outcome.diverged = result.cell.row == 2 && result.cell.column == 2;
        result.seeds.push_back(outcome);
      }
      sweep.results->add(result);
    }
  }
  // The middle of a cell of a map.
  void click_cell(int map, int column, int row) {
    const WidgetInfo grid = widget("sweep.map." + std::to_string(map));
    click(grid.x + grid.width * (static_cast<float>(column) + 0.5f) / 3,
          grid.y + grid.height * (2.5f - static_cast<float>(row)) / 3);
  }
};

TEST(SweepTab, before_the_first_sweep_it_shows_the_empty_maps_and_a_button) {
  SweepScreen screen;
  screen.frames(3);
  EXPECT_TRUE(screen.has("sweep.map.0"));
  EXPECT_TRUE(screen.has("sweep.map.1"));
  EXPECT_EQ(screen.widget("sweep.progress").value, "18 cells to train · 2,000 steps each");
  screen.click("sweep.start");
  EXPECT_EQ(screen.all<StartSweep>().size(), 1u);
}

TEST(SweepTab, running_it_shows_progress_and_can_be_paused_and_cancelled) {
  SweepScreen screen;
  screen.fill(SweepPhase::running, 5);
  screen.sweep.seconds_left = 2.2;
  screen.frames(3);
  EXPECT_EQ(screen.widget("sweep.progress").value, "5 of 18 cells · about 3 s left");
  EXPECT_FALSE(screen.widget("sweep.grid").enabled);
  EXPECT_TRUE(screen.widget("sweep.metric").enabled);
  screen.click("sweep.pause");
  screen.click("sweep.cancel");
  ASSERT_EQ(screen.all<PauseSweep>().size(), 1u);
  EXPECT_TRUE(screen.all<PauseSweep>()[0].paused);
  EXPECT_EQ(screen.all<CancelSweep>().size(), 1u);
}

TEST(SweepTab, the_cell_under_a_resting_mouse_is_read_out_and_then_the_screen_rests) {
  SweepScreen screen;
  screen.fill(SweepPhase::done, 18);
  screen.frames(3);
  const WidgetInfo grid = screen.widget("sweep.map.0");
  screen.move(grid.x + grid.width / 2, grid.y + grid.height / 2);
  screen.frames(60);
  ASSERT_TRUE(screen.ui.tooltip.has_value());
  EXPECT_NE(screen.ui.tooltip->sentence.find("decay"), std::string::npos)
      << screen.ui.tooltip->sentence;
  EXPECT_FALSE(screen.ui.tooltip->rows.empty());
  EXPECT_FALSE(screen.ui.animating);
}

TEST(SweepTab, a_picture_to_keep_has_no_notices_and_no_tooltip) {
  SweepScreen screen;
  screen.fill(SweepPhase::done, 18);
  screen.state.notices.push_back({Notice::Kind::information, "Saved"});
  screen.frames(2);
  EXPECT_TRUE(screen.has("notice.0"));
  screen.ui.to_keep = true;
  screen.frames(1);
  EXPECT_FALSE(screen.has("notice.0"));
}

TEST(SweepTab, a_click_selects_the_cell_under_it_and_the_button_opens_it) {
  SweepScreen screen;
  screen.fill(SweepPhase::done, 18);
  screen.frames(3);
  screen.click_cell(1, 2, 0);
  ASSERT_EQ(screen.all<SelectCell>().size(), 1u);
  EXPECT_EQ(screen.all<SelectCell>()[0].cell, (CellId{1, 2, 0}));
  EXPECT_FALSE(screen.has("sweep.open"));
  screen.sweep.selected = CellId{1, 2, 0};
  screen.frames(2);
  EXPECT_EQ(screen.widget("sweep.open").label, "Open as run D");
  screen.click("sweep.open");
  ASSERT_EQ(screen.all<OpenCell>().size(), 1u);
  EXPECT_EQ(screen.all<OpenCell>()[0].cell, (CellId{1, 2, 0}));
}

TEST(SweepTab, settings_are_chosen_from_lists) {
  SweepScreen screen;
  screen.frames(3);
  screen.click("sweep.seeds");
  screen.frames(2);
  screen.click("sweep.seeds.3");
  screen.frames(2);
  ASSERT_EQ(screen.all<SetSweep>().size(), 1u);
  EXPECT_EQ(screen.all<SetSweep>()[0].sweep.seeds, 8);
  screen.click("sweep.plane");
  screen.frames(2);
  screen.click("sweep.plane.1");
  screen.frames(2);
  ASSERT_EQ(screen.all<SetSweep>().size(), 2u);
  EXPECT_EQ(screen.all<SetSweep>()[1].sweep.x.parameter, "training.loss_scale");
}

TEST(SweepTab, the_axes_change_places_when_one_takes_the_other_s_parameter) {
  SweepScreen screen;
  screen.frames(3);
  screen.click("sweep.x");
  screen.frames(2);
  screen.click("sweep.x.weight_decay");
  screen.frames(2);
  ASSERT_EQ(screen.all<SetSweep>().size(), 1u);
  EXPECT_EQ(screen.all<SetSweep>()[0].sweep.x.parameter, "weight_decay");
  EXPECT_EQ(screen.all<SetSweep>()[0].sweep.y.parameter, "learning_rate");
}

TEST(SweepTab, the_best_cell_and_what_is_open_are_named_from_the_cells) {
  SweepScreen screen;
  screen.fill(SweepPhase::done, 18);
  screen.frames(3);
  EXPECT_EQ(screen.widget("sweep.best.0").value, "0.305 ± 0.007");
  const std::vector<std::string> sentences = caveats(screen.state, shown_sweep(screen.state));
  const auto has = [&](std::string_view words) {
    return std::any_of(sentences.begin(), sentences.end(), [&](const std::string& sentence) {
      return sentence.find(words) != std::string::npos;
    });
  };
  EXPECT_TRUE(has("3 cells are within one standard error"));
  EXPECT_TRUE(has("for 3 of 3 values of learning rate γ, the best decay λ of B is at its edge"));
  EXPECT_TRUE(has("compare their shapes"));
  EXPECT_FALSE(has("One seed a cell"));
}

TEST(SweepTab, a_map_of_other_settings_says_so_and_cannot_be_opened) {
  SweepScreen screen;
  screen.fill(SweepPhase::done, 18);
  screen.sweep.selected = CellId{0, 0, 0};
  screen.sweep.current = false;
  screen.frames(3);
  EXPECT_NE(screen.widget("sweep.progress").value.find("of earlier settings"), std::string::npos);
  EXPECT_FALSE(screen.widget("sweep.open").enabled);
}

TEST(SweepTab, the_colour_scale_is_shared_bright_for_good_and_clamped_where_values_are_bad) {
  SweepScreen screen;
  screen.fill(SweepPhase::done, 18);
  const ShownSweep shown = shown_sweep(screen.state);
  const auto scale = shown.scale();
  ASSERT_TRUE(scale);
  EXPECT_FLOAT_EQ(scale->place(0.305), 1);
  EXPECT_LT(scale->place(0.4), scale->place(0.35));
  EXPECT_FALSE(scale->clamped);
  ValueScale accuracy{{AxisScale::linear, {0.5, 1}}, true, false};
  EXPECT_FLOAT_EQ(accuracy.place(1), 1);
  EXPECT_EQ(accuracy.ticks(true).front().text, "100.0 %");
}

TEST(SweepTab, on_a_phone_the_maps_stand_one_under_the_other) {
  SweepScreen screen(390, 844);
  screen.fill(SweepPhase::done, 18);
  screen.frames(3);
  const WidgetInfo grid = screen.widget("sweep.plane");
  EXPECT_GE(grid.height, 44);
  EXPECT_TRUE(screen.has("sweep.map.0"));
}

TEST(SweepTab, a_sweep_that_cannot_be_planned_shows_the_reason) {
  SweepScreen screen;
  screen.state.experiment.sweep.x.parameter = "nothing";
  screen.frames(3);
  EXPECT_FALSE(screen.widget("sweep.start").enabled);
  EXPECT_FALSE(screen.has("sweep.map.0"));
}

TEST(SweepTab, TheStepsOfACellAreChosenInItsMenu) {
  FakeScreen screen;
  screen.state.view.tab = Tab::sweep;
  screen.frames(3);
  screen.click("sweep.more");
  screen.frames(3);
  ASSERT_TRUE(screen.has("sweep.steps.1000"));
  screen.click("sweep.steps.1000");
  ASSERT_EQ(screen.all<SetSweep>().size(), 1u);
  EXPECT_EQ(screen.all<SetSweep>()[0].sweep.steps, 1000);
}

}  // namespace
}  // namespace playground
