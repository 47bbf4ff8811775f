// The window in a browser: SDL2 makes the canvas a window and brings mouse, keyboard and cursors;
// web_renderer.cpp draws into its WebGL 2 context; web_input.cpp brings what SDL does not bring
// well; web_page.cpp the page around the canvas.
#pragma once

#include <GLES3/gl3.h>
#include <SDL.h>
#include <emscripten.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "imgui.h"
#include "platform/drawing_pace.hpp"
#include "platform/platform.hpp"
#include "platform/web_input.hpp"
#include "platform/web_page.hpp"
#include "platform/web_renderer.hpp"

namespace playground {

class WebWindow : public Platform {
 public:
  static constexpr double kSecondsAfterInput = 3;
  static constexpr double kPromptSeconds = 0.5;  // of them every frame is drawn, whatever it costs

  explicit WebWindow(std::unique_ptr<PlatformClient> client) : client_(std::move(client)) {}

  bool open();
  // One animation frame; without `may_draw` it only takes what the engine has.
  void frame(bool may_draw);
  // One of the frames that page_animate() asks for: seconds until the next is needed.
  double animate();
  void resize(int width, int height, float pixel_ratio);

  void touch(TouchPhase phase, int finger, float x, float y);
  void wheel(float x, float y);
  void key(ImGuiKey key);
  void chord(ImGuiKey key);
  void character(unsigned int codepoint);
  bool wants_text();
  void release_keys();
  const std::string& copy(bool cut);
  void paste(const char* text);
  void graphics(bool restored);
  void address_changed() { client_->address_changed(fragment()), request_frames(0); }
  const std::string& call(const char* json);

  float width() const override { return static_cast<float>(width_) / pixel_ratio_; }
  float height() const override { return static_cast<float>(height_) / pixel_ratio_; }
  float pixel_ratio() const override { return pixel_ratio_; }
  double now() const override { return emscripten_get_now(); }
  void request_frames(double seconds) override {
    draw_until_ = std::max(draw_until_, now() + 1000 * seconds);
    prompt_until_ = std::max(prompt_until_, now() + 1000 * std::min(seconds, kPromptSeconds));
    draw_again();
  }
  void request_rebuild() override {
    rebuild_ = true;
    draw_again();
  }

  bool prefers_reduced_motion() const override {
    return page_matches("(prefers-reduced-motion: reduce)") != 0;
  }
  bool prefers_dark() const override { return page_matches("(prefers-color-scheme: dark)") != 0; }
  bool coarse_pointer() const override { return page_matches("(pointer: coarse)") != 0; }
  int hardware_concurrency() const override { return page_hardware_concurrency(); }
  bool has_workers() const override { return page_has_workers() != 0; }

  std::optional<std::string> query(std::string_view name) const override {
    return take_text(page_query(std::string(name).c_str()));
  }
  std::string language() const override { return take_text(page_language()).value_or(""); }
  std::string fragment() const override { return take_text(page_fragment()).value_or(""); }
  void set_fragment(std::string_view fragment, bool new_entry) override {
    page_set_fragment(std::string(fragment).c_str(), new_entry ? 1 : 0);
  }
  std::string address(std::string_view fragment) const override {
    return take_text(page_address()).value_or("") + "#" + std::string(fragment);
  }
  void copy_text(std::string_view text) override { page_copy_text(std::string(text).c_str()); }
  void download(std::string_view name, std::string_view media_type,
                std::span<const std::uint8_t> bytes) override {
    page_download(std::string(name).c_str(), std::string(media_type).c_str(), bytes.data(),
                  static_cast<int>(bytes.size()));
  }
  void save_picture(std::string_view name, float x, float y, float width, float height) override {
    answer_picture(0, name, x, y, width, height);
  }
  void answer_picture(int answer_id, std::string_view name, float x, float y, float width,
                      float height) override {
    pictures_.push_back({answer_id, std::string(name), x, y, width, height});
    draw_again();
  }
  std::optional<std::string> stored(std::string_view key) const override {
    return take_text(page_stored(std::string(key).c_str()));
  }
  void store(std::string_view key, std::string_view value) override {
    page_store(std::string(key).c_str(), std::string(value).c_str());
  }
  void set_theme(bool dark) override { page_set_theme(dark ? 1 : 0); }
  void announce(std::string_view text) override { page_announce(std::string(text).c_str()); }
  void emit(std::string_view type, std::string_view json) override {
    page_emit(std::string(type).c_str(), std::string(json).c_str());
  }

 private:
  void draw_again() {
    draw_once_ = true;
    page_wake();
  }
  bool open_graphics();
  void open_imgui();
  void rebuild();
  void draw(bool to_keep);
  void set_size(int width, int height, float pixel_ratio);
  void take_pictures();
  // The pace at which pictures are drawn that nobody has asked for by an input.
  void note_drawn(double start);
  void look_at_graphics();
  int css_pixels(int canvas_pixels) const {
    return std::max(
        1, static_cast<int>(std::lround(static_cast<float>(canvas_pixels) / pixel_ratio_)));
  }

  std::unique_ptr<PlatformClient> client_;
  SDL_Window* window_ = nullptr;
  WebRenderer renderer_;
  TouchInput touch_;
  float pixel_ratio_ = 1;
  int width_ = 1;  // of the canvas, in its own pixels
  int height_ = 1;
  double draw_until_ = 0;
  double prompt_until_ = 0;
  DrawingPace drawing_pace_;
  GLsync picture_drawn_ = nullptr;  // signalled when the graphics have drawn the last picture
  bool draw_once_ = true;
  bool news_ = false;  // something that is not drawn yet
  struct Picture {
    int answer_id;  // 0: to the downloads
    std::string name;
    float x, y, width, height;
  };
  std::vector<Picture> pictures_;  // asked for
  bool rebuild_ = true;
  bool drawing_ = false;
  bool graphics_lost_ = false;
  bool shown_ = false;
  bool measured_ = false;  // ?measure=1: frames leave performance entries
  bool copying_ = false;   // ImGui's copy goes into clipboard_ alone, the browser's event takes it
  std::string clipboard_;
  std::string answer_;
};

}  // namespace playground
