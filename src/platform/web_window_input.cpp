// Input that SDL does not bring, as it reaches ImGui; and what the page's JavaScript calls.
#include "platform/web_window.hpp"

namespace playground {

void WebWindow::touch(TouchPhase phase, int finger, float x, float y) {
  touch_.event(phase, finger, x, y, now());
  request_frames(kSecondsAfterInput);
}

void WebWindow::wheel(float x, float y) {
  ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_Mouse);
  ImGui::GetIO().AddMouseWheelEvent(x, y);
  request_frames(kSecondsAfterInput);
}

void WebWindow::key(ImGuiKey key) {
  ImGui::GetIO().AddKeyEvent(key, true);
  ImGui::GetIO().AddKeyEvent(key, false);
  request_frames(kSecondsAfterInput);
}

// Ctrl (Command on a Mac) with a letter, answered within this call.
void WebWindow::chord(ImGuiKey key) {
  ImGuiIO& io = ImGui::GetIO();
  const ImGuiKey modifier = io.ConfigMacOSXBehaviors ? ImGuiMod_Super : ImGuiMod_Ctrl;
  io.AddKeyEvent(modifier, true);
  io.AddKeyEvent(key, true);
  request_frames(kSecondsAfterInput);
  frame(true);
  io.AddKeyEvent(key, false);
  io.AddKeyEvent(modifier, false);
}

void WebWindow::character(unsigned int codepoint) {
  ImGui::GetIO().AddInputCharacter(codepoint);
  request_frames(kSecondsAfterInput);
}

// Asked inside the touch handler, right after a tap: its press and release are carried out first.
// ImGui takes a quick tap over several frames; then the field opens, and asks for text in the
// frame after.
bool WebWindow::wants_text() {
  constexpr int kMostFrames = 10;
  int frames_to_open = 3;
  for (int i = 0; i < kMostFrames && frames_to_open > 0; ++i) {
    if (!input_waits()) --frames_to_open;
    request_frames(0);
    frame(true);
    if (ImGui::GetIO().WantTextInput) return true;
  }
  return false;
}

void WebWindow::release_keys() {
  SDL_ResetKeyboard();
  ImGui::GetIO().ClearInputKeys();
  request_frames(kSecondsAfterInput);
}

const std::string& WebWindow::copy(bool cut) {
  clipboard_.clear();
  copying_ = true;
  chord(cut ? ImGuiKey_X : ImGuiKey_C);
  copying_ = false;
  return clipboard_;
}

void WebWindow::paste(const char* text) {
  clipboard_ = text;
  chord(ImGuiKey_V);
}

}  // namespace playground

// What the page's JavaScript calls.
extern "C" {
using playground::WebWindow;

EMSCRIPTEN_KEEPALIVE double platform_animate(WebWindow* window) {
  return window->animate();
}
EMSCRIPTEN_KEEPALIVE void platform_tick(WebWindow* window) {
  window->frame(false);
}
EMSCRIPTEN_KEEPALIVE void platform_wake(WebWindow* window) {
  window->request_frames(0.5);
}
EMSCRIPTEN_KEEPALIVE void platform_resize(WebWindow* window, int width, int height, float ratio) {
  window->resize(width, height, ratio);
}
EMSCRIPTEN_KEEPALIVE void platform_touch(WebWindow* window, int phase, int finger, float x,
                                         float y) {
  window->touch(static_cast<playground::TouchPhase>(phase), finger, x, y);
}
EMSCRIPTEN_KEEPALIVE void platform_wheel(WebWindow* window, float x, float y) {
  window->wheel(x, y);
}
EMSCRIPTEN_KEEPALIVE void platform_character(WebWindow* window, int codepoint) {
  window->character(static_cast<unsigned int>(codepoint));
}
EMSCRIPTEN_KEEPALIVE void platform_key(WebWindow* window, int key) {
  // In the order of web_input.cpp.
  constexpr ImGuiKey kKeys[] = {ImGuiKey_Backspace, ImGuiKey_Enter,     ImGuiKey_Escape,
                                ImGuiKey_Tab,       ImGuiKey_LeftArrow, ImGuiKey_RightArrow,
                                ImGuiKey_Home,      ImGuiKey_End,       ImGuiKey_Delete};
  window->key(kKeys[key]);
}
EMSCRIPTEN_KEEPALIVE int platform_wants_text(WebWindow* window) {
  return window->wants_text() ? 1 : 0;
}
EMSCRIPTEN_KEEPALIVE void platform_release_keys(WebWindow* window) {
  window->release_keys();
}
EMSCRIPTEN_KEEPALIVE const char* platform_copy(WebWindow* window, int cut) {
  return window->copy(cut != 0).c_str();
}
EMSCRIPTEN_KEEPALIVE void platform_paste(WebWindow* window, const char* text) {
  window->paste(text);
}
EMSCRIPTEN_KEEPALIVE void platform_graphics(WebWindow* window, int restored) {
  window->graphics(restored != 0);
}
EMSCRIPTEN_KEEPALIVE void platform_address_changed(WebWindow* window) {
  window->address_changed();
}
EMSCRIPTEN_KEEPALIVE const char* platform_call(WebWindow* window, const char* json) {
  return window->call(json).c_str();
}

}  // extern "C"
