#include "nn/product.hpp"

#include "core/simd.hpp"

namespace playground {
namespace {

// B with rows further apart than this is copied into a contiguous panel first: its rows would
// otherwise compete for the same lines of the first-level cache.
constexpr std::size_t kWideStep = 64;

// How the elements of A are reached; one of the two steps is 1 at compile time.
template <bool transposed>
struct LeftOperand {
  const float* a;
  std::size_t step;
  float at(std::size_t row, std::size_t k) const {
    return transposed ? a[k * step + row] : a[row * step + k];
  }
};

template <int rows, int vectors, bool transposed>
inline void accumulate(Float4 (&sum)[4][2], const LeftOperand<transposed>& a, const float* b,
                       std::size_t k) {
  const Float4 b0 = load4(b);
  const Float4 b1 = vectors == 2 ? load4(b + 4) : b0;
  const auto row = [&](int i) {
    const Float4 s(a.at(static_cast<std::size_t>(i), k));
    sum[i][0] = sum[i][0] + s * b0;
    if constexpr (vectors == 2) sum[i][1] = sum[i][1] + s * b1;
  };
  row(0);
  if constexpr (rows > 1) row(1);
  if constexpr (rows > 2) row(2);
  if constexpr (rows > 3) row(3);
}

template <int rows, int vectors, bool transposed>
void tile(LeftOperand<transposed> a, const float* b, std::size_t b_step, const float* start,
          std::size_t inner, float* c, std::size_t c_step) {
  const Float4 zero(0.0f);
  const Float4 start0 = start ? load4(start) : zero;
  const Float4 start1 = start && vectors == 2 ? load4(start + 4) : zero;
  Float4 sum[4][2] = {{start0, start1}, {start0, start1}, {start0, start1}, {start0, start1}};
  std::size_t k = 0;
  for (; k + 4 <= inner; k += 4) {
    accumulate<rows, vectors>(sum, a, b, k);
    accumulate<rows, vectors>(sum, a, b + b_step, k + 1);
    accumulate<rows, vectors>(sum, a, b + 2 * b_step, k + 2);
    accumulate<rows, vectors>(sum, a, b + 3 * b_step, k + 3);
    b += 4 * b_step;
  }
  for (; k < inner; ++k, b += b_step) accumulate<rows, vectors>(sum, a, b, k);
  const auto store_row = [&](int i) {
    store4(c + static_cast<std::size_t>(i) * c_step, sum[i][0]);
    if constexpr (vectors == 2) store4(c + static_cast<std::size_t>(i) * c_step + 4, sum[i][1]);
  };
  store_row(0);
  if constexpr (rows > 1) store_row(1);
  if constexpr (rows > 2) store_row(2);
  if constexpr (rows > 3) store_row(3);
}

template <int vectors, bool transposed>
void column_block(const Product& p, std::size_t j, const float* b, std::size_t b_step) {
  const float* const start = p.start ? p.start + j : nullptr;
  std::size_t i = 0;
  const auto left = [&] {
    return LeftOperand<transposed>{transposed ? p.a + i : p.a + i * p.a_step, p.a_step};
  };
  for (; i + 4 <= p.rows; i += 4) {
    tile<4, vectors>(left(), b, b_step, start, p.inner, p.c + i * p.c_step + j, p.c_step);
  }
  float* const c = p.c + i * p.c_step + j;
  switch (p.rows - i) {
    case 3:
      return tile<3, vectors>(left(), b, b_step, start, p.inner, c, p.c_step);
    case 2:
      return tile<2, vectors>(left(), b, b_step, start, p.inner, c, p.c_step);
    case 1:
      return tile<1, vectors>(left(), b, b_step, start, p.inner, c, p.c_step);
    default:
      return;
  }
}

template <bool transposed>
void multiply_blocks(const Product& p) {
  std::size_t j = 0;
  for (; j + 8 <= p.columns; j += 8) {
    if (p.b_step > kWideStep && p.rows > 4) {
      for (std::size_t k = 0; k < p.inner; ++k) {
        store4(p.panel + 8 * k, load4(p.b + k * p.b_step + j));
        store4(p.panel + 8 * k + 4, load4(p.b + k * p.b_step + j + 4));
      }
      column_block<2, transposed>(p, j, p.panel, 8);
    } else {
      column_block<2, transposed>(p, j, p.b + j, p.b_step);
    }
  }
  if (j < p.columns) column_block<1, transposed>(p, j, p.b + j, p.b_step);
}

}  // namespace

void multiply(const Product& product) {
  multiply_blocks<false>(product);
}
void multiply_transposed(const Product& product) {
  multiply_blocks<true>(product);
}

void transpose(const float* source, std::size_t source_step, std::size_t rows, std::size_t columns,
               float* target, std::size_t target_step) {
  const Float4 zero(0.0f);
  for (std::size_t i = 0; i < rows; i += 4) {
    const std::size_t present = rows - i;
    for (std::size_t j = 0; j < columns; j += 4) {
      const float* s = source + i * source_step + j;
      const Float4 r0 = load4(s);
      const Float4 r1 = present > 1 ? load4(s + source_step) : zero;
      const Float4 r2 = present > 2 ? load4(s + 2 * source_step) : zero;
      const Float4 r3 = present > 3 ? load4(s + 3 * source_step) : zero;
      const Float4 low02 = xsimd::zip_lo(r0, r2), low13 = xsimd::zip_lo(r1, r3);
      const Float4 high02 = xsimd::zip_hi(r0, r2), high13 = xsimd::zip_hi(r1, r3);
      float* t = target + j * target_step + i;
      store4(t, xsimd::zip_lo(low02, low13));
      store4(t + target_step, xsimd::zip_hi(low02, low13));
      store4(t + 2 * target_step, xsimd::zip_lo(high02, high13));
      store4(t + 3 * target_step, xsimd::zip_hi(high02, high13));
    }
  }
}

void sum_rows(const float* a, std::size_t a_step, std::size_t rows, std::size_t columns,
              float* sums) {
  std::size_t j = 0;
  for (; j + 16 <= columns; j += 16) {
    Float4 s0(0.0f), s1(0.0f), s2(0.0f), s3(0.0f);
    const float* row = a + j;
    for (std::size_t i = 0; i < rows; ++i, row += a_step) {
      s0 = s0 + load4(row);
      s1 = s1 + load4(row + 4);
      s2 = s2 + load4(row + 8);
      s3 = s3 + load4(row + 12);
    }
    store4(sums + j, s0);
    store4(sums + j + 4, s1);
    store4(sums + j + 8, s2);
    store4(sums + j + 12, s3);
  }
  for (; j < columns; j += 4) {
    Float4 sum(0.0f);
    for (std::size_t i = 0; i < rows; ++i) sum = sum + load4(a + i * a_step + j);
    store4(sums + j, sum);
  }
}

void multiply_column(const float* a, std::size_t a_step, std::size_t rows, const float* b,
                     float start, float* c) {
  std::size_t i = 0;
  for (; i + 4 <= rows; i += 4) {
    const float* row = a + i * a_step;
    Float4 s0(0.0f), s1(0.0f), s2(0.0f), s3(0.0f);
    for (std::size_t k = 0; k < a_step; k += 4) {
      const Float4 w = load4(b + k);
      s0 = s0 + load4(row + k) * w;
      s1 = s1 + load4(row + a_step + k) * w;
      s2 = s2 + load4(row + 2 * a_step + k) * w;
      s3 = s3 + load4(row + 3 * a_step + k) * w;
    }
    const Float4 low02 = xsimd::zip_lo(s0, s2), low13 = xsimd::zip_lo(s1, s3);
    const Float4 high02 = xsimd::zip_hi(s0, s2), high13 = xsimd::zip_hi(s1, s3);
    const Float4 low = xsimd::zip_lo(low02, low13) + xsimd::zip_hi(low02, low13);
    const Float4 high = xsimd::zip_lo(high02, high13) + xsimd::zip_hi(high02, high13);
    store4(c + i, (low + high) + Float4(start));
  }
  for (; i < rows; ++i) {
    Float4 sum(0.0f);
    for (std::size_t k = 0; k < a_step; k += 4) {
      sum = sum + load4(a + i * a_step + k) * load4(b + k);
    }
    c[i] = sum_lanes(sum) + start;
  }
}

void multiply_column_transposed(const float* a, std::size_t a_step, std::size_t rows,
                                const float* d, float* c) {
  std::size_t j = 0;
  for (; j + 16 <= a_step; j += 16) {
    Float4 s0(0.0f), s1(0.0f), s2(0.0f), s3(0.0f);
    const float* row = a + j;
    for (std::size_t i = 0; i < rows; ++i, row += a_step) {
      const Float4 factor(d[i]);
      s0 = s0 + load4(row) * factor;
      s1 = s1 + load4(row + 4) * factor;
      s2 = s2 + load4(row + 8) * factor;
      s3 = s3 + load4(row + 12) * factor;
    }
    store4(c + j, s0);
    store4(c + j + 4, s1);
    store4(c + j + 8, s2);
    store4(c + j + 12, s3);
  }
  for (; j < a_step; j += 4) {
    Float4 sum(0.0f);
    for (std::size_t i = 0; i < rows; ++i) sum = sum + load4(a + i * a_step + j) * Float4(d[i]);
    store4(c + j, sum);
  }
}

void outer_product(const float* d, std::size_t rows, const float* b, std::size_t step, float* c) {
  for (std::size_t i = 0; i < rows; ++i) {
    const Float4 factor(d[i]);
    for (std::size_t k = 0; k < step; k += 4) store4(c + i * step + k, factor * load4(b + k));
  }
}

}  // namespace playground
