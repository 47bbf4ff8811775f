// What the right column says while the Landscape tab is open: what is drawn, and what such a
// picture does not show.
#include <cmath>
#include <string>
#include <vector>

#include "core/translate.hpp"
#include "plot/number_text.hpp"
#include "ui/landscape_tab.hpp"
#include "ui/right_column.hpp"
#include "ui/run_text.hpp"
#include "ui/widgets.hpp"

namespace playground {
namespace {

// "A", "A and B", "A, B and C".
std::string letters_of(const AppState& state, const std::vector<int>& runs) {
  std::string text;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (i > 0) text += i + 1 == runs.size() ? tr(" and ") : ", ";
    text += run_letter(state, runs[i]);
  }
  return text;
}

std::string plane_sentence(const AppState& state) {
  const Landscape& landscape = *state.landscape;
  const std::string loss =
      landscape.settings.test ? tr("Test loss (clean labels)") : tr("Train loss");
  const std::string where = letters_of(state, landscape.through);
  const std::string step = count_text(landscape.step);
  if (landscape.settings.plane == LandscapePlane::random) {
    return tr(
        "{0} along two random directions about the end of {1} at step {2}. Each direction is "
        "scaled, unit by unit, to the incoming weights of the unit; biases "
        "stay as they are (Li et al. 2018).",
        loss, where, step);
  }
  if (landscape.through.size() == 2) {
    return tr(
        "{0} on the line through the ends of {1} at step {2}. Upwards: a random direction, scaled "
        "unit by unit to the weights of {3} (Li et al. 2018).",
        loss, where, step, run_letter(state, landscape.through[0]));
  }
  return tr("{0} on the plane through the ends of {1} at step {2}.", loss, where, step);
}

std::size_t parameter_count(const AppState& state) {
  return parameter_layout(state.experiment).parameter_count();
}

float draw_paths_card(const AppState& state, UiContext& ui, const Rect& area, float top) {
  const Landscape& landscape = *state.landscape;
  return draw_column_card(ui, area, top, [&](const Rect& inside) {
    float y = column_card_title(ui, inside, tr("How much the plane holds"));
    for (std::size_t run = 0; run < landscape.paths.size(); ++run) {
      if (run >= state.experiment.runs.size()) break;
      const LandscapePath& path = landscape.paths[run];
      const PlanePoint& end = path.points.back();
      const Rect row = column_row(inside, y);
      badge(ui, {row.min.x, row.center().y - 8}, state.slot_of_run[run]);
      const Rect words{{row.min.x + 24, row.min.y}, row.max};
      text_in(ui, words, ui.fonts.caption, ui.colors->text2,
              path.diverged ? tr("last state {0} off", fixed_text(end.off, 2))
                            : tr("end {0} off", fixed_text(end.off, 2)));
      text_in(ui, row, ui.fonts.value, ui.colors->text1,
              std::isfinite(path.share) ? percent_text(path.share, 0) : "\u2013", Align::right);
      y += kColumnRow;
    }
    y += 4;
    y += paragraph(ui, {inside.min.x, y}, inside.width(), ui.fonts.caption, ui.colors->text3,
                   tr("Share of the path's variance in the plane, and the distance of its end from "
                      "it. The rest of the way is beside the picture."),
                   18);
    return y;
  });
}

}  // namespace

float draw_landscape_column(const AppState& state, UiContext& ui, Actions&, const Rect& area) {
  const Rect text{{area.min.x + 4, area.min.y}, {area.max.x - 4, area.max.y}};
  float y = area.min.y + 8;
  text_in(ui, {{text.min.x, y}, {text.max.x, y + kColumnRow}}, ui.fonts.caption, ui.colors->text3,
          tr("What is drawn"));
  y += 30;
  const auto say = [&](const std::string& sentence, ImFont* font, ImU32 color, float line) {
    y += paragraph(ui, {text.min.x, y}, text.width(), font, color, sentence, line) + 8;
  };
  const bool drawn = state.landscape && !state.landscape->paths.empty();
  if (drawn) {
    say(plane_sentence(state), ui.fonts.label, ui.colors->text2, 20);
    if (state.landscape_is_old) {
      say(tr("The race has moved on since: \u201cDraw\u201d takes the present step."),
          ui.fonts.label, ui.colors->warn, 20);
    }
  } else {
    say(tr("The loss around the points where the runs have come to, and the ways they took."),
        ui.fonts.label, ui.colors->text2, 20);
  }
  say(tr("Bright is low. Both axes are distances between sets of parameters, in the same unit; "
         "lines "
         "join points of equal loss. The white dot is where all runs began."),
      ui.fonts.label, ui.colors->text2, 20);
  if (drawn) y = draw_paths_card(state, ui, area, y + 4) + 12;
  say(tr("Two directions of {0}. A slice does not show what lies beside it: a path that seems to "
         "cross a ridge may "
         "have gone round it, and a bowl here may be a valley elsewhere. How wide a bowl looks "
         "depends on how long the weights are, so it is no measure of how well a run will do.",
         count_text(static_cast<double>(parameter_count(state)))),
      ui.fonts.caption, ui.colors->text3, 18);
  return y;
}

}  // namespace playground
