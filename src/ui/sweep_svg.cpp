#include <algorithm>
#include <cmath>
#include <string>

#include "core/translate.hpp"
#include "plot/heat_field.hpp"
#include "plot/number_text.hpp"
#include "plot/svg.hpp"
#include "ui/picture_files.hpp"
#include "ui/step_plot.hpp"
#include "ui/sweep_view.hpp"
#include "ui/theme.hpp"

namespace playground {
namespace {

constexpr int kMapsInARow = 3;
constexpr float kMapWidth = 360, kMapHeight = 340, kTop = 92;
constexpr float kBarWidth = 240;

class SweepPicture {
 public:
  SweepPicture(const AppState& state, const ShownSweep& sweep, const ValueScale& scale)
      : state_(state),
        sweep_(sweep),
        scale_(scale),
        colors_(palette_of(state.view.dark)),
        svg_(size_of(sweep), plot_style(colors_), picture_title(state), state.experiment.note) {}

  std::string draw() {
    svg_.text({24, 32}, picture_title(state_), colors_.text1, TextAlign::left, 16, true);
    draw_key();
    for (int map = 0; map < count_of(sweep_); ++map) draw_map(map);
    return svg_.finish();
  }

 private:
  static int count_of(const ShownSweep& sweep) { return static_cast<int>(sweep.plan.maps.size()); }
  static ImVec2 size_of(const ShownSweep& sweep) {
    const int count = count_of(sweep);
    const int rows = (count + kMapsInARow - 1) / kMapsInARow;
    return {24 + kMapWidth * static_cast<float>(std::clamp(count, 2, kMapsInARow)),
            kTop + kMapHeight * static_cast<float>(rows) + 8};
  }

  // The colour bar, the best at its left, and what the numbers are.
  void draw_key() {
    constexpr int kPieces = 48;
    svg_.open_group("key");
    const std::string_view plain = tr(sweep_.metric->label);
    svg_.text({24, 66}, sweep_.plan.seeds > 1 ? tr("mean {0}", plain) : std::string(plain),
              colors_.text2);
    for (int i = 0; i < kPieces; ++i) {
      const float width = kBarWidth / kPieces;
      svg_.rect(Rect::at(200 + width * static_cast<float>(i), 54, width + 0.5f, 12),
                heat_colour(1 - (i + 0.5) / kPieces));
    }
    for (const Tick& tick : scale_.ticks(sweep_.metric->is_fraction)) {
      svg_.text({200 + kBarWidth * static_cast<float>(tick.value), 78}, tick.text, colors_.text3,
                TextAlign::center);
    }
    svg_.rect(Rect::at(500, 54, 14, 12), colors_.bg2);
    svg_.segment({500, 66}, {514, 54}, colors_.hatch, 1);
    svg_.text({522, 60}, tr("diverged"), colors_.text2);
    svg_.frame(Rect::at(601, 55, 12, 10), colors_.text1, 2);
    svg_.text({622, 60}, tr("best"), colors_.text2);
    svg_.close_group();
  }

  void draw_map(int map) {
    const float x = 24 + kMapWidth * static_cast<float>(map % kMapsInARow);
    const int row = map / kMapsInARow;
    const float y = kTop + kMapHeight * static_cast<float>(row);
    const Rect cells = {{x + 56, y + 32}, {x + kMapWidth - 24, y + kMapHeight - 52}};
    svg_.open_group("map-" + std::to_string(map));
    float title = x;
    if (const std::optional<int> slot = sweep_.slot(state_, map)) {
      const auto place = static_cast<std::size_t>(*slot);
      svg_.badge({x, y + 8}, std::string_view("ABCDEF").substr(place, 1), colors_.runs[place],
                 colors_.badge_letter);
      title += 24;
    }
    svg_.text({title, y + 16}, sweep_.optimizer(map), colors_.text1, TextAlign::left, 13, true);
    draw_cells(map, cells);
    draw_axes(sweep_.plan.maps[static_cast<std::size_t>(map)], cells);
    svg_.close_group();
  }

  void draw_cells(int map, const Rect& area) {
    const SweepMap& values = sweep_.plan.maps[static_cast<std::size_t>(map)];
    const float width = area.width() / static_cast<float>(values.x.size());
    const float height = area.height() / static_cast<float>(values.y.size());
    const auto place = [&](int column, int row) {
      return Rect::at(area.min.x + width * static_cast<float>(column),
                      area.max.y - height * static_cast<float>(row + 1), width - 1, height - 1);
    };
    for (int row = 0; row < static_cast<int>(values.y.size()); ++row) {
      for (int column = 0; column < static_cast<int>(values.x.size()); ++column) {
        const CellId cell{map, column, row};
        const Rect rect = place(column, row);
        const double mean = sweep_.value(cell).mean;
        if (sweep_.find(cell) == nullptr) {
          svg_.rect(rect, colors_.bg1);
        } else if (std::isnan(mean)) {
          svg_.rect(rect, colors_.bg2);
          svg_.segment({rect.min.x, rect.max.y}, {rect.max.x, rect.min.y}, colors_.hatch, 1);
        } else {
          svg_.rect(rect, heat_colour(static_cast<double>(scale_.place(mean))));
        }
      }
    }
    if (const auto best = sweep_.results->best(map, *sweep_.metric)) {
      svg_.frame(place(best->cell.column, best->cell.row), colors_.text1, 2);
    }
  }

  // The middles of the cells have the values; every second or third has its text.
  void draw_axes(const SweepMap& values, const Rect& area) {
    constexpr float kWidestText = 56;
    const float width = area.width() / static_cast<float>(values.x.size());
    const float height = area.height() / static_cast<float>(values.y.size());
    const auto stride = [](float spacing, float needed) {
      return std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(needed / spacing)));
    };
    for (std::size_t i = 0; i < values.x.size(); i += stride(width, kWidestText)) {
      svg_.text({area.min.x + width * (static_cast<float>(i) + 0.5f), area.max.y + 14},
                axis_value_text(values.x[i]), colors_.text3, TextAlign::center);
    }
    for (std::size_t i = 0; i < values.y.size(); i += stride(height, 16)) {
      svg_.text({area.min.x - 8, area.max.y - height * (static_cast<float>(i) + 0.5f)},
                axis_value_text(values.y[i]), colors_.text3, TextAlign::right);
    }
    svg_.text({area.center().x, area.max.y + 34}, axis_label(*sweep_.plan.x), colors_.text2,
              TextAlign::center);
    svg_.text({area.max.x, area.min.y - 16}, tr("up: {0}", axis_label(*sweep_.plan.y)),
              colors_.text2, TextAlign::right);
  }

  const AppState& state_;
  const ShownSweep& sweep_;
  const ValueScale& scale_;
  const Palette& colors_;
  SvgDrawing svg_;
};

}  // namespace

Result<std::string> sweep_svg(const AppState& state) {
  const ShownSweep sweep = shown_sweep(state);
  const std::optional<ValueScale> scale = sweep.scale();
  if (!scale) {
    return fail(tr("export: there is no map yet; run the sweep first (the Sweep tab, or sweep())"));
  }
  return SweepPicture(state, sweep, *scale).draw();
}

}  // namespace playground
