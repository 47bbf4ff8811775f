// Toy data sets: train and test samples with the labels as generated (clean) and as the network
// sees them (a fraction flipped by a random stream of its own). A point depends on (seed, train or
// test, its index) alone: more points keep the first ones, another noise or label noise keeps the
// underlying points, and a higher label noise flips the same labels and more. label_noise flips
// exactly floor(label_noise n + 0.5) labels of the train set and of the noisy test set, each from a
// stream of its own; regression has no label noise, its targets carry `noise`.
//   Dataset dataset = make_dataset(DataConfig{});
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/tensor.hpp"
#include "data/data_config.hpp"
#include "data/task.hpp"

namespace playground {

struct Samples {
  Matrix points;         // [n, 2] as generated (regression: x1 and 0), for drawing
  Matrix features;       // [n, inputs] as the network sees them
  Vector targets;        // [n] class index as a float, or the regression target, with noise
  Vector clean_targets;  // [n] the same without noise
  std::vector<std::uint32_t> rows = {};  // [n] of a table: which

  std::size_t size() const { return targets.size(); }
  // Of class data: whether label noise changed the label.
  bool is_flipped(std::size_t i) const { return targets(i) != clean_targets(i); }
};

struct Dataset : DataShape {
  // What the network gets, column by column (regression leaves out the features of x2).
  std::vector<std::string> input_names;
  std::vector<std::string> class_names = {};  // of a table
  Samples train;
  Samples test;  // same points for both test sets: targets are the noisy labels
  // Of a table: how far from 0 its training points reach on each axis, up to 4 standard deviations.
  std::array<float, 2> reach = {0, 0};

  bool is_table() const { return reach[0] > 0 || reach[1] > 0; }
};

// The features that the network gets: those of the configuration; regression leaves out those of x2
// and takes x1 when none is left.
std::vector<Feature> inputs_of(const DataConfig& config);

// A table's only from a configuration that is bound to its rows.
Dataset make_dataset(const DataConfig& config);

// The network's inputs [n, inputs] for raw points [n, 2]; what make_dataset and the decision
// surface use.
Matrix make_features(const Matrix& points, const DataConfig& config);

}  // namespace playground
