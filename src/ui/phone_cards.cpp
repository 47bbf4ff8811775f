#include "ui/phone_cards.hpp"

#include <algorithm>
#include <cmath>

#include "core/sort.hpp"
#include "core/translate.hpp"
#include "plot/number_text.hpp"
#include "ui/card_parts.hpp"
#include "ui/panels.hpp"
#include "ui/run_text.hpp"
#include "ui/surface_card.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

constexpr float kPhoneCardMargin = 12;
constexpr float kGap = 8;
constexpr float kChipHeight = 44;
constexpr float kDecayHeight = 56;
constexpr float kBelowPhoneSurface = 76;  // captions, numbers, key

float surface_width(float width) {
  return std::floor((width - 2 * kPhoneCardMargin - kGap) / 2);
}

// The chosen runs, valid and different (one alone when there is but one run).
std::vector<int> chosen_runs(const AppState& state) {
  const int count = static_cast<int>(state.experiment.runs.size());
  std::vector<int> runs;
  for (int run : state.view.phone_runs) {
    const bool known = std::find(runs.begin(), runs.end(), run) != runs.end();
    if (run >= 0 && run < count && !known) runs.push_back(run);
  }
  for (int run = 0; run < count && runs.size() < 2; ++run) {
    if (std::find(runs.begin(), runs.end(), run) == runs.end()) runs.push_back(run);
  }
  sort_stably(runs);
  return runs;
}

// A run that is not shown takes the place of the one that is not selected.
void choose(const AppState& state, Actions& actions, const std::vector<int>& chosen, int run) {
  if (std::find(chosen.begin(), chosen.end(), run) == chosen.end() && chosen.size() == 2) {
    ViewSettings view = state.view;
    const int kept = chosen[0] == state.view.selected_run ? chosen[0] : chosen[1];
    view.phone_runs = {kept, run};
    view.selected_run = run;
    actions.push(SetView{view});
  } else {
    actions.push(SelectRun{run});
  }
}

void draw_chip(const AppState& state, UiContext& ui, Actions& actions, int run, const Rect& rect,
               const std::vector<int>& chosen) {
  const Palette& colors = *ui.colors;
  const bool on = std::find(chosen.begin(), chosen.end(), run) != chosen.end();
  const RunConfig config = run_in_force(state, run);
  const std::string decay = "\u03bb " + short_text(config.weight_decay, 2);
  WidgetName name{"chip." + std::to_string(run), tr("Run {0}, {1}, {2}", run_letter(state, run),
                                                    run_title(state, ui, run), decay)};
  if (interact(ui, name, rect, "checkbox", on ? "on" : "off").pressed) {
    choose(state, actions, chosen, run);
  }
  if (on) fill(ui, rect, colors.bg2, 4);
  outline(ui, rect, on ? colors.line2 : colors.line, 4);
  const int slot = state.slot_of_run[static_cast<std::size_t>(run)];
  const bool wide = rect.width() >= 92;
  badge(ui, {rect.min.x + (wide ? 10.0f : 6.0f), rect.center().y - (wide ? 8.0f : 18.0f)}, slot,
        16);
  if (wide) {
    Rect words{{rect.min.x + 36, rect.min.y + 4}, {rect.max.x - 4, rect.max.y - 4}};
    text_in(ui, words.take_top(18), on ? ui.fonts.title : ui.fonts.label,
            on ? colors.text1 : colors.text2, run_title(state, ui, run));
    text_in(ui, words, ui.fonts.caption, colors.text2, decay);
  } else {
    text_in(ui, {{rect.min.x + 5, rect.center().y}, {rect.max.x - 2, rect.max.y - 2}},
            ui.fonts.caption, colors.text2, decay);
  }
}

void draw_decay(const AppState& state, UiContext& ui, Actions& actions, int run, const Rect& rect) {
  fill(ui, rect, ui.colors->bg1);
  separator(ui, rect.min.x, rect.max.x, rect.min.y);
  separator(ui, rect.min.x, rect.max.x, rect.max.y - 1);
  const Parameter* decay = find_parameter(Section::run, "weight_decay");
  if (!decay) return;
  const int slot = state.slot_of_run[static_cast<std::size_t>(run)];
  badge(ui, {rect.min.x + kPhoneCardMargin, rect.center().y - 8}, slot, 16);
  SliderLook look;
  look.label_width = 64;
  look.value_width = 60;
  look.fill = ui.run_color(slot);
  look.ring = ui.colors->bg1;
  parameter_slider(
      ui, state, actions, *decay, run,
      {{rect.min.x + 36, rect.min.y + 6}, {rect.max.x - kPhoneCardMargin, rect.max.y - 6}}, look);
}

}  // namespace

void draw_phone_cards(const AppState& state, UiContext& ui, Actions& actions, const Rect& area) {
  const std::vector<int> chosen = chosen_runs(state);
  const int count = static_cast<int>(state.experiment.runs.size());
  Rect rest = area.inset(kPhoneCardMargin, 0);
  rest.take_top(8);
  const Rect chips = rest.take_top(kChipHeight);
  const float chip =
      (chips.width() - kGap * static_cast<float>(count - 1)) / static_cast<float>(count);
  for (int run = 0; run < count; ++run) {
    const float x = chips.min.x + (chip + kGap) * static_cast<float>(run);
    draw_chip(state, ui, actions, run, {{x, chips.min.y}, {x + chip, chips.max.y}}, chosen);
  }
  rest.take_top(12);
  const float width = surface_width(area.width());
  const Rect surfaces = rest.take_top(std::floor(width * kPhoneAspect));
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const int run = chosen[i];
    const float x = surfaces.min.x + (width + kGap) * static_cast<float>(i);
    const Rect surface{{x, surfaces.min.y}, {x + width, surfaces.max.y}};
    surface_target(state, ui, actions, run, surface);
    draw_surface(state, ui, run, surface, {});
    badge(ui, {x + 5, surface.min.y + 5}, state.slot_of_run[static_cast<std::size_t>(run)], 18);
    const std::array<CardNumber, 3> numbers = card_numbers(state, ui, run);
    const float top = surface.max.y + 8;
    const float middle = x + std::round(width * 0.6f);
    draw_card_number(ui, run, numbers[0], {{x, top}, {middle, top + 40}}, true);
    draw_card_number(ui, run, numbers[2], {{middle, top}, {x + width, top + 40}}, false);
    log_card(state, ui, run, {surface.min, {surface.max.x, top + 40}});
  }
  Rect below = rest.take_top(kBelowPhoneSurface);
  below.min.y += 50;
  draw_surface_key(state, ui, {below.min, {below.max.x, below.min.y + 24}}, true);
  const int selected = std::clamp(state.view.selected_run, 0, std::max(0, count - 1));
  draw_decay(state, ui, actions, selected,
             {{area.min.x, rest.min.y}, {area.max.x, rest.min.y + kDecayHeight}});
}

float phone_height(float width) {
  return 8 + kChipHeight + 12 + std::floor(surface_width(width) * kPhoneAspect) +
         kBelowPhoneSurface + kDecayHeight;
}

}  // namespace playground
