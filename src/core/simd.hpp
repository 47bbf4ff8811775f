// Four float lanes on every target (SSE4.1, NEON, WebAssembly SIMD) through xsimd: the kernels are
// written once over Float4 and give the same bits everywhere.
//   Float4 x = load4(pointer);  store4(pointer, select(x > zero, x, zero));
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <xsimd/xsimd.hpp>

namespace playground {

using Float4 = xsimd::make_sized_batch_t<float, 4>;
static_assert(Float4::size == 4,
              "four float lanes are needed: build for SSE4.1, NEON or wasm SIMD");
using Int4 = xsimd::batch<std::int32_t, Float4::arch_type>;
using UInt4 = xsimd::batch<std::uint32_t, Float4::arch_type>;
using Mask4 = Float4::batch_bool_type;

// Every kFlushEvery-th update sets moments and parameters below these to zero: a dead unit's would
// otherwise end as subnormal numbers, which cost up to a hundred times as much and which
// WebAssembly cannot flush in hardware (docs/numerics.md).
inline constexpr int kFlushEvery = 16;
inline constexpr float kFlushBelow = 1e-30f;
inline constexpr float kSmallestNormal = 1.17549435e-38f;  // for second moments, which are squares

inline Float4 load4(const float* p) {
  return Float4::load_unaligned(p);
}
inline void store4(float* p, Float4 x) {
  x.store_unaligned(p);
}
inline float lane(Float4 x, std::size_t i) {
  float values[4];
  store4(values, x);
  return values[i];
}

inline Int4 bits_of(Float4 x) {
  return xsimd::bitwise_cast<std::int32_t>(x);
}
inline Float4 float_of_bits(Int4 bits) {
  return xsimd::bitwise_cast<float>(bits);
}

// a where the mask is set, else b.
inline Float4 select(Mask4 mask, Float4 a, Float4 b) {
  return xsimd::select(mask, a, b);
}

// The smaller (larger) of two; where either is NaN, the second. One instruction on SSE and wasm.
inline Float4 smaller(Float4 a, Float4 b) {
#if XSIMD_WITH_WASM
  return Float4(wasm_f32x4_pmin(b, a));
#elif XSIMD_WITH_SSE2
  return Float4(_mm_min_ps(a, b));
#else
  return select(a < b, a, b);
#endif
}
inline Float4 larger(Float4 a, Float4 b) {
#if XSIMD_WITH_WASM
  return Float4(wasm_f32x4_pmax(b, a));
#elif XSIMD_WITH_SSE2
  return Float4(_mm_max_ps(a, b));
#else
  return select(a > b, a, b);
#endif
}

inline Float4 absolute(Float4 x) {
  return xsimd::abs(x);
}

// x with its lanes below `limit` in magnitude set to zero; NaN stays NaN.
inline Float4 flush_below(Float4 x, Float4 limit) {
  const Mask4 small = absolute(x) < limit;
#if XSIMD_WITH_WASM
  return Float4(wasm_v128_andnot(x, small));
#elif XSIMD_WITH_SSE2
  return Float4(_mm_andnot_ps(small, x));
#else
  return select(small, Float4(0.0f), x);
#endif
}

// The halves of the 64-bit products of the lanes.
struct WideProduct {
  UInt4 high;
  UInt4 low;
};
inline WideProduct multiply_wide(UInt4 a, UInt4 b) {
#if XSIMD_WITH_WASM
  const v128_t first = wasm_u64x2_extmul_low_u32x4(a, b);
  const v128_t second = wasm_u64x2_extmul_high_u32x4(a, b);
  return {UInt4(wasm_i32x4_shuffle(first, second, 1, 3, 5, 7)),
          UInt4(wasm_i32x4_shuffle(first, second, 0, 2, 4, 6))};
#elif XSIMD_WITH_SSE4_1
  const __m128i even = _mm_mul_epu32(a, b);
  const __m128i odd = _mm_mul_epu32(_mm_srli_epi64(a, 32), _mm_srli_epi64(b, 32));
  return {UInt4(_mm_blend_epi16(_mm_srli_epi64(even, 32), odd, 0xcc)),
          UInt4(_mm_blend_epi16(even, _mm_slli_epi64(odd, 32), 0xcc))};
#else
  std::uint32_t x[4], y[4], high[4], low[4];
  a.store_unaligned(x);
  b.store_unaligned(y);
  for (int i = 0; i < 4; ++i) {
    const std::uint64_t product = std::uint64_t{x[i]} * y[i];
    high[i] = static_cast<std::uint32_t>(product >> 32);
    low[i] = static_cast<std::uint32_t>(product);
  }
  return {UInt4::load_unaligned(high), UInt4::load_unaligned(low)};
#endif
}

// The sum of the lanes in the fixed order (x0 + x1) + (x2 + x3).
inline float sum_lanes(Float4 x) {
  float v[4];
  store4(v, x);
  return (v[0] + v[1]) + (v[2] + v[3]);
}

// Whether no value is infinite or NaN.
bool all_finite(std::span<const float> values);

}  // namespace playground
