// What the panels share beside the application's state: theme, fonts, scale, the log of widgets,
// surface textures, and the interface's own short-lived state (a text being typed, animations, a
// tooltip).
#pragma once

#include <imgui.h>

#include <array>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/state.hpp"
#include "app/widget_log.hpp"
#include "plot/rect.hpp"
#include "ui/hidden_panels.hpp"
#include "ui/race_cache.hpp"
#include "ui/theme.hpp"
#include "ui/thinned_lines.hpp"

namespace playground {

class SurfaceTextures;
class HeatmapTextures;

// How the screen is cut up; decided once a frame by ui/layout.
struct Layout {
  bool phone = false;          // one page at a time, tabs at the bottom
  bool drawer = false;         // the right column lies over the centre and opens on demand
  bool touch = false;          // targets of 44
  bool compact_cards = false;  // strips of 96 in place of whole cards
  Rect free;                   // the screen without what the page lays over it: a lesson
  Rect screen, top_bar, past_bar, status_bar, left, right, cards, splitter, tab_bar, tab,
      bottom_bar;
};

// A value being typed over a slider or a name.
struct TextEdit {
  std::string id;  // of the widget; empty: nothing is being typed
  std::string text;
  std::string error;   // why the last Enter was refused
  bool begin = false;  // takes the keyboard in the next frame
};

// A small picture of a data set: points in the unit square with their classes, or a curve's
// samples.
struct Thumbnail {
  std::vector<ImVec2> points;
  std::vector<int> classes;  // -1: regression
};

// Shown at the end of the frame, above everything.
struct Tooltip {
  std::string sentence;
  std::vector<std::pair<std::string, std::string>> rows;  // "default" -> "0.01", in text3
  Rect anchor;
};

struct UiContext {
  const Palette* colors = nullptr;
  Fonts fonts;
  float scale = 1;  // device pixels of a CSS pixel
  SurfaceTextures* surfaces = nullptr;
  HeatmapTextures* heatmaps = nullptr;
  WidgetLog widgets;
  HiddenPanels hidden;  // by the address
  Layout layout;

  double now = 0;          // seconds; whoever calls draw_screen sets it and delta
  float delta = 0;         // seconds since the frame before, at most 0.1
  bool animating = false;  // set while something moves: another frame is needed
  bool to_keep = false;    // a picture without notices and tooltips
  bool reduced_motion = false;

  Experiment shown;  // the experiment with the runs' values in force at the present step

  TextEdit edit;
  std::string drag_id;  // the slider that is held
  Value drag_value;
  float drag_start = 0;  // of the mouse
  bool drag_moved = false;
  bool drag_sent = false;          // a value was sent, so the last one must be
  float drag_offset = 0;           // of the mouse from the grab's centre when it was taken
  std::optional<Tooltip> tooltip;  // asked for in this frame
  std::string hover_id;            // the widget under the mouse, and since when
  double hover_since = 0;
  bool hover_seen = false;
  std::unordered_map<std::string, float> animations;  // value now, by name
  std::unordered_map<std::string, bool> disclosures;  // open or not, by name
  std::string renaming;                               // "run.1.name" while a run's name is typed
  // The numbers on the cards, taken from the runs at most ten times a second.
  std::array<Metrics, kMaxRuns> shown_metrics = {};  // of several seeds the means
  std::array<Metrics, kMaxRuns> shown_deviation = {};
  double shown_metrics_at = -1;
  RaceCache race;
  RaceCache ghost_race;               // of the experiment compared with
  ThinnedLines lines;                 // of the race
  std::string crosshair_plot;         // the plot under the mouse, which holds the shared crosshair
  std::vector<Thumbnail> thumbnails;  // by DatasetKind, made once
  bool drawer_open = false;
  std::string phone_plot;         // the one seen where plots come one at a time
  bool landscape_asked = false;   // the first picture was asked for, unasked
  std::optional<int> scrub_step;  // while the step's slider is held
  int place_number = 0;           // of the place that was scrolled to last
  std::string scroll_to;          // the widget to bring into sight

  // For tests: takes the texts that are cut for want of room.
  std::set<std::string>* cut_texts = nullptr;

  // The nearest edge of a device pixel: text and hairlines stay sharp at any scale.
  float snap(float value) const;
  ImVec2 snap(ImVec2 point) const { return {snap(point.x), snap(point.y)}; }
  ImU32 run_color(int slot) const { return colors->runs[static_cast<std::size_t>(slot) % 6]; }

  // Moves the animation `name` towards `target`, taking `seconds` from 0 to 1, and returns it eased
  // (ease-out cubic).
  float animate(const std::string& name, bool target, float seconds);
};

inline const char* slot_letter(int slot) {
  constexpr const char* kLetters[] = {"A", "B", "C", "D", "E", "F"};
  return kLetters[slot % 6];
}

}  // namespace playground
