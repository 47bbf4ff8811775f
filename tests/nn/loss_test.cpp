#include "nn/loss.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace playground {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

Matrix column(std::initializer_list<float> values) {
  Matrix matrix = make_matrix(values.size(), 1);
  std::copy(values.begin(), values.end(), matrix.data());
  return matrix;
}

Vector vector_of(std::initializer_list<float> values) {
  Vector vector = make_vector(values.size());
  std::copy(values.begin(), values.end(), vector.data());
  return vector;
}

TEST(Loss, BinaryCrossEntropyIsExactForSmallAndHugeLogits) {
  const Matrix z = column({0.0f, 2.0f, -3.0f, 200.0f, -200.0f, 30.0f});
  const Vector y = vector_of({1, 0, 1, 0, 0, 1});
  double want = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    const double x = z(i, 0);
    want += std::max(x, 0.0) - x * y(i) + std::log1p(std::exp(-std::fabs(x)));
  }
  const Evaluation result = evaluate_outputs(Loss::binary_cross_entropy, z, y);
  EXPECT_NEAR(result.loss, want / 6, 1e-6 * want / 6);
  EXPECT_DOUBLE_EQ(result.accuracy, 2.0 / 6);  // a logit of 0 counts as class 0
  Matrix gradient;
  EXPECT_EQ(loss_gradient(Loss::binary_cross_entropy, z, y, 3.0, gradient), result.loss);
  for (std::size_t i = 0; i < 6; ++i) {
    const double probability = 1 / (1 + std::exp(-static_cast<double>(z(i, 0))));
    EXPECT_NEAR(gradient(i, 0), 3.0 / 6 * (probability - y(i)), 1e-7);
  }
}

TEST(Loss, SoftmaxCrossEntropyDoesNotOverflowAndItsGradientRowsSumToZero) {
  Matrix z = make_matrix(2, 5);
  const float values[10] = {1, 2, 3, 1000, 5, -1, 0.5f, 0.25f, -4, -1000};
  std::copy_n(values, 10, z.data());
  const Vector y = vector_of({3, 1});
  Matrix gradient;
  const double loss = loss_gradient(Loss::softmax_cross_entropy, z, y, 1.0, gradient);
  double sum = 0;
  for (int j = 0; j < 5; ++j) sum += std::exp(static_cast<double>(values[5 + j]));
  EXPECT_NEAR(loss, 0.5 * (std::log(sum) - 0.5), 1e-6);
  for (std::size_t i = 0; i < 2; ++i) {
    double total = 0;
    for (std::size_t j = 0; j < 5; ++j) total += gradient(i, j);
    EXPECT_NEAR(total, 0.0, 1e-7);
  }
  EXPECT_DOUBLE_EQ(evaluate_outputs(Loss::softmax_cross_entropy, z, y).accuracy, 1.0);
}

TEST(Loss, MeanSquaredErrorHasNoAccuracy) {
  const Matrix z = column({1.0f, 3.0f});
  const Vector y = vector_of({0.0f, 1.0f});
  const Evaluation result = evaluate_outputs(Loss::mean_squared_error, z, y);
  EXPECT_DOUBLE_EQ(result.loss, 2.5);
  EXPECT_TRUE(std::isnan(result.accuracy));
  Matrix gradient;
  loss_gradient(Loss::mean_squared_error, z, y, 1.0, gradient);
  EXPECT_FLOAT_EQ(gradient(1, 0), 2.0f);
}

TEST(Loss, ANonFiniteOutputIsNeverHidden) {
  const Vector y = vector_of({1, 0, 1, 0, 1});
  for (const Loss loss : {Loss::binary_cross_entropy, Loss::mean_squared_error}) {
    for (std::size_t row = 0; row < 5; ++row) {
      Matrix z = column({0.1f, 0.2f, 0.3f, 0.4f, 0.5f});
      z(row, 0) = kNaN;
      EXPECT_FALSE(std::isfinite(evaluate_outputs(loss, z, y).loss));
      z(row, 0) = y(row) == 1.0f ? -kInfinity : kInfinity;
      EXPECT_FALSE(std::isfinite(evaluate_outputs(loss, z, y).loss));
    }
  }
  for (std::size_t j = 0; j < 3; ++j) {
    for (const float bad : {kNaN, kInfinity}) {
      Matrix z = make_matrix(1, 3);
      z(0, j) = bad;
      EXPECT_FALSE(
          std::isfinite(evaluate_outputs(Loss::softmax_cross_entropy, z, vector_of({1})).loss));
    }
  }
}

}  // namespace
}  // namespace playground
