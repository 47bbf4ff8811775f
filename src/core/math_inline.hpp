// The Float4 functions of core/math.hpp. Polynomials are interpolations at Chebyshev nodes,
// rational functions minimax (Remez) fits of the relative error, made with 40 digits for this
// program.
#pragma once

#include <limits>

#include "core/simd.hpp"

namespace playground {

namespace math_detail {

inline constexpr float kInfinity = std::numeric_limits<float>::infinity();
inline constexpr float kRoundToInteger = 12582912.0f;  // 1.5 * 2^23: adding it rounds to an integer

// c0 + c1 x + c2 x^2 + ...: the coefficients in rising order, evaluated by Horner's rule.
inline Float4 polynomial(Float4, float c0) {
  return Float4(c0);
}
template <typename... Rest>
inline Float4 polynomial(Float4 x, float c0, Rest... rest) {
  return Float4(c0) + x * polynomial(x, rest...);
}

// x = quadrant * pi/2 + rest for one large |x|, exactly enough for any float (Payne & Hanek 1983).
void reduce_large(float x, float& rest, std::int32_t& quadrant);

// x = quadrant * pi/2 + rest, |rest| <= pi/4 (Cody & Waite with four parts of pi/2; the products
// are exact up to |x| = 8192, larger lanes are reduced one by one).
inline void reduce_quarter_turns(Float4 x, Float4& rest, Int4& quadrant) {
  const Float4 shifted = x * Float4(0.636619772f) + Float4(kRoundToInteger);
  const Float4 n = shifted - Float4(kRoundToInteger);
  quadrant = bits_of(shifted);
  rest = x - n * Float4(1.5703125f);
  rest = rest - n * Float4(4.837512969970703125e-4f);
  rest = rest - n * Float4(7.5495336204767227e-8f);
  rest = rest - n * Float4(2.563344068e-12f);
  const Mask4 small = absolute(x) <= Float4(8192.0f);
  if (!xsimd::all(small)) {
    float arguments[4], rests[4];
    std::int32_t quadrants[4];
    store4(arguments, x);
    store4(rests, rest);
    quadrant.store_unaligned(quadrants);
    for (int i = 0; i < 4; ++i) {
      if (!(arguments[i] <= 8192.0f && arguments[i] >= -8192.0f)) {
        reduce_large(arguments[i], rests[i], quadrants[i]);
      }
    }
    rest = load4(rests);
    quadrant = Int4::load_unaligned(quadrants);
  }
}

inline Float4 sine_near_zero(Float4 x) {
  const Float4 q = x * x;
  return x + x * q * polynomial(q, -0.1666666454f, 0.00833272473263f, -0.000195828558504f);
}
inline Float4 cosine_near_zero(Float4 x) {
  const Float4 q = x * x;
  const Float4 tail = q * q * polynomial(q, 0.0416666645369f, -0.00138882794464f, 2.4542895927e-5f);
  return (Float4(1.0f) - Float4(0.5f) * q) + tail;
}
// The sine of quadrant * pi/2 + rest, given those of the rest: odd quadrants swap, 2 and 3 negate.
inline Float4 turn(Float4 sine, Float4 cosine, Int4 quadrant) {
  const Int4 swap = Int4(0) - (quadrant & Int4(1));
  const Int4 sign = (quadrant & Int4(2)) << 30;
  const Int4 value = (bits_of(cosine) & swap) | (bits_of(sine) & ~swap);
  return float_of_bits(value ^ sign);
}

}  // namespace math_detail

inline Float4 exp(Float4 x) {
  using namespace math_detail;
  const Float4 lowest(-87.33654475f);  // exp gives the smallest normal number
  const Float4 highest(88.72283173f);  // exp gives the largest finite number
  const Float4 clamped = smaller(larger(x, lowest), highest);
  const Float4 shifted = clamped * Float4(1.44269504f) + Float4(kRoundToInteger);
  const Float4 n = shifted - Float4(kRoundToInteger);
  const Float4 r = (clamped - n * Float4(0.693145751953125f)) - n * Float4(1.428606765e-6f);
  const Float4 tail =
      r * r *
      polynomial(r, 0.5f, 0.166665733819f, 0.0416665501103f, 0.00836377387441f, 0.0013926926614f);
  const Float4 mantissa = Float4(1.0f) + (r + tail);
  // Times 2^n: an addition to the exponent; the low bits of `shifted` hold n.
  Float4 result = float_of_bits(bits_of(mantissa) + (bits_of(shifted) << 23));
  result = select(x < lowest, Float4(0.0f), result);
  result = select(x > highest, Float4(kInfinity), result);
  return select(xsimd::isnan(x), x, result);
}

inline Float4 log(Float4 x) {
  using namespace math_detail;
  const Mask4 subnormal = x < Float4(1.17549435e-38f);
  const Int4 bits = bits_of(select(subnormal, x * Float4(8388608.0f), x)) - Int4(0x3f3504f3);
  const Int4 exponent = bits >> 23;
  const Float4 f = float_of_bits((bits & Int4(0x007fffff)) + Int4(0x3f3504f3)) - Float4(1.0f);
  const Float4 n = xsimd::to_float(exponent) - select(subnormal, Float4(23.0f), Float4(0.0f));
  const Float4 q = f * f;
  const Float4 tail = f * q *
                          polynomial(f, 0.333333311219f, -0.249999966269f, 0.200007305039f,
                                     -0.166678509729f, 0.142485512644f, -0.124240377177f,
                                     0.116890711375f, -0.114945466129f, 0.0698070195866f) +
                      n * Float4(1.428606765e-6f);
  Float4 result = (f + (tail - Float4(0.5f) * q)) + n * Float4(0.693145751953125f);
  result = select(x == Float4(0.0f), Float4(-kInfinity), result);
  result = select(x == Float4(kInfinity), x, result);
  const Float4 nan(std::numeric_limits<float>::quiet_NaN());
  return select(x >= Float4(0.0f), result, nan);
}

inline Float4 log1p(Float4 x) {
  // log(1 + x) = log(u) + (x - (u - 1)) / u with u = 1 + x rounded.
  const Float4 one(1.0f), zero(0.0f);
  const Float4 u = one + x;
  const Float4 correction = (x - (u - one)) / u;
  const Mask4 usable = (u > zero) & (u < Float4(math_detail::kInfinity));
  const Float4 result = log(u) + select(usable, correction, zero);
  return select(x == zero, x, result);  // keeps the sign of zero
}

inline Float4 tanh(Float4 x) {
  using math_detail::polynomial;
  // tanh(x) = x P(x^2) / Q(x^2), the float coefficients searched for the smallest error;
  // beyond 9.02 it rounds to 1: x / 9.02 times its value there, cut off.
  const Float4 q = smaller(Float4(9.02f * 9.02f), x * x);
  const Float4 p =
      polynomial(q, 1.0f, 0.133826874326f, 0.00349745786988f, 2.06358254543e-5f, 1.3384294926e-8f);
  const Float4 d =
      polynomial(q, 1.0f, 0.4671600868f, 0.0258843616792f, 0.000328851765774f, 7.7902508534e-7f);
  return smaller(Float4(1.0f), larger(Float4(-1.0f), x * p / d));
}

inline Float4 sigmoid(Float4 x) {
  const Float4 one(1.0f);
  const Float4 e = exp(Float4(0.0f) - absolute(x));
  return select(x < Float4(0.0f), e, one) / (one + e);
}

inline Float4 softplus(Float4 x) {
  return larger(Float4(0.0f), x) + log1p(exp(Float4(0.0f) - absolute(x)));
}

inline Float4 erf(Float4 x) {
  using math_detail::polynomial;
  // erf(x) = x P(x^2) / Q(x^2); beyond 3.93 it rounds to 1, as with tanh.
  const Float4 q = smaller(Float4(3.93f * 3.93f), x * x);
  const Float4 p = polynomial(q, 1.1283791671f, 0.190246126743f, 0.0527192229843f,
                              0.00375630077029f, 0.000284240941644f, 2.04569375348e-6f);
  const Float4 d = polynomial(q, 1.0f, 0.501934168662f, 0.114035132826f, 0.0149511854545f,
                              0.00115945696417f, 3.80126082517e-5f);
  return smaller(Float4(1.0f), larger(Float4(-1.0f), x * p / d));
}

inline SineCosine sine_cosine(Float4 x) {
  using namespace math_detail;
  Float4 rest;
  Int4 quadrant;
  reduce_quarter_turns(x, rest, quadrant);
  const Float4 sine = sine_near_zero(rest), cosine = cosine_near_zero(rest);
  return {turn(sine, cosine, quadrant), turn(sine, cosine, quadrant + Int4(1))};
}

inline Float4 sin(Float4 x) {
  return sine_cosine(x).sine;
}
inline Float4 cos(Float4 x) {
  return sine_cosine(x).cosine;
}

inline float exp(float x) {
  return lane(exp(Float4(x)), 0);
}
inline float log(float x) {
  return lane(log(Float4(x)), 0);
}
inline float log1p(float x) {
  return lane(log1p(Float4(x)), 0);
}
inline float tanh(float x) {
  return lane(tanh(Float4(x)), 0);
}
inline float sigmoid(float x) {
  return lane(sigmoid(Float4(x)), 0);
}
inline float softplus(float x) {
  return lane(softplus(Float4(x)), 0);
}
inline float erf(float x) {
  return lane(erf(Float4(x)), 0);
}
inline float sin(float x) {
  return lane(sin(Float4(x)), 0);
}
inline float cos(float x) {
  return lane(cos(Float4(x)), 0);
}

}  // namespace playground
