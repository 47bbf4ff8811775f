#include "data/dataset.hpp"

#include "core/random.hpp"
#include "data/generators.hpp"
#include "data/labels.hpp"
#include "data/row_source.hpp"

namespace playground {
namespace {

// Class data: noise moves the point. Regression: noise moves the target.
Samples make_samples(const DataConfig& config, std::size_t size, Stream point_stream,
                     Stream label_stream) {
  const Random random(config.seed, point_stream);
  const DataShape shape = shape_of(config);
  const bool regression = shape.task == Task::regression;
  Samples samples;
  samples.points = make_matrix(size, 2);
  samples.targets = make_vector(size);
  samples.clean_targets = make_vector(size);
  for (std::size_t i = 0; i < size; ++i) {
    const CleanPoint point = clean_point(config.dataset, random, i, config.class_balance);
    const auto normal = random.normal_pair(i, kNoiseSlot);
    const double noise1 = config.noise * normal[0];
    const double noise2 = config.noise * normal[1];
    samples.points(i, 0) = static_cast<float>(regression ? point.x1 : point.x1 + noise1);
    samples.points(i, 1) = static_cast<float>(regression ? 0.0 : point.x2 + noise2);
    samples.clean_targets(i) = static_cast<float>(point.target);
    samples.targets(i) = static_cast<float>(regression ? point.target + noise1 : point.target);
  }
  if (!regression) {
    flip_labels(samples.targets, shape.classes, config.label_noise,
                Random(config.seed, label_stream));
  }
  samples.features = make_features(samples.points, config);
  return samples;
}

}  // namespace

DataShape shape_of(const DataConfig& config) {
  if (uses_table(config)) return config.source ? config.source->shape() : DataShape{};
  const auto inputs = static_cast<int>(inputs_of(config).size());
  switch (config.dataset) {
    case DatasetKind::blobs3:
      return {Task::multiclass, 3, inputs};
    case DatasetKind::sine:
    case DatasetKind::cubic:
      return {Task::regression, 1, inputs};
    default:
      return {Task::binary, 2, inputs};
  }
}

CleanPoint clean_point(DatasetKind kind, const Random& random, std::uint64_t index,
                       double class_balance) {
  switch (kind) {
    case DatasetKind::moons:
      return moons_point(random, index, class_balance);
    case DatasetKind::circles:
      return circles_point(random, index, class_balance);
    case DatasetKind::spiral:
      return spiral_point(random, index, class_balance);
    case DatasetKind::xor_quadrants:
      return xor_point(random, index, class_balance);
    case DatasetKind::blobs:
      return blobs_point(random, index, class_balance);
    case DatasetKind::blobs3:
      return blobs3_point(random, index);
    case DatasetKind::checkerboard:
      return checkerboard_point(random, index, class_balance);
    case DatasetKind::sine:
      return sine_point(random, index);
    case DatasetKind::cubic:
      return cubic_point(random, index);
    case DatasetKind::table:
    case DatasetKind::digits:
      break;  // rows, not points that are drawn
  }
  return {};
}

Dataset make_dataset(const DataConfig& config) {
  if (uses_table(config)) return config.source ? config.source->dataset(config) : Dataset{};
  Dataset dataset;
  static_cast<DataShape&>(dataset) = shape_of(config);
  for (const Feature feature : inputs_of(config)) {
    dataset.input_names.emplace_back(kFeatureNames[static_cast<std::size_t>(feature)]);
  }
  dataset.train = make_samples(config, static_cast<std::size_t>(config.train_size),
                               Stream::train_points, Stream::train_label_noise);
  dataset.test = make_samples(config, static_cast<std::size_t>(config.test_size),
                              Stream::test_points, Stream::test_label_noise);
  return dataset;
}

}  // namespace playground
