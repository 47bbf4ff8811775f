// The network's inputs from raw points: the one place where features are computed.
#include "core/math.hpp"
#include "data/dataset.hpp"
#include "data/row_source.hpp"

namespace playground {
namespace {

bool uses_x2(Feature feature) {
  return feature == Feature::x2 || feature == Feature::x2_squared || feature == Feature::x1_x2 ||
         feature == Feature::sin_x2;
}

float feature_value(Feature feature, float x1, float x2) {
  switch (feature) {
    case Feature::x1:
      return x1;
    case Feature::x2:
      return x2;
    case Feature::x1_squared:
      return x1 * x1;
    case Feature::x2_squared:
      return x2 * x2;
    case Feature::x1_x2:
      return x1 * x2;
    case Feature::sin_x1:
      return static_cast<float>(playground::sin(static_cast<double>(x1)));
    case Feature::sin_x2:
      return static_cast<float>(playground::sin(static_cast<double>(x2)));
  }
  return 0;
}

}  // namespace

std::vector<Feature> inputs_of(const DataConfig& config) {
  const bool curve = config.dataset == DatasetKind::sine || config.dataset == DatasetKind::cubic;
  if (!curve) return config.features;
  std::vector<Feature> inputs;
  for (const Feature feature : config.features) {
    if (!uses_x2(feature)) inputs.push_back(feature);
  }
  if (inputs.empty()) inputs.push_back(Feature::x1);
  return inputs;
}

Matrix make_features(const Matrix& points, const DataConfig& config) {
  if (config.source && uses_table(config)) return config.source->features(points, config);
  const std::vector<Feature> inputs = inputs_of(config);
  const auto scale1 = static_cast<float>(config.feature_scale[0]);
  const auto scale2 = static_cast<float>(config.feature_scale[1]);
  const std::size_t rows = points.shape(0);
  Matrix features = make_matrix(rows, inputs.size());
  for (std::size_t row = 0; row < rows; ++row) {
    const float x1 = points(row, 0) * scale1;
    const float x2 = points(row, 1) * scale2;
    for (std::size_t column = 0; column < inputs.size(); ++column) {
      features(row, column) = feature_value(inputs[column], x1, x2);
    }
  }
  return features;
}

}  // namespace playground
