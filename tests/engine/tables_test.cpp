// Experiments about tables in the engine: trained like any other once the table is here, and the
// jobs that look at their points and predictions.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "data/table_store.hpp"
#include "engine/dataset_job.hpp"
#include "engine/engine.hpp"
#include "engine/predictions_job.hpp"
#include "engine/session.hpp"
#include "share/json_text.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

// Two rings of points, 60 rows.
Table ring_table() {
  Table table;
  table.name = "rings";
  table.features = {{"x", {}, {}}, {"y", {}, {}}, {"z", {}, {}}};
  table.target = {"ring", {}, {"inner", "outer"}};
  for (int i = 0; i < 60; ++i) {
    const auto side = static_cast<float>(i % 10) / 10 - 0.5f;
    const bool outer = i % 2 == 1;
    table.features[0].values.push_back(outer ? 3 * side : side);
    table.features[1].values.push_back(outer ? 1.0f + side * side : side / 2);
    table.features[2].values.push_back(static_cast<float>(i % 7));
    table.target.values.push_back(outer ? 1 : 0);
  }
  return table;
}

Experiment ring_experiment(const std::string& hash) {
  Experiment experiment = default_experiment();
  experiment.data.dataset = DatasetKind::table;
  experiment.data.table = hash;
  experiment.data.label_noise = 0;
  experiment.model.hidden = {8, 8};
  experiment.training.batch_size = 10;
  experiment.training.steps = 200;
  experiment.runs.resize(2);
  return experiment;
}

struct Rings {
  TableStore store;
  Experiment experiment;

  Rings() : experiment(ring_experiment(store.add(ring_table()))) {}

  Experiment bound() const {
    Experiment with_rows = experiment;
    EXPECT_TRUE(store.bind(with_rows.data));
    return with_rows;
  }
};

std::string result_of(Engine& engine, const JobRequest& request) {
  std::string text;
  engine.start_job(request, [&](const Result<std::string>& it) {
    text = it ? *it : "error: " + it.error().message;
  });
  for (int i = 0; i < 100000 && engine.busy(); ++i) engine.poll(20);
  return text;
}

TEST(EngineTables, TrainsATableToTheTrainersBits) {
  const Rings rings;
  const auto engine = make_local_engine(rings.store);
  engine->load(rings.experiment);
  engine->set_target(200);
  for (int i = 0; i < 100000 && engine->busy(); ++i) engine->poll(20);
  const auto dataset = std::make_shared<const Dataset>(make_dataset(rings.bound().data));
  for (int run = 0; run < 2; ++run) {
    Trainer trainer(dataset, rings.bound(), run);
    trainer.advance_to(200);
    EXPECT_EQ(engine->runs()[static_cast<std::size_t>(run)].fingerprint, trainer.fingerprint());
    EXPECT_GT(trainer.latest().train_accuracy, 0.9);
  }
}

TEST(EngineTables, WaitsForATableThatIsNotHereAndTrainsOnceItIs) {
  const Rings rings;
  const auto engine = make_local_engine();
  engine->load(rings.experiment);
  engine->set_target(50);
  for (int i = 0; i < 20; ++i) engine->poll(5);
  EXPECT_EQ(engine->runs()[0].step, 0);
  EXPECT_EQ(engine->take_notice(), "");
  EXPECT_EQ(result_of(*engine, dataset_job(rings.experiment)),
            "error: data.table: the data " + rings.experiment.data.table +
                " are not here; open them first");

  Session session;
  session.add_table("0", std::vector<std::uint8_t>{1, 2, 3});
  EXPECT_TRUE(session.busy());  // it has an error to tell
  session.take_snapshot();
  session.add_table(rings.experiment.data.table, write_table(ring_table()));
  EXPECT_FALSE(session.busy());
}

TEST(DatasetJob, GivesThePointsAsTheyAreTrainedOn) {
  const Rings rings;
  const auto engine = make_local_engine(rings.store);
  const Result<Dataset> read = read_dataset(result_of(*engine, dataset_job(rings.experiment)));
  ASSERT_TRUE(read) << read.error().message;
  const Dataset expected = make_dataset(rings.bound().data);
  EXPECT_EQ(read->train.points, expected.train.points);
  EXPECT_EQ(read->train.targets, expected.train.targets);
  EXPECT_EQ(read->test.clean_targets, expected.test.clean_targets);
  EXPECT_EQ(read->input_names, expected.input_names);
  EXPECT_EQ(read->class_names, expected.class_names);
  EXPECT_EQ(read->reach, expected.reach);
  EXPECT_TRUE(read->is_table());
  const std::string bytes = result_of(*engine, dataset_job(rings.experiment));
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{5}, bytes.size() / 2, bytes.size() - 1}) {
    EXPECT_FALSE(read_dataset(bytes.substr(0, size))) << size;
  }
}

TEST(PredictionsJob, SaysOfEveryTestRowWhatTheRunSays) {
  const Rings rings;
  const auto engine = make_local_engine(rings.store);
  const Json answer =
      parse_own_json(result_of(*engine, predictions_job(rings.experiment, 1, 0, 200)));
  ASSERT_TRUE(answer.is_object());
  EXPECT_EQ(answer["step"], 200);
  EXPECT_EQ(answer["classes"], Json({"inner", "outer"}));
  const auto dataset = std::make_shared<const Dataset>(make_dataset(rings.bound().data));
  Trainer trainer(dataset, rings.bound(), 1);
  trainer.advance_to(200);
  ASSERT_EQ(answer["rows"].size(), dataset->test.size());
  double right = 0;
  for (std::size_t i = 0; i < dataset->test.size(); ++i) {
    const Json& row = answer["rows"][i];
    EXPECT_EQ(row[0], dataset->test.rows[i]);
    EXPECT_GE(row[3].get<double>(), 0.5);
    right += row[1] == row[2] ? 1 : 0;
  }
  EXPECT_DOUBLE_EQ(right / static_cast<double>(dataset->test.size()),
                   trainer.latest().test_accuracy);
}

TEST(PredictionsJob, RefusesDataWithoutNamedClasses) {
  const auto engine = make_local_engine();
  EXPECT_EQ(result_of(*engine, predictions_job(default_experiment(), 0, 0, 10)),
            "error: predictions: the data must be digits or a table with a label column");
}

}  // namespace
}  // namespace playground
