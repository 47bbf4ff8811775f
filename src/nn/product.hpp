// Matrix products in register tiles of 4 rows by 8 columns, vectorised across independent outputs:
// every output is one chain of multiplications and additions in the order of the inner index, so
// its bits depend neither on the tile it falls into nor on the number of rows.
#pragma once

#include <cstddef>

namespace playground {

// C[i][j] = start[j] + sum over k of A(i, k) B[k][j] for i < rows, j < columns, k < inner.
struct Product {
  const float* a = nullptr;
  std::size_t a_step = 0;  // see the two functions
  const float* b = nullptr;
  std::size_t b_step = 0;        // floats between rows of B
  const float* start = nullptr;  // [columns]; null is zero
  float* c = nullptr;
  std::size_t c_step = 0;  // floats between rows of C
  std::size_t rows = 0;
  std::size_t columns = 0;  // a multiple of four
  std::size_t inner = 0;
  float* workspace = nullptr;  // see product_workspace()
};
// Floats in the workspace of multiply_transposed(); that of multiply() is as if `rows` were 0.
std::size_t product_workspace(std::size_t rows, std::size_t inner);

// A(i, k) = a[i * a_step + k]
void multiply(const Product& product);
// A(i, k) = a[k * a_step + i]
void multiply_transposed(const Product& product);

// target[j][i] = source[i][j], i < rows, j < columns; both steps and `columns` are multiples of
// four, and `target` rows are filled with zeros up to rows rounded up to a multiple of four.
void transpose(const float* source, std::size_t source_step, std::size_t rows, std::size_t columns,
               float* target, std::size_t target_step);

// sums[j] = sum over the rows, in their order, of a[i][j]; columns a multiple of four.
void sum_rows(const float* a, std::size_t a_step, std::size_t rows, std::size_t columns,
              float* sums);

// Products with a matrix of one column (the output layer of a binary classifier or a regression).
// Steps are multiples of four and padding is zero.
// c[i] = start + dot(a[i], b): four partial sums, k modulo 4, added as (s0 + s1) + (s2 + s3).
void multiply_column(const float* a, std::size_t a_step, std::size_t rows, const float* b,
                     float start, float* c);
// c[k] = sum over the rows i, in their order, of a[i][k] d[i], for k < a_step.
void multiply_column_transposed(const float* a, std::size_t a_step, std::size_t rows,
                                const float* d, float* c);
// c[i][k] = d[i] b[k]
void outer_product(const float* d, std::size_t rows, const float* b, std::size_t step, float* c);

}  // namespace playground
