// Valid experiments drawn at random over the whole parameter table, from a seed.
//   RandomExperiments random(1);  Experiment experiment = random.next();
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "train/parameters.hpp"

namespace playground {

class RandomExperiments {
 public:
  explicit RandomExperiments(std::uint64_t seed) : state_(seed) {}

  // Every parameter is drawn from its full range, or left at its default every third time.
  Experiment next() {
    Experiment experiment = default_experiment();
    experiment.runs.assign(1 + below(kMaxRuns), RunConfig{});
    for (const Parameter& parameter : parameter_table()) {
      const std::size_t count = parameter.section == Section::run ? experiment.runs.size() : 1;
      for (std::size_t run = 0; run < count; ++run) {
        if (below(3) == 0) continue;
        parameter.set(experiment, static_cast<int>(run), value(parameter));
      }
    }
    add_events(experiment);
    return experiment;
  }

  // The same, cut down so that it trains in a moment.
  Experiment next_small() { return cut_down(next(), 120); }

  // Few points, units and steps, one seed; events stay within the steps.
  static Experiment cut_down(Experiment experiment, int most_steps) {
    experiment.data.train_size = std::min(experiment.data.train_size, 300);
    experiment.data.test_size = std::min(experiment.data.test_size, 200);
    for (int& units : experiment.model.hidden) units = std::min(units, 40);
    experiment.training.batch_size = std::min(experiment.training.batch_size, 64);
    experiment.training.steps = std::min(experiment.training.steps, most_steps);
    experiment.seeds = 1;
    // Whoever trains these has no table.
    if (uses_table(experiment.data)) experiment.data.dataset = DatasetKind::moons;
    for (Event& event : experiment.events) event.step %= experiment.training.steps + 1;
    std::stable_sort(experiment.events.begin(), experiment.events.end(),
                     [](const Event& a, const Event& b) { return a.step < b.step; });
    return experiment;
  }

  // splitmix64 (Steele, Lea, Flood 2014)
  std::uint64_t bits() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(bits() % bound); }
  double uniform() { return static_cast<double>(bits() >> 11) * 0x1p-53; }

 private:
  double number(const Parameter& parameter) {
    const double low = parameter.minimum;
    const double high = parameter.maximum;
    // Small values as often as large ones, so that every length of number text comes up.
    const double x = low + (high - low) * uniform() * std::ldexp(1.0, -static_cast<int>(below(30)));
    const bool whole = parameter.type == Type::integer || parameter.type == Type::integer_list;
    const double value = whole ? std::floor(x) : x;
    return below(8) == 0 ? (below(2) == 0 ? low : high) : value;
  }

  std::string text(const Parameter& parameter) {
    static constexpr std::string_view kPieces[] = {
        "a",  "Z", "9", " ", "&", "=", ",", ":", ";",  "%", "#",   "@",    "+", "\"",
        "\\", "<", ">", "'", "/", "?", "ä", "λ", "漢", "🎲", "%41", "run=", "|"};
    std::string drawn;
    const std::size_t length = below(static_cast<std::size_t>(parameter.maximum) / 4 + 1);
    for (std::size_t i = 0; i < length; ++i) drawn += kPieces[below(std::size(kPieces))];
    return drawn;
  }

  std::size_t count(const Parameter& parameter) {
    const auto least = static_cast<std::size_t>(parameter.minimum_count);
    return least + below(static_cast<std::size_t>(parameter.maximum_count) - least + 1);
  }

  Value value(const Parameter& parameter) {
    switch (parameter.type) {
      case Type::boolean:
        return below(2) == 0;
      case Type::text:
        return text(parameter);
      case Type::choice:
        return std::string(parameter.choices[below(parameter.choices.size())]);
      case Type::choice_list: {
        std::vector<std::string> names;
        const std::size_t start = below(parameter.choices.size());
        for (std::size_t i = 0; i < count(parameter) && i < parameter.choices.size(); ++i) {
          names.emplace_back(parameter.choices[(start + i) % parameter.choices.size()]);
        }
        return names;
      }
      case Type::integer_list:
      case Type::real_list: {
        std::vector<double> numbers(count(parameter));
        for (double& element : numbers) element = number(parameter);
        return numbers;
      }
      default:
        return number(parameter);
    }
  }

  void add_events(Experiment& experiment) {
    int step = 0;
    for (std::size_t i = below(4); i > 0; --i) {
      const int left = experiment.training.steps - step;
      step += static_cast<int>(below(static_cast<std::size_t>(left) + 1));
      Event event{step, static_cast<int>(below(experiment.runs.size())), {}};
      for (const Parameter& parameter : parameter_table()) {
        if (parameter.section != Section::run || below(6) != 0) continue;
        event.set.push_back({std::string(parameter.name), value(parameter)});
      }
      if (!event.set.empty()) experiment.events.push_back(std::move(event));
    }
  }

  std::uint64_t state_;
};

}  // namespace playground
