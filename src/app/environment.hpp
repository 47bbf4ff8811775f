// What the application needs of the place it runs in: the address bar, the clipboard, files,
// remembered settings, preferences, and listeners of the page's API. The page adapts platform/ to
// it (app/frame.cpp); tests hand in a fake one.
#pragma once

#include <optional>
#include <string>

namespace playground {

class Environment {
 public:
  virtual ~Environment() = default;

  // The part of the page's address after '#', without it.
  virtual std::string fragment() const = 0;
  // `new_entry`: the Back button returns to what was before.
  virtual void set_fragment(const std::string& fragment, bool new_entry) = 0;
  // The whole address with this fragment, for sharing.
  virtual std::string address(const std::string& fragment) const = 0;

  virtual void copy_text(const std::string& text) = 0;
  virtual void download(const std::string& name, const std::string& media_type,
                        const std::string& bytes) = 0;

  // Saves a rectangle of the window (CSS pixels) as a PNG file, with two pixels or more for each of
  // CSS. A width of 0: all of the window.
  virtual void save_picture(const std::string& name, float x, float y, float width,
                            float height) = 0;
  // The same picture as the answer of a call of the page's API.
  virtual void answer_picture(int answer_id, const std::string& name, float x, float y, float width,
                              float height) = 0;

  // Settings remembered on this machine; nullopt when there is none or remembering is not allowed.
  virtual std::optional<std::string> stored(const std::string& key) const = 0;
  virtual void store(const std::string& key, const std::string& value) = 0;

  // The language that the address asks for ("?lang=de"; nothing: none), and the browser's: "de-AT".
  virtual std::optional<std::string> asked_language() const = 0;
  virtual std::string preferred_language() const = 0;

  virtual bool prefers_dark() const = 0;
  virtual bool prefers_reduced_motion() const = 0;
  virtual bool coarse_pointer() const = 0;

  // Tells listeners of window.playground: `type` is "step", "config", "done", "error", "sweep",
  // "part", "language", "table", "missing_table" or "answer".
  virtual void emit(const std::string& type, const std::string& json) = 0;
};

}  // namespace playground
