#include <algorithm>
#include <string>
#include <vector>

#include "core/translate.hpp"
#include "data/dataset.hpp"
#include "plot/number_text.hpp"
#include "plot/svg.hpp"
#include "ui/picture_files.hpp"
#include "ui/race_curves.hpp"
#include "ui/race_ghosts.hpp"
#include "ui/race_tab.hpp"
#include "ui/run_text.hpp"
#include "ui/step_plot.hpp"
#include "ui/theme.hpp"

namespace playground {
namespace {

constexpr ImVec2 kSize{1120, 500};
constexpr Rect kLoss{{60, 124}, {690, 440}};
constexpr Rect kAccuracy{{780, 124}, {1090, 246}};
constexpr Rect kNorm{{780, 318}, {1090, 440}};

struct Panel {
  std::string_view id;
  std::string_view title;
  std::string unit;
  Quantity quantity;
  Rect rect;
};

class RacePicture {
 public:
  explicit RacePicture(const AppState& state)
      : state_(state),
        colors_(palette_of(state.view.dark)),
        svg_(kSize, plot_style(colors_), picture_title(state), state.experiment.note) {
    state_.view.smooth = false;
  }

  std::string draw() {
    svg_.text({24, 32}, picture_title(state_), colors_.text1, TextAlign::left, 16, true);
    draw_legend();
    const bool regression = state_.dataset && state_.dataset->task == Task::regression;
    draw_panel({"loss", tr("Loss"), loss_unit(state_), Quantity::loss, kLoss});
    if (!regression) {
      draw_panel({"accuracy", tr("Accuracy"), tr("% correct"), Quantity::accuracy, kAccuracy});
    }
    const Rect norm = regression ? Rect{kAccuracy.min, kNorm.max} : kNorm;
    draw_panel(
        {"weight-norm", tr("Weight norm"), tr("L2, all weights"), Quantity::weight_norm, norm});
    return svg_.finish();
  }

 private:
  ImU32 color_of(int run) const {
    return colors_
        .runs[static_cast<std::size_t>(state_.slot_of_run[static_cast<std::size_t>(run)])];
  }

  void draw_legend() {
    constexpr float kLetterWidth = 7;  // of the caption, at most
    float x = 24;
    svg_.open_group("legend");
    for (int run = 0; run < static_cast<int>(state_.experiment.runs.size()); ++run) {
      if (!run_shown(state_, run)) continue;
      const RunConfig config = run_in_force(state_, run);
      const std::string name = title_of(config) + ", λ " + short_text(config.weight_decay, 3) +
                               ", γ " + short_text(config.learning_rate, 3);
      svg_.badge({x, 56}, run_letter(state_, run), color_of(run), colors_.badge_letter);
      svg_.text({x + 24, 64}, name, colors_.text2);
      x += 48 + kLetterWidth * static_cast<float>(name.size());
    }
    svg_.segment({900, 64}, {920, 64}, colors_.text2, 2);
    svg_.text({928, 64}, state_.experiment.seeds > 1 ? tr("test, mean") : tr("test"),
              colors_.text2);
    svg_.segment({1010, 64}, {1030, 64}, colors_.text2, 1);
    svg_.text({1038, 64}, tr("train"), colors_.text2);
    svg_.close_group();
  }

  void draw_panel(const Panel& panel) {
    const bool large = panel.quantity == Quantity::loss;
    const AxisScale scale =
        large && state_.view.log_loss ? AxisScale::logarithmic : AxisScale::linear;
    const std::vector<Curve> curves = make_curves(state_, panel.quantity);
    Range needed = needed_range(state_, panel.quantity, curves, scale);
    if (has_ghosts(state_)) {
      const AppState other = ghost_state(state_);
      const std::vector<Curve> ghosts = make_curves(other, panel.quantity);
      needed = with_ghosts(needed, needed_range(other, panel.quantity, ghosts, scale));
    }
    const PlotArea area{
        panel.rect, {AxisScale::linear, shown_steps(state_)}, {scale, fit_range(needed, scale)}};
    svg_.open_group(panel.id);
    svg_.text({panel.rect.min.x - 36, panel.rect.min.y - 20}, panel.title, colors_.text1,
              TextAlign::left, 13, true);
    svg_.text({panel.rect.max.x, panel.rect.min.y - 20}, panel.unit, colors_.text3,
              TextAlign::right);
    svg_.axes(area, {.x_title = tr("step"), .most_x = large ? 6 : 4, .most_y = large ? 6 : 4});
    svg_.close_group();
    svg_.open_group(std::string(panel.id) + "-curves", &panel.rect);
    draw_events(area);
    draw_ghosts(area, panel.quantity);
    for (const Curve& curve : curves) draw_bands(area, curve);
    for (const Curve& curve : curves) {
      const std::string name =
          run_letter(state_, curve.run) + ", " + title_of(run_in_force(state_, curve.run));
      const ImU32 color = color_of(curve.run);
      svg_.curve(area, curve.steps, curve.train, {with_alpha(color, 0.8f), 1}, name + ", train");
      svg_.curve(area, curve.steps, curve.test, {color, large ? 2.0f : 1.5f}, name + ", test");
    }
    svg_.close_group();
  }

  void draw_bands(const PlotArea& area, const Curve& curve) {
    if (curve.band_low.empty()) return;
    svg_.band(area, curve.steps, curve.band_low, curve.band_high,
              with_alpha(color_of(curve.run), 0.16f));
  }

  void draw_ghosts(const PlotArea& area, Quantity quantity) {
    if (!has_ghosts(state_)) return;
    const AppState other = ghost_state(state_);
    for (const Curve& curve : make_curves(other, quantity)) {
      const std::size_t run = static_cast<std::size_t>(curve.run);
      svg_.curve(area, curve.steps, curve.test, {with_alpha(colors_.runs[run], 0.75f), 1, true},
                 ghost_letter(curve.run) + ", " + title_of(other.experiment.runs[run]));
    }
  }

  void draw_events(const PlotArea& area) {
    for (const Event& event : state_.experiment.events) {
      if (!run_shown(state_, event.run)) continue;
      const float x = area.x_pixel(event.step);
      svg_.segment({x, area.rect.min.y}, {x, area.rect.max.y}, color_of(event.run), 1, true);
    }
  }

  AppState state_;
  const Palette& colors_;
  SvgDrawing svg_;
};

}  // namespace

std::string picture_title(const AppState& state) {
  return state.experiment.title.empty() ? "AdamW Playground" : state.experiment.title;
}

std::string race_svg(const AppState& state) {
  return RacePicture(state).draw();
}

}  // namespace playground
