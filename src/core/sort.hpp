// Sorting what is sorted now and then. std::stable_sort is compiled anew for every kind of item, 4
// kB each; here all share one, which asks for an order of places. Not for inner loops.
//   sort_stably(events, [](const Event& a, const Event& b) { return a.step < b.step; });
#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace playground {

// The places 0 to n - 1 in their sorted order; of equals the lower comes first.
std::vector<std::size_t> sorted_places(std::size_t n,
                                       const std::function<bool(std::size_t, std::size_t)>& before);

template <typename Item, typename Before = std::less<>>
void sort_stably(std::vector<Item>& items, Before before = {}) {
  const std::vector<std::size_t> places = sorted_places(
      items.size(), [&](std::size_t a, std::size_t b) { return before(items[a], items[b]); });
  std::vector<Item> sorted;
  sorted.reserve(items.size());
  for (const std::size_t place : places) sorted.push_back(std::move(items[place]));
  items = std::move(sorted);
}

}  // namespace playground
