#include "app/frame.hpp"

#include <imgui.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>

#include "app/api.hpp"
#include "app/application.hpp"
#include "app/environment.hpp"
#include "assets/assets.hpp"
#include "plot/surface_texture.hpp"
#include "ui/screen.hpp"
#include "ui/theme.hpp"
#include "ui/ui_context.hpp"

namespace playground {
namespace {

constexpr double kLongestDelta = 0.1;  // seconds: animations do not leap after a pause

class PlatformEnvironment : public Environment {
 public:
  explicit PlatformEnvironment(Platform& platform) : platform_(platform) {}

  std::string fragment() const override { return platform_.fragment(); }
  void set_fragment(const std::string& fragment, bool new_entry) override {
    platform_.set_fragment(fragment, new_entry);
  }
  std::string address(const std::string& fragment) const override {
    return platform_.address(fragment);
  }
  void copy_text(const std::string& text) override { platform_.copy_text(text); }
  void download(const std::string& name, const std::string& media_type,
                const std::string& bytes) override {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    platform_.download(name, media_type, std::span(data, bytes.size()));
  }
  std::optional<std::string> stored(const std::string& key) const override {
    return platform_.stored(key);
  }
  void store(const std::string& key, const std::string& value) override {
    platform_.store(key, value);
  }
  bool prefers_dark() const override { return platform_.prefers_dark(); }
  bool prefers_reduced_motion() const override { return platform_.prefers_reduced_motion(); }
  bool coarse_pointer() const override { return platform_.coarse_pointer(); }
  void emit(const std::string& type, const std::string& json) override {
    platform_.emit(type, json);
  }

 private:
  Platform& platform_;
};

// ?workers=0 trains in this thread, ?workers=N in N workers; else a worker a core, where three or
// more are there with one left for the page. The pool starts no more of them than there is work
// for.
std::unique_ptr<Engine> make_engine(const Platform& platform) {
  const int cores = platform.hardware_concurrency();
  int workers = std::clamp(cores > 2 ? cores - 1 : cores, 1, 16);
  if (const std::optional<std::string> asked = platform.query("workers")) {
    workers = std::clamp(std::atoi(asked->c_str()), 0, 16);
  }
  if (workers == 0 || !platform.has_workers()) return make_local_engine();
  return make_worker_pool(workers);
}

std::string widgets_json(const WidgetLog& log) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const WidgetInfo& widget : log.widgets()) {
    list.push_back(
        {{"id", widget.id},
         {"role", widget.role},
         {"label", widget.label},
         {"value", widget.value},
         {"rect",
          {{"x", widget.x}, {"y", widget.y}, {"width", widget.width}, {"height", widget.height}}},
         {"visible", widget.visible},
         {"enabled", widget.enabled},
         {"focused", widget.focused}});
  }
  return list.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

class PlaygroundWindow : public PlatformClient {
 public:
  void start(Platform& platform) override {
    platform_ = &platform;
    environment_.emplace(platform);
    application_.emplace(make_engine(platform), *environment_);
    application_->set_widgets([this] { return widgets_json(ui_.widgets); });
    application_->start();
    hide_panels();
    surfaces_ =
        make_gl_surface_textures(assets::shader("surface.vert"), assets::shader("surface.frag"));
    ui_.surfaces = surfaces_.get();
  }

  void rebuild(float pixel_ratio) override {
    ui_.scale = pixel_ratio;
    ui_.fonts = build_fonts(pixel_ratio);
    use_theme();
  }

  bool tick() override {
    application_->update(platform_->now() / 1000);
    const AppState& state = application_->state();
    announce(state);
    if (ui_.animating) platform_->request_frames(0);
    return state.revision != drawn_revision_;
  }

  void draw() override {
    const AppState& state = application_->state();
    if (ui_.colors == nullptr || ui_.colors->dark != state.view.dark) use_theme();
    const double now = platform_->now() / 1000;
    ui_.delta = static_cast<float>(std::clamp(now - ui_.now, 0.0, kLongestDelta));
    ui_.now = now;
    ui_.reduced_motion = state.reduced_motion;
    drawn_revision_ = state.revision;
    draw_screen(state, ui_, actions_);
    for (const Action& action : actions_.take()) application_->apply(action);
  }

  void address_changed(const std::string& fragment) override {
    application_->address_changed(fragment);
  }
  std::string call(std::string_view json) override { return api_call(*application_, json); }
  void graphics_restored() override { surfaces_->clear(); }

 private:
  void hide_panels() {
    const bool embed = platform_->query("embed").value_or("") == "1";
    HiddenPanelsRead read = read_hidden_panels(platform_->query("hide").value_or(""), embed);
    ui_.hidden = read.panels;
    if (!read.fault.empty()) {
      application_->notify(Notice::Kind::warning, std::move(read.fault));
    }
  }

  void use_theme() {
    const bool dark = application_->state().view.dark;
    ui_.colors = &palette_of(dark);
    apply_style(*ui_.colors);
    platform_->set_theme(dark);
  }

  // Notices go to screen readers as well.
  void announce(const AppState& state) {
    const std::string latest = state.notices.empty() ? "" : state.notices.back().text;
    if (latest == announced_) return;
    announced_ = latest;
    if (!latest.empty()) platform_->announce(latest);
  }

  Platform* platform_ = nullptr;
  std::optional<PlatformEnvironment> environment_;
  std::optional<Application> application_;
  std::unique_ptr<SurfaceTextures> surfaces_;
  UiContext ui_;
  Actions actions_;
  std::uint64_t drawn_revision_ = 0;
  std::string announced_;
};

}  // namespace

std::unique_ptr<PlatformClient> make_playground() {
  return std::make_unique<PlaygroundWindow>();
}

}  // namespace playground
