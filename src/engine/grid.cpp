#include "engine/grid.hpp"

#include "data/dataset.hpp"

namespace playground {
namespace {

float between(float first, float last, int i, int count) {
  if (count < 2) return first;
  return first + (last - first) * static_cast<float>(i) / static_cast<float>(count - 1);
}

}  // namespace

Matrix grid_points(const GridRequest& request) {
  Matrix points = make_matrix(
      static_cast<std::size_t>(request.columns) * static_cast<std::size_t>(request.rows), 2);
  std::size_t i = 0;
  for (int row = 0; row < request.rows; ++row) {
    // One row is a curve over x1 (regression), where x2 is 0.
    const float x2 = request.rows < 2 ? 0 : between(request.bottom, request.top, row, request.rows);
    for (int column = 0; column < request.columns; ++column, ++i) {
      points(i, 0) = between(request.left, request.right, column, request.columns);
      points(i, 1) = x2;
    }
  }
  return points;
}

Grid compute_grid(Perceptron& model, const DataConfig& data, const GridRequest& request) {
  Matrix outputs;
  model.forward(make_features(grid_points(request), data), outputs);
  Grid grid;
  grid.request = request;
  grid.outputs = static_cast<int>(outputs.shape(1));
  grid.values.assign(outputs.data(), outputs.data() + outputs.size());
  return grid;
}

}  // namespace playground
