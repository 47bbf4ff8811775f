#include "app/fake_environment.hpp"

#include "app/api.hpp"
#include "share/finished_runs.hpp"
#include "share/link.hpp"
#include "train/trainer.hpp"

namespace playground {

FakeEnvironment::FakeEnvironment() = default;
FakeEnvironment::~FakeEnvironment() = default;

std::string FakeEnvironment::fragment() const {
  return history.back();
}

void FakeEnvironment::set_fragment(const std::string& fragment, bool new_entry) {
  if (new_entry) {
    history.push_back(fragment);
  } else {
    history.back() = fragment;
    ++replacements;
  }
}

std::string FakeEnvironment::address(const std::string& fragment) const {
  return "https://example.org/#" + fragment;
}

void FakeEnvironment::copy_text(const std::string& text) {
  clipboard = text;
}

void FakeEnvironment::download(const std::string& name, const std::string&,
                               const std::string& bytes) {
  downloads.emplace_back(name, bytes);
}

void FakeEnvironment::save_picture(const std::string& name, float, float, float, float) {
  pictures.push_back(name);
}

void FakeEnvironment::answer_picture(int answer_id, const std::string& name, float x, float y,
                                     float width, float height) {
  pictures.push_back(name);
  emit("picture", format_json(Json{{"id", answer_id}, {"rect", {x, y, width, height}}}, -1));
}

std::optional<std::string> FakeEnvironment::stored(const std::string& key) const {
  const auto it = settings.find(key);
  return it == settings.end() ? std::nullopt : std::optional(it->second);
}

void FakeEnvironment::store(const std::string& key, const std::string& value) {
  settings[key] = value;
}

void FakeEnvironment::emit(const std::string& type, const std::string& json) {
  events.emplace_back(type, parse_own_json(json));
}

int FakeEnvironment::count(const std::string& type) const {
  int count = 0;
  for (const auto& event : events) count += event.first == type;
  return count;
}

Experiment small_experiment() {
  Experiment experiment = default_experiment();
  experiment.data.test_size = 100;
  experiment.data.train_size = 40;
  experiment.model.hidden = {8};
  experiment.training.steps = 300;
  experiment.runs.resize(2);
  return experiment;
}

Page::Page(const Experiment& experiment, bool reduced_motion, TableStore tables)
    : Page(write_link(experiment), reduced_motion, std::move(tables)) {}

Page::Page(const std::string& fragment, bool reduced_motion, TableStore tables)
    : application(make_local_engine(std::move(tables)), environment) {
  environment.history = {fragment};
  environment.reduced_motion = reduced_motion;
  application.start();
  frame();
}

Page::~Page() = default;

void Page::frame(double seconds) {
  application.update(now += seconds);
}

void Page::frames(int count) {
  for (int i = 0; i < count; ++i) frame();
}

bool Page::rest() {
  return until([&] {
    return state().fingerprint && !transport().playing && !transport().training &&
           transport().step == transport().present;
  });
}

bool Page::run_to(int step) {
  apply(RunTo{step});
  frame();
  return rest() && transport().step == step;
}

void Page::set(int run, const std::string& field, Value value, bool final) {
  apply(SetParameter{Section::run, field, run, std::move(value), final});
}

void Page::set(Section section, const std::string& field, Value value, bool final) {
  apply(SetParameter{section, field, 0, std::move(value), final});
}

Json call(Page& page, const std::string& method, const Json& arguments, int id) {
  const Json request = {{"method", method}, {"arguments", arguments}, {"id", id}};
  return parse_own_json(api_call(page.application, format_json(request, -1)));
}

std::uint64_t fingerprint_of(const Experiment& experiment, int step) {
  std::vector<std::uint64_t> fingerprints;
  for (const auto& trainer : train_runs(experiment, 0, step)) {
    fingerprints.push_back(trainer->fingerprint());
  }
  return combine_fingerprints(fingerprints);
}

}  // namespace playground
