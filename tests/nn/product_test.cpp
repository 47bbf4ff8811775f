// The products against their definition, one chain of multiplications and additions an output: the
// same bits for narrow matrices and for wide ones, which go through panels and strips.
#include "nn/product.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "core/random.hpp"

namespace playground {
namespace {

std::vector<float> numbers(std::size_t count, std::uint32_t seed) {
  const Random random(seed, Stream::train_points);
  std::vector<float> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = static_cast<float>(random.normal_pair(i, 0)[0]);
  }
  return values;
}

// a_step is as small as it can be: reading beyond the last row would leave the matrix.
void expect_definition(std::size_t rows, std::size_t columns, std::size_t inner, bool transposed) {
  const std::size_t a_step = transposed ? rows : inner;
  const std::vector<float> a = numbers(rows * inner, 1), b = numbers(inner * columns, 2);
  const std::vector<float> start = numbers(columns, 3);
  std::vector<float> c(rows * columns);
  std::vector<float> workspace(product_workspace(transposed ? rows : 0, inner));
  const Product product{a.data(), a_step, b.data(), columns, start.data(),    c.data(),
                        columns,  rows,   columns,  inner,   workspace.data()};
  transposed ? multiply_transposed(product) : multiply(product);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      float sum = start[j];
      for (std::size_t k = 0; k < inner; ++k) {
        const float factor = transposed ? a[k * a_step + i] : a[i * a_step + k];
        sum += factor * b[k * columns + j];
      }
      ASSERT_EQ(c[i * columns + j], sum) << rows << " x " << columns << " x " << inner << " at "
                                         << i << ", " << j << (transposed ? ", transposed" : "");
    }
  }
}

TEST(Product, EveryOutputIsOneChainInTheOrderOfTheInnerIndex) {
  for (const bool transposed : {false, true}) {
    for (const std::size_t rows : {1u, 3u, 4u, 5u, 7u, 30u}) {
      for (const std::size_t columns : {4u, 8u, 20u, 64u, 68u, 72u, 76u, 100u, 256u}) {
        for (const std::size_t inner : {1u, 2u, 37u, 130u}) {
          expect_definition(rows, columns, inner, transposed);
        }
      }
    }
  }
}

}  // namespace
}  // namespace playground
