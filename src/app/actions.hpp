// Everything that can change the application's state. Panels emit actions; Application::apply
// carries them out after the panels are drawn.
//   actions.push(SetParameter{Section::run, "weight_decay", 1, 0.3, true});
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/state.hpp"
#include "train/parameters.hpp"
#include "train/sweep.hpp"

namespace playground {

// `final` is false while a slider is held: one undo step and at most a few events come of a whole
// drag.
struct SetParameter {
  Section section;
  std::string name;
  int run = 0;
  Value value;
  bool final = true;
};
struct SetPlaying {
  bool playing;
};
struct Step {
  int count = 1;
};
struct Reset {};   // step 0 with the same seeds; events are dropped
struct Reseed {};  // data, model and order seeds raised by one, from step 0
struct RunToEnd {};
struct RunTo {
  int step;
};  // as fast as it goes; a step below the present one replays from 0
// Shows the runs as they were at a step before the present, which stays as it is; nothing: back to
// now. So does every action that is about the present.
struct LookAt {
  std::optional<int> step;
};
// Looking back: a copy of the run, whose changes then act at that step.
struct BranchHere {
  int run;
};
// What the landscape is of; what is drawn already is drawn anew.
struct SetLandscape {
  LandscapeSettings settings;
};
struct DrawLandscape {};  // at the present step
struct CancelLandscape {};
struct SetSpeed {
  double steps_per_second;
};
struct AddRun {};  // after the last, the next optimizer not shown yet
struct CopyRun {
  int run;
};
struct RemoveRun {
  int run;
};
struct SelectRun {
  int run;
};
struct ToggleRunHidden {
  int run;
};
struct IsolateRun {
  int run;
};
struct LoadExperiment {
  Experiment experiment;
};  // a deliberate load: one history entry
struct Undo {};
struct Redo {};
struct Share {};  // copies the link with the fingerprint
struct StopComparing {};
struct ExportDownload {
  std::string format;
};  // "csv", "json", "pytorch", "safetensors", as share/export.hpp
struct SetView {
  ViewSettings view;
};  // tabs, theme, toggles, splitters, zoom: nothing of the experiment
struct SetGrid {
  GridRequest request;
};  // the points on which surfaces are wanted: state.grid, then Engine::request_grid
// The sweep's settings are a part of the experiment, on which its runs do not depend.
struct SetSweep {
  SweepConfig sweep;
};
struct StartSweep {};
struct PauseSweep {
  bool paused = true;
};
struct CancelSweep {};
struct SelectCell {
  std::optional<CellId> cell;
};
struct OpenCell {
  CellId cell;
};                      // as one more run
struct ExportSweep {};  // its cells as CSV
// A rectangle of the window, in CSS pixels, as a picture.
struct SavePicture {
  std::string name;
  float x = 0, y = 0, width = 0, height = 0;
};
// One of the parts around the canvas, which the page loads when it is wanted: "share", "data",
// "lessons".
struct OpenPart {
  std::string name;
};
struct CloseNotice {
  std::size_t index;
};
// Brings a place into sight: its tab or page opens, and what scrolls scrolls to it.
struct ShowPlace {
  std::string id;  // as in the widget log
};
// The right column's room is taken by a part around the canvas, or given back.
struct DockPart {
  bool docked;
};

using Action =
    std::variant<SetParameter, SetPlaying, Step, Reset, Reseed, RunToEnd, RunTo, LookAt, BranchHere,
                 SetLandscape, DrawLandscape, CancelLandscape, SetSpeed, AddRun, CopyRun, RemoveRun,
                 SelectRun, ToggleRunHidden, IsolateRun, LoadExperiment, Undo, Redo, Share,
                 ExportDownload, StopComparing, SetView, SetGrid, SetSweep, StartSweep, PauseSweep,
                 CancelSweep, SelectCell, OpenCell, ExportSweep, SavePicture, OpenPart, CloseNotice,
                 ShowPlace, DockPart>;

class Actions {
 public:
  void push(Action action) { actions_.push_back(std::move(action)); }
  std::vector<Action> take() { return std::exchange(actions_, {}); }

 private:
  std::vector<Action> actions_;
};

}  // namespace playground
