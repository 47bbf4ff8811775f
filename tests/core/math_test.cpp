// The errors that core/math.hpp and docs/numerics.md promise, measured against long double.
#include "core/math.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <vector>

namespace playground {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

// |got - want| in units of the last of `digits` binary places of the wanted value.
double ulps(long double got, long double want, int digits, int lowest_exponent) {
  if (want == 0) return got == 0 ? 0 : 1e9;
  int exponent = 0;
  std::frexp(want, &exponent);
  const int place = std::max(exponent - digits, lowest_exponent);
  return static_cast<double>(std::fabs(got - want) / std::ldexp(1.0L, place));
}

float float_from(std::uint32_t word) {
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
    const float x = float_from(static_cast<std::uint32_t>(word));
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

TEST(Math, TanhIsOddBoundedAndExactAtZero) {
  for (int i = 0; i <= 200000; ++i) {
    const float x = static_cast<float>(i) * 1e-4f;
    const float y = playground::tanh(x);
    ASSERT_LE(y, 1.0f);
    ASSERT_EQ(playground::tanh(-x), -y);
  }
  EXPECT_EQ(playground::tanh(0.0f), 0.0f);
  EXPECT_TRUE(std::signbit(playground::tanh(-0.0f)));
  EXPECT_EQ(playground::tanh(1e-40f), 1e-40f);
}

TEST(Math, InfinitiesAndNanGiveWhatTheMathematicsSays) {
  EXPECT_EQ(playground::exp(kInfinity), kInfinity);
  EXPECT_EQ(playground::exp(-kInfinity), 0.0f);
  EXPECT_EQ(playground::log(0.0f), -kInfinity);
  EXPECT_EQ(playground::log(kInfinity), kInfinity);
  EXPECT_TRUE(std::isnan(playground::log(-1.0f)));
  EXPECT_EQ(playground::log1p(-1.0f), -kInfinity);
  EXPECT_EQ(playground::log1p(kInfinity), kInfinity);
  EXPECT_TRUE(std::isnan(playground::log1p(-2.0f)));
  EXPECT_EQ(playground::tanh(kInfinity), 1.0f);
  EXPECT_EQ(playground::tanh(-kInfinity), -1.0f);
  EXPECT_EQ(playground::sigmoid(kInfinity), 1.0f);
  EXPECT_EQ(playground::sigmoid(-kInfinity), 0.0f);
  EXPECT_EQ(playground::softplus(kInfinity), kInfinity);
  EXPECT_EQ(playground::softplus(-kInfinity), 0.0f);
  EXPECT_EQ(playground::erf(kInfinity), 1.0f);
  EXPECT_TRUE(std::isnan(playground::sin(kInfinity)));
  EXPECT_TRUE(std::isnan(playground::cos(-kInfinity)));
  for (const float y :
       {playground::exp(kNaN), playground::log(kNaN), playground::log1p(kNaN),
        playground::tanh(kNaN), playground::sigmoid(kNaN), playground::softplus(kNaN),
        playground::erf(kNaN), playground::sin(kNaN), playground::cos(kNaN)}) {
    EXPECT_TRUE(std::isnan(y));
  }
}

TEST(Math, ALaneDoesNotDependOnItsNeighbours) {
  // 1e30 takes the long way through the reduction; its neighbours must not notice.
  const float mixed[4] = {0.5f, 1e30f, -2.0f, kInfinity};
  const Float4 result = sin(load4(mixed));
  EXPECT_EQ(lane(result, 0), playground::sin(0.5f));
  EXPECT_EQ(lane(result, 1), playground::sin(1e30f));
  EXPECT_EQ(lane(result, 2), playground::sin(-2.0f));
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

TEST(Math, DoubleFunctionsHandleTheEndsOfTheRange) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(playground::exp(infinity), infinity);
  EXPECT_EQ(playground::exp(-infinity), 0.0);
  EXPECT_EQ(playground::exp(0.0), 1.0);
  EXPECT_NEAR(playground::exp(-740.0) / std::exp(-740.0), 1.0, 1e-2);
  EXPECT_EQ(playground::log(0.0), -infinity);
  EXPECT_EQ(playground::log(1.0), 0.0);
  EXPECT_NEAR(playground::log(5e-324), -744.4400719213812, 1e-12);
  EXPECT_TRUE(std::isnan(playground::log(-1.0)));
  EXPECT_TRUE(std::isnan(playground::sin(infinity)));
  EXPECT_TRUE(std::isnan(playground::cos(std::numeric_limits<double>::quiet_NaN())));
  EXPECT_EQ(playground::cos(0.0), 1.0);
  EXPECT_EQ(playground::sin(0.0), 0.0);
}

TEST(Math, PowerIsTheRepeatedProduct) {
  EXPECT_EQ(power(0.9, 0), 1.0);
  EXPECT_EQ(power(0.9, 1), 0.9);
  EXPECT_EQ(power(2.0, 40), std::ldexp(1.0, 40));
  EXPECT_NEAR(power(0.999, 100000) / std::pow(0.999, 100000), 1.0, 1e-11);
  EXPECT_EQ(power(0.0, 5), 0.0);
}

TEST(Simd, AllFiniteSeesAnInfinityOrNanAnywhere) {
  std::vector<float> values(11, 3e38f);
  EXPECT_TRUE(all_finite(values));
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (const float bad : {kInfinity, -kInfinity, kNaN}) {
      auto changed = values;
      changed[i] = bad;
      EXPECT_FALSE(all_finite(changed));
    }
  }
}

TEST(Simd, FlushBelowZeroesSmallNumbersAndKeepsNan) {
  const float values[4] = {9e-31f, -1e-40f, 1.1e-30f, kNaN};
  const Float4 flushed = flush_below(load4(values), Float4(kFlushBelow));
  EXPECT_EQ(lane(flushed, 0), 0.0f);
  EXPECT_EQ(lane(flushed, 1), 0.0f);
  EXPECT_EQ(lane(flushed, 2), 1.1e-30f);
  EXPECT_TRUE(std::isnan(lane(flushed, 3)));
}

}  // namespace
}  // namespace playground
