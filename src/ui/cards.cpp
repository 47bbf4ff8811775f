#include "ui/cards.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "plot/number_text.hpp"
#include "ui/card_parts.hpp"
#include "ui/panels.hpp"
#include "ui/phone_cards.hpp"
#include "ui/run_text.hpp"
#include "ui/surface_card.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kCardMargin = 12;
constexpr float kSmallestCard = 176;
constexpr float kLargestCard = 420;
constexpr float kAspect = 0.7f;          // of a surface: equal scales for x1 +-2.4, x2 +-1.68
constexpr float kAboveSurface = 60;      // margin, header, decay row
constexpr float kBelowCardSurface = 80;  // captions, numbers, key, margin
constexpr float kStripAspect = 80.0f / 104.0f;

struct CardLayout {
  float pitch = 0;    // from one card to the next
  float width = 0;    // of a card
  float surface = 0;  // height
  bool scrolls = false;
};

CardLayout lay_out(int count, const Rect& area) {
  CardLayout layout;
  const float room = area.width() - 2 * kCardMargin;
  const float even =
      (room - kCardMargin * static_cast<float>(count - 1)) / static_cast<float>(count);
  const float width = std::clamp(std::floor(even), kSmallestCard, kLargestCard);
  layout.scrolls = even < kSmallestCard;
  const float tallest = area.height() - kAboveSurface - kBelowCardSurface;
  layout.surface = std::floor(std::min(width * kAspect, tallest));
  layout.width = std::max(kSmallestCard, std::min(width, std::floor(layout.surface / kAspect)));
  // Few or low cards keep to the columns of the plots below rather than huddle at the left.
  layout.pitch = layout.scrolls ? layout.width + kCardMargin : even + kCardMargin;
  return layout;
}

void draw_card(const AppState& state, UiContext& ui, Actions& actions, int run, const Rect& rect,
               float surface_height) {
  Rect rest = rect;
  draw_card_header(state, ui, actions, run, rest.take_top(24));
  draw_decay_row(state, ui, actions, run, rest.take_top(24));
  rest.take_top(4);
  const Rect surface = rest.take_top(surface_height);
  surface_target(state, ui, actions, run, surface);
  SurfaceLook look;
  look.point_scale = std::clamp(rect.width() / 240, 1.0f, 1.4f);
  draw_surface(state, ui, run, surface, look);
  rest.take_top(6);
  log_card(state, ui, run, {rect.min, {rect.max.x, rest.min.y + 40}});
  const std::array<CardNumber, 3> numbers = card_numbers(state, ui, run);
  const bool narrow = rect.width() < 220;  // room for two: the loss can be read off its plot
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (narrow && i == 1) continue;
    const float starts[] = {0, 0.525f, narrow ? 0.68f : 0.79f};
    const float left = rect.min.x + std::round(starts[i] * rect.width());
    const bool next = i + 1 < numbers.size() && !narrow;
    const float right = next ? rect.min.x + std::round(starts[i + 1] * rect.width()) : rect.max.x;
    draw_card_number(ui, run, numbers[i], {{left, rest.min.y}, {right, rest.min.y + 40}}, i == 0);
  }
}

void draw_strip(const AppState& state, UiContext& ui, Actions& actions, int run, const Rect& rect) {
  const RunConfig config = run_in_force(state, run);
  const Rect surface = Rect::at(rect.min.x, rect.min.y + 8, 104, 104 * kStripAspect);
  surface_target(state, ui, actions, run, surface);
  draw_surface(state, ui, run, surface, {.points = false, .ticks = false});
  const float x = surface.max.x + 12;
  const float right = rect.max.x;
  const auto line = [&](float top, float height) {
    return Rect{{x, rect.min.y + top}, {right, rect.min.y + top + height}};
  };
  badge(ui, {x, rect.min.y + 8}, state.slot_of_run[static_cast<std::size_t>(run)], 16,
        run_shown(state, run) ? 1 : 0.45f);
  Rect title = line(6, 20);
  title.min.x += 22;
  text_in(ui, title, ui.fonts.title, ui.colors->text1, run_title(state, ui, run));
  const std::string settings = "\u03bb " + short_text(config.weight_decay, 3) + "   \u03b3 " +
                               short_text(config.learning_rate, 3);
  text_in(ui, line(26, 18), ui.fonts.caption, ui.colors->text2, settings);
  const CardNumber number = card_numbers(state, ui, run)[0];
  draw_card_number(ui, run, number, line(50, 40), false);
  log_card(state, ui, run, {rect.min, {rect.max.x, rect.min.y + 90}});
}

void draw_strips(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  const int count = static_cast<int>(state.experiment.runs.size());
  const float even =
      (area.width() - 2 * kCardMargin + kCardMargin) / static_cast<float>(std::max(3, count));
  const float pitch = std::max(even, 200.0f);
  for (int run = 0; run < count; ++run) {
    const float x =
        area.min.x + kCardMargin + pitch * static_cast<float>(run) - ImGui::GetScrollX();
    draw_strip(state, ui, actions, run, {{x, area.min.y}, {x + pitch - kCardMargin, area.max.y}});
  }
  const float width = pitch * static_cast<float>(count) + kCardMargin;
  ImGui::SetCursorScreenPos({area.min.x - ImGui::GetScrollX() + width, area.min.y});
}

void draw_whole_cards(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  const int count = static_cast<int>(state.experiment.runs.size());
  const CardLayout layout = lay_out(count, area);
  float right = area.min.x;
  for (int run = 0; run < count; ++run) {
    const float x = std::round(area.min.x + kCardMargin + layout.pitch * static_cast<float>(run)) -
                    ImGui::GetScrollX();
    right = x + layout.width + kCardMargin;
    draw_card(state, ui, actions, run, {{x, area.min.y + 8}, {x + layout.width, area.max.y}},
              layout.surface);
  }
  ImGui::SetCursorScreenPos({right, area.min.y});
}

// The surface that decides which grid the runs are asked for.
Rect shape_of_surface(const AppState& state, const UiContext& ui, const Rect& area) {
  if (ui.layout.phone) return Rect::at(0, 0, 100, 100 * kPhoneAspect);
  if (ui.layout.compact_cards) return Rect::at(0, 0, 104, 104 * kStripAspect);
  const CardLayout layout = lay_out(static_cast<int>(state.experiment.runs.size()), area);
  return Rect::at(0, 0, layout.width, layout.surface);
}

void begin_sideways_region(UiContext& ui, const Rect& rect) {
  // A little to the right of the column's edge: the scrollbar then begins where the cards do.
  constexpr float kEdge = kCardMargin - 4;
  ImGui::SetCursorScreenPos({rect.min.x + kEdge, rect.min.y});
  ImGui::PushStyleColor(ImGuiCol_ChildBg, ui.colors->bg0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::BeginChild("cards.scroll", {rect.width() - kEdge, rect.height()}, ImGuiChildFlags_None,
                    ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoSavedSettings |
                        ImGuiWindowFlags_NavFlattened | ImGuiWindowFlags_NoScrollWithMouse);
  // A wheel over the cards moves them sideways: there is nothing above or below.
  const float wheel = ImGui::GetIO().MouseWheel;
  if (wheel != 0 && ImGui::IsWindowHovered()) ImGui::SetScrollX(ImGui::GetScrollX() - 60 * wheel);
}

void end_sideways_region() {
  ImGui::Dummy({0, 0});
  ImGui::EndChild();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
}

}  // namespace

void draw_cards(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  refresh_shown_metrics(state, ui);
  const GridRequest grid = wanted_grid(state, shape_of_surface(state, ui, area));
  if (grid != state.grid) actions.push(SetGrid{grid});
  if (ui.layout.phone) {
    draw_phone_cards(state, ui, actions, area);
    return;
  }
  Rect upper = area;
  const bool compact = ui.layout.compact_cards;
  if (!compact) {
    const Rect key = upper.take_bottom(kCardMargin - 8 + 24);
    draw_surface_key(
        state, ui,
        {{key.min.x + kCardMargin, key.min.y}, {key.max.x - kCardMargin, key.min.y + 24}}, false);
  }
  begin_sideways_region(ui, upper);
  if (compact) {
    draw_strips(state, ui, actions, upper);
  } else {
    Rect whole = area;
    draw_whole_cards(state, ui, actions, whole);
  }
  end_sideways_region();
}

float phone_cards_height(const AppState&, float width) {
  return phone_height(width);
}

}  // namespace playground
