// What data an experiment trains on. Every field has a row in train/parameters.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace playground {

// blobs: two Gaussian classes, blobs3: three. sine, cubic: one-dimensional regression.
enum class DatasetKind {
  moons,
  circles,
  spiral,
  xor_quadrants,
  blobs,
  blobs3,
  checkerboard,
  sine,
  cubic
};

// Inputs of the network, computed from the scaled coordinates x1, x2.
enum class Feature { x1, x2, x1_squared, x2_squared, x1_x2, sin_x1, sin_x2 };

struct DataConfig {
  DatasetKind dataset = DatasetKind::moons;
  int train_size = 100;
  int test_size = 1000;
  double noise = 0.25;        // standard deviation added to the coordinates (targets in regression)
  double label_noise = 0.10;  // fraction of labels flipped, train and noisy test
  double class_balance = 0.5;                    // share of class 1 (binary data)
  std::array<double, 2> feature_scale = {1, 1};  // multiplies x1, x2 before the features are made
  std::vector<Feature> features = {Feature::x1, Feature::x2};
  std::uint32_t seed = 1;

  bool operator==(const DataConfig&) const = default;
};

}  // namespace playground
