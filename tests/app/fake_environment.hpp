// A page without a browser: an address bar with a history, a clipboard, and everything that was
// emitted.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/application.hpp"
#include "share/json_text.hpp"

namespace playground {

struct FakeEnvironment : Environment {
  std::vector<std::string> history = {""};
  std::string clipboard;
  std::map<std::string, std::string> settings;
  std::vector<std::pair<std::string, std::string>> downloads;
  std::vector<std::string> pictures;
  std::vector<std::pair<std::string, Json>> events;
  std::optional<std::string> asked;
  std::string preferred = "en-GB";
  bool dark = true;
  bool reduced_motion = true;  // tests say themselves when to play
  int replacements = 0;

  std::string fragment() const override;
  void set_fragment(const std::string& fragment, bool new_entry) override;
  std::string address(const std::string& fragment) const override;
  void copy_text(const std::string& text) override;
  void download(const std::string& name, const std::string&, const std::string& bytes) override;
  void save_picture(const std::string& name, float, float, float, float) override;
  void answer_picture(int answer_id, const std::string& name, float x, float y, float width,
                      float height) override;
  std::optional<std::string> stored(const std::string& key) const override;
  void store(const std::string& key, const std::string& value) override;
  std::optional<std::string> asked_language() const override { return asked; }
  std::string preferred_language() const override { return preferred; }
  bool prefers_dark() const override { return dark; }
  bool prefers_reduced_motion() const override { return reduced_motion; }
  bool coarse_pointer() const override { return false; }
  void emit(const std::string& type, const std::string& json) override;
  int count(const std::string& type) const;
  FakeEnvironment();
  ~FakeEnvironment() override;
};

// Two small networks, AdamW without and with decay, that train in milliseconds.
Experiment small_experiment();

// The application with the engine of this thread and a clock of sixty frames a second.
struct Page {
  FakeEnvironment environment;
  Application application;
  double now = 0;

  explicit Page(const Experiment& experiment = small_experiment(), bool reduced_motion = true,
                TableStore tables = {});  // those that the engine has
  explicit Page(const std::string& fragment, bool reduced_motion = true, TableStore tables = {});
  ~Page();

  const AppState& state() const { return application.state(); }
  const Transport& transport() const { return application.state().transport; }
  const Experiment& experiment() const { return application.experiment(); }
  void apply(const Action& action) { application.apply(action); }
  void frame(double seconds = 1.0 / 60);
  void frames(int count);
  // Frames until `done()`; false when it does not come.
  template <typename Done>
  bool until(Done done, int most = 20000) {
    for (int i = 0; i < most; ++i) {
      if (done()) return true;
      frame();
    }
    return false;
  }
  // All runs rest, and nothing is left to do for an action.
  bool rest();
  bool run_to(int step);
  void set(int run, const std::string& field, Value value, bool final = true);
  void set(Section section, const std::string& field, Value value, bool final = true);
};

// What the page's API answers.
Json call(Page& page, const std::string& method, const Json& arguments = Json::array(), int id = 0);

// What a program without a page gets from the same experiment.
std::uint64_t fingerprint_of(const Experiment& experiment, int step);

}  // namespace playground
