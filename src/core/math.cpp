#include "core/math.hpp"

#include <cmath>
#include <cstring>

namespace playground {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::uint64_t bits(double x) {
  std::uint64_t result;
  std::memcpy(&result, &x, sizeof result);
  return result;
}

double from_bits(std::uint64_t x) {
  double result;
  std::memcpy(&result, &x, sizeof result);
  return result;
}

// 2^n for -1022 <= n <= 1023.
double power_of_two(int n) {
  return from_bits(static_cast<std::uint64_t>(n + 1023) << 52);
}

double polynomial(double, double c0) {
  return c0;
}
template <typename... Rest>
double polynomial(double x, double c0, Rest... rest) {
  return c0 + x * polynomial(x, rest...);
}

struct Reduced {
  double rest;
  double tail;  // what `rest` rounded away
  int quadrant;
};

// x = quadrant * pi/2 + rest (Cody & Waite with three parts of pi/2).
Reduced reduce_quarter_turns(double x) {
  constexpr double kTwoPi = 6.283185307179586477;
  constexpr double kRound = 6755399441055744.0;            // 1.5 * 2^52
  if (!(x >= -1e6 && x <= 1e6)) x = std::fmod(x, kTwoPi);  // exact, so equal everywhere
  const double n = (x * 0.636619772367581343 + kRound) - kRound;
  const double first = x - n * 0x1.921fb54400000p+0;  // exact
  const double part = n * 0x1.0b4611a600000p-34;      // exact
  const double second = first - part;
  const double lost = (first - second) - part;
  const double low = n * 0x1.3198a2e037073p-69 - lost;
  const double rest = second - low;
  const double tail = (second - rest) - low;
  return {rest, tail, n == n ? static_cast<int>(static_cast<std::int64_t>(n) & 3) : 0};
}

// sin(x + tail)
double sine_near_zero(double x, double tail) {
  const double q = x * x;
  const double series =
      x * q *
      polynomial(q, -0.16666666666666666665, 0.00833333333333333126, -0.00019841269841264568477,
                 2.7557319218956731689e-6, -2.5052106100926657467e-8, 1.6058510979533352139e-10,
                 -7.585492507723515335e-13);
  return x + (series + tail * (1.0 - 0.5 * q));
}

// cos(x + tail)
double cosine_near_zero(double x, double tail) {
  const double q = x * x;
  const double half = 0.5 * q;
  const double head = 1.0 - half;
  const double lost = (1.0 - head) - half;  // what the subtraction above rounded away
  const double series =
      q * q *
      polynomial(q, 0.041666666666666666666, -0.0013888888888888887736, 0.000024801587301584370344,
                 -2.7557319221190166212e-7, 2.0876755717948556078e-9, -1.1470449411298725827e-11,
                 4.745202101373530369e-14);
  return head + (lost + (series - x * tail));
}

double turn(Reduced x, int quarter_turns) {
  const int quadrant = (x.quadrant + quarter_turns) & 3;
  const double value =
      quadrant & 1 ? cosine_near_zero(x.rest, x.tail) : sine_near_zero(x.rest, x.tail);
  return quadrant & 2 ? -value : value;
}

}  // namespace

bool all_finite(std::span<const float> values) {
  // x - x is zero for a finite x, else NaN.
  Float4 sum(0.0f);
  std::size_t i = 0;
  for (; i + 4 <= values.size(); i += 4) {
    const Float4 x = load4(values.data() + i);
    // NOLINTNEXTLINE(misc-redundant-expression): what is not finite leaves NaN
    sum = sum + (x - x);
  }
  float rest = sum_lanes(sum);
  for (; i < values.size(); ++i) rest += values[i] - values[i];
  return rest == 0.0f;
}

double exp(double x) {
  if (x != x) return x;
  if (x > 709.782712893383973096) return kInfinity;
  if (x < -745.133219101941108420) return 0.0;
  constexpr double kRound = 6755399441055744.0;
  const double n = (x * 1.44269504088896340736 + kRound) - kRound;
  const double high = x - n * 0x1.62e42fefa3000p-1;
  const double low = n * 0x1.3de6af278ece6p-42;
  const double r = high - low;
  const double lost = (high - r) - low;
  const double tail =
      r * r *
      polynomial(r, 0.5, 0.16666666666666666667, 0.041666666666666677821, 0.0083333333333333340768,
                 0.0013888888888878268954, 0.00019841269841262762552, 0.000024801587338565345553,
                 2.7557319248633825543e-6, 2.755726102934376868e-7, 2.5052069594795684812e-8,
                 2.0918961837795778064e-9, 1.6087177234380782278e-10);
  const double mantissa = 1.0 + (r + (tail + lost));
  const int exponent = static_cast<int>(n);
  const int half = exponent / 2;  // in two factors: 2^n alone may leave the range
  return mantissa * power_of_two(half) * power_of_two(exponent - half);
}

double log(double x) {
  if (x != x || x == kInfinity) return x;
  if (x == 0) return -kInfinity;
  if (x < 0) return std::numeric_limits<double>::quiet_NaN();
  int exponent = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984.0;  // 2^54
    exponent = -54;
  }
  // x = 2^exponent * m with m in [sqrt(1/2), sqrt(2)).
  constexpr std::uint64_t kRootHalf = 0x3fe6a09e667f3bcdULL;
  const std::uint64_t shifted = bits(x) - kRootHalf;
  exponent += static_cast<int>(static_cast<std::int64_t>(shifted) >> 52);
  const double m = from_bits((shifted & 0x000fffffffffffffULL) + kRootHalf);
  // log(1 + f) = f - f^2/2 + s (f^2/2 + R(s^2)), s = f / (2 + f)
  const double f = m - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double half_square = 0.5 * f * f;
  const double remainder =
      z * polynomial(z, 0.66666666666666666448, 0.40000000000000941267, 0.28571428570764449713,
                     0.22222222400547822063, 0.1818179470089247071, 0.15386290534893770822,
                     0.13267418591207686843, 0.13100721430767143036);
  const double n = exponent;
  const double low = n * 0x1.3de6af278ece6p-42;
  return n * 0x1.62e42fefa3000p-1 - ((half_square - (s * (half_square + remainder) + low)) - f);
}

double sin(double x) {
  return turn(reduce_quarter_turns(x), 0);
}
double cos(double x) {
  return turn(reduce_quarter_turns(x), 1);
}

double power(double base, std::int64_t n) {
  double result = 1.0;
  for (; n > 0; n >>= 1) {
    if (base == 0.0) return 0.0;
    // A product with 1 and no branch: the low bits of a count of updates cannot be predicted.
    const double factors[] = {1.0, base};
    result *= factors[n & 1];
    base *= base;
  }
  return result;
}

void math_detail::reduce_large(float x, float& rest, std::int32_t& quadrant) {
  // The first 320 bits of 2/pi, after one word of zeros for small exponents.
  static constexpr std::uint32_t kTwoOverPi[] = {0x00000000, 0xa2f9836e, 0x4e441529,
                                                 0xfc2757d1, 0xf534ddc0, 0xdb629599,
                                                 0x3c439041, 0xfe5163ab, 0xdebbc561};
  quadrant = 0;
  if (!(x - x == 0.0f)) {  // infinite or NaN
    rest = std::numeric_limits<float>::quiet_NaN();
    return;
  }
  std::uint32_t word;
  std::memcpy(&word, &x, sizeof word);
  const int exponent = static_cast<int>((word >> 23) & 0xff) - 150;  // |x| = mantissa * 2^exponent
  const std::uint64_t mantissa = (word & 0x007fffff) | 0x00800000;
  // A window of 96 bits of 2/pi whose product with the mantissa, modulo 2^96, is |x| * 2/pi
  // modulo 4.
  const int offset = 32 + exponent - 2;
  const int index = offset / 32, shift = offset % 32;
  std::uint32_t window[3];
  for (int i = 0; i < 3; ++i) {
    window[i] = kTwoOverPi[index + i] << shift;
    if (shift != 0) window[i] |= kTwoOverPi[index + i + 1] >> (32 - shift);
  }
  const std::uint64_t low = window[2] * mantissa;
  const std::uint64_t middle = window[1] * mantissa + (low >> 32);
  const std::uint64_t high = window[0] * mantissa + (middle >> 32);
  const std::uint64_t top = (high << 32) | (middle & 0xffffffffULL);
  // The upper two bits count quarter turns, the others are a signed fraction of one.
  const std::uint64_t fraction = (top << 2) | ((low & 0xffffffffULL) >> 30);
  const double turns = static_cast<double>(static_cast<std::int64_t>(fraction)) * 0x1p-64;
  const double angle = turns * 1.57079632679489661923;
  const int count = static_cast<int>(top >> 62) + (turns < 0 ? 1 : 0);
  const bool negative = x < 0;
  rest = static_cast<float>(negative ? -angle : angle);
  quadrant = negative ? -count : count;
}

}  // namespace playground
