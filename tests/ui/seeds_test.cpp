// What the page says of several seeds: means, divergence, verdicts, and the controls.
#include <gtest/gtest.h>

#include "engine/seed_views.hpp"
#include "ui/fake_screen.hpp"
#include "ui/race_curves.hpp"
#include "ui/seed_text.hpp"

namespace playground {
namespace {

Metrics metrics_at(int step, double test_loss) {
  Metrics metrics;
  metrics.step = step;
  metrics.test_loss = test_loss;
  metrics.train_loss = test_loss / 2;
  metrics.gap = test_loss / 2;
  metrics.test_accuracy = 0.9;
  metrics.train_accuracy = 0.95;
  metrics.weight_norm = 5;
  return metrics;
}

// Three runs of four seeds at step 100: B is lower than A by about 0.2 in every seed, C is all
// over.
void fill(FakeScreen& screen) {
  Experiment experiment = default_experiment();
  experiment.seeds = 4;
  screen.use(experiment);
  screen.runs() = make_views(experiment, 0);
  const double losses[3][4] = {
      {0.50, 0.60, 0.55, 0.52}, {0.31, 0.39, 0.36, 0.30}, {0.45, 0.70, 0.50, 0.55}};
  for (std::size_t run = 0; run < 3; ++run) {
    for (std::size_t seed = 0; seed < 4; ++seed) {
      SeedView& view = screen.runs()[run].seeds[seed];
      view.history = {metrics_at(0, 0.7), metrics_at(100, losses[run][seed])};
      view.latest = view.history.back();
      view.step = 100;
    }
    update_statistics(screen.runs()[run], true);
  }
  show_seed_in(screen.runs(), 0);
  screen.state.transport.step = screen.state.transport.target = 100;
}

void diverge(FakeScreen& screen, std::size_t run, std::size_t seed) {
  screen.runs()[run].seeds[seed].diverged = true;
  screen.runs()[run].seeds[seed].latest.test_loss = 1e30;
  update_statistics(screen.runs()[run], false);
}

const MetricColumn& loss() {
  return *find_metric("test_loss");
}

TEST(SeedText, AVerdictSaysHowMuchLowerAndInHowManySeeds) {
  FakeScreen screen;
  fill(screen);
  const Verdict clear = compare_seeds(screen.state, 1, 0, loss());
  EXPECT_EQ(clear.text, "lower by 0.20 \u00b1 0.02 (4 of 4 seeds)");
  EXPECT_EQ(clear.difference_text, "\u22120.20 \u00b1 0.02");
  EXPECT_EQ(clear.wins_text, "better in 4 of 4");
  EXPECT_EQ(clear.step, 100);
  EXPECT_EQ(compare_seeds(screen.state, 0, 1, loss()).wins_text, "better in 0 of 4");
  EXPECT_EQ(compare_seeds(screen.state, 2, 0, loss()).text, "not clear with 4 seeds");
}

TEST(SeedText, SeedsThatDivergedAreSaidAndLeftOut) {
  FakeScreen screen;
  fill(screen);
  EXPECT_EQ(divergence_text(screen.state, 1), "");
  diverge(screen, 1, 2);
  diverge(screen, 1, 3);
  EXPECT_EQ(divergence_text(screen.state, 1), "diverged in 2 of 4");
  EXPECT_FALSE(run_diverged(screen.state, 1));
  EXPECT_NEAR(metrics_of(screen.state, 1).test_loss, 0.35, 1e-12);
  const Verdict verdict = compare_seeds(screen.state, 1, 0, loss());
  EXPECT_EQ(verdict.difference.seeds, 2);
  screen.frames(2);
  EXPECT_NE(screen.widget("status").value.find("B diverged in 2 of 4"), std::string::npos);
  for (std::size_t seed = 0; seed < 2; ++seed) diverge(screen, 1, seed);
  EXPECT_TRUE(run_diverged(screen.state, 1));
  EXPECT_EQ(compare_seeds(screen.state, 1, 0, loss()).text, "not clear with 0 seeds");
  screen.frames(2);
  for (const WidgetInfo& widget : screen.ui.widgets.widgets()) {
    EXPECT_EQ(widget.value.find("nan"), std::string::npos) << widget.id << widget.value;
  }
}

TEST(SeedCurves, AreTheMeanWithABandOfOneDeviationOrTheRange) {
  FakeScreen screen;
  fill(screen);
  std::vector<Curve> curves = make_curves(screen.state, Quantity::loss);
  const Curve& curve = curves.back();  // the selected run, B
  ASSERT_EQ(curve.run, 1);
  ASSERT_EQ(curve.bold_test.size(), 2u);
  EXPECT_NEAR(curve.bold_test[1], 0.34, 1e-12);
  EXPECT_NEAR(curve.deviation[1], 0.0424264, 1e-6);
  EXPECT_NEAR(curve.band_high[1] - curve.bold_test[1], curve.deviation[1], 1e-12);
  screen.state.view.band = Band::range;
  curves = make_curves(screen.state, Quantity::loss);
  EXPECT_EQ(curves.back().band_low[1], 0.30);
  EXPECT_EQ(curves.back().band_high[1], 0.39);
  EXPECT_GE(needed_range(screen.state, Quantity::loss, curves, AxisScale::linear).high, 0.70);
}

TEST(SeedScreen, CardsShowTheMeanAndItsSpread) {
  FakeScreen screen;
  fill(screen);
  screen.frames(2);
  EXPECT_EQ(screen.widget("card.1.test_loss").value, "0.34 \u00b1 0.04");
  EXPECT_EQ(screen.widget("card.1.test_accuracy").value, "90.0 % \u00b1 0.0");
}

TEST(SeedScreen, TheSeedSeenIsChosenBesideTheirNumberAndInTheStatusBar) {
  FakeScreen screen(1280, 1400);
  fill(screen);
  screen.frames(2);
  EXPECT_EQ(screen.widget("seed.shown").value, "1 of 4");
  EXPECT_FALSE(screen.widget("seed.less").enabled);
  screen.click("seed.more");
  EXPECT_EQ(screen.state.view.shown_seed, 1);
  screen.click("seed.next");
  EXPECT_EQ(screen.state.view.shown_seed, 2);
  screen.frames(2);
  EXPECT_NE(screen.widget("status").value.find("Surfaces show seed 3 of 4"), std::string::npos);
}

TEST(SeedScreen, TheBandIsChosenInTheKeyOfTheTab) {
  FakeScreen screen;
  fill(screen);
  screen.frames(2);
  EXPECT_FALSE(screen.has("view.smooth"));
  screen.click("view.band");
  EXPECT_EQ(screen.state.view.band, Band::range);
  screen.click("view.band");
  EXPECT_EQ(screen.state.view.band, Band::deviation);
}

TEST(SeedScreen, TheVerdictComparesAnyTwoRunsInAnyMetric) {
  FakeScreen screen(1280, 1400);
  fill(screen);
  screen.frames(3);
  EXPECT_EQ(screen.widget("verdict").value, "lower by 0.20 \u00b1 0.02 (4 of 4 seeds)");
  screen.click("verdict.first");
  screen.frames(2);
  screen.click("verdict.first.2");
  screen.frames(2);
  EXPECT_EQ(screen.state.view.verdict_runs, (std::array<int, 2>{2, 0}));
  EXPECT_EQ(screen.widget("verdict").value, "not clear with 4 seeds");
  // The other side's run: the two change places.
  screen.click("verdict.second");
  screen.frames(2);
  screen.click("verdict.second.2");
  screen.frames(2);
  EXPECT_EQ(screen.state.view.verdict_runs, (std::array<int, 2>{0, 2}));
  screen.click("verdict.metric");
  screen.frames(2);
  screen.click("verdict.metric.6");
  screen.frames(2);
  EXPECT_EQ(screen.state.view.verdict_metric, "gap");
  EXPECT_NE(screen.widget("verdict").label.find("gap"), std::string::npos);
}

TEST(SeedScreen, WithOneSeedNothingOfItIsThere) {
  FakeScreen screen(1280, 1400);
  screen.frames(2);
  for (const char* id : {"seed.more", "seed.next", "view.band", "verdict", "seeds_vary_data"}) {
    EXPECT_FALSE(screen.has(id)) << id;
  }
  EXPECT_TRUE(screen.has("seeds"));
}

TEST(SeedScreen, ThePastSaysThatItIsOfOneSeed) {
  FakeScreen screen;
  fill(screen);
  screen.frames(2);
  EXPECT_NE(screen.widget("status").value.find("numbers and curves the mean"), std::string::npos);
  screen.state.view.shown_seed = 2;
  screen.state.past = Past{50, 50, {}};
  screen.frames(2);
  EXPECT_NE(screen.widget("status").value.find("Surfaces show seed 3 of 4"), std::string::npos)
      << screen.widget("status").value;
  EXPECT_NE(screen.widget("past.text").label.find("seed 3"), std::string::npos);
}

}  // namespace
}  // namespace playground
