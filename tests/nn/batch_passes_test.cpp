// The two passes over a batch, rows in the lanes or units in the lanes: the same bits, and both
// tell of a loss that is not finite.
#include <gtest/gtest.h>

#include <limits>

#include "nn/small_problems.hpp"

namespace playground {
namespace {

// Of all rows as one batch, which training takes in any order out of more of them.
bool compute_gradients(Perceptron& model, const Problem& problem, Loss loss, double loss_scale) {
  const std::size_t rows = problem.features.shape(0), inputs = problem.features.shape(1);
  Matrix features = make_matrix(rows + 1, inputs);
  Vector targets = make_vector(rows + 1);
  std::vector<std::uint32_t> batch;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t there = rows - row;
    for (std::size_t i = 0; i < inputs; ++i) features(there, i) = problem.features(row, i);
    targets(there) = problem.targets(row);
    batch.push_back(static_cast<std::uint32_t>(there));
  }
  return model.compute_gradients(features, targets, batch, loss, loss_scale);
}

TEST(BatchPasses, BothPassesOverABatchGiveTheSameBits) {
  struct Small {
    std::vector<int> hidden;
    int inputs, outputs;
    Loss loss;
  };
  const Small shapes[] = {
      {{4, 2}, 2, 1, Loss::binary_cross_entropy},
      {{}, 2, 1, Loss::binary_cross_entropy},
      {{1}, 1, 1, Loss::mean_squared_error},
      {{8, 7, 5}, 8, 1, Loss::mean_squared_error},
      {{3, 8}, 5, 3, Loss::softmax_cross_entropy},
      {{}, 3, 8, Loss::softmax_cross_entropy},
      {{6, 6, 6, 6}, 7, 1, Loss::binary_cross_entropy},
  };
  for (const Small& small : shapes) {
    for (const Activation activation : kActivations) {
      for (const int rows : {1, 2, 5, 8, 10, 31, 64}) {
        const Shape shape{small.hidden, small.inputs, small.outputs, rows, small.loss};
        Perceptron model = make_model(shape, activation);
        ASSERT_TRUE(LanePass::suits(model.layout(), static_cast<std::size_t>(rows)));
        const Problem problem = make_problem(rows, shape.inputs, shape.outputs, shape.loss);
        model.backward(problem.features, problem.targets, shape.loss, 3.0);
        const std::vector<float> want(model.gradients().begin(), model.gradients().end());
        ASSERT_TRUE(compute_gradients(model, problem, shape.loss, 3.0));
        for (std::size_t i = 0; i < want.size(); ++i) {
          ASSERT_EQ(bits_of(model.gradients()[i]), bits_of(want[i]))
              << "parameter " << i << ", activation " << static_cast<int>(activation);
        }
      }
    }
  }
}

TEST(BatchPasses, ABatchMayGrowWithinItsCapacity) {
  const Shape wide{{72, 80}, 2, 1, 9, Loss::binary_cross_entropy};
  for (const int rows : {9, 12, 10}) {
    Perceptron grown = make_model(wide, Activation::tanh), fresh = grown;
    const Problem first = make_problem(9, 2, 1, wide.loss);
    const Problem second = make_problem(rows, 2, 1, wide.loss);
    grown.backward(first.features, first.targets, wide.loss, 1.0);
    EXPECT_EQ(grown.backward(second.features, second.targets, wide.loss, 1.0),
              fresh.backward(second.features, second.targets, wide.loss, 1.0));
    for (std::size_t i = 0; i < fresh.gradients().size(); ++i) {
      ASSERT_EQ(bits_of(grown.gradients()[i]), bits_of(fresh.gradients()[i]));
    }
  }
}

TEST(BatchPasses, TrainingHearsOfANonFiniteLossInEitherPass) {
  for (const std::vector<int>& hidden : {std::vector<int>{4, 2}, std::vector<int>{40, 40}}) {
    for (const Loss loss : {Loss::binary_cross_entropy, Loss::mean_squared_error}) {
      const Shape shape{hidden, 2, 1, 10, loss};
      Perceptron model = make_model(shape, Activation::linear);
      Problem problem = make_problem(10, 2, 1, loss);
      EXPECT_TRUE(compute_gradients(model, problem, loss, 1.0));
      for (const float value : {1e38f, 1e20f, 1.0f}) {
        // Only the last row is far out: its square overflows, or the logit itself.
        problem.features(9, 0) = problem.features(9, 1) = value;
        EXPECT_EQ(compute_gradients(model, problem, loss, 1.0),
                  std::isfinite(model.backward(problem.features, problem.targets, loss, 1.0)));
      }
      problem.features(9, 0) = std::numeric_limits<float>::infinity();
      EXPECT_FALSE(compute_gradients(model, problem, loss, 1.0));
    }
  }
}

}  // namespace
}  // namespace playground
