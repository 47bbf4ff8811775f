// How the experiment is viewed: nothing here changes what is trained. Some of it is remembered on
// this machine.

#include <algorithm>
#include <cmath>

#include "app/application.hpp"
#include "app/places.hpp"
#include "data/dataset.hpp"
#include "engine/seed_views.hpp"
#include "share/json_text.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

constexpr const char* kSettingsKey = "view";

// One surface costs points x weights multiplications: in motion a few milliseconds are to be had
// for it, at rest a tenth of a second.
constexpr double kSurfaceCostInMotion = 1.5e8;
constexpr double kSurfaceCostAtRest = 1e9;

double weights_of(const Experiment& experiment) {
  double weights = 0;
  const DataShape shape = shape_of(experiment.data);
  double inputs = shape.inputs;
  for (const int units : experiment.model.hidden) {
    weights += inputs * units;
    inputs = units;
  }
  return weights + inputs * shape.outputs();
}

GridRequest within_cost(GridRequest request, double weights, double cost) {
  const double wanted = static_cast<double>(request.columns) * request.rows * weights;
  if (wanted <= cost || wanted <= 0) return request;
  const bool line = request.rows == 1;
  const double shrink = line ? cost / wanted : std::sqrt(cost / wanted);
  const auto fewer = [shrink](int count) {
    return std::max(std::min(count, 8), static_cast<int>(count * shrink));
  };
  request.columns = fewer(request.columns);
  if (!line) request.rows = fewer(request.rows);
  return request;
}

}  // namespace

void Application::apply_to_view(const SelectRun& action) {
  const int last = static_cast<int>(committed_.runs.size()) - 1;
  state_.view.selected_run = std::clamp(action.run, 0, last);
}

void Application::apply_to_view(const ToggleRunHidden& action) {
  if (action.run < 0 || action.run >= kMaxRuns) return;
  bool& hidden = state_.view.hidden[static_cast<std::size_t>(action.run)];
  hidden = !hidden;
}

// The run alone; once more: all of them.
void Application::apply_to_view(const IsolateRun& action) {
  std::array<bool, kMaxRuns> alone = {};
  for (int run = 0; run < kMaxRuns; ++run) {
    alone[run] = run != action.run && run < static_cast<int>(committed_.runs.size());
  }
  state_.view.hidden = state_.view.hidden == alone ? std::array<bool, kMaxRuns>{} : alone;
}

void Application::apply_to_view(const SetView& action) {
  const std::string language = state_.view.language;
  state_.view = action.view;
  if (state_.view.language != language) ask_for_language(state_.view.language);
  const int last = static_cast<int>(committed_.runs.size()) - 1;
  ViewSettings& view = state_.view;
  view.selected_run = std::clamp(view.selected_run, 0, last);
  for (int& run : view.phone_runs) run = std::clamp(run, 0, last);
  show_seed(view.shown_seed);
  take_preferences();
  store_view();
}

void Application::apply_to_view(const SetGrid& action) {
  state_.grid = action.request;
  request_grid();
}

void Application::apply_to_view(const CloseNotice& action) {
  if (action.index >= state_.notices.size()) return;
  state_.notices.erase(state_.notices.begin() + static_cast<std::ptrdiff_t>(action.index));
}

void Application::apply_to_view(const ShowPlace& action) {
  const std::optional<Place> place = find_place(action.id);
  if (!place) return;
  ViewSettings& view = state_.view;
  if (place->tab) view.tab = *place->tab;
  if (place->page) view.phone_page = *place->page;
  if (place->run) {
    apply_to_view(SelectRun{*place->run});
    const int run = view.selected_run;
    if (view.phone_runs[0] != run) view.phone_runs[1] = run;
  }
  state_.place = {action.id, state_.place.number + 1};
}

void Application::apply_to_view(const DockPart& action) {
  state_.view.docked = action.docked;
}

void Application::request_grid() {
  if (state_.grid.columns < 1 || state_.grid.rows < 1) return;
  const bool moves = goal_ || state_.transport.playing || state_.transport.training;
  const GridRequest request = within_cost(state_.grid, weights_of(committed_),
                                          moves ? kSurfaceCostInMotion : kSurfaceCostAtRest);
  if (request == asked_grid_) return;
  asked_grid_ = request;
  engine_->request_grid(request);
}

// Surfaces and data are those of one seed, which is always one of the experiment's.
void Application::show_seed(int seed) {
  seed = std::clamp(seed, 0, committed_.seeds - 1);
  state_.view.shown_seed = seed;
  const DataConfig data = experiment_of_seed(committed_, seed).data;
  const bool known = state_.dataset || dataset_job_ != 0;
  if (!known || dataset_config_ != data) draw_data(data);
  if (seed == engine_seed_) return;
  engine_seed_ = seed;
  engine_->show_seed(seed);
  show_seed_in(held_runs_, seed);
}

void Application::request_inspection() {
  InspectionRequest request;
  request.wanted = state_.view.tab == Tab::decayed;
  if (request.wanted) request.watched = state_.view.watched;
  if (request == asked_inspection_) return;
  asked_inspection_ = request;
  engine_->request_inspection(request);
}

void Application::take_preferences() {
  state_.reduced_motion = environment_.prefers_reduced_motion();
  state_.coarse_pointer = environment_.coarse_pointer();
  ViewSettings& view = state_.view;
  const bool dark =
      view.theme == Theme::system ? environment_.prefers_dark() : view.theme == Theme::dark;
  if (dark == view.dark) return;
  view.dark = dark;
  touch();
}

void Application::store_view() {
  const ViewSettings& view = state_.view;
  const Json settings = {{"language", view.language},
                         {"theme", static_cast<int>(view.theme)},
                         {"right_column", view.right_column},
                         {"left_width", view.left_width},
                         {"right_width", view.right_width},
                         {"centre_split", view.centre_split},
                         {"show_test_points", view.show_test_points},
                         {"smooth", view.smooth},
                         {"log_loss", view.log_loss},
                         {"range_band", view.band == Band::range}};
  std::string text = format_json(settings, -1);
  if (text == stored_view_) return;
  environment_.store(kSettingsKey, text);
  stored_view_ = std::move(text);
}

// The text may be of another version or of anybody's making: what does not fit is left out.
void Application::load_view() {
  const std::optional<std::string> text = environment_.stored(kSettingsKey);
  if (!text) return;
  const Json settings = parse_own_json(*text);
  if (!settings.is_object()) return;
  ViewSettings& view = state_.view;
  const auto take_flag = [&](const char* key, bool& flag) {
    if (const auto it = settings.find(key); it != settings.end() && it->is_boolean()) {
      flag = it->get<bool>();
    }
  };
  const auto take_width = [&](const char* key, double& width, double least, double most) {
    if (const auto it = settings.find(key); it != settings.end() && it->is_number()) {
      width = std::clamp(it->get<double>(), least, most);
    }
  };
  if (const auto it = settings.find("theme"); it != settings.end() && it->is_number_integer()) {
    const int theme = it->get<int>();
    if (theme >= 0 && theme <= static_cast<int>(Theme::light))
      view.theme = static_cast<Theme>(theme);
  }
  if (const auto it = settings.find("language"); it != settings.end() && it->is_string()) {
    view.language = it->get<std::string>();
  }
  take_flag("right_column", view.right_column);
  take_flag("show_test_points", view.show_test_points);
  take_flag("smooth", view.smooth);
  take_flag("log_loss", view.log_loss);
  bool range = view.band == Band::range;
  take_flag("range_band", range);
  view.band = range ? Band::range : Band::deviation;
  take_width("left_width", view.left_width, 220, 320);
  take_width("right_width", view.right_width, 240, 400);
  take_width("centre_split", view.centre_split, 96, 2000);
  stored_view_ = *text;
}

}  // namespace playground
