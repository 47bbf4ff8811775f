// What data an experiment trains on. Every field but the source has a row in train/parameters.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace playground {

// blobs: two Gaussian classes, blobs3: three. sine, cubic: one-dimensional regression. table: rows
// of one's own; digits: the table of handwritten digits that comes with the page.
enum class DatasetKind {
  moons,
  circles,
  spiral,
  xor_quadrants,
  blobs,
  blobs3,
  checkerboard,
  sine,
  cubic,
  table,
  digits
};

// Inputs of the network, computed from the scaled coordinates x1, x2.
enum class Feature { x1, x2, x1_squared, x2_squared, x1_x2, sin_x1, sin_x2 };
inline constexpr std::array<std::string_view, 7> kFeatureNames = {
    "x1", "x2", "x1_squared", "x2_squared", "x1_x2", "sin_x1", "sin_x2"};

// The table behind a configuration, for whoever has its rows (data/table_store.hpp) or knows its
// shape. Not a part of the configuration, which names the table by its hash: it never counts in a
// comparison.
class RowSource;  // data/row_source.hpp
struct RowSourcePointer : std::shared_ptr<const RowSource> {
  using std::shared_ptr<const RowSource>::shared_ptr;
  bool operator==(const RowSourcePointer&) const { return true; }
};

struct DataConfig {
  DatasetKind dataset = DatasetKind::moons;
  int train_size = 100;  // of a table: at most so many rows
  int test_size = 1000;
  double noise = 0.25;        // standard deviation added to the coordinates (targets in regression)
  double label_noise = 0.10;  // fraction of labels flipped, train and noisy test
  double class_balance = 0.5;                    // share of class 1 (binary data)
  std::array<double, 2> feature_scale = {1, 1};  // multiplies x1, x2 before the features are made
  std::vector<Feature> features = {Feature::x1, Feature::x2};
  std::uint32_t seed = 1;
  // Of a table:
  std::string table;                 // its hash, 16 hex digits
  std::array<int, 2> axes = {0, 1};  // the two columns that surfaces show
  double test_part = 0.3;            // of the rows; a table may have a split of its own
  RowSourcePointer source = {};

  bool operator==(const DataConfig&) const = default;
};

// assets/data/digits.bin
inline constexpr std::string_view kDigitsHash = "ba3d40f4fddc2a56";

// The hash of the table that the data come from; empty for data that are generated.
inline std::string_view table_of(const DataConfig& config) {
  if (config.dataset == DatasetKind::digits) return kDigitsHash;
  return config.dataset == DatasetKind::table ? std::string_view(config.table) : "";
}
inline bool uses_table(const DataConfig& config) {
  return config.dataset == DatasetKind::table || config.dataset == DatasetKind::digits;
}

}  // namespace playground
