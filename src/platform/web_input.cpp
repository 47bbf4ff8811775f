#include "platform/web_input.hpp"

#include <emscripten.h>

#include <cfloat>
#include <cmath>

#include "imgui.h"
#include "imgui_internal.h"

// clang-format off

// Keys that belong to the browser (F5, Ctrl+T, developer tools, ...) never reach SDL, which would eat them.
// Ctrl+C, X, V arrive as clipboard events.
EM_JS(void, input_listen, (void* window_), {
  const canvas = document.getElementById('canvas');
  const edge = () => canvas.getBoundingClientRect();

  const ours = new Set(['a', 'z', 'y', 'backspace', 'delete', 'home', 'end', 'enter', 'arrowleft', 'arrowright',
                        'arrowup', 'arrowdown', 'control', 'meta', 'shift']);
  const belongsToBrowser = (event) => {
    if (event.key.length > 1 && Number(event.key.slice(1)) > 0) return true;  // F1 ... F12
    if (event.getModifierState('AltGraph')) return false;
    if (event.altKey && event.key !== 'Alt') return true;
    return (event.ctrlKey || event.metaKey) && !ours.has(event.key.toLowerCase());
  };
  addEventListener('keydown', (event) => { if (belongsToBrowser(event)) event.stopImmediatePropagation(); }, true);
  // macOS sends no keyup for keys that were pressed with Command.
  addEventListener('keyup', (event) => { if (event.key === 'Meta') Module._platform_release_keys(window_); }, true);
  // Of the window, or of the canvas: a dialog that a key opened hears that it is let go.
  addEventListener('blur', () => Module._platform_release_keys(window_), true);
  document.addEventListener('visibilitychange', () => Module._platform_release_keys(window_));

  canvas.addEventListener('wheel', (event) => {
    event.stopImmediatePropagation();
    if (event.ctrlKey) return;  // the browser's zoom
    event.preventDefault();
    const unit = event.deltaMode === 0 ? 1 / 100 : event.deltaMode === 1 ? 1 / 3 : 80;
    Module._platform_wheel(window_, -event.deltaX * unit, -event.deltaY * unit);
  }, {capture: true, passive: false});
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());

  // The mouse itself goes to SDL; here it only keeps the canvas focused and captured while a button is down.
  const agent = document.createElement('input');
  const phases = {pointerdown: 0, pointermove: 1, pointerup: 2, pointercancel: 3};
  const onPointer = (event) => {
    if (event.type === 'pointerdown') {
      canvas.setPointerCapture(event.pointerId);
      if (document.activeElement !== agent) canvas.focus({preventScroll: true});
    }
    if (event.pointerType === 'mouse') return;
    if (event.cancelable) event.preventDefault();
    const box = edge();
    Module._platform_touch(window_, phases[event.type], event.pointerId,
                           event.clientX - box.left, event.clientY - box.top);
  };
  for (const type of Object.keys(phases)) canvas.addEventListener(type, onPointer);
  // SDL prevents every touch's default; a browser that no longer lets it complains.
  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel']) {
    canvas.addEventListener(type, (event) => {
      if (!event.cancelable) event.preventDefault = () => {};
    }, {capture: true});
  }

  // The soft keyboard opens only for a real text field focused inside the touch handler. What it holds is
  // compared with what it held: that is right for any keyboard, prediction and composition included.
  const filler = '\u200b'.repeat(16);  // something to delete
  let held = filler;
  agent.className = 'text-agent';
  agent.setAttribute('aria-hidden', 'true');
  agent.setAttribute('autocomplete', 'off');
  agent.setAttribute('autocapitalize', 'off');
  agent.tabIndex = -1;
  document.body.appendChild(agent);
  Module.textAgent = agent;
  const refill = () => { agent.value = held = filler; agent.setSelectionRange(16, 16); };
  canvas.addEventListener('touchend', () => {
    if (!Module._platform_wants_text(window_)) return;
    refill();
    agent.focus({preventScroll: true});
  });
  agent.addEventListener('input', (event) => {
    const value = agent.value;
    let same = 0;
    while (same < held.length && same < value.length && held[same] === value[same]) ++same;
    for (let i = same; i < held.length; ++i) Module._platform_key(window_, 0);
    for (const character of value.slice(same)) {
      if (character !== '\u200b') Module._platform_character(window_, character.codePointAt(0));
    }
    held = value;
    if (!event.isComposing && value.length < 8) refill();
  });
  const keys = ['Backspace', 'Enter', 'Escape', 'Tab', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'Delete'];
  agent.addEventListener('keydown', (event) => {
    event.stopPropagation();
    const key = keys.indexOf(event.key);
    if (key < 1) return;  // Backspace changes the value
    event.preventDefault();
    Module._platform_key(window_, key);
  });

  // The HTML around the canvas has text and fields of its own.
  const elsewhere = () => ![canvas, document.body, null].includes(document.activeElement);

  // ImGui answers a copy within this event, so that the browser lets it write.
  const onCopy = (event) => {
    if (elsewhere()) return;
    const text = UTF8ToString(Module._platform_copy(window_, event.type === 'cut' ? 1 : 0));
    if (text === "") return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', onCopy);
  document.addEventListener('cut', onCopy);
  document.addEventListener('paste', (event) => {
    if (elsewhere() && document.activeElement !== agent) return;
    const text = event.clipboardData.getData('text/plain');
    const size = lengthBytesUTF8(text) + 1;
    const target = _malloc(size);
    stringToUTF8(text, target, size);
    Module._platform_paste(window_, target);
    _free(target);
    event.preventDefault();
  });

  // A lost context comes back by itself or not at all; the experiment is in the address either way.
  let reload = 0;
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    Module._platform_graphics(window_, 0);
    reload = setTimeout(() => Module.onFailure && Module.onFailure('The browser took the graphics away.'), 5000);
  });
  canvas.addEventListener('webglcontextrestored', () => {
    clearTimeout(reload);
    Module._platform_graphics(window_, 1);
  });
  canvas.focus({preventScroll: true});
});

EM_JS(void, input_watch_size, (void* window_), {
  const canvas = document.getElementById('canvas');
  const measure = (entry) => {
    const ratio = devicePixelRatio || 1;
    const box = canvas.getBoundingClientRect();
    let width = Math.round(box.width * ratio);
    let height = Math.round(box.height * ratio);
    // The exact size, which rounding may miss by one; an emulated device may give it in other units.
    const exact = entry && entry.devicePixelContentBoxSize && entry.devicePixelContentBoxSize[0];
    if (exact && Math.abs(exact.inlineSize - width) <= 1 && Math.abs(exact.blockSize - height) <= 1) {
      width = exact.inlineSize;
      height = exact.blockSize;
    }
    Module._platform_resize(window_, Math.max(1, width), Math.max(1, height), ratio);
  };
  const observer = new ResizeObserver((entries) => measure(entries[entries.length - 1]));
  try { observer.observe(canvas, {box: 'device-pixel-content-box'}); } catch (error) { observer.observe(canvas); }
  const watchRatio = () => {
    matchMedia('(resolution: ' + devicePixelRatio + 'dppx)')
        .addEventListener('change', () => { measure(null); watchRatio(); }, {once: true});
  };
  watchRatio();
  measure(null);
});

EM_JS(void, input_close_soft_keyboard, (), {
  if (Module.textAgent && document.activeElement === Module.textAgent) {
    document.getElementById('canvas').focus({preventScroll: true});
  }
});
// clang-format on

namespace playground {
namespace {

constexpr float kSlop = 10;          // CSS pixels a finger moves before it drags
constexpr double kLongPress = 500;   // milliseconds
constexpr float kInertia = 0.004f;   // of the speed, lost per millisecond
constexpr float kLeastSpread = 20;   // CSS pixels between two fingers that zoom
constexpr float kWheelZoom = 1.25f;  // of a notch of the wheel, as in plot/plot_input.cpp
constexpr float kSlowest = 0.02f;    // CSS pixels a millisecond: inertia ends

// A press on a window's empty ground makes the window itself active.
bool nothing_held() {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  return context.ActiveId == 0 ||
         (context.ActiveIdWindow != nullptr && context.ActiveId == context.ActiveIdWindow->MoveId);
}

ImGuiWindow* scrollable_window_under_pointer() {
  ImGuiWindow* window = ImGui::GetCurrentContext()->HoveredWindow;
  while (window != nullptr && window->ScrollMax.y <= 0) {
    window = (window->Flags & ImGuiWindowFlags_ChildWindow) != 0 ? window->ParentWindow : nullptr;
  }
  return window;
}

}  // namespace

bool input_waits() {
  return !ImGui::GetCurrentContext()->InputEventsQueue.empty();
}

void TouchInput::event(TouchPhase phase, int finger, float x, float y, double now) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  if (phase == TouchPhase::down) {
    if (state_ == State::undecided || state_ == State::dragging) begin_pinch(finger, {x, y});
    if (state_ != State::none) return;
    state_ = State::undecided;
    finger_ = finger;
    first_ = {x, y};
    start_x_ = x;
    start_y_ = last_y_ = y;
    start_time_ = last_time_ = now;
    velocity_ = 0;
    scrolled_window_ = 0;
    io.AddMousePosEvent(x, y);
    io.AddMouseButtonEvent(0, true);
  } else if (state_ == State::pinching) {
    if (finger != finger_ && finger != second_finger_) return;
    (finger == finger_ ? first_ : second_) = {x, y};
    if (phase != TouchPhase::move) release();
  } else if (state_ == State::none || finger != finger_) {
    return;
  } else if (phase == TouchPhase::move) {
    first_ = {x, y};
    move(x, y, now);
  } else {
    if (state_ != State::scrolling) io.AddMousePosEvent(x, y);
    if (phase == TouchPhase::cancel || now - last_time_ > 60) velocity_ = 0;
    release();
  }
}

// Up and down over something that scrolls scrolls it; everything else drags what was pressed.
void TouchInput::move(float x, float y, double now) {
  const float across = std::fabs(x - start_x_);
  const float along = std::fabs(y - start_y_);
  if (state_ == State::undecided && std::fmax(across, along) > kSlop) {
    ImGuiWindow* window = along > across ? scrollable_window_under_pointer() : nullptr;
    state_ = window != nullptr ? State::scrolling : State::dragging;
    if (window != nullptr) {
      scrolled_window_ = window->ID;
      ImGui::ClearActiveID();
      ImGui::GetIO().AddMouseButtonEvent(0, false);
      ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
    }
  }
  if (state_ == State::scrolling) {
    const double elapsed = now - last_time_ > 1 ? now - last_time_ : 1;
    velocity_ = 0.6f * velocity_ + 0.4f * static_cast<float>((last_y_ - y) / elapsed);
    scroll_by(last_y_ - y);
  } else {
    ImGui::GetIO().AddMousePosEvent(x, y);
  }
  last_y_ = y;
  last_time_ = now;
}

// Two fingers on something that takes the wheel, a plot: what lies between them follows them. Their
// distance turns the wheel, their middle drags with the middle button.
void TouchInput::begin_pinch(int finger, Point at) {
  if (ImGui::GetKeyOwner(ImGuiKey_MouseWheelY) == ImGuiKeyOwner_None) return;
  state_ = State::pinching;
  second_finger_ = finger;
  second_ = at;
  spread_ = std::hypot(second_.x - first_.x, second_.y - first_.y);
  ImGui::ClearActiveID();
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseButtonEvent(0, false);
  io.AddMousePosEvent((first_.x + second_.x) / 2, (first_.y + second_.y) / 2);
  io.AddMouseButtonEvent(ImGuiMouseButton_Middle, true);
}

// Once a frame, and only when ImGui has taken what it got: it takes a move and the wheel one by
// one.
void TouchInput::pinch() {
  if (input_waits()) return;
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent((first_.x + second_.x) / 2, (first_.y + second_.y) / 2);
  const float spread = std::hypot(second_.x - first_.x, second_.y - first_.y);
  if (spread < kLeastSpread || spread_ < kLeastSpread) return;
  io.AddMouseWheelEvent(0, std::log(spread / spread_) / std::log(kWheelZoom));
  spread_ = spread;
}

void TouchInput::release() {
  ImGuiIO& io = ImGui::GetIO();
  if (state_ == State::pinching) {
    io.AddMouseButtonEvent(ImGuiMouseButton_Middle, false);
  } else if (state_ != State::scrolling) {
    io.AddMouseButtonEvent(0, false);
  }
  io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);  // a finger that is gone hovers over nothing
  state_ = State::none;
}

void TouchInput::scroll_by(float distance) {
  ImGuiWindow* window = ImGui::FindWindowByID(scrolled_window_);
  if (window == nullptr) return;
  const float target = window->Scroll.y + distance;
  const float furthest = window->ScrollMax.y;
  ImGui::SetScrollY(window, target < 0 ? 0 : target > furthest ? furthest : target);
  // Several moves may come before the next frame applies the target.
  window->Scroll.y = target < 0 ? 0 : target > furthest ? furthest : target;
}

bool TouchInput::update(double now, bool reduced_motion) {
  if (state_ == State::pinching) {
    pinch();
    return true;
  }
  if (state_ == State::undecided) {
    if (now - start_time_ < kLongPress || !nothing_held()) return true;
    ImGuiIO& io = ImGui::GetIO();
    ImGui::ClearActiveID();
    io.AddMouseButtonEvent(0, false);
    io.AddMouseButtonEvent(1, true);
    io.AddMouseButtonEvent(1, false);
    state_ = State::dragging;
    return true;
  }
  if (state_ != State::none) return true;
  if (reduced_motion || scrolled_window_ == 0 || std::fabs(velocity_) < kSlowest) return false;
  const double elapsed = now - last_time_ < 50 ? now - last_time_ : 50;
  last_time_ = now;
  scroll_by(velocity_ * static_cast<float>(elapsed));
  velocity_ *= std::fmax(0.0f, 1 - kInertia * static_cast<float>(elapsed));
  return true;
}

}  // namespace playground
