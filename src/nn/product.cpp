#include "nn/product.hpp"

#include <algorithm>

#include "core/simd.hpp"

namespace playground {
namespace {

// B with rows further apart than this is copied into a contiguous panel first: its rows would
// otherwise compete for the same lines of the first-level cache.
constexpr std::size_t kWideStep = 64;
constexpr std::size_t kPanels = 2;

// A tile of `rows` rows by `vectors` vectors of outputs, held in registers over the whole inner
// loop. One inner index a turn with pointers that move along is what compilers turn into the best
// code, for WebAssembly above all; unrolled, they keep too many values alive.
template <int rows, int vectors, bool transposed>
inline void tile(const float* a, std::size_t a_step, const float* b, std::size_t b_step,
                 const float* start, std::size_t inner, float* c, std::size_t c_step) {
  const Float4 zero(0.0f);
  const Float4 start0 = start ? load4(start) : zero;
  const Float4 start1 = start && vectors == 2 ? load4(start + 4) : zero;
  Float4 c00 = start0, c10 = start0, c20 = start0, c30 = start0;
  Float4 c01 = start1, c11 = start1, c21 = start1, c31 = start1;
  const std::size_t row_step = transposed ? 1 : a_step;
  const std::size_t inner_step = transposed ? a_step : 1;
  const float* a0 = a;
  const float* a1 = a0 + (rows > 1 ? row_step : 0);
  const float* a2 = a1 + (rows > 2 ? row_step : 0);
  const float* a3 = a2 + (rows > 3 ? row_step : 0);
  for (std::size_t k = 0; k < inner; ++k) {
    const Float4 b0 = load4(b);
    const Float4 b1 = vectors == 2 ? load4(b + 4) : b0;
    const auto row = [&](const float* element, Float4& sum0, Float4& sum1) {
      const Float4 factor(*element);
      sum0 = sum0 + factor * b0;
      if constexpr (vectors == 2) sum1 = sum1 + factor * b1;
    };
    row(a0, c00, c01);
    if constexpr (rows > 1) row(a1, c10, c11);
    if constexpr (rows > 2) row(a2, c20, c21);
    if constexpr (rows > 3) row(a3, c30, c31);
    a0 += inner_step;
    a1 += inner_step;
    a2 += inner_step;
    a3 += inner_step;
    b += b_step;
  }
  const auto store_row = [&](Float4 sum0, Float4 sum1) {
    store4(c, sum0);
    if constexpr (vectors == 2) store4(c + 4, sum1);
    c += c_step;
  };
  store_row(c00, c01);
  if constexpr (rows > 1) store_row(c10, c11);
  if constexpr (rows > 2) store_row(c20, c21);
  if constexpr (rows > 3) store_row(c30, c31);
}

// A tile of the first `rows` <= 4 of the rows that are left.
template <int vectors, bool transposed>
inline void tile_of(std::size_t rows, const float* a, std::size_t a_step, const float* b,
                    std::size_t b_step, const float* start, std::size_t inner, float* c,
                    std::size_t c_step) {
  switch (rows) {
    case 1:
      return tile<1, vectors, transposed>(a, a_step, b, b_step, start, inner, c, c_step);
    case 2:
      return tile<2, vectors, transposed>(a, a_step, b, b_step, start, inner, c, c_step);
    case 3:
      return tile<3, vectors, transposed>(a, a_step, b, b_step, start, inner, c, c_step);
    default:
      return tile<4, vectors, transposed>(a, a_step, b, b_step, start, inner, c, c_step);
  }
}

template <int vectors, bool transposed>
void column_block(const Product& p, std::size_t j) {
  const float* const start = p.start ? p.start + j : nullptr;
  for (std::size_t i = 0; i < p.rows; i += 4) {
    tile_of<vectors, transposed>(p.rows - i, p.a + i * (transposed ? 1 : p.a_step), p.a_step,
                                 p.b + j, p.b_step, start, p.inner, p.c + i * p.c_step + j,
                                 p.c_step);
  }
}

// Eight columns of B one after the other.
void pack_panel(const Product& p, std::size_t j, float* panel) {
  const float* b = p.b + j;
  for (std::size_t k = 0; k < p.inner; ++k, b += p.b_step, panel += 8) {
    store4(panel, load4(b));
    store4(panel + 4, load4(b + 4));
  }
}

// Four columns of A, the rows of a tile, one after the other; a strip for every four.
void pack_strips(const Product& p, float* strip) {
  for (std::size_t i = 0; i < p.rows; i += 4) {
    const float* a = p.a + i;
    const std::size_t present = std::min<std::size_t>(4, p.rows - i);
    for (std::size_t k = 0; k < p.inner; ++k, a += p.a_step, strip += 4) {
      if (present == 4) {
        store4(strip, load4(a));
      } else {
        std::copy_n(a, present, strip);
      }
    }
  }
}

// Wide matrices: several panels stay in the first-level cache while the rows of A pass by once for
// all of them. Returns the first column not done.
template <bool transposed>
std::size_t multiply_panels(const Product& p) {
  float* const strips = p.workspace + kPanels * 8 * p.inner;
  if (transposed) pack_strips(p, strips);
  std::size_t j = 0;
  while (j + 8 <= p.columns) {
    const std::size_t panels = std::min(kPanels, (p.columns - j) / 8);
    for (std::size_t n = 0; n < panels; ++n) {
      pack_panel(p, j + 8 * n, p.workspace + n * 8 * p.inner);
    }
    for (std::size_t i = 0; i < p.rows; i += 4) {
      const float* const a = transposed ? strips + i * p.inner : p.a + i * p.a_step;
      for (std::size_t n = 0; n < panels; ++n, j += 8) {
        tile_of<2, transposed>(p.rows - i, a, transposed ? 4 : p.a_step,
                               p.workspace + n * 8 * p.inner, 8, p.start ? p.start + j : nullptr,
                               p.inner, p.c + i * p.c_step + j, p.c_step);
      }
      j -= 8 * panels;
    }
    j += 8 * panels;
  }
  return j;
}

template <bool transposed>
void multiply_blocks(const Product& p) {
  std::size_t j = p.b_step > kWideStep && p.rows > 4 ? multiply_panels<transposed>(p) : 0;
  for (; j + 8 <= p.columns; j += 8) column_block<2, transposed>(p, j);
  if (j < p.columns) column_block<1, transposed>(p, j);
}

}  // namespace

std::size_t product_workspace(std::size_t rows, std::size_t inner) {
  return (8 * kPanels + (rows + 3) / 4 * 4) * inner;
}

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
