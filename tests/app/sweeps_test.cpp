#include <gtest/gtest.h>

#include <algorithm>

#include "app/api.hpp"
#include "app/fake_environment.hpp"
#include "app/sweep_state.hpp"
#include "share/link.hpp"
#include "share/sweep_text.hpp"

namespace playground {
namespace {

Experiment swept() {
  Experiment experiment = small_experiment();
  experiment.training.steps = 40;
  experiment.sweep.x.count = 3;
  experiment.sweep.y.count = 3;
  return experiment;
}

const SweepState& sweep_of(const Page& page) {
  return *page.state().sweep;
}

bool complete(Page& page) {
  return page.until([&] { return sweep_of(page).phase == SweepPhase::done; });
}

TEST(Sweeps, a_sweep_trains_every_cell_and_a_cell_is_what_a_run_of_its_own_becomes) {
  Page page(swept());
  EXPECT_EQ(sweep_of(page).phase, SweepPhase::idle);
  page.apply(StartSweep{});
  ASSERT_TRUE(complete(page));
  const SweepResults& results = *sweep_of(page).results;
  EXPECT_EQ(results.finished(), 9) << "both runs are AdamW with other decays: one map";
  EXPECT_TRUE(sweep_of(page).in_progress.empty());
  const CellId cell{0, 1, 2};
  const std::uint64_t fingerprint = results.find(cell)->seeds[0].fingerprint;
  page.apply(OpenCell{cell});
  ASSERT_EQ(page.experiment().runs.size(), 3u);
  ASSERT_TRUE(page.run_to(40));
  EXPECT_EQ((*page.state().runs)[2].fingerprint, fingerprint);
  EXPECT_EQ((*page.state().runs)[2].latest.test_loss,
            results.find(cell)->seeds[0].metrics.test_loss);
  EXPECT_EQ(page.state().view.selected_run, 2);
}

TEST(Sweeps, pause_stops_the_feeding_and_going_on_trains_the_rest) {
  // So many cells that they are fed in many pieces, whatever the machine does at a time.
  Experiment experiment = swept();
  experiment.training.steps = 2000;
  experiment.sweep.x.count = experiment.sweep.y.count = 9;
  Page page(experiment);
  page.apply(StartSweep{});
  ASSERT_TRUE(page.until([&] { return sweep_of(page).results->finished() > 0; }));
  page.apply(PauseSweep{true});
  page.frames(200);
  const int finished = sweep_of(page).results->finished();
  EXPECT_LT(finished, 81);
  page.frames(50);
  EXPECT_EQ(sweep_of(page).results->finished(), finished);
  page.apply(PauseSweep{false});
  EXPECT_TRUE(complete(page));
}

TEST(Sweeps, cells_that_take_long_say_how_far_they_are) {
  Experiment experiment = swept();
  experiment.training.steps = 1000000;  // a cell takes a second or so
  experiment.training.evaluate_every = 10000;
  Page page(experiment);
  page.apply(StartSweep{});
  std::vector<double> heard;
  const auto furthest = [&] {
    double most = 0;
    for (const CellInProgress& it : sweep_of(page).in_progress) most = std::max(most, it.done);
    return most;
  };
  for (int i = 0; i < 3; ++i) {
    const double before = heard.empty() ? 0 : heard.back();
    const std::uint64_t revision = page.state().revision;
    ASSERT_TRUE(page.until([&] { return furthest() > before; }));
    EXPECT_GT(page.state().revision, revision) << "it is drawn";
    heard.push_back(furthest());
  }
  EXPECT_LT(heard[0], 1);
  page.apply(CancelSweep{});
  page.frame();
  EXPECT_TRUE(sweep_of(page).in_progress.empty());
}

TEST(Sweeps, cancel_keeps_what_is_finished_and_the_next_start_trains_only_the_rest) {
  Page page(swept());
  page.apply(StartSweep{});
  ASSERT_TRUE(page.until([&] { return sweep_of(page).results->finished() >= 2; }));
  page.apply(CancelSweep{});
  const int finished = sweep_of(page).results->finished();
  EXPECT_EQ(sweep_of(page).phase, SweepPhase::cancelled);
  page.frames(100);
  EXPECT_EQ(sweep_of(page).results->finished(), finished);
  EXPECT_TRUE(sweep_of(page).in_progress.empty());
  page.apply(StartSweep{});
  EXPECT_EQ(sweep_of(page).results->finished(), finished) << "they are not trained again";
  EXPECT_TRUE(complete(page));
}

TEST(Sweeps, finished_cells_outlive_the_page) {
  Page page(swept());
  page.apply(StartSweep{});
  ASSERT_TRUE(page.until([&] { return sweep_of(page).results->finished() >= 2; }));
  page.apply(CancelSweep{});
  const int finished = sweep_of(page).results->finished();
  FakeEnvironment environment;
  environment.settings = page.environment.settings;
  environment.history = page.environment.history;
  environment.history.back() = write_link(page.experiment());
  Application later(make_local_engine(), environment);
  later.start();
  ASSERT_TRUE(later.state().sweep->results);
  EXPECT_EQ(later.state().sweep->results->finished(), finished);
  ASSERT_FALSE(later.state().notices.empty());
  EXPECT_NE(later.state().notices.back().text.find("cells of the sweep are still there"),
            std::string::npos);
  FakeEnvironment other;
  other.settings = page.environment.settings;
  other.history = {"v=1"};
  Application foreign(make_local_engine(), other);
  foreign.start();
  EXPECT_FALSE(foreign.state().sweep->results) << "cells of another experiment";
}

TEST(Sweeps, settings_are_in_the_address_and_change_no_run) {
  Page page(swept());
  ASSERT_TRUE(page.run_to(20));
  const auto fingerprint = page.state().fingerprint;
  SweepConfig config = page.experiment().sweep;
  config.seeds = 2;
  page.apply(SetSweep{config});
  page.frames(30);
  EXPECT_NE(page.environment.fragment().find("seeds:2"), std::string::npos)
      << page.environment.fragment();
  EXPECT_EQ(page.transport().step, 20);
  EXPECT_EQ(page.state().fingerprint, fingerprint);
  config.seeds = 0;
  page.apply(SetSweep{config});
  EXPECT_EQ(page.experiment().sweep.seeds, 2);
  EXPECT_NE(page.state().notices.back().text.find("sweep.seeds: 0"), std::string::npos);
  page.apply(Undo{});
  EXPECT_EQ(page.experiment().sweep.seeds, 1);
}

TEST(Sweeps, a_changed_experiment_makes_the_map_one_of_earlier_settings) {
  Page page(swept());
  page.apply(StartSweep{});
  ASSERT_TRUE(complete(page));
  EXPECT_TRUE(sweep_of(page).current);
  page.set(0, "beta1", 0.5);
  page.set(1, "beta1", 0.5);
  EXPECT_FALSE(sweep_of(page).current);
  page.apply(OpenCell{{0, 0, 0}});
  EXPECT_EQ(page.experiment().runs.size(), 2u);
  page.apply(Undo{});
  page.apply(Undo{});
  EXPECT_TRUE(sweep_of(page).current) << "back to what was trained";
  page.set(1, "weight_decay", 3.0);
  EXPECT_TRUE(sweep_of(page).current) << "an axis of the map";
}

TEST(Sweeps, removing_a_run_keeps_the_settings_valid) {
  Experiment experiment = swept();
  experiment.sweep.runs = {0, 1};
  Page page(experiment);
  page.apply(RemoveRun{0});
  EXPECT_EQ(page.experiment().sweep.runs, (std::vector<int>{0}));
}

TEST(Sweeps, the_page_s_call_answers_with_all_cells) {
  Page page(swept());
  const auto pending =
      call(page, "sweep",
           Json::array({{{"learning_rates", {0.01, 0.1}}, {"weight_decays", {0, 1}}}}), 7);
  EXPECT_EQ(pending["pending"], true) << format_json(pending, -1);
  const auto busy = call(page, "sweep", Json::array());
  EXPECT_NE(busy["error"].get<std::string>().find("one is under way"), std::string::npos);
  ASSERT_TRUE(page.until([&] { return page.environment.count("answer") > 0; }));
  const auto& answer = page.environment.events.back().second;
  ASSERT_EQ(answer["id"], 7);
  const auto& map = answer["result"]["maps"][0];
  EXPECT_EQ(map["cells"].size(), 4u);
  EXPECT_EQ(map["x"], (Json{0.01, 0.1}));
  EXPECT_TRUE(map["best"].is_object());
  EXPECT_GT(page.environment.count("sweep"), 0);
}

TEST(Sweeps, a_call_with_bad_settings_or_that_is_cancelled_says_why) {
  Page page(swept());
  const auto message = [&](const Json& settings) {
    return call(page, "sweep", Json::array({settings}))["error"].get<std::string>();
  };
  EXPECT_NE(message({{"seeds", 0}}).find("sweep.seeds: 0 is out of range"), std::string::npos);
  EXPECT_NE(message({{"grid", 9}}).find("sweep.grid: unknown key"), std::string::npos);
  EXPECT_NE(message("all").find("it must be an object"), std::string::npos);
  EXPECT_NE(message({{"learning_rates", Json::array()}}).find("sweep.x.values"), std::string::npos);
  EXPECT_EQ(page.experiment().sweep, swept().sweep);
  call(page, "sweep", Json::array());
  page.apply(CancelSweep{});
  const auto& answer = page.environment.events.back().second;
  EXPECT_NE(answer["error"].get<std::string>().find("cancelled after"), std::string::npos);
}

TEST(Sweeps, exports_the_finished_cells) {
  Page page(swept());
  page.apply(ExportSweep{});
  EXPECT_TRUE(page.environment.downloads.empty());
  page.apply(StartSweep{});
  ASSERT_TRUE(complete(page));
  page.apply(ExportSweep{});
  ASSERT_EQ(page.environment.downloads.size(), 1u);
  EXPECT_EQ(page.environment.downloads[0].second.substr(0, 14), "run,optimizer,");
  page.apply(SavePicture{"map.png", 0, 0, 10, 10});
  EXPECT_EQ(page.environment.pictures, (std::vector<std::string>{"map.png"}));
}

}  // namespace
}  // namespace playground
