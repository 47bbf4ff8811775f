// The whole screen without a window: an ImGui context with input by hand, an application state made
// for the test, and the actions that the screen emits.
#pragma once

#include <imgui.h>

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "app/actions.hpp"
#include "app/state.hpp"
#include "data/dataset.hpp"
#include "plot/heatmap_texture.hpp"
#include "plot/surface_texture.hpp"
#include "ui/screen.hpp"
#include "ui/theme.hpp"

namespace playground {

class FakeScreen {
 public:
  explicit FakeScreen(float width = 1280, float height = 720, float scale = 1) {
    context_ = ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {width, height};
    io.DisplayFramebufferScale = {scale, scale};
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    ui.scale = scale;
    ui.fonts = build_fonts(scale);
    unsigned char* pixels = nullptr;
    int atlas_width = 0, atlas_height = 0;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &atlas_width, &atlas_height);
    surfaces_ = make_null_surface_textures();
    ui.surfaces = surfaces_.get();
    heatmaps_ = make_null_heatmap_textures();
    ui.heatmaps = heatmaps_.get();
    apply_style(palette_of(true));
    use(default_experiment());
  }
  ~FakeScreen() { ImGui::DestroyContext(context_); }
  FakeScreen(const FakeScreen&) = delete;
  FakeScreen& operator=(const FakeScreen&) = delete;

  void use(const Experiment& experiment) {
    state.experiment = experiment;
    state.dataset = std::make_shared<Dataset>(make_dataset(experiment.data));
    runs_.assign(experiment.runs.size(), RunView{});
    state.runs = &runs_;
  }
  std::vector<RunView>& runs() { return runs_; }

  void frame() {
    ImGui::GetIO().DeltaTime = 1.0f / 60;
    ui.delta = 1.0f / 60;
    ui.now += 1.0 / 60;
    ImGui::NewFrame();
    draw_screen(state, ui, actions_);
    ImGui::Render();
    for (Action& action : actions_.take()) {
      // The view is the screen's own: it must hold from one frame to the next.
      if (const auto* view = std::get_if<SetView>(&action)) state.view = view->view;
      emitted.push_back(std::move(action));
    }
  }
  void frames(int count) {
    for (int i = 0; i < count; ++i) frame();
  }

  // The widget must be on the screen.
  WidgetInfo widget(const std::string& id) const {
    const WidgetInfo* found = ui.widgets.find(id);
    return found ? *found : WidgetInfo{};
  }
  bool has(const std::string& id) const { return ui.widgets.find(id) != nullptr; }

  void move(float x, float y) {
    ImGui::GetIO().AddMousePosEvent(x, y);
    frame();
  }
  void button(bool down, int which = 0) {
    ImGui::GetIO().AddMouseButtonEvent(which, down);
    frame();
  }
  void click(float x, float y, int which = 0) {
    move(x, y);
    button(true, which);
    button(false, which);
    frame();
  }
  void click(const std::string& id, int which = 0) {
    const WidgetInfo info = widget(id);
    click(info.x + info.width / 2, info.y + info.height / 2, which);
  }
  void key(ImGuiKey key) {
    ImGui::GetIO().AddKeyEvent(key, true);
    frame();
    ImGui::GetIO().AddKeyEvent(key, false);
    frame();
  }
  void type(const std::string& text) {
    ImGui::GetIO().AddInputCharactersUTF8(text.c_str());
    frames(2);
  }
  // Opens the value's text field, replaces its text, presses Enter.
  void type_value(const std::string& id, const std::string& text) {
    click(id + ".value");
    frames(2);
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, true);
    key(ImGuiKey_A);
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, false);
    frame();
    type(text);
    key(ImGuiKey_Enter);
    frame();
  }

  template <typename Kind>
  std::vector<Kind> all() const {
    std::vector<Kind> found;
    for (const Action& action : emitted) {
      if (const Kind* one = std::get_if<Kind>(&action)) found.push_back(*one);
    }
    return found;
  }

  AppState state;
  UiContext ui;
  std::vector<Action> emitted;

 private:
  ImGuiContext* context_ = nullptr;
  std::unique_ptr<SurfaceTextures> surfaces_;
  std::unique_ptr<HeatmapTextures> heatmaps_;
  std::vector<RunView> runs_;
  Actions actions_;
};

}  // namespace playground
