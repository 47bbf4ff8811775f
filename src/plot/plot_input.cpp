#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "plot/plot_items.hpp"
#include "plot/view.hpp"

namespace playground {
namespace {

constexpr float kDragThreshold = 4;

bool dragged(int button) {
  const ImGuiIO& io = ImGui::GetIO();
  return std::abs(io.MousePos.x - io.MouseClickedPos[button].x) > kDragThreshold;
}

bool pan_modifier() {
  const ImGuiIO& io = ImGui::GetIO();
  return io.KeyShift || io.KeyAlt;
}

std::optional<Range> panned(const PlotArea& area, const PlotPointer& pointer, const Range& limits) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool with_button = pointer.hovered && (ImGui::IsMouseDown(ImGuiMouseButton_Right) ||
                                               ImGui::IsMouseDown(ImGuiMouseButton_Middle));
  const bool with_key = pointer.held && (pointer.touch || pan_modifier());
  if ((!with_button && !with_key) || io.MouseDelta.x == 0) return std::nullopt;
  const double distance = area.x_value(0) - area.x_value(io.MouseDelta.x);
  return pan(area.x.range, distance, limits);
}

}  // namespace

PlotInput plot_input(const PlotArea& area, const PlotPointer& pointer, const Range& limits,
                     double smallest_span) {
  const ImGuiIO& io = ImGui::GetIO();
  PlotInput input;
  if (pointer.hovered) {
    ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelY);  // the page behind does not scroll
    input.hover = std::clamp(area.x_value(io.MousePos.x), area.x.range.low, area.x.range.high);
    if (io.MouseWheel != 0) {
      const double factor =
          std::pow(0.8, static_cast<double>(std::clamp(io.MouseWheel, -5.f, 5.f)));
      input.range = zoom_about(area.x.range, *input.hover, factor, limits, smallest_span);
    }
    if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
      input.range = limits;
      return input;
    }
  }
  if (const std::optional<Range> moved = panned(area, pointer, limits)) input.range = moved;
  if (pointer.touch) return input;
  if ((pointer.held || pointer.released) && dragged(0) && !pan_modifier()) {
    const float from = io.MouseClickedPos[0].x;
    if (pointer.held) {
      input.box = std::pair(from, io.MousePos.x);
    } else {
      input.range =
          drag_range(area.x_value(from), area.x_value(io.MousePos.x), limits, smallest_span);
    }
  }
  return input;
}

}  // namespace playground
