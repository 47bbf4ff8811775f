#include "app/frame.hpp"

#include <imgui.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>

#include "app/api.hpp"
#include "app/application.hpp"
#include "app/environment.hpp"
#include "assets/assets.hpp"
#include "plot/heatmap_texture.hpp"
#include "plot/surface_texture.hpp"
#include "share/json_text.hpp"
#include "ui/picture_files.hpp"
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
  void save_picture(const std::string& name, float x, float y, float width, float height) override {
    platform_.save_picture(name, x, y, width, height);
  }
  void answer_picture(int answer_id, const std::string& name, float x, float y, float width,
                      float height) override {
    platform_.answer_picture(answer_id, name, x, y, width, height);
  }
  std::optional<std::string> stored(const std::string& key) const override {
    return platform_.stored(key);
  }
  void store(const std::string& key, const std::string& value) override {
    platform_.store(key, value);
  }
  std::optional<std::string> asked_language() const override { return platform_.query("lang"); }
  std::string preferred_language() const override { return platform_.language(); }
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
  return make_worker_pool(platform.has_workers() ? workers : 0);
}

std::string widgets_json(const WidgetLog& log, std::string_view id) {
  Json list = Json::array();
  for (const WidgetInfo& widget : log.widgets()) {
    if (!id.empty() && widget.id != id) continue;
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
  return format_json(list, -1);
}

class PlaygroundWindow : public PlatformClient {
 public:
  void start(Platform& platform) override {
    platform_ = &platform;
    environment_.emplace(platform);
    application_.emplace(make_engine(platform), *environment_);
    application_->set_widgets(
        [this](std::string_view id) { return widgets_json(ui_.widgets, id); });
    application_->set_drawings([this](const std::string& format) -> Result<std::string> {
      if (format == "svg") return race_svg(application_->state());
      return sweep_svg(application_->state());
    });
    application_->start();
    follow_query();
    hide_panels();
    surfaces_ =
        make_gl_surface_textures(assets::shader("surface.vert"), assets::shader("surface.frag"));
    ui_.surfaces = surfaces_.get();
    heatmaps_ =
        make_gl_heatmap_textures(assets::shader("surface.vert"), assets::shader("heatmap.frag"));
    ui_.heatmaps = heatmaps_.get();
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

  double rest() const override {
    const bool seen = !ui_.animating && application_->state().revision == drawn_revision_;
    return seen ? application_->rest() : 0;
  }

  // The last picture comes at once; others leave three quarters of the time to what goes on, or
  // more to what goes on as fast as it can.
  double picture_spacing() const override {
    if (application_->rest() > 0) return 1;
    return application_->hurries() ? 8 : 4;
  }

  void draw(bool to_keep) override {
    ui_.to_keep = to_keep;
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
    wake();
    application_->address_changed(fragment);
    platform_->request_frames(0);
  }
  // What a call changes is seen at once, like what an input changes.
  std::string call(std::string_view json) override {
    wake();
    const std::uint64_t before = application_->state().revision;
    std::string answer = api_call(*application_, json);
    if (application_->state().revision != before) platform_->request_frames(0);
    return answer;
  }
  void graphics_restored() override {
    surfaces_->clear();
    heatmaps_->clear();
  }

 private:
  // After a rest the application's clock is late.
  void wake() {
    if (application_->rest() > 0) application_->update(platform_->now() / 1000);
  }

  // What the address asks for: ?autoplay=0, ?theme=light, ?compare=LINK.
  void follow_query() {
    if (platform_->query("autoplay").value_or("1") == "0") {
      application_->apply(SetPlaying{false});
    }
    if (const std::optional<std::string> other = platform_->query("compare")) {
      const Result<Experiment> experiment = read_link_to_compare(*other);
      if (experiment) {
        application_->compare(*experiment);
      } else {
        application_->notify(Notice::Kind::warning, experiment.error().message);
      }
    }
    const std::string theme = platform_->query("theme").value_or("");
    if (theme.empty()) return;
    if (theme != "dark" && theme != "light") {
      application_->notify(Notice::Kind::warning,
                           "theme: the address asks for one that is not known; it must be dark or "
                           "light");
      return;
    }
    ViewSettings view = application_->state().view;
    view.theme = theme == "dark" ? Theme::dark : Theme::light;
    application_->apply(SetView{view});
  }

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
  std::unique_ptr<HeatmapTextures> heatmaps_;
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
