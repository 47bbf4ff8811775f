// Tensor types of the whole engine: the one place that names xtensor.
// Row-major, float32. A Matrix of samples has the shape [samples, features].
//   Matrix points = Matrix::from_shape({100, 2});
#pragma once

#include <xtensor/xtensor.hpp>

namespace playground {

using Vector = xt::xtensor<float, 1>;
using Matrix = xt::xtensor<float, 2>;

inline Matrix make_matrix(std::size_t rows, std::size_t columns) {
  Matrix matrix(Matrix::shape_type{rows, columns});
  matrix.fill(0.0f);
  return matrix;
}

inline Vector make_vector(std::size_t size) {
  Vector vector(Vector::shape_type{size});
  vector.fill(0.0f);
  return vector;
}

}  // namespace playground
