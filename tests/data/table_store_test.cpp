// Tables as data: which columns, how they are standardised and split, label noise, the digits.
#include "data/table_store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>

#include "core/text.hpp"

namespace playground {
namespace {

// Rows of three columns: the row's number, a tenth of its square, and a constant.
Table numbered_table(std::size_t rows, std::size_t classes) {
  Table table;
  table.name = "numbered";
  table.features = {{"number", {}, {}}, {"square", {}, {}}, {"constant", {}, {}}};
  table.target.name = classes > 0 ? "kind" : "amount";
  for (std::size_t i = 0; i < classes; ++i) table.target.classes.push_back(std::to_string(i));
  for (std::size_t row = 0; row < rows; ++row) {
    const auto number = static_cast<float>(row);
    table.features[0].values.push_back(number);
    table.features[1].values.push_back(number * number / 10);
    table.features[2].values.push_back(7);
    table.target.values.push_back(classes > 0 ? static_cast<float>(row % classes) : 3 * number);
  }
  return table;
}

DataConfig config_of(const Table& table) {
  TableStore store;
  DataConfig config;
  config.dataset = DatasetKind::table;
  config.table = store.add(table);
  config.label_noise = 0;
  EXPECT_TRUE(store.bind(config));
  return config;
}

std::vector<std::uint8_t> digits_bytes() {
  std::ifstream file(ADAMW_TEST_DATA "/../assets/data/digits.bin", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(TableStore, BindsAConfigurationToItsTableAndNamesTheOneThatIsNotHere) {
  TableStore store;
  DataConfig config;
  EXPECT_TRUE(store.bind(config));  // moons need none
  config.dataset = DatasetKind::table;
  config.table = "0123456789abcdef";
  const Result<void> missing = store.bind(config);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().message,
            "data.table: the data 0123456789abcdef are not here; open them first");
  const Table table = numbered_table(20, 2);
  config.table = store.add(table);
  EXPECT_EQ(config.table, hex_text(table_hash(table)));
  EXPECT_TRUE(store.bind(config));
  EXPECT_EQ(shape_of(config).inputs, 3);
}

TEST(TableStore, KeepsEightTablesAndDropsTheOldest) {
  TableStore store;
  std::vector<std::string> hashes;
  for (std::size_t rows = 10; rows < 19; ++rows) {
    hashes.push_back(store.add(numbered_table(rows, 2)));
  }
  DataConfig config;
  config.dataset = DatasetKind::table;
  config.table = hashes.front();
  EXPECT_FALSE(store.bind(config));
  config.table = hashes[1];
  EXPECT_TRUE(store.bind(config));
}

TEST(RowSource, StandardisesEveryColumnWithTheTrainingRowsAlone) {
  DataConfig config = config_of(numbered_table(50, 2));
  const Dataset dataset = make_dataset(config);
  ASSERT_EQ(dataset.train.size(), 35u);
  ASSERT_EQ(dataset.test.size(), 15u);
  for (std::size_t column = 0; column < 2; ++column) {
    double sum = 0, squares = 0;
    for (std::size_t i = 0; i < 35; ++i) {
      const auto value = static_cast<double>(dataset.train.features(i, column));
      sum += value;
      squares += value * value;
    }
    EXPECT_NEAR(sum / 35, 0, 1e-6);
    EXPECT_NEAR(squares / 35, 1, 1e-5);
  }
  // The test rows are measured by the same rule: equal steps stay equal.
  const float step = dataset.train.features(0, 0) - dataset.test.features(0, 0);
  const auto rows = static_cast<float>(static_cast<int>(dataset.train.rows[0]) -
                                       static_cast<int>(dataset.test.rows[0]));
  const float other = dataset.train.features(1, 0) - dataset.test.features(3, 0);
  const auto others = static_cast<float>(static_cast<int>(dataset.train.rows[1]) -
                                         static_cast<int>(dataset.test.rows[3]));
  EXPECT_NEAR(step / rows, other / others, 1e-5);
  // A column that is constant is 0 and does no harm.
  EXPECT_EQ(dataset.train.features(3, 2), 0.0f);
}

TEST(RowSource, SplitsByTheDataSeedAndNeverTestsARowThatTrains) {
  DataConfig config = config_of(numbered_table(50, 2));
  const Dataset first = make_dataset(config);
  std::set<std::uint32_t> rows(first.train.rows.begin(), first.train.rows.end());
  for (const std::uint32_t row : first.test.rows) EXPECT_TRUE(rows.insert(row).second);
  EXPECT_EQ(rows.size(), 50u);
  config.seed = 2;
  EXPECT_NE(make_dataset(config).train.rows, first.train.rows);
  config.test_part = 0.5;
  EXPECT_EQ(make_dataset(config).test.size(), 25u);
  config.train_size = 10;
  EXPECT_EQ(make_dataset(config).train.size(), 10u);
}

TEST(RowSource, ShowsTheTwoAxes) {
  DataConfig config = config_of(numbered_table(50, 2));
  config.axes = {2, 1};
  const Dataset dataset = make_dataset(config);
  EXPECT_EQ(dataset.input_names, (std::vector<std::string>{"number", "square", "constant"}));
  EXPECT_EQ(dataset.train.points(0, 1), dataset.train.features(0, 1));
  EXPECT_EQ(dataset.train.points(0, 0), dataset.train.features(0, 2));
  EXPECT_EQ(dataset.reach[0], 0);
  EXPECT_GT(dataset.reach[1], 1);
  // Axes that are not there, or one twice.
  config.axes = {60, 60};
  const Dataset others = make_dataset(config);
  EXPECT_EQ(others.train.points(0, 0), others.train.features(0, 0));
  EXPECT_EQ(others.train.points(0, 1), others.train.features(0, 1));
}

TEST(RowSource, PutsPointsOfAPictureAtTheMeanOfTheOtherColumns) {
  DataConfig config = config_of(numbered_table(50, 2));
  config.axes = {1, 0};
  Matrix points = make_matrix(1, 2);
  points(0, 0) = 0.5f;
  points(0, 1) = -2;
  const Matrix features = make_features(points, config);
  ASSERT_EQ(features.shape(1), 3u);
  EXPECT_EQ(features(0, 1), 0.5f);
  EXPECT_EQ(features(0, 0), -2.0f);
  EXPECT_EQ(features(0, 2), 0.0f);
}

TEST(RowSource, FlipsLabelsOfEveryClassAndStandardisesANumberToPredict) {
  DataConfig config = config_of(numbered_table(100, 4));
  config.label_noise = 0.2;
  const Dataset classes = make_dataset(config);
  EXPECT_EQ(classes.task, Task::multiclass);
  EXPECT_EQ(classes.outputs(), 4);
  std::size_t flipped = 0;
  for (std::size_t i = 0; i < classes.train.size(); ++i) flipped += classes.train.is_flipped(i);
  EXPECT_EQ(flipped, 14u);

  config = config_of(numbered_table(100, 0));
  config.label_noise = 0.2;
  const Dataset numbers = make_dataset(config);
  EXPECT_EQ(numbers.task, Task::regression);
  double sum = 0;
  for (std::size_t i = 0; i < numbers.train.size(); ++i) {
    EXPECT_FALSE(numbers.train.is_flipped(i));
    sum += static_cast<double>(numbers.train.targets(i));
  }
  EXPECT_NEAR(sum, 0, 1e-4);
}

TEST(Digits, AreTheTableThatTheConfigurationNames) {
  const std::vector<std::uint8_t> bytes = digits_bytes();
  const Result<Table> table = read_table(bytes);
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(write_table(*table), bytes);  // tools/make_digits.mjs writes what the C++ does
  EXPECT_EQ(hex_text(table_hash(*table)), kDigitsHash);
  EXPECT_EQ(table->rows(), 2500u);
  EXPECT_EQ(table->fixed_train_rows, 500u);
  EXPECT_EQ(table->features.size(), 64u);
  EXPECT_EQ(table->target.classes.size(), 10u);
}

TEST(Digits, AreStandardisedAsOneAndKeepTheirSplit) {
  TableStore store;
  store.add(read_table(digits_bytes()).value());
  DataConfig config;
  config.dataset = DatasetKind::digits;
  config.label_noise = 0;
  config.train_size = 5000;
  config.test_size = 10000;
  ASSERT_TRUE(store.bind(config));
  const Dataset dataset = make_dataset(config);
  EXPECT_EQ(dataset.train.size(), 500u);
  EXPECT_EQ(dataset.test.size(), 2000u);
  EXPECT_TRUE(std::all_of(dataset.train.rows.begin(), dataset.train.rows.end(),
                          [](std::uint32_t row) { return row < 500; }));
  double sum = 0, squares = 0;
  float largest = 0;
  for (std::size_t i = 0; i < 500; ++i) {
    for (std::size_t j = 0; j < 64; ++j) {
      const float value = dataset.train.features(i, j);
      sum += static_cast<double>(value);
      squares += static_cast<double>(value) * static_cast<double>(value);
      largest = std::max(largest, std::abs(value));
    }
  }
  EXPECT_NEAR(sum / 32000, 0, 1e-5);
  EXPECT_NEAR(squares / 32000, 1, 1e-4);
  EXPECT_LT(largest, 4);
  EXPECT_EQ(dataset.train.points(7, 0), dataset.train.features(7, 27));
  // A picture's other pixels are those of the mean image, not of an empty one.
  const Matrix features = make_features(make_matrix(1, 2), config);
  EXPECT_LT(features(0, 63), features(0, 27));
}

}  // namespace
}  // namespace playground
