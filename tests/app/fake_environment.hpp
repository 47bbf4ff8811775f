// A page without a browser: an address bar with a history, a clipboard, and everything that was
// emitted.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/application.hpp"
#include "share/finished_runs.hpp"
#include "share/link.hpp"
#include "train/trainer.hpp"

namespace playground {

struct FakeEnvironment : Environment {
  std::vector<std::string> history = {""};
  std::string clipboard;
  std::map<std::string, std::string> settings;
  std::vector<std::pair<std::string, std::string>> downloads;
  std::vector<std::string> pictures;
  std::vector<std::pair<std::string, nlohmann::json>> events;
  bool dark = true;
  bool reduced_motion = true;  // tests say themselves when to play
  int replacements = 0;

  std::string fragment() const override { return history.back(); }
  void set_fragment(const std::string& fragment, bool new_entry) override {
    if (new_entry) {
      history.push_back(fragment);
    } else {
      history.back() = fragment;
      ++replacements;
    }
  }
  std::string address(const std::string& fragment) const override {
    return "https://example.org/#" + fragment;
  }
  void copy_text(const std::string& text) override { clipboard = text; }
  void download(const std::string& name, const std::string&, const std::string& bytes) override {
    downloads.emplace_back(name, bytes);
  }
  void save_picture(const std::string& name, float, float, float, float) override {
    pictures.push_back(name);
  }
  std::optional<std::string> stored(const std::string& key) const override {
    const auto it = settings.find(key);
    return it == settings.end() ? std::nullopt : std::optional(it->second);
  }
  void store(const std::string& key, const std::string& value) override { settings[key] = value; }
  bool prefers_dark() const override { return dark; }
  bool prefers_reduced_motion() const override { return reduced_motion; }
  bool coarse_pointer() const override { return false; }
  void emit(const std::string& type, const std::string& json) override {
    events.emplace_back(type, nlohmann::json::parse(json, nullptr, false));
  }
  int count(const std::string& type) const {
    int count = 0;
    for (const auto& event : events) count += event.first == type;
    return count;
  }
};

// Two small networks, AdamW without and with decay, that train in milliseconds.
inline Experiment small_experiment() {
  Experiment experiment = default_experiment();
  experiment.data.test_size = 100;
  experiment.data.train_size = 40;
  experiment.model.hidden = {8};
  experiment.training.steps = 300;
  experiment.runs.resize(2);
  return experiment;
}

// The application with the engine of this thread and a clock of sixty frames a second.
struct Page {
  FakeEnvironment environment;
  Application application;
  double now = 0;

  explicit Page(const Experiment& experiment = small_experiment(), bool reduced_motion = true)
      : Page(write_link(experiment), reduced_motion) {}
  explicit Page(const std::string& fragment, bool reduced_motion = true)
      : application(make_local_engine(), environment) {
    environment.history = {fragment};
    environment.reduced_motion = reduced_motion;
    application.start();
    frame();
  }

  const AppState& state() const { return application.state(); }
  const Transport& transport() const { return application.state().transport; }
  const Experiment& experiment() const { return application.experiment(); }
  void apply(const Action& action) { application.apply(action); }
  void frame(double seconds = 1.0 / 60) { application.update(now += seconds); }
  void frames(int count) {
    for (int i = 0; i < count; ++i) frame();
  }
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
  bool rest() {
    return until([&] {
      return state().fingerprint && !transport().playing && !transport().training &&
             transport().step == transport().present;
    });
  }
  bool run_to(int step) {
    apply(RunTo{step});
    frame();
    return rest() && transport().step == step;
  }
  void set(int run, const std::string& field, Value value, bool final = true) {
    apply(SetParameter{Section::run, field, run, std::move(value), final});
  }
  void set(Section section, const std::string& field, Value value, bool final = true) {
    apply(SetParameter{section, field, 0, std::move(value), final});
  }
};

// What a program without a page gets from the same experiment.
inline std::uint64_t fingerprint_of(const Experiment& experiment, int step) {
  std::vector<std::uint64_t> fingerprints;
  for (const auto& trainer : train_runs(experiment, 0, step)) {
    fingerprints.push_back(trainer->fingerprint());
  }
  return combine_fingerprints(fingerprints);
}

}  // namespace playground
