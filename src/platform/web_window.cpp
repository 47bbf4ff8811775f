// The window's frames: opening, size, what is drawn and when, pictures of it.
#include "platform/web_window.hpp"

#include <emscripten/html5.h>

#include "imgui_impl_sdl2.h"

namespace playground {
namespace {

constexpr float kPictureRatio = 2;     // pixels of a picture for each of CSS, at least
constexpr float kLongestFrame = 0.1f;  // seconds: after a hidden tab, animations do not jump

}  // namespace

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
  draw(false);
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

void WebWindow::draw(bool to_keep) {
  drawing_ = true;
  if (rebuild_) rebuild();
  ImGui_ImplSDL2_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(width(), height());
  io.DisplayFramebufferScale = ImVec2(pixel_ratio_, pixel_ratio_);
  io.DeltaTime = std::clamp(io.DeltaTime, 1e-4f, kLongestFrame);
  ImGui::NewFrame();
  client_->draw(to_keep);
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
  draw(true);
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

int run_application(std::unique_ptr<PlatformClient> client) {
  // It lives as long as the page does.
  auto* window = new WebWindow(std::move(client));
  return window->open() ? 0 : 1;
}

}  // namespace playground
