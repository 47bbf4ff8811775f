// Which rows of a table are for training and which for testing: by seed, or as its makers fixed it.
//   TableSplit split = split_table(table, {.seed = 1, .test_fraction = 0.3, .train_size = 100});
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "data/table.hpp"

namespace playground {

struct SplitConfig {
  std::uint32_t seed = 1;
  double test_fraction = 0.3;              // of a table without a fixed split
  std::size_t train_size = kMaxTableRows;  // at most so many rows train
  std::size_t test_size = kMaxTableRows;   // and at most so many test
};

struct TableSplit {
  std::vector<std::uint32_t> train;  // rows, in an order that the seed draws
  std::vector<std::uint32_t> test;
};

// Of n rows floor(test_fraction n + 0.5) test, at least 1 and at most n - 1. A row that tests never
// trains, whatever the sizes; fewer rows are the first of more.
TableSplit split_table(const Table& table, const SplitConfig& config);

}  // namespace playground
