#include "train/sweep.hpp"

#include <gtest/gtest.h>

#include <set>

#include "train/sweep_cells.hpp"
#include "train/sweep_check.hpp"

namespace playground {
namespace {

Experiment small() {
  Experiment experiment = default_experiment();
  experiment.data.train_size = 40;
  experiment.data.test_size = 100;
  experiment.model.hidden = {8};
  experiment.training.steps = 60;
  experiment.sweep.x.count = 3;
  experiment.sweep.y.count = 3;
  return experiment;
}

std::vector<CellResult> train(const Experiment& experiment, const std::vector<CellId>& cells,
                              int steps_at_a_time = 1000) {
  const Result<SweepPlan> plan = plan_sweep(experiment);
  EXPECT_TRUE(plan) << plan.error().message;
  DatasetCache datasets;
  CellTrainer trainer(experiment, *plan, cells, datasets);
  while (trainer.advance(steps_at_a_time)) {
  }
  return trainer.results();
}

void expect_refused(const Experiment& experiment, std::string_view message) {
  const Result<void> checked = check_sweep(experiment);
  ASSERT_FALSE(checked) << message;
  EXPECT_NE(checked.error().message.find(message), std::string::npos) << checked.error().message;
  EXPECT_FALSE(plan_sweep(experiment));
}

TEST(Sweep, the_opening_sweep_is_two_maps_of_nine_by_nine_with_rates_and_decays_that_suit_each) {
  const Result<SweepPlan> plan = plan_sweep(default_experiment());
  ASSERT_TRUE(plan);
  ASSERT_EQ(plan->maps.size(), 2u);
  EXPECT_EQ(plan->maps[0].run, 1) << "AdamW with a decay, which stands for both AdamW runs";
  EXPECT_EQ(plan->maps[1].run, 2);
  const std::vector<double> rates = {1e-4, 3.2e-4, 1e-3, 3.2e-3, 1e-2, 3.2e-2, 0.1, 0.32, 1};
  EXPECT_EQ(plan->maps[0].x, rates);
  EXPECT_EQ(plan->maps[0].y.front(), 1e-3);
  EXPECT_EQ(plan->maps[0].y.back(), 10);
  EXPECT_EQ(plan->maps[1].y.front(), 1e-5);
  EXPECT_EQ(plan->maps[1].y.back(), 0.1);
  EXPECT_EQ(plan->order.size(), 162u);
  EXPECT_EQ(plan->steps, 2000);
}

TEST(Sweep, every_cell_comes_once_and_the_coarse_grid_first) {
  Experiment experiment = default_experiment();
  for (const int count : {1, 2, 3, 5, 9, 16, 25}) {
    experiment.sweep.x.count = count;
    const Result<SweepPlan> plan = plan_sweep(experiment);
    ASSERT_TRUE(plan);
    std::set<std::tuple<int, int, int>> seen;
    for (const CellId& cell : plan->order) seen.insert({cell.map, cell.column, cell.row});
    EXPECT_EQ(seen.size(), plan->order.size());
    EXPECT_EQ(plan->order.size(), static_cast<std::size_t>(2 * 9 * count));
  }
  experiment.sweep.x.count = 9;
  const Result<SweepPlan> plan = plan_sweep(experiment);
  for (std::size_t i = 0; i < 18; ++i) {
    EXPECT_EQ(plan->order[i].column % 4, 0);
    EXPECT_EQ(plan->order[i].row % 4, 0);
  }
  EXPECT_EQ(plan->order[0].map, 0);
  EXPECT_EQ(plan->order[1].map, 1);
}

TEST(Sweep, a_cell_equals_the_same_run_opened_alone_bit_for_bit) {
  Experiment experiment = small();
  experiment.sweep.seeds = 2;
  const Result<SweepPlan> plan = plan_sweep(experiment);
  ASSERT_TRUE(plan);
  const CellId cell{1, 2, 1};
  const std::vector<CellResult> results = train(experiment, {{0, 0, 0}, cell}, 7);
  ASSERT_EQ(results.size(), 2u);
  ASSERT_EQ(results[1].seeds.size(), 2u);

  const Result<Experiment> opened = open_cell(experiment, *plan, cell);
  ASSERT_TRUE(opened) << opened.error().message;
  ASSERT_EQ(opened->runs.size(), 4u);
  EXPECT_EQ(opened->runs[3].learning_rate, plan->maps[1].x[2]);
  EXPECT_EQ(opened->runs[3].weight_decay, plan->maps[1].y[1]);
  EXPECT_EQ(opened->runs[0], experiment.runs[0]);
  for (int seed = 0; seed < 2; ++seed) {
    const Experiment seeded = experiment_of_seed(*opened, seed);
    Trainer alone(std::make_shared<const Dataset>(make_dataset(seeded.data)), seeded, 3);
    alone.advance_to(seeded.training.steps);
    const SeedOutcome& swept = results[1].seeds[static_cast<std::size_t>(seed)];
    EXPECT_EQ(alone.fingerprint(), swept.fingerprint);
    EXPECT_EQ(alone.latest(), swept.metrics);
  }
}

TEST(Sweep, the_order_and_grouping_of_cells_changes_no_bit) {
  const Experiment experiment = small();
  const std::vector<CellResult> together = train(experiment, {{0, 1, 1}, {1, 0, 2}, {0, 2, 2}});
  const std::vector<CellResult> alone = train(experiment, {{0, 2, 2}}, 1);
  EXPECT_EQ(together[2].seeds[0].fingerprint, alone[0].seeds[0].fingerprint);
  EXPECT_NE(together[0].seeds[0].fingerprint, alone[0].seeds[0].fingerprint);
}

TEST(Sweep, a_run_changed_on_the_way_is_swept_as_it_is_after_the_change) {
  Experiment experiment = small();
  experiment.events = {{20, 1, {{"beta1", Value(0.5)}}}};
  const Result<SweepPlan> plan = plan_sweep(experiment);
  ASSERT_TRUE(plan);
  const Experiment cell = cell_experiment(experiment, *plan, {1, 0, 0});
  EXPECT_EQ(plan->maps[1].run, 1) << "now that it differs from A, both have a map";
  EXPECT_EQ(cell.runs[0].beta1, 0.5);
  EXPECT_TRUE(cell.events.empty());
}

TEST(Sweep, axes_of_data_and_training_reach_the_cells) {
  Experiment experiment = small();
  experiment.sweep.x = {.parameter = "training.loss_scale", .count = 3};
  experiment.sweep.y = {.parameter = "train_size", .values = {20, 30}};
  experiment.sweep.steps = 30;
  const Result<SweepPlan> plan = plan_sweep(experiment);
  ASSERT_TRUE(plan) << plan.error().message;
  const Experiment cell = cell_experiment(experiment, *plan, {0, 2, 0});
  EXPECT_EQ(cell.training.loss_scale, 100);
  EXPECT_EQ(cell.data.train_size, 20);
  EXPECT_EQ(cell.training.steps, 30);
  EXPECT_EQ(cell.training.evaluate_every, 30) << "measured at the end only";
  EXPECT_EQ(plan->maps.size(), 3u) << "rates and decays are no axes, so each run has its map";
}

TEST(Sweep, what_cannot_be_swept_is_refused_with_its_name) {
  const auto with = [](auto change) {
    Experiment experiment = default_experiment();
    change(experiment.sweep);
    return experiment;
  };
  using S = SweepConfig;
  expect_refused(with([](S& s) { s.x.count = 0; }), "sweep.x.count: 0 is out of range");
  expect_refused(with([](S& s) { s.y.count = 26; }), "sweep.y.count: 26 is out of range");
  expect_refused(with([](S& s) { s.x.values.assign(26, 1); }), "a list of 26 is too long");
  expect_refused(with([](S& s) { s.x.values = {0.1, 0.1}; }), "0.1 comes after 0.1");
  expect_refused(with([](S& s) { s.x.values = {0.1, 20}; }), "learning_rate: 20 is out of range");
  expect_refused(with([](S& s) { s.x.parameter = "optimizer"; }), "\"optimizer\" cannot be swept");
  expect_refused(with([](S& s) { s.x.parameter = "seed"; }), "\"seed\" cannot be swept");
  expect_refused(with([](S& s) { s.y.parameter = "learning_rate"; }), "on the other axis");
  expect_refused(with([](S& s) { s.runs = {3}; }), "sweep.runs: 3 is no run");
  expect_refused(with([](S& s) { s.runs = {1, 1}; }), "sweep.runs: 1 is there twice");
  expect_refused(with([](S& s) { s.seeds = 0; }), "sweep.seeds: 0 is out of range");
  expect_refused(with([](S& s) { s.seeds = 65; }), "sweep.seeds: 65 is out of range");
  expect_refused(with([](S& s) { s.steps = -1; }), "sweep.steps: -1 is out of range");
  expect_refused(with([](S& s) { s.x.first = 1, s.x.last = 0.1; }), "it must rise");
  expect_refused(
      with([](S& s) { s.x = {.parameter = "batch_size", .count = 25, .first = 1, .last = 4}; }),
      "the values must rise");
}

TEST(Sweep, a_diverging_cell_says_so_and_the_others_go_on) {
  Experiment experiment = small();
  experiment.runs = {experiment.runs[0]};
  experiment.runs[0].optimizer = OptimizerKind::sgd;
  experiment.sweep.x.values = {0.01, 10};
  experiment.sweep.y.values = {0, 100};
  const std::vector<CellResult> results = train(experiment, {{0, 1, 1}, {0, 0, 0}});
  EXPECT_TRUE(results[0].diverged());
  EXPECT_FALSE(results[1].diverged());
}

TEST(Sweep, the_identity_is_that_of_the_trainings) {
  const Experiment experiment = small();
  Experiment other = experiment;
  other.sweep.metric = "gap";
  other.runs[1].name = "mine";
  other.runs[1].weight_decay = 7;
  EXPECT_EQ(sweep_identity(other), sweep_identity(experiment));
  other.runs[1].beta1 = 0.8;
  EXPECT_NE(sweep_identity(other), sweep_identity(experiment));
  other = experiment;
  other.sweep.seeds = 2;
  EXPECT_NE(sweep_identity(other), sweep_identity(experiment));
  other = experiment;
  other.data.seed = 9;
  EXPECT_NE(sweep_identity(other), sweep_identity(experiment));
}

}  // namespace
}  // namespace playground
