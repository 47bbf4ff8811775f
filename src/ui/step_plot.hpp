// One plot of the Race tab: a quantity of all runs against the step, with crosshair, zoom and
// events. All step plots share the range of steps and the crosshair.
#pragma once

#include <string>
#include <vector>

#include "app/actions.hpp"
#include "app/state.hpp"
#include "plot/plot_items.hpp"
#include "ui/race_curves.hpp"
#include "ui/ui_context.hpp"

namespace playground {

struct StepPlot {
  std::string id;  // of the widget: "plot.loss"
  Quantity quantity = Quantity::loss;
  Rect rect;  // inside the axes
  AxisScale scale = AxisScale::linear;
  int most_x = 6;
  int most_y = 6;
  bool x_labels = true;
  bool small = false;      // thinner lines
  bool end_badges = true;  // at the right end of the lines
  bool marks = false;      // best step, table at the crosshair
};

PlotStyle plot_style(const UiContext& ui);
// The colours alone, for files.
PlotStyle plot_style(const Palette& colors);
// The part of the steps that all plots show.
Range shown_steps(const AppState& state);

// Draws the plot and answers the mouse; returns the area drawn, for what stands beside it.
PlotArea draw_step_plot(const AppState& state, UiContext& ui, Actions& actions,
                        const StepPlot& plot, const std::vector<Curve>& curves);

// A badge that hides its run's curves (a click) or all others (a double click); `size` of what can
// be pressed.
void legend_badge(const AppState& state, UiContext& ui, Actions& actions, const std::string& id,
                  int run, ImVec2 center, float size = 16);

}  // namespace playground
