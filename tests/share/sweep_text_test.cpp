#include "share/sweep_text.hpp"

#include <gtest/gtest.h>

#include "share/json.hpp"
#include "share/link.hpp"

namespace playground {
namespace {

Experiment with_sweep() {
  Experiment experiment = default_experiment();
  SweepConfig& sweep = experiment.sweep;
  sweep.x = {.parameter = "training.loss_scale", .count = 5, .first = 0.1, .last = 10};
  sweep.y = {.parameter = "weight_decay", .values = {0, 0.1, 1}};
  sweep.runs = {2, 0};
  sweep.metric = "test_accuracy";
  sweep.steps = 500;
  sweep.seeds = 4;
  return experiment;
}

TEST(SweepText, a_link_carries_the_sweep_and_one_without_reads_as_before) {
  EXPECT_EQ(write_link(default_experiment()), "v=1");
  const Experiment experiment = with_sweep();
  const std::string link = write_link(experiment);
  EXPECT_EQ(link,
            "v=1&sweep=x:c;5;0.1;10,ys:wd;0;0.1;1,runs:2;0,metric:test_accuracy,steps:500,seeds:4");
  const LinkContent content = read_link(link);
  EXPECT_EQ(content.experiment, experiment);
  EXPECT_TRUE(content.notices.empty());
}

TEST(SweepText, json_carries_the_sweep) {
  const Experiment experiment = with_sweep();
  const Result<Experiment> read = read_json(write_json(experiment));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, experiment);
  EXPECT_EQ(write_json(default_experiment()).find("sweep"), std::string::npos);
}

TEST(SweepText, faults_in_json_name_the_key) {
  const auto message = [](std::string_view sweep) {
    const auto read = read_json("{\"sweep\": " + std::string(sweep) + "}");
    return read ? std::string("taken") : read.error().message;
  };
  EXPECT_EQ(message("{\"grid\": 9}"),
            "sweep.grid: unknown key; known are x, y, runs, metric, steps, seeds");
  EXPECT_NE(
      message("{\"x\": {\"parameter\": \"depth\"}}").find("sweep.x.parameter: \"depth\" cannot"),
      std::string::npos);
  EXPECT_NE(message("{\"x\": {\"count\": 0}}").find("sweep.x.count: 0 is out of range"),
            std::string::npos);
  EXPECT_NE(message("{\"metric\": \"loss\"}").find("must be one of train_loss"), std::string::npos);
  EXPECT_NE(message("{\"seeds\": 1.5}").find("sweep.seeds: 1.5 is not an integer"),
            std::string::npos);
  EXPECT_NE(
      message("{\"y\": {\"parameter\": \"weight_decay\", \"from\": 1}}").find("belong together"),
      std::string::npos);
  EXPECT_NE(message("3").find("sweep: 3 is not an object"), std::string::npos);
}

TEST(SweepText, a_link_with_a_faulty_sweep_is_opened_with_the_usual_one) {
  for (const char* link : {"v=1&sweep=x:nothing", "v=1&sweep=runs:7", "v=1&sweep=%%%",
                           "v=1&sweep=seeds:-1", "v=1&sweep=x:lr;0", "v=1&sweep=metric:best"}) {
    const LinkContent content = read_link(link);
    EXPECT_EQ(content.experiment, default_experiment()) << link;
    EXPECT_EQ(content.notices.size(), 1u) << link;
  }
}

TEST(SweepText, a_cell_reads_back_from_its_line) {
  const Experiment experiment = with_sweep();
  const Result<SweepPlan> plan = plan_sweep(experiment);
  ASSERT_TRUE(plan);
  CellResult cell{{1, 2, 1}, {}};
  for (int i = 0; i < 4; ++i) {
    SeedOutcome seed;
    seed.metrics.step = 500 - i;
    seed.metrics.test_loss = 0.1 + i / 3.0;
    seed.diverged = i == 3;
    seed.fingerprint = 0xfedcba9876543210ULL + static_cast<std::uint64_t>(i);
    cell.seeds.push_back(seed);
  }
  cell.seeds[1].metrics.train_accuracy = std::numeric_limits<double>::quiet_NaN();
  const Result<Json> line = parse_json(format_json(cell_tree(experiment, *plan, cell), -1));
  ASSERT_TRUE(line);
  EXPECT_EQ((*line)["training.loss_scale"], 1);
  EXPECT_EQ((*line)["diverged"], true);
  const Result<CellResult> read = read_cell_tree(*line);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->cell, cell.cell);
  ASSERT_EQ(read->seeds.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(read->seeds[i].metrics.test_loss, cell.seeds[i].metrics.test_loss);
    EXPECT_EQ(read->seeds[i].metrics.step, cell.seeds[i].metrics.step);
    EXPECT_EQ(read->seeds[i].fingerprint, cell.seeds[i].fingerprint);
    EXPECT_EQ(read->seeds[i].diverged, cell.seeds[i].diverged);
  }
  EXPECT_FALSE(read_cell_tree(Json{{"map", 0}}));
  Json broken = *line;
  broken.erase("gap");
  EXPECT_FALSE(read_cell_tree(broken));
}

}  // namespace
}  // namespace playground
