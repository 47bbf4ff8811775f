#include "plot/labels.hpp"

#include <algorithm>

#include "core/sort.hpp"

namespace playground {
namespace {

// Neighbours that touch, placed as one stack about the mean of what they want.
struct Stack {
  std::size_t first = 0;  // in the sorted order
  double sum = 0;         // of wanted - offset in the stack
  std::size_t count = 0;

  double top() const { return sum / static_cast<double>(count); }
};

}  // namespace

std::vector<double> space_apart(std::span<const double> wanted, double spacing,
                                const Range& limits) {
  const std::vector<std::size_t> order = sorted_places(
      wanted.size(), [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
  // Pool adjacent violators: the least-squares places under the spacing constraint.
  std::vector<Stack> stacks;
  for (std::size_t i = 0; i < order.size(); ++i) {
    stacks.push_back({i, wanted[order[i]], 1});
    while (stacks.size() > 1) {
      const Stack& above = stacks[stacks.size() - 2];
      const Stack& below = stacks.back();
      const double height = spacing * static_cast<double>(above.count);
      if (below.top() >= above.top() + height) break;
      const Stack joined{above.first,
                         above.sum + below.sum - height * static_cast<double>(below.count),
                         above.count + below.count};
      stacks.pop_back();
      stacks.back() = joined;
    }
  }
  std::vector<double> sorted;
  for (const Stack& stack : stacks) {
    for (std::size_t i = 0; i < stack.count; ++i) {
      sorted.push_back(stack.top() + spacing * static_cast<double>(i));
    }
  }
  // Into the limits: pushed down from the low end, then up from the high end.
  double lowest = limits.low;
  for (double& place : sorted) lowest = (place = std::max(place, lowest)) + spacing;
  double highest = limits.high;
  for (auto place = sorted.rbegin(); place != sorted.rend(); ++place) {
    highest = (*place = std::min(*place, highest)) - spacing;
  }
  std::vector<double> places(wanted.size());
  for (std::size_t i = 0; i < order.size(); ++i) places[order[i]] = sorted[i];
  return places;
}

}  // namespace playground
