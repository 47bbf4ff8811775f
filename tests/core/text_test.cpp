#include "core/text.hpp"

#include <gtest/gtest.h>

#include <clocale>
#include <cmath>
#include <limits>

#include "core/hash.hpp"
#include "core/random.hpp"

namespace playground {
namespace {

TEST(Text, NumbersAreWrittenInTheShortestFormThatReadsBack) {
  EXPECT_EQ(number_text(0.1), "0.1");
  EXPECT_EQ(number_text(0.1f), "0.1");
  EXPECT_EQ(number_text(2000.0), "2000");
  EXPECT_EQ(number_text(1e-8), "1e-08");
  const Random random(1, Stream::split);
  for (int i = 0; i < 20000; ++i) {
    const auto word = random.words(i, 0);
    const double x = (random.uniform(i, 1) - 0.5) * std::pow(10.0, int(word[2] % 600) - 300);
    const auto back = parse_number(number_text(x));
    ASSERT_TRUE(back.has_value()) << number_text(x);
    EXPECT_EQ(*back, x);
    const float y = static_cast<float>(random.uniform(i, 2));
    EXPECT_EQ(static_cast<float>(*parse_number(number_text(y))), y);
  }
}

TEST(Text, OnlyPlainDecimalNumbersAreRead) {
  EXPECT_EQ(parse_number("0.25"), 0.25);
  EXPECT_EQ(parse_number("-1e-3"), -0.001);
  EXPECT_EQ(parse_number("+5"), 5.0);
  EXPECT_EQ(parse_number(".5"), 0.5);
  EXPECT_EQ(parse_number("5."), 5.0);
  for (const char* bad : {"", " 1", "1 ", "1,5", "0x10", "inf", "nan", "-", ".", "e5", "1e", "1e+",
                          "--1", "1e400", "1.2.3", "1f", "-inf", "infinity", "1_000"}) {
    EXPECT_FALSE(parse_number(bad).has_value()) << bad;
  }
  EXPECT_FALSE(parse_number(std::string_view("1\0", 2)).has_value());
  EXPECT_FALSE(parse_number(std::string(100000, '1')).has_value());
}

TEST(Text, NumbersReadTheSameInALocaleWithADecimalComma) {
  const std::string before = std::setlocale(LC_NUMERIC, nullptr);
  for (const char* locale : {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE"}) {
    if (std::setlocale(LC_NUMERIC, locale)) break;
  }
  EXPECT_EQ(parse_number("0.25"), 0.25);
  EXPECT_FALSE(parse_number("0,25").has_value());
  EXPECT_EQ(number_text(0.25), "0.25");
  std::setlocale(LC_NUMERIC, before.c_str());
}

TEST(Text, HexadecimalTextHasSixteenDigitsAndReadsBack) {
  EXPECT_EQ(hex_text(0), "0000000000000000");
  EXPECT_EQ(hex_text(0x0123456789abcdefULL), "0123456789abcdef");
  EXPECT_EQ(parse_hex("0123456789ABCDEF"), 0x0123456789abcdefULL);
  EXPECT_EQ(parse_hex(hex_text(~0ULL)), ~0ULL);
  for (const char* bad : {"", "123", "0123456789abcdeg", "0x23456789abcdef", "0123456789abcdef0"}) {
    EXPECT_FALSE(parse_hex(bad).has_value()) << bad;
  }
}

TEST(Hash, GivesTheKnownAnswersOfFnv1a) {
  const auto hash_of = [](std::string_view text) {
    Hash64 hash;
    hash.add(text);
    return hash.value();
  };
  EXPECT_EQ(hash_of(""), 0xcbf29ce484222325ULL);
  EXPECT_EQ(hash_of("a"), 0xaf63dc4c8601ec8cULL);
  EXPECT_EQ(hash_of("foobar"), 0x85944171f73967e8ULL);
}

TEST(Hash, SeesEveryBitOfAFloat) {
  Hash64 positive, negative;
  positive.add(0.0f);
  negative.add(-0.0f);
  EXPECT_NE(positive.value(), negative.value());
}

}  // namespace
}  // namespace playground
