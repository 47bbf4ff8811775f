// The state of the application, which panels read and only app/ changes: the experiment, the
// transport (playing, speed, target), what the engine knows of the runs, and how it is viewed.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/landscape.hpp"
#include "engine/engine.hpp"
#include "share/link.hpp"
#include "train/experiment.hpp"

namespace playground {

struct Dataset;       // data/dataset.hpp, which is slow to compile
struct SweepState;    // app/sweep_state.hpp
struct ComparedRace;  // app/comparison.hpp

// The tabs of the centre; ui/tabs.cpp draws them.
enum class Tab { race, decayed, sweep, landscape };
enum class PhonePage { watch, runs, data, model, lesson };  // the bottom bar below 900 CSS pixels
enum class Band { deviation, range };  // about the mean of several seeds: ± 1 sd, or min to max
enum class Theme { system, dark, light };

inline constexpr double kMaximumSpeed = std::numeric_limits<double>::infinity();
// The choices of the speed control, in steps a second.
inline constexpr std::array<double, 9> kSpeeds = {1,   5,    20,   100,          200,
                                                  500, 1000, 5000, kMaximumSpeed};

struct Transport {
  bool playing = false;
  double speed = 200;  // steps a second
  int target = 0;      // the engine trains up to here
  // Where a change takes effect: the target, or the step that a replay comes back to.
  int present = 0;
  int step = 0;  // the smallest step of all runs that have not diverged: what the page shows
  bool finished = false;  // every run is at training.steps or has diverged
  bool training = false;  // runs are below the target
};

struct ViewSettings {
  std::string language = {};  // chosen here: "de"; empty: the browser's, as far as it is known
  Theme theme = Theme::system;
  bool dark = true;  // the theme in force
  Tab tab = Tab::race;
  PhonePage phone_page = PhonePage::watch;
  int selected_run = 1;
  std::array<int, 2> phone_runs = {0, 1};  // the two runs side by side on a phone
  std::array<bool, kMaxRuns> hidden = {};  // curves switched off by their badge or eye
  bool show_test_points = false;
  bool log_loss = false;
  bool smooth = true;  // bold trailing mean over 10 evaluations
  int shown_seed = 0;  // whose surfaces and data are seen: 0 ... experiment.seeds - 1
  Band band = Band::deviation;
  std::array<int, 2> verdict_runs = {1, 0};  // the first is compared with the second
  std::string verdict_metric = "test_loss";  // as in reports
  bool right_column = true;
  double left_width = 240, right_width = 272, centre_split = 308;  // CSS pixels
  double zoom_first = 0, zoom_last = 0;  // shown range of steps; 0, 0: all of it
  std::optional<int> crosshair_step;     // shared by every step plot
  bool help_open = false;
  bool docked = false;  // a part around the canvas lies over the right column
  // Who gets decayed?
  std::optional<WeightPlace> watched;  // the weight whose history is shown
  std::uint64_t hidden_layers = 0;     // a bit a layer
};

// Looking back while the present stays as it is.
struct Past {
  int step = 0;               // asked for
  int shown = -1;             // the step of the views shown; -1: none has arrived yet
  std::optional<int> branch;  // the run that "branch here" made: changes of it act at `step`
};

// The place asked for last, which the screen scrolls to once.
struct ShownPlace {
  std::string id;
  int number = 0;  // grows with each time
};

struct Reproduction {
  enum class State { none, running, reproduced, differs };
  State state = State::none;
  FingerprintClaim claim;
  std::uint64_t found = 0;  // what this machine got
  // When it differs: the link's first checkpoint that does, and the last one before that does not.
  std::optional<int> first_difference = {};
  int same_until = 0;

  // The step of the verdict.
  int step() const { return first_difference.value_or(claim.step); }
};

// A message to the person, shown until closed or `seconds_left` runs out.
struct Notice {
  enum class Kind { information, warning, error };
  Kind kind = Kind::information;
  std::string text;
  double seconds_left = 8;
};

struct AppState {
  // As shown: a slider being dragged is in it at once, and takes effect when it rests or is let go.
  Experiment experiment;
  std::shared_ptr<const Dataset> dataset;    // of the seed shown; none while a table is on its way
  std::optional<std::string> missing_table;  // hash of the experiment's data, which are not here
  Transport transport;
  ViewSettings view;
  GridRequest grid;  // the points of every run's decision surface; asked for anew after each load
  Reproduction reproduction;
  std::vector<Notice> notices;
  ShownPlace place;
  bool can_undo = false;
  bool can_redo = false;
  int workers = 0;  // 0: training in this thread
  // As shown: of the present or, looking back, of then (history up to then); as many as
  // experiment.runs.
  const std::vector<RunView>* runs = nullptr;
  const std::vector<RunView>* present_runs = nullptr;  // the present's
  std::optional<Past> past;
  LandscapeSettings landscape_settings;
  const Landscape* landscape = nullptr;
  bool landscape_is_old = false;             // of another experiment or step than the present
  std::uint64_t revision = 0;                // grows whenever anything shown may have changed
  std::optional<std::uint64_t> fingerprint;  // of all runs at transport.step, when they rest there
  std::array<int, kMaxRuns> slot_of_run = {0, 1, 2,
                                           3, 4, 5};  // letter and colour of each run: 0 = A ...
  std::string language = "en";                        // of the texts shown
  const ComparedRace* comparison = nullptr;
  const SweepState* sweep = nullptr;  // what was trained of the experiment's sweep
  bool reduced_motion = false;
  bool coarse_pointer = false;
};

// How many points train.
int train_size_of(const AppState& state);

// The step of state.runs: transport.step or, looking back, then.
int shown_step(const AppState& state);

// The run's fields in force at transport.present (looking back: then), which is what panels show:
// events so far and a
// value being dragged are in it. (state.experiment.runs[run] is what the run starts with.)
RunConfig run_in_force(const AppState& state, int run);

}  // namespace playground
