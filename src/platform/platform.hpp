// The window and everything else of the browser that the application uses: one interface, one file
// per platform (web_window.hpp; tests bring a stand-in). It owns SDL2, the GL context and ImGui's
// backends, and draws only when there is something new.
//   int main() { return playground::run_application(std::make_unique<Playground>()); }
//
// ImGui's coordinates are CSS pixels; the canvas has pixel_ratio() times as many, which ImGui's
// framebuffer scale makes use of. Fonts are baked at size x ratio in PlatformClient::rebuild().
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace playground {

class Platform {
 public:
  virtual ~Platform() = default;

  // The window in CSS pixels, and canvas pixels per CSS pixel.
  virtual float width() const = 0;
  virtual float height() const = 0;
  virtual float pixel_ratio() const = 0;

  virtual double now() const = 0;  // milliseconds, monotonic
  // Draw from now on for this long; input asks for three seconds by itself. 0: one frame.
  // Without it, a window whose client rests has no frames at all.
  virtual void request_frames(double seconds) = 0;
  // PlatformClient::rebuild() is called before the next frame (theme or zoom changed).
  virtual void request_rebuild() = 0;

  // What the person prefers and the machine has.
  virtual bool prefers_reduced_motion() const = 0;
  virtual bool prefers_dark() const = 0;
  virtual bool coarse_pointer() const = 0;
  virtual int hardware_concurrency() const = 0;
  virtual bool has_workers() const = 0;

  // The address: `?name=value` flags, and the fragment without '#'.
  virtual std::optional<std::string> query(std::string_view name) const = 0;
  // That the person reads best: "de-AT".
  virtual std::string language() const = 0;
  virtual std::string fragment() const = 0;
  // Does not come back as address_changed(). `new_entry` makes the Back button return to what was
  // before.
  virtual void set_fragment(std::string_view fragment, bool new_entry) = 0;
  // The whole address with this fragment, for sharing.
  virtual std::string address(std::string_view fragment) const = 0;

  // To the clipboard; within a second of a click or a key press it is sure to be allowed.
  virtual void copy_text(std::string_view text) = 0;
  // Saves a file on the person's machine.
  virtual void download(std::string_view name, std::string_view media_type,
                        std::span<const std::uint8_t> bytes) = 0;
  // The same for a rectangle of the window (CSS pixels; a width of 0: all of it), as it is drawn
  // next: a PNG file with two pixels or more for each of CSS.
  virtual void save_picture(std::string_view name, float x, float y, float width, float height) = 0;
  // That file by the event "answer" with this id.
  virtual void answer_picture(int answer_id, std::string_view name, float x, float y, float width,
                              float height) = 0;
  // Settings of the view (theme ...) that outlive the page; nullopt when there is none or storing
  // is off.
  virtual std::optional<std::string> stored(std::string_view key) const = 0;
  virtual void store(std::string_view key, std::string_view value) = 0;

  // The page around the canvas.
  virtual void set_theme(bool dark) = 0;             // colour of the page and of the browser's bars
  virtual void announce(std::string_view text) = 0;  // live region, for screen readers
  virtual void emit(std::string_view type,
                    std::string_view json) = 0;  // an event of window.playground
};

class PlatformClient {
 public:
  virtual ~PlatformClient() = default;

  // Once, with an ImGui context but before the first frame.
  virtual void start(Platform& platform) = 0;
  // Fills io.Fonts (cleared before) and sets the style for this many canvas pixels per CSS pixel.
  virtual void rebuild(float pixel_ratio) = 0;
  // Before every possible frame, drawn or not (a few times a second in a hidden tab): takes what
  // the engine has. True when there is something new to draw.
  virtual bool tick() = 0;
  // Seconds for which nothing happens but by input, a call or a message of the engine, each of
  // which wakes the window; 0: it is at work, so tick() wants to be called every frame.
  virtual double rest() const = 0;
  // Pictures of what goes on by itself come so many times as far apart as one takes to draw.
  virtual double picture_spacing() const = 0;
  // Between ImGui::NewFrame() and ImGui::Render(). A picture to keep is drawn without what comes
  // and goes.
  virtual void draw(bool to_keep) = 0;
  // The person went to another fragment (a pasted link, Back, Forward).
  virtual void address_changed(const std::string& fragment) = 0;
  // One call of window.playground: JSON in, JSON out (web/api.js).
  virtual std::string call(std::string_view json) = 0;
  // The GL context was lost and is new: textures made outside ImGui are gone.
  virtual void graphics_restored() = 0;
};

// Opens the window and runs the client until the page goes away.
int run_application(std::unique_ptr<PlatformClient> client);

}  // namespace playground
