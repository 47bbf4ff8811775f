// The errors that core/math.hpp and docs/numerics.md promise, measured against long double.
// Natively only: long double is slow software under WebAssembly, whose functions are held to the
// same bits by math_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <limits>

#include "core/math.hpp"

namespace playground {
namespace {

// |got - want| in units of the last of `digits` binary places of the wanted value.
double ulps(long double got, long double want, int digits, int lowest_exponent) {
  if (want == 0) return got == 0 ? 0 : 1e9;
  int exponent = 0;
  std::frexp(want, &exponent);
  const int place = std::max(exponent - digits, lowest_exponent);
  return static_cast<double>(std::fabs(got - want) / std::ldexp(1.0L, place));
}

float float_of_bits(std::uint32_t word) {
  float x;
  std::memcpy(&x, &word, sizeof x);
  return x;
}

// The largest error over every 1201-th bit pattern, so over the whole range evenly in its
// logarithm, and over even steps of [-20, 20]. `smallest`: results below it are not judged.
template <typename Ours, typename Exact>
double largest_error(const char* name, Ours ours, Exact exact, long double smallest = 0) {
  double worst = 0;
  float at = 0;
  const auto judge = [&](float x) {
    const long double want = exact(static_cast<long double>(x));
    if (std::isnan(want) || std::fabs(want) < smallest) return;
    const float got = ours(x);
    if (std::fabs(want) > std::numeric_limits<float>::max()) {
      if (got != static_cast<float>(want)) worst = 1e9;
      return;
    }
    const double error = std::isfinite(got) ? ulps(got, want, 24, -149) : 1e9;
    if (error > worst) {
      worst = error;
      at = x;
    }
  };
  for (std::uint64_t word = 0; word < 0x100000000ULL; word += 1201) {
    const float x = float_of_bits(static_cast<std::uint32_t>(word));
    if (std::isfinite(x)) judge(x);
  }
  for (int i = -400000; i <= 400000; ++i) judge(static_cast<float>(i) * 5e-5f);
  std::printf("%s: at most %.2f ulp (at %g)\n", name, worst, static_cast<double>(at));
  return worst;
}

constexpr long double kSmallestNormal = std::numeric_limits<float>::min() * 1.0001L;

TEST(Math, ExpOfFloatsIsWithinItsBound) {
  EXPECT_LE(largest_error(
                "exp", [](float x) { return playground::exp(x); },
                [](long double x) { return std::exp(x); }, kSmallestNormal),
            1.1);
}
TEST(Math, LogOfFloatsIsWithinItsBound) {
  EXPECT_LE(largest_error(
                "log", [](float x) { return playground::log(x); },
                [](long double x) { return std::log(x); }),
            1.0);
}
TEST(Math, Log1pOfFloatsIsWithinItsBound) {
  EXPECT_LE(largest_error(
                "log1p", [](float x) { return playground::log1p(x); },
                [](long double x) { return std::log1p(x); }),
            2.0);
}
TEST(Math, TanhOfFloatsIsWithinItsBound) {
  EXPECT_LE(largest_error(
                "tanh", [](float x) { return playground::tanh(x); },
                [](long double x) { return std::tanh(x); }),
            6.0);
}
TEST(Math, SigmoidOfFloatsIsWithinItsBound) {
  EXPECT_LE(largest_error(
                "sigmoid", [](float x) { return playground::sigmoid(x); },
                [](long double x) { return 1 / (1 + std::exp(-x)); }, kSmallestNormal),
            2.5);
}
TEST(Math, SoftplusOfFloatsIsWithinItsBound) {
  const auto exact = [](long double x) {
    return (x > 0 ? x : 0) + std::log1p(std::exp(-std::fabs(x)));
  };
  EXPECT_LE(
      largest_error(
          "softplus", [](float x) { return playground::softplus(x); }, exact, kSmallestNormal),
      2.5);
}
TEST(Math, ErfOfFloatsIsWithinItsBound) {
  EXPECT_LE(largest_error(
                "erf", [](float x) { return playground::erf(x); },
                [](long double x) { return std::erf(x); }),
            6.0);
}
TEST(Math, SinAndCosOfFloatsAreWithinTheirBoundOverTheWholeRange) {
  EXPECT_LE(largest_error(
                "sin", [](float x) { return playground::sin(x); },
                [](long double x) { return std::sin(x); }),
            2.5);
  EXPECT_LE(largest_error(
                "cos", [](float x) { return playground::cos(x); },
                [](long double x) { return std::cos(x); }),
            2.5);
}

TEST(Math, DoubleFunctionsAreWithinTheirBounds) {
  double exp_error = 0, log_error = 0, sin_error = 0, cos_error = 0;
  const auto keep = [](double& worst, double got, long double want) {
    worst = std::max(worst, ulps(got, want, 53, -1074));
  };
  for (int i = -1000000; i <= 1000000; ++i) {
    const double x = i * 7.07e-4 + 1e-10 * i;
    if (x > -708) keep(exp_error, playground::exp(x), std::exp(static_cast<long double>(x)));
    const double small = x * 1e-3;
    keep(exp_error, playground::exp(small), std::exp(static_cast<long double>(small)));
    const double positive = std::ldexp(1.0 + std::fabs(small), i % 1000);
    keep(log_error, playground::log(positive), std::log(static_cast<long double>(positive)));
    const double near_one = 1.0 + small;
    if (near_one > 0) {
      keep(log_error, playground::log(near_one), std::log(static_cast<long double>(near_one)));
    }
    for (const double angle : {small, x, x * 1400}) {
      keep(sin_error, playground::sin(angle), std::sin(static_cast<long double>(angle)));
      keep(cos_error, playground::cos(angle), std::cos(static_cast<long double>(angle)));
    }
  }
  std::printf("double: exp %.2f, log %.2f, sin %.2f, cos %.2f ulp\n", exp_error, log_error,
              sin_error, cos_error);
  EXPECT_LE(exp_error, 1.0);
  EXPECT_LE(log_error, 1.0);
  EXPECT_LE(sin_error, 1.0);
  EXPECT_LE(cos_error, 1.0);
}

}  // namespace
}  // namespace playground
