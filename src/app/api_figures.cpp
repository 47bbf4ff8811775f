// The page's API, what the tabs draw as figures: what decay takes of the weights, and the
// landscape. A screen reader's tables are made of them (web/accessible_figures.js).
#include <fmt/core.h>

#include <cmath>

#include "app/api_method.hpp"
#include "app/application.hpp"
#include "app/sweep_state.hpp"
#include "engine/inspection.hpp"

namespace playground {
namespace {

Json finite(double value) {
  return std::isfinite(value) ? Json(value) : Json();
}

// --- Who gets decayed?
// ----------------------------------------------------------------------------

Json layer_figures(const LayerDecay& layer) {
  const double both = layer.decay_norm + layer.gradient_norm;
  return {{"weights", layer.weights},
          {"share", finite(layer.effective_share)},
          {"part_of_step", finite(layer.decay_norm / both)}};
}

const char* path_name(DecayPath path) {
  if (path == DecayPath::decoupled) return "decoupled";
  return path == DecayPath::in_gradient ? "in_gradient" : "unknown";
}

Json decay_figures(const AppState& state, const Inspection& seen) {
  const DecayStatistics& statistics = seen.statistics;
  Json figures = {{"step", seen.step},
                  {"decay", path_name(seen.path)},
                  {"weight_decay", seen.weight_decay},
                  {"weights", seen.weights},
                  {"largest_weight", finite(seen.largest_weight)},
                  {"median_share", finite(statistics.median_share)},
                  {"slope", finite(statistics.slope)},
                  {"correlation", finite(statistics.correlation)},
                  {"quartile_ratio", finite(statistics.quartile_ratio)}};
  if (seen.path == DecayPath::decoupled) {
    const double share = seen.decoupled_share;
    figures["share"] = finite(share);
    figures["averaging_steps"] = finite(averaging_steps(share));
    figures["averaging_epochs"] =
        finite(averaging_epochs(share, state.experiment.training.batch_size, train_size_of(state)));
  }
  figures["layers"] = Json::array();
  for (const LayerDecay& layer : seen.layers) figures["layers"].push_back(layer_figures(layer));
  return figures;
}

// Of each run in the step shown; null while nothing is known, which it is only while the tab
// "decayed" is open: setView({tab: "decayed"}).
ApiReply decayed(Application& application, const ApiCall&) {
  Json runs = Json::array();
  for (const RunView& run : *application.state().runs) {
    runs.push_back(run.inspection ? decay_figures(application.state(), *run.inspection) : Json());
  }
  return runs;
}

// --- Landscape
// ------------------------------------------------------------------------------------

const char* state_name(Landscape::State state) {
  constexpr const char* kNames[] = {"none", "training", "measuring", "done", "failed"};
  return kNames[static_cast<std::size_t>(state)];
}

Json losses_of(const Landscape& landscape, double LossPair::*loss) {
  Json rows = Json::array();
  for (int row = 0; row < landscape.rows; ++row) {
    Json values = Json::array();
    for (int column = 0; column < landscape.columns; ++column) {
      values.push_back(finite(
          landscape.losses[static_cast<std::size_t>(row * landscape.columns + column)].*loss));
    }
    rows.push_back(std::move(values));
  }
  return rows;
}

Json even_places(double first, double last, int count) {
  Json places = Json::array();
  for (int i = 0; i < count; ++i) {
    places.push_back(count > 1 ? first + (last - first) * i / (count - 1) : first);
  }
  return places;
}

// The picture of the Landscape tab: places in distances, rows from bottom to top, losses null
// where they are still to come, and where each run ended.
ApiReply landscape(Application& application, const ApiCall&) {
  const Landscape& seen = *application.state().landscape;
  Json ends = Json::array();
  for (const LandscapePath& path : seen.paths) {
    if (path.points.empty()) {
      ends.push_back(nullptr);
      continue;
    }
    const PlanePoint& end = path.points.back();
    ends.push_back({{"x", end.x}, {"y", end.y}, {"off", end.off}, {"share", finite(path.share)}});
  }
  return Json{{"state", state_name(seen.state)},
              {"message", seen.message},
              {"step", seen.step},
              {"known", seen.known},
              {"points", seen.losses.size()},
              {"x", even_places(seen.left, seen.right, seen.columns)},
              {"y", even_places(seen.bottom, seen.top, seen.rows)},
              {"train_loss", losses_of(seen, &LossPair::train)},
              {"test_loss", losses_of(seen, &LossPair::test)},
              {"ends", std::move(ends)}};
}

// drawLandscape([0, 1]): on the line or plane through the ends of two or three runs;
// drawLandscape([0]): along random directions about the end of one.
ApiReply draw_landscape(Application& application, const ApiCall& call) {
  const Json runs = call.argument(0);
  const std::size_t count = application.experiment().runs.size();
  LandscapeSettings settings = application.state().landscape_settings;
  settings.through = {};
  bool valid = runs.is_array() && !runs.empty() && runs.size() <= 3;
  for (std::size_t i = 0; valid && i < runs.size(); ++i) {
    valid = runs[i].is_number_unsigned() && runs[i].get<std::size_t>() < count &&
            !settings.through[runs[i].get<std::size_t>()];
    if (valid) settings.through[runs[i].get<std::size_t>()] = true;
  }
  if (!valid) {
    return fail(
        fmt::format("drawLandscape: {} is not possible; it must be a list of one to three "
                    "different runs from 0 to {}",
                    shown_argument(runs), count - 1));
  }
  settings.plane = runs.size() == 1 ? LandscapePlane::random : LandscapePlane::end_points;
  if (runs.size() == 1) settings.about = runs[0].get<int>();
  settings.resolution = kLandscapeResolutions.front();
  application.apply(SetLandscape{settings});
  application.apply(DrawLandscape{});
  return Json();
}

// openCell(map, column, row): a trained cell of the sweep as one more run.
ApiReply open_cell(Application& application, const ApiCall& call) {
  const SweepState* sweep = application.state().sweep;
  CellId cell;
  int* const places[] = {&cell.map, &cell.column, &cell.row};
  for (std::size_t i = 0; i < std::size(places); ++i) {
    const Json given = call.argument(i);
    *places[i] = given.is_number_integer() && given.get<double>() >= 0 ? given.get<int>() : -1;
  }
  const bool known = sweep != nullptr && sweep->results && cell.map >= 0 && cell.column >= 0 &&
                     cell.row >= 0 && sweep->results->has(cell);
  if (!known) {
    return fail(
        "openCell: there is no such cell; it must be the map, column and row of a trained one, "
        "counted from 0 as in sweep()");
  }
  application.apply(OpenCell{cell});
  return Json();
}

constexpr ApiMethod kFigureMethods[] = {
    {"decayed", decayed},
    {"landscape", landscape},
    {"drawLandscape", draw_landscape},
    {"openCell", open_cell},
};

}  // namespace

std::span<const ApiMethod> figure_methods() {
  return kFigureMethods;
}

}  // namespace playground
