// Special values, symmetries and the very bits of core/math.hpp; its errors are measured in
// math_accuracy_test.cpp.
#include "core/math.hpp"

#include "core/hash.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

namespace playground {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

float float_from(std::uint32_t word) {
  float x;
  std::memcpy(&x, &word, sizeof x);
  return x;
}

// Hash of the results over every 120,011-th bit pattern of a float. NaN counts as one value: its
// bits are the machine's.
template <typename Function>
std::uint64_t bits_of_function(Function function) {
  Hash64 hash;
  for (std::uint64_t word = 0; word < 0x100000000ULL; word += 120011) {
    const float x = float_from(static_cast<std::uint32_t>(word));
    const float y = function(x);
    std::uint32_t bits = 0x7fc00000;
    if (!std::isnan(y)) std::memcpy(&bits, &y, sizeof bits);
    hash.add(static_cast<std::uint64_t>(bits));
  }
  return hash.value();
}

TEST(Math, EveryTargetGivesTheSameBits) {
  EXPECT_EQ(bits_of_function([](float x) { return playground::exp(x); }), 0x4445b6a139d95b4du);
  EXPECT_EQ(bits_of_function([](float x) { return playground::log(x); }), 0x183be1896978227du);
  EXPECT_EQ(bits_of_function([](float x) { return playground::log1p(x); }), 0x2b2adf2c6f8fb57au);
  EXPECT_EQ(bits_of_function([](float x) { return playground::tanh(x); }), 0xa2f0eadd1616207bu);
  EXPECT_EQ(bits_of_function([](float x) { return playground::sigmoid(x); }), 0xf0edc771791386eau);
  EXPECT_EQ(bits_of_function([](float x) { return playground::softplus(x); }), 0x77782acd1a416782u);
  EXPECT_EQ(bits_of_function([](float x) { return playground::erf(x); }), 0xa8a92bcf05a62cb8u);
  EXPECT_EQ(bits_of_function([](float x) { return playground::sin(x); }), 0xc1e925a0d6008df3u);
  EXPECT_EQ(bits_of_function([](float x) { return playground::cos(x); }), 0x5d7e98edcc533bf6u);
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
