// Elementary functions from exact operations only (+ - * / sqrt, comparisons, integer operations),
// so that every target gives the same bits; the C library's differ between systems. The float
// functions are one lane of the Float4 ones. Largest errors in units in the last place, over the
// whole range (tests/core/math_test.cpp measures them against long double; docs/numerics.md has the
// table):
//   Float4: exp 1.1, log 1, log1p 2, tanh 6, sigmoid 2.5, erf 6, softplus 2.5, sin 2.5, cos 2.5
//   double: exp 1, log 1, sin 1, cos 1 (|x| <= 1e6)
#pragma once

#include <cstdint>

#include "core/simd.hpp"

namespace playground {

inline constexpr double kPi = 3.14159265358979323846;

// Results below the smallest normal number are zero.
Float4 exp(Float4 x);
Float4 log(Float4 x);
Float4 log1p(Float4 x);
Float4 tanh(Float4 x);
// 1 / (1 + exp(-x))
Float4 sigmoid(Float4 x);
// log(1 + exp(x)), without overflow
Float4 softplus(Float4 x);
Float4 erf(Float4 x);
Float4 sin(Float4 x);
Float4 cos(Float4 x);
struct SineCosine {
  Float4 sine;
  Float4 cosine;
};
SineCosine sine_cosine(Float4 x);

float exp(float x);
float log(float x);
float log1p(float x);
float tanh(float x);
float sigmoid(float x);
float softplus(float x);
float erf(float x);
float sin(float x);
float cos(float x);

double exp(double x);
double log(double x);
// Above |x| = 1e6 the argument is first taken modulo the double nearest to 2 pi.
double sin(double x);
double cos(double x);

// base to the n-th power, n >= 0, by squaring.
double power(double base, std::int64_t n);

}  // namespace playground

#include "core/math_inline.hpp"
