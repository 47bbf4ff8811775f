// The picture of the loss around the end points of the runs: what is asked for, what is known of
// it, and the study that has it computed by the engine's jobs: first the runs' paths, from the
// seeds, then the losses on the plane, coarse to fine.
//   LandscapeStudy study(engine);  study.start(experiment, 0, 2000, settings, slots);
//   each frame: study.landscape()
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/engine.hpp"
#include "engine/landscape_jobs.hpp"
#include "evaluate/landscape.hpp"

namespace playground {

enum class LandscapePlane { end_points, random };

struct LandscapeSettings {
  LandscapePlane plane = LandscapePlane::end_points;
  std::array<bool, kMaxRuns> through = {true, true, true, false, false, false};  // two or three
  int about = 0;           // the run of random directions
  bool test = true;        // which loss is drawn; both are computed
  int resolution = 49;     // points from left to right
  std::uint32_t seed = 1;  // of random directions

  bool operator==(const LandscapeSettings&) const = default;
};
inline constexpr std::array<int, 3> kLandscapeResolutions = {25, 49, 97};

struct LandscapePath {
  std::vector<int> steps;
  std::vector<PlanePoint> points;
  double share = 0;  // of its variance that the plane holds
  bool diverged = false;
};

struct Landscape {
  enum class State { none, training, measuring, done, failed };
  State state = State::none;
  std::string message;  // when it failed: why, and what would do
  LandscapeSettings settings;
  int step = 0;                                     // of the end points
  std::vector<int> through;                         // the runs that the plane was made from
  double left = 0, right = 1, bottom = 0, top = 1;  // distances on the plane
  int columns = 0, rows = 0;
  std::vector<LossPair> losses;  // [rows, columns], rows from bottom to top; NaN: not yet
  std::size_t known = 0;
  std::vector<LandscapePath> paths;  // by run
};

// Nearest value known to a point, of the coarser grids that came before: NaN when there is none.
double landscape_loss(const Landscape& landscape, int row, int column, bool test);

class LandscapeStudy {
 public:
  explicit LandscapeStudy(Engine& engine) : engine_(engine) {}

  // `seed`: which of the experiment's; `slots`: the letters of the runs, for messages.
  void start(const Experiment& experiment, int seed, int step, const LandscapeSettings& settings,
             const std::array<int, kMaxRuns>& slots);
  void cancel();
  // Which loss is shown needs nothing to be computed.
  void show_test(bool test) { landscape_.settings.test = test; }
  const Landscape& landscape() const { return landscape_; }
  // Whether the picture is of this experiment with this seed at this step.
  bool is_of(const Experiment& experiment, int seed, int step) const;

 private:
  void take_path(std::size_t run, const Result<std::string>& bytes);
  void measure();
  Result<Plane> make_plane() const;
  void take_losses(const std::vector<std::size_t>& places, const Result<std::string>& bytes);
  void frame_points(const Plane& plane);
  void fail_with(const std::string& message);
  std::string letter(int run) const;

  Engine& engine_;
  Landscape landscape_;
  Experiment experiment_;
  int seed_ = 0;
  std::array<int, kMaxRuns> slots_ = {};
  std::vector<JobId> jobs_;
  std::size_t waiting_ = 0;
  std::vector<RunPath> paths_;
};

}  // namespace playground
