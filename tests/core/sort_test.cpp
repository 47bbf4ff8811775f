#include "core/sort.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>

namespace playground {
namespace {

TEST(Sort, EqualsKeepTheirOrder) {
  std::vector<std::pair<int, std::string>> items = {
      {2, "a"}, {1, "b"}, {2, "c"}, {1, "d"}, {0, "e"}};
  sort_stably(items, [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string letters;
  for (const auto& item : items) letters += item.second;
  EXPECT_EQ(letters, "ebdac");
}

TEST(Sort, AgreesWithTheStandardLibraryOnManyItems) {
  std::vector<std::uint32_t> items;
  std::uint32_t state = 1;
  for (int i = 0; i < 1000; ++i) items.push_back((state = state * 1664525U + 1013904223U) >> 24);
  std::vector<std::uint32_t> expected = items;
  std::stable_sort(expected.begin(), expected.end());
  sort_stably(items);
  EXPECT_EQ(items, expected);
}

TEST(Sort, MovesItemsThatCannotBeCopied) {
  std::vector<std::unique_ptr<int>> items;
  for (const int value : {3, 1, 2}) items.push_back(std::make_unique<int>(value));
  sort_stably(items, [](const auto& a, const auto& b) { return *a < *b; });
  EXPECT_EQ(*items[0], 1);
  EXPECT_EQ(*items[2], 3);
}

TEST(Sort, NothingAndOne) {
  std::vector<int> items;
  sort_stably(items);
  EXPECT_TRUE(items.empty());
  items = {7};
  sort_stably(items);
  EXPECT_EQ(items, std::vector<int>{7});
}

}  // namespace
}  // namespace playground
