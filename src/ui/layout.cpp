#include "ui/layout.hpp"

#include <algorithm>
#include <cmath>

namespace playground {
namespace {

constexpr float kTopBar = 44, kStatusBar = 24, kTabBar = 32, kPastBar = 36, kTouchBar = 56,
                kTouchTab = 44;
constexpr float kCardChrome = 140;     // of a card's height, beside its surface
constexpr float kSmallestCards = 200;  // whole ones
constexpr float kWidestSurface = 420, kNarrowestCard = 176;

// The cards' height that gives the surfaces their shape, without taking more than the plots can
// spare.
float automatic_split(int runs, float width, float height) {
  const auto count = static_cast<float>(std::max(1, runs));
  const float card =
      std::clamp((width - 24 - 12 * (count - 1)) / count, kNarrowestCard, kWidestSurface);
  const float most = std::max(kDefaultSplit, std::floor(height * 0.473f));
  return std::min(most, kCardChrome + std::floor(card * 0.7f));
}

float split_height(const ViewSettings& view, int runs, float width, float height) {
  const auto wanted = static_cast<float>(view.centre_split);
  const float most = std::max(kCompactCards, height - 220);
  if (wanted == kDefaultSplit) return std::min(most, automatic_split(runs, width, height));
  // Between a strip and the smallest whole card there is nothing useful.
  return wanted < kSmallestCards ? kCompactCards : std::clamp(wanted, kSmallestCards, most);
}

void cut_phone(Layout& layout, const HiddenPanels& hidden, bool past) {
  Rect rest = layout.screen;
  layout.top_bar = rest.take_top(hidden.controls ? 0 : kTouchBar);
  if (past) layout.past_bar = rest.take_top(kTouchTab);
  const bool pages = !hidden.left() || !hidden.lesson;
  layout.bottom_bar = rest.take_bottom(pages ? kTouchBar : 0);
  layout.cards = layout.left = layout.right = layout.tab = rest;
}

}  // namespace

Layout compute_layout(const ViewSettings& view, int runs, ImVec2 size, bool coarse_pointer,
                      const HiddenPanels& hidden, bool past) {
  Layout layout;
  layout.screen = layout.free = {{0, 0}, size};
  layout.phone = size.x < kPhoneBelow;
  const bool has_right = view.docked || !hidden.lesson;
  layout.drawer = size.x < kDrawerBelow && has_right;
  layout.touch = coarse_pointer || layout.phone;
  if (layout.phone) {
    cut_phone(layout, hidden, past);
    return layout;
  }
  Rect rest = layout.screen;
  const float top_bar = layout.touch ? kTouchBar : kTopBar;
  layout.top_bar = rest.take_top(hidden.controls ? 0 : top_bar);
  layout.status_bar = rest.take_bottom(hidden.status ? 0 : kStatusBar);
  const float left = std::clamp(static_cast<float>(view.left_width), 220.0f, 320.0f);
  layout.left = rest.take_left(hidden.left() ? 0 : left);
  auto right = static_cast<float>(view.right_width);
  if (right == kDefaultRight && size.x >= 1600) right = 320;
  right = std::clamp(right, 240.0f, 400.0f);
  if (layout.drawer) {
    layout.right = {{rest.max.x - right, rest.min.y}, rest.max};
  } else if (view.docked || (view.right_column && has_right)) {
    layout.right = rest.take_right(right);
  }
  if (view.docked) layout.free.max.x = layout.right.min.x;
  if (past) layout.past_bar = rest.take_top(layout.touch ? kTouchTab : kPastBar);
  if (hidden.plots) {
    layout.compact_cards = rest.height() < kSmallestCards;
    layout.cards = rest;
    return layout;
  }
  float cards = split_height(view, runs, rest.width(), rest.height());
  // The race is watched in the surfaces; other tabs need the room, until the splitter says
  // otherwise.
  const bool automatic = view.centre_split == kDefaultSplit;
  if (size.y < kShortBelow || (automatic && view.tab != Tab::race)) cards = kCompactCards;
  layout.compact_cards = cards <= kCompactCards;
  layout.cards = rest.take_top(cards);
  layout.splitter = {{rest.min.x, rest.min.y - 4}, {rest.max.x, rest.min.y + 4}};
  layout.tab_bar = rest.take_top(layout.touch ? kTouchTab : kTabBar);
  layout.tab = rest;
  return layout;
}

}  // namespace playground
