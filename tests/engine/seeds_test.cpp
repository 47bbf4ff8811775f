// Experiments of several seeds: each training is that of its seed's own experiment, the statistics
// are those of the values, and neither depends on how the work was dealt out.
#include <gtest/gtest.h>

#include <cmath>

#include "data/dataset.hpp"
#include "engine/commands.hpp"
#include "engine/engine.hpp"
#include "engine/grid.hpp"
#include "engine/seed_views.hpp"
#include "engine/session.hpp"
#include "engine/snapshot.hpp"
#include "evaluate/statistics.hpp"
#include "share/report.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

Experiment seeds_experiment(int seeds) {
  Experiment experiment = default_experiment();
  experiment.data.train_size = 40;
  experiment.data.test_size = 100;
  experiment.model.hidden = {8};
  experiment.training.batch_size = 10;
  experiment.training.steps = 60;
  experiment.training.evaluate_every = 7;
  experiment.seeds = seeds;
  return experiment;
}

Trainer trained_seeds(const Experiment& experiment, int seed, int run, int step) {
  const Experiment seeded = experiment_of_seed(experiment, seed);
  Trainer trainer(std::make_shared<const Dataset>(make_dataset(seeded.data)), seeded, run);
  trainer.advance_to(step);
  return trainer;
}

// Sessions that units are dealt to in turn, as a pool of that many workers does.
std::vector<RunView> trained_by(std::size_t workers, const Experiment& experiment, int step,
                                double slice) {
  std::vector<Session> sessions(workers);
  std::vector<RunView> views = make_views(experiment, 0);
  for (std::size_t i = 0; i < workers; ++i) {
    std::vector<int> units;
    for (int unit = static_cast<int>(i); unit < unit_count(experiment);
         unit += static_cast<int>(workers)) {
      units.push_back(unit);
    }
    sessions[i].command(load_command(experiment, units, 1, 1));
    sessions[i].command(target_command(step, 2));
  }
  for (bool busy = true; busy;) {
    busy = false;
    for (Session& session : sessions) {
      session.work(slice);
      const std::vector<std::uint8_t> bytes = session.take_snapshot();
      if (!bytes.empty()) apply_snapshot(std::move(*read_snapshot(bytes)), views);
      busy |= session.busy();
    }
  }
  return views;
}

void expect_equal(const SeedPoint& a, const SeedPoint& b) {
  EXPECT_EQ(a.seeds, b.seeds);
  EXPECT_EQ(a.mean, b.mean);
  EXPECT_EQ(a.deviation, b.deviation);
  EXPECT_EQ(a.minimum, b.minimum);
  EXPECT_EQ(a.maximum, b.maximum);
}

void expect_equal(const std::vector<RunView>& a, const std::vector<RunView>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t run = 0; run < a.size(); ++run) {
    for (int seed = 0; seed < seed_count(a[run]); ++seed) {
      EXPECT_EQ(seed_view(a[run], seed).fingerprint, seed_view(b[run], seed).fingerprint);
      EXPECT_EQ(seed_view(a[run], seed).history, seed_view(b[run], seed).history);
    }
    const SeedStatistics& first = a[run].statistics;
    const SeedStatistics& second = b[run].statistics;
    ASSERT_EQ(first.history.size(), second.history.size());
    for (std::size_t i = 0; i < first.history.size(); ++i) {
      expect_equal(first.history[i], second.history[i]);
    }
    expect_equal(first.latest, second.latest);
  }
}

TEST(Seeds, EachIsTheTrainingOfItsOwnExperimentBitForBit) {
  const Experiment experiment = seeds_experiment(3);
  const std::vector<RunView> views = trained_by(2, experiment, 60, 1);
  for (int run = 0; run < 3; ++run) {
    const RunView& view = views[static_cast<std::size_t>(run)];
    ASSERT_EQ(seed_count(view), 3);
    for (int seed = 0; seed < 3; ++seed) {
      const Trainer trainer = trained_seeds(experiment, seed, run, 60);
      EXPECT_EQ(seed_view(view, seed).fingerprint, trainer.fingerprint());
      EXPECT_EQ(seed_view(view, seed).history, trainer.history().points());
    }
    EXPECT_EQ(view.fingerprint, view.seeds[0].fingerprint);
  }
}

TEST(Seeds, GiveEqualBitsHoweverTheyAreDealtAndCutUp) {
  for (const bool vary_data : {true, false}) {
    Experiment experiment = seeds_experiment(4);
    experiment.seeds_vary_data = vary_data;
    const std::vector<RunView> one = trained_by(1, experiment, 53, 5);
    expect_equal(one, trained_by(2, experiment, 53, 0));
    expect_equal(one, trained_by(5, experiment, 53, 0.3));
    expect_equal(one, trained_by(12, experiment, 53, 1));
  }
}

TEST(Seeds, OfTheEngineInThisThreadHaveTheFingerprintOfTheReport) {
  const Experiment experiment = seeds_experiment(3);
  const auto engine = make_local_engine();
  engine->load(experiment);
  engine->set_target(60);
  while (engine->busy()) engine->poll(1);
  std::vector<std::uint64_t> fingerprints;
  for (int seed = 0; seed < 3; ++seed) {
    for (const RunView& run : engine->runs()) {
      fingerprints.push_back(seed_view(run, seed).fingerprint);
    }
  }
  EXPECT_EQ(combine_fingerprints(fingerprints),
            experiment_fingerprint(train_all_seeds(experiment, 60)));
}

TEST(Seeds, StatisticsAreThoseOfTheSeedsValues) {
  const Experiment experiment = seeds_experiment(4);
  const RunView view = trained_by(2, experiment, 60, 1)[1];
  const SeedStatistics& statistics = view.statistics;
  ASSERT_EQ(statistics.history.size(), view.seeds[0].history.size());
  for (std::size_t i = 0; i < statistics.history.size(); ++i) {
    std::vector<double> losses;
    for (const SeedView& seed : view.seeds) losses.push_back(seed.history[i].test_loss);
    const Summary summary = summarize(losses);
    EXPECT_EQ(statistics.history[i].mean.step, view.seeds[0].history[i].step);
    EXPECT_EQ(statistics.history[i].mean.test_loss, summary.mean);
    EXPECT_EQ(statistics.history[i].deviation.test_loss, summary.standard_deviation);
    EXPECT_EQ(statistics.history[i].minimum.test_loss, summary.minimum);
    EXPECT_EQ(statistics.history[i].maximum.test_loss, summary.maximum);
  }
  EXPECT_EQ(statistics.latest.mean.step, 60);
}

TEST(Seeds, StayLevelAndNeverPassTheTarget) {
  Experiment experiment = seeds_experiment(6);
  experiment.training.steps = 100000;
  const auto engine = make_local_engine();
  engine->load(experiment);
  for (const int target : {1, 10, 40}) {
    engine->set_target(target);
    while (engine->busy()) {
      engine->poll(0.1);
      EXPECT_TRUE(every_training(engine->runs(),
                                 [&](const SeedView& seed) { return seed.step <= target; }));
    }
    EXPECT_EQ(slowest_step(engine->runs(), -1), target);
  }
}

TEST(Seeds, AnEventReachesEverySeed) {
  Experiment experiment = seeds_experiment(2);
  const auto engine = make_local_engine();
  engine->load(experiment);
  engine->set_target(30);
  while (engine->busy()) engine->poll(1);
  experiment.events = {{30, 1, {{"weight_decay", 5.0}}}};
  engine->amend(experiment);
  engine->set_target(60);
  while (engine->busy()) engine->poll(1);
  for (int seed = 0; seed < 2; ++seed) {
    EXPECT_EQ(seed_view(engine->runs()[1], seed).fingerprint,
              trained_seeds(experiment, seed, 1, 60).fingerprint());
  }
}

TEST(Seeds, TheOneShownCanBeChosenAndHasItsOwnSurface) {
  const Experiment experiment = seeds_experiment(3);
  const GridRequest request{-2, 2, -1, 1, 5, 4};
  const auto engine = make_local_engine();
  engine->load(experiment);
  engine->set_target(20);
  engine->request_grid(request);
  while (engine->busy()) engine->poll(1);
  for (const int shown : {2, 1}) {
    engine->show_seed(shown);
    EXPECT_EQ(engine->runs()[1].fingerprint, engine->runs()[1].seeds[shown].fingerprint);
    while (engine->busy()) engine->poll(1);
    Trainer trainer = trained_seeds(experiment, shown, 1, 20);
    EXPECT_EQ(engine->runs()[1].grid.values,
              compute_grid(trainer.model(), experiment.data, request).values);
    EXPECT_EQ(engine->runs()[1].history, trainer.history().points());
    EXPECT_EQ(engine->runs()[1].shown_seed, shown);
  }
  // An experiment of fewer seeds shows its last; one of as many again the one asked for.
  engine->show_seed(2);
  engine->load(seeds_experiment(2));
  EXPECT_EQ(engine->runs()[0].shown_seed, 1);
  engine->load(seeds_experiment(1));
  EXPECT_EQ(engine->runs()[0].shown_seed, 0);
  while (engine->busy()) engine->poll(1);
  EXPECT_FALSE(engine->runs()[0].grid.values.empty());
  engine->load(experiment);
  EXPECT_EQ(engine->runs()[0].shown_seed, 2);
}

TEST(Seeds, SixtyFourOfSixRunsTrainInLittleMemory) {
  Experiment experiment = seeds_experiment(64);
  experiment.training.evaluate_every = 1;
  experiment.training.steps = 1500;
  experiment.data.train_size = 10;
  experiment.model.hidden = {1};
  const std::vector<RunView> views = trained_by(2, experiment, 1500, 8);
  for (const RunView& run : views) {
    for (const SeedView& seed : run.seeds) EXPECT_LE(seed.history.size(), 1024u);
    EXPECT_GT(run.statistics.history.size(), 500u);
    EXPECT_EQ(run.statistics.latest.seeds, 64);
    EXPECT_EQ(run.statistics.history.back().mean.step, 1500);
  }
}

// --- Statistics of made-up seeds ---------------------------------------------------------------

Metrics seed_metrics_at(int step, double loss) {
  Metrics metrics;
  metrics.step = step;
  metrics.test_loss = loss;
  return metrics;
}

RunView run_of(const std::vector<std::vector<Metrics>>& histories) {
  RunView run;
  for (const std::vector<Metrics>& history : histories) {
    SeedView& seed = run.seeds.emplace_back();
    seed.history = history;
    if (!history.empty()) seed.latest = history.back();
    seed.step = seed.latest.step;
  }
  return run;
}

TEST(SeedStatistics, AppendWhatAllSeedsHaveRecorded) {
  RunView run = run_of({{seed_metrics_at(0, 1), seed_metrics_at(10, 2)}, {seed_metrics_at(0, 3)}});
  update_statistics(run, false);
  ASSERT_EQ(run.statistics.history.size(), 1u);
  EXPECT_EQ(run.statistics.latest.mean.step, 0);
  EXPECT_EQ(run.statistics.latest.mean.test_loss, 2);
  run.seeds[1].history.push_back(seed_metrics_at(10, 6));
  run.seeds[1].latest = seed_metrics_at(10, 6);
  update_statistics(run, false);
  ASSERT_EQ(run.statistics.history.size(), 2u);
  EXPECT_EQ(run.statistics.history[1].mean.test_loss, 4);
  EXPECT_EQ(run.statistics.history[1].deviation.test_loss, std::sqrt(8.0));
}

TEST(SeedStatistics, LeaveOutSeedsThatDivergedFromTheirBeginning) {
  RunView run = run_of({{seed_metrics_at(0, 1), seed_metrics_at(10, 2), seed_metrics_at(20, 2)},
                        {seed_metrics_at(0, 1), seed_metrics_at(10, 1e9)},
                        {seed_metrics_at(0, 3), seed_metrics_at(10, 4), seed_metrics_at(20, 5)}});
  update_statistics(run, false);
  EXPECT_EQ(run.statistics.history[0].seeds, 3);
  run.seeds[1].diverged = true;
  run.seeds[1].history.push_back(seed_metrics_at(13, 1e30));
  update_statistics(run, false);
  EXPECT_EQ(run.statistics.diverged, 1);
  ASSERT_EQ(run.statistics.history.size(), 3u);
  EXPECT_EQ(run.statistics.history[0].seeds, 2);
  EXPECT_EQ(run.statistics.history[1].mean.test_loss, 3);
  EXPECT_EQ(run.statistics.latest.mean.step, 20);
}

TEST(SeedStatistics, OfARunThatDivergedInEverySeedGoAsFarAsAllWent) {
  RunView run = run_of({{seed_metrics_at(0, 1), seed_metrics_at(10, 2)},
                        {seed_metrics_at(0, 3), seed_metrics_at(7, 9)}});
  for (SeedView& seed : run.seeds) seed.diverged = true;
  update_statistics(run, false);
  EXPECT_EQ(run.statistics.diverged, 2);
  ASSERT_EQ(run.statistics.history.size(), 1u);
  EXPECT_EQ(run.statistics.latest.mean.test_loss, 2);
}

TEST(SeedStatistics, OfHistoriesThinnedAtDifferentTimesUseCommonSteps) {
  RunView run = run_of({{seed_metrics_at(0, 1), seed_metrics_at(20, 2), seed_metrics_at(40, 3)},
                        {seed_metrics_at(0, 1), seed_metrics_at(10, 1), seed_metrics_at(20, 4),
                         seed_metrics_at(30, 1), seed_metrics_at(40, 5)}});
  update_statistics(run, true);
  ASSERT_EQ(run.statistics.history.size(), 3u);
  EXPECT_EQ(run.statistics.history[1].mean.step, 20);
  EXPECT_EQ(run.statistics.history[1].mean.test_loss, 3);
}

TEST(SeedStatistics, BeforeTheFirstMeasurementThereAreNone) {
  RunView run = run_of({{seed_metrics_at(0, 1)}, {}});
  update_statistics(run, false);
  EXPECT_EQ(run.statistics.latest.seeds, 0);
  EXPECT_TRUE(run.statistics.history.empty());
}

}  // namespace
}  // namespace playground
