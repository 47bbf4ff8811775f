// Looking back shows what was, bit for bit, and leaves the present as it is; a branch from there
// is a copy of a run with an event.
#include <gtest/gtest.h>

#include "app/fake_environment.hpp"
#include "engine/inspection.hpp"
#include "share/finished_runs.hpp"

namespace playground {
namespace {

bool arrives(Page& page, int step) {
  return page.until([&] { return page.state().past && page.state().past->shown == step; });
}

TEST(Past, ShowsTheRunsAsTheyWereAndComesBackToAnUntouchedPresent) {
  Page page;
  ASSERT_TRUE(page.run_to(200));
  const std::uint64_t present = *page.state().fingerprint;
  page.apply(LookAt{70});
  ASSERT_TRUE(arrives(page, 70));
  EXPECT_EQ(shown_step(page.state()), 70);
  EXPECT_EQ(page.transport().step, 200);
  const std::vector<RunView>& runs = *page.state().runs;
  const auto then = train_runs(page.experiment(), 0, 70);
  ASSERT_EQ(runs.size(), then.size());
  for (std::size_t run = 0; run < runs.size(); ++run) {
    EXPECT_EQ(runs[run].fingerprint, then[run]->fingerprint());
    EXPECT_EQ(runs[run].latest, then[run]->metrics_now());
    EXPECT_EQ(runs[run].history, then[run]->history().points());
  }
  EXPECT_EQ(page.state().fingerprint, present);
  page.apply(LookAt{});
  EXPECT_FALSE(page.state().past);
  EXPECT_EQ((*page.state().runs)[0].step, 200);
  EXPECT_EQ(*page.state().fingerprint, present);
  EXPECT_EQ(*page.state().fingerprint, fingerprint_of(page.experiment(), 200));
}

TEST(Past, OfSeveralSeedsHasTheStatisticsOfThen) {
  Experiment experiment = small_experiment();
  experiment.seeds = 3;
  Page page(experiment);
  ASSERT_TRUE(page.run_to(200));
  page.apply(LookAt{75});  // measured every 10 steps
  ASSERT_TRUE(arrives(page, 75));
  std::vector<std::vector<RunOutcome>> seeds;
  for (int seed = 0; seed < 3; ++seed) {
    seeds.push_back(outcomes(experiment, train_runs(experiment, seed, 70)));
  }
  for (std::size_t run = 0; run < 2; ++run) {
    const RunView& then = (*page.state().runs)[run];
    ASSERT_EQ(then.seeds.size(), 3U);
    EXPECT_EQ(then.latest.step, 75) << "the seed shown is trained again";
    EXPECT_EQ(then.statistics.latest.mean.step, 70);
    EXPECT_EQ(then.statistics.latest.seeds, 3);
    double mean = 0;
    for (const auto& seed : seeds) mean += seed[run].metrics.test_loss / 3;
    EXPECT_NEAR(then.statistics.latest.mean.test_loss, mean, 1e-12);
  }
}

TEST(Past, ShowsWhatDecayTookThenWhileThatIsLookedAt) {
  Page page;
  ASSERT_TRUE(page.run_to(200));
  ViewSettings view = page.state().view;
  view.tab = Tab::decayed;
  page.apply(SetView{view});
  page.apply(LookAt{70});
  ASSERT_TRUE(page.until([&] {
    const auto& inspection = (*page.state().runs)[1].inspection;
    return inspection && inspection->step == 70;
  }));
  EXPECT_EQ((*page.state().present_runs)[1].step, 200);
}

TEST(Past, ADragOverManyStepsEndsAtTheLast) {
  Page page;
  ASSERT_TRUE(page.run_to(200));
  for (int step = 190; step >= 10; step -= 10) {
    page.apply(LookAt{step});
    page.frame();
  }
  ASSERT_TRUE(arrives(page, 10));
  EXPECT_EQ((*page.state().runs)[1].fingerprint,
            train_runs(page.experiment(), 0, 10)[1]->fingerprint());
}

TEST(Past, PlayGoesOnFromThePresent) {
  Page page;
  ASSERT_TRUE(page.run_to(100));
  page.apply(LookAt{40});
  ASSERT_TRUE(arrives(page, 40));
  page.apply(SetPlaying{true});
  EXPECT_FALSE(page.state().past);
  ASSERT_TRUE(page.until([&] { return page.transport().step > 110; }));
  page.apply(SetPlaying{false});
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(*page.state().fingerprint, fingerprint_of(page.experiment(), page.transport().step));
}

TEST(Past, AStepThatIsNotPastIsNow) {
  Page page;
  ASSERT_TRUE(page.run_to(100));
  page.apply(LookAt{100});
  EXPECT_FALSE(page.state().past);
  page.apply(LookAt{-5});
  ASSERT_TRUE(page.state().past);
  EXPECT_EQ(page.state().past->step, 0);
}

TEST(Past, ABranchIsACopyWhoseChangeActsAtThatStepAlone) {
  Page page;
  ASSERT_TRUE(page.run_to(200));
  const auto before = train_runs(page.experiment(), 0, 200);
  page.apply(LookAt{80});
  ASSERT_TRUE(arrives(page, 80));
  page.apply(BranchHere{1});
  ASSERT_EQ(page.experiment().runs.size(), 3U);
  EXPECT_EQ(page.experiment().runs[2].name, "B from step 80");
  EXPECT_EQ(page.state().view.selected_run, 2);
  page.set(2, "weight_decay", 0.9);
  ASSERT_EQ(page.experiment().events.size(), 1U);
  EXPECT_EQ(page.experiment().events[0], (Event{80, 2, {{"weight_decay", 0.9}}}));
  EXPECT_EQ(run_in_force(page.state(), 2).weight_decay, 0.9);
  EXPECT_EQ(page.state().past->step, 80);
  page.apply(LookAt{});
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.transport().step, 200);
  // The original is what it was; the branch is its state at 80 trained on with the change.
  const std::vector<RunView>& runs = *page.state().runs;
  EXPECT_EQ(runs[1].fingerprint, before[1]->fingerprint());
  EXPECT_NE(runs[2].fingerprint, before[1]->fingerprint());
  for (const Metrics& point : runs[2].history) {
    const auto same = std::find(runs[1].history.begin(), runs[1].history.end(), point);
    EXPECT_EQ(same != runs[1].history.end(), point.step <= 80) << point.step;
  }
  EXPECT_EQ(*page.state().fingerprint, fingerprint_of(page.experiment(), 200));
  // The link gives the same branch to anyone.
  EXPECT_EQ(read_link(write_link(page.experiment())).experiment, page.experiment());
  page.apply(Undo{});
  page.apply(Undo{});
  EXPECT_EQ(page.experiment().runs.size(), 2U);
  EXPECT_TRUE(page.experiment().events.empty());
}

TEST(Past, ABranchFromTheFirstStepOrAFinishedRaceStaysBesideTheOriginal) {
  Page page;
  ASSERT_TRUE(page.run_to(300));
  ASSERT_TRUE(page.transport().finished);
  page.apply(LookAt{0});
  ASSERT_TRUE(arrives(page, 0));
  page.apply(BranchHere{0});
  page.set(2, "learning_rate", 0.02);
  EXPECT_EQ(page.experiment().runs[2].learning_rate, 0.02);
  page.apply(LookAt{});
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.transport().step, 300);
}

TEST(Past, OnlyABranchCanBeChangedThere) {
  Page page;
  ASSERT_TRUE(page.run_to(100));
  const Experiment before = page.experiment();
  page.apply(LookAt{40});
  page.set(1, "weight_decay", 0.7);
  EXPECT_EQ(page.experiment(), before);
  ASSERT_FALSE(page.state().notices.empty());
  EXPECT_EQ(page.state().notices.back().text,
            "Step 40 is the past: \"Branch here\" makes a copy of a run that can be changed from "
            "there on.");
  EXPECT_TRUE(page.state().past);
}

TEST(Past, ASeventhRunIsRefusedWithTheReason) {
  Experiment six = small_experiment();
  six.runs.resize(6, six.runs[0]);
  Page page(six);
  ASSERT_TRUE(page.run_to(60));
  page.apply(LookAt{30});
  page.apply(BranchHere{0});
  EXPECT_EQ(page.experiment().runs.size(), 6U);
  ASSERT_FALSE(page.state().notices.empty());
  EXPECT_EQ(page.state().notices.back().text,
            "runs: there are 6 already, which is the most; remove one first");
}

}  // namespace
}  // namespace playground
