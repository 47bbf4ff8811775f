// Input that SDL2 does not bring well in a browser, given to ImGui directly: touch (tap, drag,
// scrolling with inertia, long press as right click, two fingers as wheel and middle button), the
// wheel, the soft keyboard, and the clipboard's own events.
#pragma once

#include <string>

struct ImGuiWindow;

extern "C" {
// Listens on the canvas and the page for `window` (a WebWindow).
void input_listen(void* window);
// The canvas in device pixels, now and whenever it changes.
void input_watch_size(void* window);
// Takes the keyboard back from the hidden text field.
void input_close_soft_keyboard();
}

namespace playground {

// Whether ImGui has input left for its next frames.
bool input_waits();

enum class TouchPhase { down = 0, move = 1, up = 2, cancel = 3 };

class TouchInput {
 public:
  // Positions in CSS pixels; `now` in milliseconds.
  void event(TouchPhase phase, int finger, float x, float y, double now);
  // Before each frame. True while something goes on by itself (a long press is waited for,
  // inertia).
  bool update(double now, bool reduced_motion);

 private:
  enum class State { none, undecided, dragging, scrolling, pinching };
  struct Point {
    float x = 0, y = 0;
  };

  void move(float x, float y, double now);
  void begin_pinch(int finger, Point at);
  void pinch();
  void release();
  void scroll_by(float distance);

  State state_ = State::none;
  int finger_ = 0;
  float start_x_ = 0, start_y_ = 0, last_y_ = 0;
  int second_finger_ = 0;
  Point first_, second_;  // where the fingers are
  float spread_ = 0;      // their distance that ImGui knows of
  double start_time_ = 0, last_time_ = 0;
  float velocity_ = 0;  // CSS pixels a millisecond
  unsigned int scrolled_window_ = 0;
};

}  // namespace playground
