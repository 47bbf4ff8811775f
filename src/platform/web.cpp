// The window in a browser: SDL2 makes the canvas a window and brings mouse, keyboard and cursors;
// web_renderer.cpp draws into its WebGL 2 context; web_input.cpp brings what SDL does not bring
// well; web_page.cpp the page around the canvas.
#include <GLES3/gl3.h>
#include <SDL.h>
#include <emscripten.h>
#include <emscripten/html5.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "imgui.h"
#include "imgui_impl_sdl2.h"
#include "platform/drawing_pace.hpp"
#include "platform/platform.hpp"
#include "platform/web_input.hpp"
#include "platform/web_page.hpp"
#include "platform/web_renderer.hpp"

namespace playground {
namespace {

constexpr double kSecondsAfterInput = 3;
constexpr double kPromptSeconds = 0.5;  // of them every frame is drawn, whatever it costs
constexpr float kPictureRatio = 2;      // pixels of a picture for each of CSS, at least
constexpr float kLongestFrame = 0.1f;   // seconds: after a hidden tab, animations do not jump

class WebWindow : public Platform {
 public:
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
  void draw();
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

bool WebWindow::open() {
  if (!open_graphics()) {
    page_fail("The browser gave no WebGL 2 context.");
    return false;
  }
  open_imgui();
  measured_ = query("measure").has_value();
  client_->start(*this);
  input_watch_size(this);
  input_listen(this);
  page_listen(this);
  page_animate(this);
  return true;
}

// SDL's window is as large as the canvas has pixels, so SDL's mouse positions are canvas pixels,
// too.
bool WebWindow::open_graphics() {
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas");
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_ASYNCIFY, "0");
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
  // The last comes with every look into the queue, and would wake the window again and again.
  for (const Uint32 type :
       {SDL_FINGERDOWN, SDL_FINGERMOTION, SDL_FINGERUP, SDL_MOUSEWHEEL, SDL_POLLSENTINEL}) {
    SDL_EventState(type, SDL_IGNORE);
  }
  SDL_AddEventWatch(
      [](void*, SDL_Event*) {
        page_wake();  // and then takes it out of the queue
        return 0;
      },
      nullptr);
  window_ = SDL_CreateWindow("AdamW Playground", SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED,
                             width_, height_, 0);
  if (window_ == nullptr) return false;
  EmscriptenWebGLContextAttributes wanted;
  emscripten_webgl_init_context_attributes(&wanted);
  wanted.majorVersion = 2;
  wanted.alpha = wanted.depth = wanted.stencil = wanted.antialias = EM_FALSE;
  wanted.enableExtensionsByDefault = EM_FALSE;
  const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context =
      emscripten_webgl_create_context("#canvas", &wanted);
  return context > 0 && emscripten_webgl_make_context_current(context) == EMSCRIPTEN_RESULT_SUCCESS;
}

void WebWindow::open_imgui() {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigMacOSXBehaviors = page_is_apple() != 0;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  ImGui_ImplSDL2_InitForOther(window_);
  io.ClipboardUserData = this;
  io.SetClipboardTextFn = [](void* self, const char* text) {
    auto* window = static_cast<WebWindow*>(self);
    window->clipboard_ = text;
    if (!window->copying_) page_copy_text(text);
  };
  io.GetClipboardTextFn = [](void* self) {
    return static_cast<WebWindow*>(self)->clipboard_.c_str();
  };
}

void WebWindow::resize(int width, int height, float pixel_ratio) {
  if (pixel_ratio != pixel_ratio_) rebuild_ = true;
  if (width != width_ || height != height_ || pixel_ratio != pixel_ratio_) {
    set_size(width, height, pixel_ratio);
  }
  request_frames(0);
  // A canvas of a new size is blank; drawn at once, the blank one is never seen.
  if (shown_) frame(true);
}

void WebWindow::set_size(int width, int height, float pixel_ratio) {
  pixel_ratio_ = pixel_ratio;
  width_ = width;
  height_ = height;
  SDL_SetWindowSize(window_, css_pixels(width), css_pixels(height));
  emscripten_set_canvas_element_size("#canvas", width, height);  // SDL made it one of CSS pixels
}

void WebWindow::rebuild() {
  rebuild_ = false;
  ImGui::GetIO().Fonts->Clear();
  client_->rebuild(pixel_ratio_);
  renderer_.make_font_texture();
}

void WebWindow::frame(bool may_draw) {
  if (drawing_) return;  // an event inside a frame
  const double start = now();
  SDL_Event event;
  while (SDL_PollEvent(&event) != 0) {
    if (ImGui_ImplSDL2_ProcessEvent(&event)) request_frames(kSecondsAfterInput);
  }
  news_ = client_->tick();
  if (!may_draw || graphics_lost_) return;
  if (touch_.update(now(), prefers_reduced_motion())) draw_once_ = true;
  look_at_graphics();
  const bool prompt = draw_once_ || now() <= prompt_until_;
  const bool wanted = news_ || now() <= draw_until_;
  if (!prompt && !(wanted && drawing_pace_.due(now(), client_->picture_spacing()))) return;
  draw_once_ = news_ = false;
  if (!pictures_.empty()) take_pictures();
  draw();
  note_drawn(start);
  if (measured_) page_measure_frame(start);
}

double WebWindow::animate() {
  frame(true);
  const bool at_work = draw_once_ || news_ || now() <= draw_until_ || input_waits() ||
                       drawing_pace_.in_work();  // how long a picture takes is seen when it ends
  return at_work ? 0 : client_->rest();
}

void WebWindow::note_drawn(double start) {
  if (picture_drawn_ != nullptr) glDeleteSync(picture_drawn_);
  picture_drawn_ = glFenceSync(GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
  drawing_pace_.drawn(start, now());
}

void WebWindow::look_at_graphics() {
  if (!drawing_pace_.in_work()) return;
  const bool done =
      picture_drawn_ == nullptr || glClientWaitSync(picture_drawn_, 0, 0) != GL_TIMEOUT_EXPIRED;
  if (!done) return drawing_pace_.still_in_work();
  drawing_pace_.finished(now());
  glDeleteSync(std::exchange(picture_drawn_, nullptr));
}

void WebWindow::draw() {
  drawing_ = true;
  if (rebuild_) rebuild();
  ImGui_ImplSDL2_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(width(), height());
  io.DisplayFramebufferScale = ImVec2(pixel_ratio_, pixel_ratio_);
  io.DeltaTime = std::clamp(io.DeltaTime, 1e-4f, kLongestFrame);
  ImGui::NewFrame();
  client_->draw();
  ImGui::Render();
  renderer_.draw(*ImGui::GetDrawData(), width_, height_,
                 ImGui::GetStyleColorVec4(ImGuiCol_WindowBg));
  if (!io.WantTextInput) input_close_soft_keyboard();
  if (!shown_) page_first_frame();
  shown_ = true;
  drawing_ = false;
}

// The window is drawn once with enough pixels; nobody sees it, as the frame after it is drawn
// before the browser shows either.
void WebWindow::take_pictures() {
  const int width = width_, height = height_;
  const float ratio = pixel_ratio_;
  const float factor = std::max(1.0f, kPictureRatio / ratio);
  if (factor > 1) {
    set_size(static_cast<int>(std::lround(static_cast<float>(width) * factor)),
             static_cast<int>(std::lround(static_cast<float>(height) * factor)), ratio * factor);
    rebuild_ = true;
  }
  const std::vector<Picture> pictures = std::exchange(pictures_, {});
  draw();
  for (const Picture& it : pictures) {
    const bool whole = it.width <= 0;
    page_take_picture(it.answer_id, it.name.c_str(), it.x * pixel_ratio_, it.y * pixel_ratio_,
                      whole ? width_ : it.width * pixel_ratio_,
                      whole ? height_ : it.height * pixel_ratio_);
  }
  if (factor == 1) return;
  set_size(width, height, ratio);
  rebuild_ = true;
}

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

void WebWindow::graphics(bool restored) {
  graphics_lost_ = !restored;
  if (!restored) return;
  renderer_.restore();
  client_->graphics_restored();
  request_frames(0);
}

const std::string& WebWindow::call(const char* json) {
  answer_ = client_->call(json);
  request_frames(0);
  return answer_;
}

}  // namespace

int run_application(std::unique_ptr<PlatformClient> client) {
  // It lives as long as the page does.
  auto* window = new WebWindow(std::move(client));
  return window->open() ? 0 : 1;
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
