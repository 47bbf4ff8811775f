// How the screen is cut up at a window size: three columns, two with a drawer, or a phone's pages.
// What is hidden has no size. No state.
//   ui.layout = compute_layout(state.view, 3, {1280, 720}, false);
#pragma once

#include "app/state.hpp"
#include "ui/ui_context.hpp"

namespace playground {

inline constexpr float kPhoneBelow = 900;    // narrower windows show one page at a time
inline constexpr float kDrawerBelow = 1180;  // the right column lies over the centre
inline constexpr float kShortBelow = 640;    // lower windows show cards as strips
inline constexpr float kDefaultLeft = 240, kDefaultRight = 272, kDefaultSplit = 308;
inline constexpr float kCompactCards = 96;

Layout compute_layout(const ViewSettings& view, int runs, ImVec2 size, bool coarse_pointer,
                      const HiddenPanels& hidden = {}, bool past = false);

}  // namespace playground
