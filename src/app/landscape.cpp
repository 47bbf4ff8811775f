#include "app/landscape.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "core/translate.hpp"

namespace playground {
namespace {

constexpr int kPathStates = 200;
constexpr std::size_t kPointsOfAJob = 64;
constexpr std::array<int, 4> kStrides = {8, 4, 2, 1};  // of the grids, coarse to fine
constexpr double kShape = 0.75;                        // height over width
constexpr double kMargin = 0.18;                       // of the paths' extent, on every side

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

// What comes after the step does not count.
Experiment trained_part_until(const Experiment& experiment, int step) {
  Experiment part = trained_part(experiment);
  std::erase_if(part.events, [step](const Event& event) { return event.step >= step; });
  return part;
}

}  // namespace

double landscape_loss(const Landscape& landscape, int row, int column, bool test) {
  for (auto stride = kStrides.rbegin(); stride != kStrides.rend(); ++stride) {
    const int place = (row - row % *stride) * landscape.columns + column - column % *stride;
    const LossPair& pair = landscape.losses[static_cast<std::size_t>(place)];
    const double loss = test ? pair.test : pair.train;
    if (!std::isnan(loss)) return loss;
  }
  return kUnknown;
}

std::string LandscapeStudy::letter(int run) const {
  const auto slot = static_cast<std::size_t>(slots_[static_cast<std::size_t>(run)]);
  return std::string(1, "ABCDEF"[slot % kMaxRuns]);
}

bool LandscapeStudy::is_of(const Experiment& experiment, int seed, int step) const {
  return landscape_.state != Landscape::State::none && landscape_.step == step && seed_ == seed &&
         trained_part_until(experiment_, step) == trained_part_until(experiment, step);
}

void LandscapeStudy::fail_with(const std::string& message) {
  cancel();
  landscape_.state = Landscape::State::failed;
  landscape_.message = tr(std::string_view(message));
}

void LandscapeStudy::cancel() {
  for (const JobId job : jobs_) engine_.cancel_job(job);
  jobs_.clear();
  waiting_ = 0;
  const bool under_way = landscape_.state == Landscape::State::training ||
                         landscape_.state == Landscape::State::measuring;
  if (!under_way) return;
  // What is finished stays.
  landscape_.state = landscape_.known > 0 ? Landscape::State::done : Landscape::State::none;
}

void LandscapeStudy::start(const Experiment& experiment, int seed, int step,
                           const LandscapeSettings& settings,
                           const std::array<int, kMaxRuns>& slots) {
  cancel();
  landscape_ = {};
  landscape_.settings = settings;
  landscape_.step = step;
  experiment_ = experiment;
  seed_ = seed;
  slots_ = slots;
  const int count = static_cast<int>(experiment.runs.size());
  for (int run = 0; run < count; ++run) {
    const bool wanted = settings.plane == LandscapePlane::random
                            ? run == std::clamp(settings.about, 0, count - 1)
                            : settings.through[static_cast<std::size_t>(run)];
    if (wanted) landscape_.through.push_back(run);
  }
  if (step == 0)
    return fail_with(tr_key("landscape: before the first step all runs are at one point"));
  if (settings.plane == LandscapePlane::end_points && landscape_.through.size() < 2) {
    return fail_with(tr_key(
        "landscape: a plane through end points takes two runs or three; choose another run, or "
        "random directions"));
  }
  if (landscape_.through.size() > 3) {
    return fail_with(tr_key("landscape: three end points make a plane; choose two runs or three"));
  }
  landscape_.state = Landscape::State::training;
  paths_.assign(experiment.runs.size(), {});
  waiting_ = experiment.runs.size();
  for (std::size_t run = 0; run < paths_.size(); ++run) {
    jobs_.push_back(engine_.start_job(
        path_job(experiment, static_cast<int>(run), seed, step, kPathStates),
        [this, run](const Result<std::string>& bytes) { take_path(run, bytes); }));
  }
}

void LandscapeStudy::take_path(std::size_t run, const Result<std::string>& bytes) {
  if (landscape_.state != Landscape::State::training) return;
  if (!bytes) return fail_with(bytes.error().message);
  Result<RunPath> path = read_path(*bytes);
  if (!path) return fail_with(path.error().message);
  paths_[run] = std::move(*path);
  if (--waiting_ == 0) measure();
}

Result<Plane> LandscapeStudy::make_plane() const {
  const ParameterLayout layout = parameter_layout(experiment_);
  std::vector<State> ends;
  for (const int run : landscape_.through) {
    const RunPath& path = paths_[static_cast<std::size_t>(run)];
    if (path.diverged) {
      return fail(tr(
          "landscape: run {0} diverged after step {1}, so it has no end point; choose other runs",
          letter(run), std::to_string(path.steps.back())));
    }
    ends.emplace_back(path.states.back());
  }
  const std::uint32_t seed = landscape_.settings.seed;
  if (landscape_.settings.plane == LandscapePlane::random) {
    return plane_about(layout, ends[0], seed);
  }
  if (ends.size() == 2) return plane_along(layout, ends[0], ends[1], seed);
  return plane_through(ends[0], ends[1], ends[2]);
}

// The part of the plane that is drawn: the paths of the runs that made it with a margin or, along
// random directions, as far as the weights are long.
void LandscapeStudy::frame_points(const Plane& plane) {
  Landscape& it = landscape_;
  it.left = it.right = it.bottom = it.top = 0;
  if (it.settings.plane == LandscapePlane::random) {
    const double reach = length_of(
        random_direction(parameter_layout(experiment_), State(plane.origin), it.settings.seed, 0));
    it.right = reach;
    it.left = -reach;
  } else {
    for (const int run : it.through) {
      for (const PlanePoint& point : it.paths[static_cast<std::size_t>(run)].points) {
        it.left = std::min(it.left, point.x);
        it.right = std::max(it.right, point.x);
        it.bottom = std::min(it.bottom, point.y);
        it.top = std::max(it.top, point.y);
      }
    }
  }
  const double x = (it.left + it.right) / 2;
  const double y = (it.bottom + it.top) / 2;
  const bool random = it.settings.plane == LandscapePlane::random;
  const double width =
      std::max(it.right - it.left, (it.top - it.bottom) / kShape) * (random ? 1 : 1 + 2 * kMargin);
  it.left = x - width / 2;
  it.right = x + width / 2;
  it.bottom = y - kShape * width / 2;
  it.top = y + kShape * width / 2;
}

void LandscapeStudy::measure() {
  Landscape& it = landscape_;
  const Result<Plane> plane = make_plane();
  if (!plane) return fail_with(plane.error().message);
  for (const RunPath& path : paths_) {
    LandscapePath& projected = it.paths.emplace_back();
    projected.steps = path.steps;
    projected.diverged = path.diverged;
    projected.share = share_held(*plane, path.states);
    for (const std::vector<float>& state : path.states) {
      projected.points.push_back(project(*plane, state));
    }
  }
  paths_.clear();
  frame_points(*plane);
  it.columns = it.settings.resolution;
  it.rows = static_cast<int>(std::lround((it.columns - 1) * kShape)) + 1;
  it.losses.assign(static_cast<std::size_t>(it.columns * it.rows), {kUnknown, kUnknown});
  it.state = Landscape::State::measuring;
  jobs_.clear();
  std::vector<std::size_t> places;
  std::vector<std::pair<double, double>> points;
  const auto send = [&] {
    if (places.empty()) return;
    ++waiting_;
    jobs_.push_back(engine_.start_job(
        landscape_job(experiment_, seed_, *plane, points),
        [this, places](const Result<std::string>& bytes) { take_losses(places, bytes); }));
    places.clear();
    points.clear();
  };
  for (std::size_t level = 0; level < kStrides.size(); ++level) {
    const int stride = kStrides[level];
    for (int row = 0; row < it.rows; row += stride) {
      for (int column = 0; column < it.columns; column += stride) {
        const int coarser = level > 0 ? kStrides[level - 1] : 0;
        if (coarser > 0 && row % coarser == 0 && column % coarser == 0) continue;
        places.push_back(static_cast<std::size_t>(row * it.columns + column));
        points.emplace_back(it.left + (it.right - it.left) * column / (it.columns - 1),
                            it.bottom + (it.top - it.bottom) * row / (it.rows - 1));
        if (places.size() == kPointsOfAJob) send();
      }
    }
    send();
  }
}

void LandscapeStudy::take_losses(const std::vector<std::size_t>& places,
                                 const Result<std::string>& bytes) {
  if (landscape_.state != Landscape::State::measuring) return;
  if (!bytes) return fail_with(bytes.error().message);
  const Result<std::vector<LossPair>> losses = read_losses(*bytes);
  if (!losses) return fail_with(losses.error().message);
  if (losses->size() != places.size()) {
    return fail_with(
        tr_key("landscape: an answer does not have as many losses as points were asked for"));
  }
  for (std::size_t i = 0; i < places.size(); ++i) landscape_.losses[places[i]] = (*losses)[i];
  landscape_.known += places.size();
  if (--waiting_ > 0) return;
  jobs_.clear();
  landscape_.state = Landscape::State::done;
}

}  // namespace playground
