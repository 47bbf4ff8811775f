// Tables: what is one, that bytes give it back to the bit, and that no bytes do harm. Splits.
#include "data/table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "core/random.hpp"
#include "data/table_split.hpp"

namespace playground {
namespace {

Table small_table() {
  return {.name = "irises",
          .features = {{"length", {5.1f, 4.9f, 6.25f, 7.0f}, {}}, {"width", {-1, 0, 3, 12}, {}}},
          .target = {"kind", {0, 1, 1, 0}, {"setosa", "virginica"}},
          .fixed_train_rows = 0};
}

std::string error_of(const Table& table) {
  const Result<void> checked = check_table(table);
  return checked ? "" : checked.error().message;
}

TEST(Table, ComesBackFromItsBytesToTheBit) {
  Table table = small_table();
  table.features.push_back({"irregular", {0.1f, 1e-30f, -3.4e38f, 1.0f / 3.0f}, {}});
  table.features.push_back({"negative zero", {-0.0f, 1, 2, 3}, {}});
  table.features.push_back({"constant", {7, 7, 7, 7}, {}});
  table.fixed_train_rows = 3;
  const Result<Table> back = read_table(write_table(table));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, table);
  EXPECT_TRUE(std::signbit(back->features[3].values[0]));
  EXPECT_EQ(table_hash(*back), table_hash(table));
}

TEST(Table, OfTheSameNumbersTakesFewBytes) {
  // 1,000 rows of one decimal below 10 (7 bits) and of whole numbers to 15 (4 bits), 2 classes.
  Table table = small_table();
  for (TableColumn* column : {&table.features[0], &table.features[1], &table.target}) {
    column->values.clear();
  }
  const Random random(1, Stream::split);
  for (std::uint32_t i = 0; i < 1000; ++i) {
    table.features[0].values.push_back(static_cast<float>(random.below(100, i, 0)) / 10.0f);
    table.features[1].values.push_back(static_cast<float>(random.below(16, i, 1)));
    table.target.values.push_back(static_cast<float>(random.below(2, i, 2)));
  }
  const std::vector<std::uint8_t> bytes = write_table(table);
  EXPECT_LT(bytes.size(), 1000 * (7 + 4 + 1) / 8 + 100);
  EXPECT_EQ(read_table(bytes).value(), table);
}

TEST(Table, HasAHashOfItsContentsButNotOfItsName) {
  const std::uint64_t hash = table_hash(small_table());
  Table table = small_table();
  table.name = "other";
  EXPECT_EQ(table_hash(table), hash);
  table.features[1].values[2] = 3.5f;
  EXPECT_NE(table_hash(table), hash);
  table = small_table();
  table.target.classes[0] = "versicolor";
  EXPECT_NE(table_hash(table), hash);
  table = small_table();
  table.features[0].name = "l";
  EXPECT_NE(table_hash(table), hash);
  table = small_table();
  table.fixed_train_rows = 2;
  EXPECT_NE(table_hash(table), hash);
}

TEST(Table, OfSuchAKindIsRefusedWithTheReason) {
  EXPECT_EQ(error_of(small_table()), "");
  Table table = small_table();
  table.features.pop_back();
  EXPECT_NE(error_of(table).find("1 feature columns; it must have 2 to 64"), std::string::npos);
  table = small_table();
  table.features[0].values.pop_back();
  EXPECT_NE(error_of(table).find("3 values; it must have 4"), std::string::npos);
  table = small_table();
  table.features[1].values[2] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_NE(error_of(table).find("\"width\": row 3 is not a number"), std::string::npos);
  table = small_table();
  table.target.values[1] = 2;
  EXPECT_NE(error_of(table).find("row 2 has no class"), std::string::npos);
  table.target.values[1] = 0.5f;
  EXPECT_NE(error_of(table).find("row 2 has no class"), std::string::npos);
  table = small_table();
  table.target.classes.resize(11, "more");
  EXPECT_NE(error_of(table).find("11 classes; it must have 2 to 10"), std::string::npos);
  table = small_table();
  table.target.classes[1] = "setosa";
  EXPECT_NE(error_of(table).find("\"setosa\" is there twice"), std::string::npos);
  table = small_table();
  table.features[1].name = "length";
  EXPECT_NE(error_of(table).find("\"length\" is there twice"), std::string::npos);
  table = small_table();
  table.name = "a\nb";
  EXPECT_NE(error_of(table).find("name of a table"), std::string::npos);
  table = small_table();
  table.fixed_train_rows = 4;
  EXPECT_NE(error_of(table).find("4 rows are for training"), std::string::npos);
  table = small_table();
  for (TableColumn* column : {&table.features[0], &table.features[1], &table.target}) {
    column->values.assign(kMaxTableRows + 1, 0);
  }
  EXPECT_NE(error_of(table).find("100001 rows; it must have 2 to 100000"), std::string::npos);
}

TEST(TableBytes, CutAnywhereAreRefused) {
  const std::vector<std::uint8_t> bytes = write_table(small_table());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(read_table(std::span(bytes).first(length))) << length;
  }
  std::vector<std::uint8_t> longer = bytes;
  longer.push_back(0);
  EXPECT_FALSE(read_table(longer));
}

TEST(TableBytes, ChangedAnywhereGiveAValidTableOrAnError) {
  const std::vector<std::uint8_t> bytes = write_table(small_table());
  const Random random(2, Stream::split);
  for (std::uint32_t trial = 0; trial < 20'000; ++trial) {
    std::vector<std::uint8_t> changed = bytes;
    for (std::uint32_t i = 0; i <= random.below(4, trial, 0); ++i) {
      const std::uint32_t place =
          random.below(static_cast<std::uint32_t>(bytes.size()), trial, 2 * i + 1);
      changed[place] = static_cast<std::uint8_t>(random.below(256, trial, 2 * i + 2));
    }
    const Result<Table> table = read_table(changed);
    if (table) {
      EXPECT_TRUE(check_table(*table));
    } else {
      EXPECT_FALSE(table.error().message.empty());
    }
  }
}

Table rows_in_order(std::size_t rows) {
  Table table = small_table();
  for (TableColumn* column : {&table.features[0], &table.features[1], &table.target}) {
    column->values.assign(rows, 0);
  }
  return table;
}

std::set<std::uint32_t> rows_of(const TableSplit& split) {
  std::set<std::uint32_t> rows(split.train.begin(), split.train.end());
  rows.insert(split.test.begin(), split.test.end());
  return rows;
}

TEST(TableSplit, HasEveryRowOnceAndTheShareOfTestRowsAskedFor) {
  const Table table = rows_in_order(101);
  const TableSplit split = split_table(table, {.seed = 4, .test_fraction = 0.25});
  EXPECT_EQ(split.test.size(), 25u);
  EXPECT_EQ(split.train.size(), 76u);
  EXPECT_EQ(rows_of(split).size(), 101u);
}

TEST(TableSplit, IsAnotherWithAnotherSeedAndTheSameWithTheSame) {
  const Table table = rows_in_order(100);
  const TableSplit split = split_table(table, {.seed = 1});
  EXPECT_EQ(split_table(table, {.seed = 1}).test, split.test);
  EXPECT_NE(split_table(table, {.seed = 2}).test, split.test);
  EXPECT_FALSE(std::is_sorted(split.train.begin(), split.train.end()));
}

TEST(TableSplit, OfFewerTrainingRowsKeepsTheTestRowsAndTheFirstTrainingRows) {
  const Table table = rows_in_order(100);
  const TableSplit all = split_table(table, {.seed = 1});
  const TableSplit few = split_table(table, {.seed = 1, .train_size = 10, .test_size = 5});
  EXPECT_EQ(few.train, std::vector(all.train.begin(), all.train.begin() + 10));
  EXPECT_EQ(few.test, std::vector(all.test.begin(), all.test.begin() + 5));
}

TEST(TableSplit, KeepsTheSplitThatItsMakersFixed) {
  Table table = rows_in_order(100);
  table.fixed_train_rows = 20;
  const TableSplit split = split_table(table, {.seed = 3, .test_fraction = 0.9});
  EXPECT_EQ(split.train.size(), 20u);
  EXPECT_EQ(*std::max_element(split.train.begin(), split.train.end()), 19u);
  EXPECT_EQ(*std::min_element(split.test.begin(), split.test.end()), 20u);
}

TEST(TableSplit, LeavesARowForEachPartWhateverTheFraction) {
  const Table table = rows_in_order(3);
  EXPECT_EQ(split_table(table, {.test_fraction = 0}).test.size(), 1u);
  EXPECT_EQ(split_table(table, {.test_fraction = 1}).train.size(), 1u);
}

}  // namespace
}  // namespace playground
