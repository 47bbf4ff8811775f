// The one table: names, defaults, round trips of every row, and hostile values.
#include "train/parameters.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

namespace playground {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

const Parameter& find(Section section, std::string_view name) {
  const Parameter* parameter = find_parameter(section, name);
  EXPECT_NE(parameter, nullptr) << name;
  return *parameter;
}

std::string message(const Result<void>& result) {
  return result ? "" : result.error().message;
}

bool takes_number(Type type) {
  return type == Type::integer || type == Type::real;
}

// A valid value other than the default.
Value another_value(const Parameter& p) {
  switch (p.type) {
    case Type::integer:
    case Type::real:
      return p.default_value() == Value(p.maximum) ? p.minimum : p.maximum;
    case Type::boolean:
      return !std::get<bool>(p.default_value());
    case Type::choice:
      return std::string(p.choices.back());
    case Type::text:
      return std::string("Läufer 1");
    case Type::integer_list:
    case Type::real_list:
      return std::vector<double>(static_cast<std::size_t>(p.maximum_count), p.maximum);
    case Type::choice_list:
      return std::vector<std::string>{std::string(p.choices.back()),
                                      std::string(p.choices.front())};
  }
  return 0.0;
}

TEST(ParameterTable, NamesAndLinkKeysAreUniqueAndEveryRowIsComplete) {
  std::set<std::string> paths;
  std::set<std::string_view> keys;
  for (const Parameter& p : parameter_table()) {
    EXPECT_TRUE(paths.insert(p.json_path()).second) << p.name;
    EXPECT_TRUE(keys.insert(p.link_key).second) << p.link_key;
    EXPECT_EQ(find_parameter(p.section, p.name), &p);
    EXPECT_EQ(find_by_link_key(p.link_key), &p);
    EXPECT_FALSE(p.label.empty()) << p.name;
    EXPECT_TRUE(p.help.size() > 20 && p.help.back() == '.') << p.name;
    ASSERT_TRUE(p.get && p.set) << p.name;
    EXPECT_EQ(p.choices.size(), p.choice_labels.size()) << p.name;
    EXPECT_EQ(!p.choices.empty(), p.type == Type::choice || p.type == Type::choice_list) << p.name;
    if (p.scale == Scale::none) continue;
    EXPECT_LT(p.slider_minimum, p.slider_maximum) << p.name;
    EXPECT_GE(p.slider_minimum, p.minimum) << p.name;
    EXPECT_LE(p.slider_maximum, p.maximum) << p.name;
    if (p.scale != Scale::linear) {
      EXPECT_GT(p.slider_minimum, 0) << p.name;
    }
  }
  EXPECT_EQ(find_parameter(Section::data, "learning_rate"), nullptr);
  EXPECT_EQ(find_by_link_key(""), nullptr);
}

TEST(ParameterTable, JsonPathsAreThoseOfTheDocumentation) {
  EXPECT_EQ(find(Section::data, "noise").json_path(), "data.noise");
  EXPECT_EQ(find(Section::model, "hidden").json_path(), "model.hidden");
  EXPECT_EQ(find(Section::training, "steps").json_path(), "training.steps");
  EXPECT_EQ(find(Section::run, "weight_decay").json_path(), "runs[].weight_decay");
  EXPECT_EQ(find(Section::experiment, "seeds").json_path(), "seeds");
}

TEST(ParameterTable, DefaultsAreValidAndThoseOfTheDefaultExperiment) {
  const Experiment experiment = default_experiment();
  for (const Parameter& p : parameter_table()) {
    EXPECT_EQ(message(check_value(p, p.default_value())), "");
    if (p.section == Section::run) continue;
    EXPECT_EQ(p.get(experiment, 0), p.default_value()) << p.name;
  }
  EXPECT_EQ(find(Section::data, "dataset").default_value(), Value(std::string("moons")));
  EXPECT_EQ(find(Section::run, "optimizer").default_value(), Value(std::string("adamw")));
  EXPECT_EQ(find(Section::model, "hidden").default_value(), Value(std::vector<double>{32, 32}));
  EXPECT_EQ(message(check_experiment(experiment)), "");
}

TEST(ParameterTable, EveryRowSetsItsOwnFieldAndNothingElse) {
  for (const Parameter& p : parameter_table()) {
    Experiment experiment = default_experiment();
    const int run = 1;
    const Value value = another_value(p);
    ASSERT_EQ(message(check_value(p, value)), "");
    p.set(experiment, run, value);
    EXPECT_EQ(p.get(experiment, run), value) << p.name;
    EXPECT_EQ(message(check_experiment(experiment)), "");
    const Experiment original = default_experiment();
    for (const Parameter& other : parameter_table()) {
      if (&other == &p) continue;
      EXPECT_EQ(other.get(experiment, run), other.get(original, run)) << p.name << other.name;
    }
    EXPECT_EQ(experiment.runs[0], original.runs[0]);
    EXPECT_EQ(experiment.runs[2], original.runs[2]);
  }
}

TEST(ParameterTable, HasARowForEveryField) {
  // The bindings stop compiling when a field is added; then the table needs it too.
  const auto& [dataset, train, test, noise, flips, balance, scale, features, data_seed, table, axes,
               test_part, source] = DataConfig();
  const auto& [hidden, activation, initialization, model_seed] = ModelConfig();
  const auto& [loss_scale, batch, steps, every, order_seed] = TrainingConfig();
  EXPECT_EQ(data_seed + model_seed + order_seed, 3u);
  EXPECT_EQ(parameter_table().size(), 12u + 4u + 5u + 21u + 4u);
}

TEST(CheckValue, NamesTheInputTheValueAndWhatWouldBeRight) {
  EXPECT_EQ(message(check_value(find(Section::data, "noise"), kInfinity)),
            "data.noise: inf is not a finite number; it must be a number from 0 to 2");
  EXPECT_EQ(message(check_value(find(Section::run, "weight_decay"), -3.0, "runs[1].weight_decay")),
            "runs[1].weight_decay: -3 is out of range; it must be a number from 0 to 100");
  EXPECT_EQ(message(check_value(find(Section::data, "train_size"), 12.5)),
            "data.train_size: 12.5 is not an integer; it must be an integer from 10 to 5000");
  EXPECT_EQ(message(check_value(find(Section::data, "noise"), std::string("<script>"))),
            "data.noise: \"<script>\" is not a number; it must be a number from 0 to 2");
  EXPECT_EQ(
      message(check_value(find(Section::run, "optimizer"), std::string("adamx"))),
      "runs[].optimizer: \"adamx\" is not known; it must be one of adamw, adam, sgd, "
      "sgdw, nadamw, nadam, radam, rmsprop, adagrad, adamax, lion, muon, schedule_free, cautious");
  EXPECT_EQ(
      message(check_value(find(Section::model, "hidden"), std::vector<double>{})),
      "model.hidden: a list of 0 is too short; it must be a list of 1 to 6 integers from 1 to "
      "256");
  EXPECT_EQ(
      message(check_value(find(Section::data, "feature_scale"), std::vector<double>{1})),
      "data.feature_scale: a list of 1 is too short; it must be a list of 2 numbers from 0.01 "
      "to 100");
}

TEST(CheckValue, RefusesEveryKindOfHostileValue) {
  const std::vector<Value> hostile = {kNaN,
                                      kInfinity,
                                      -kInfinity,
                                      -1e308,
                                      1e308,
                                      -1.0,
                                      std::string("\xff\xfe"),
                                      std::string(1 << 20, 'a'),
                                      std::vector<double>{},
                                      std::vector<double>{kNaN},
                                      std::vector<double>(100000, 1.0),
                                      std::vector<std::string>{},
                                      std::vector<std::string>{"x9"}};
  for (const Parameter& p : parameter_table()) {
    for (const Value& value : hostile) {
      const std::string text = message(check_value(p, value));
      EXPECT_NE(text, "") << p.name;
      EXPECT_EQ(text.rfind(p.json_path() + ": ", 0), 0u) << text;
      EXPECT_LT(text.size(), 400u) << p.name;
      const Value repaired = nearest_value(p, value);
      EXPECT_EQ(message(check_value(p, repaired)), "");
      if (takes_number(p.type)) {
        EXPECT_TRUE(std::holds_alternative<double>(repaired)) << p.name;
      }
    }
  }
}

TEST(CheckValue, RefusesAFeatureThatIsThereTwice) {
  const Parameter& features = find(Section::data, "features");
  const Value twice = std::vector<std::string>{"x1", "x2", "x1"};
  EXPECT_NE(message(check_value(features, twice)), "");
  EXPECT_EQ(nearest_value(features, twice), Value(std::vector<std::string>{"x1", "x2"}));
}

TEST(CheckValue, TextsAreShortUtf8WithoutControlCharacters) {
  const Parameter& name = find(Section::run, "name");
  EXPECT_TRUE(check_value(name, std::string()));
  std::string forty;
  for (int i = 0; i < 40; ++i) forty += "λ";
  EXPECT_TRUE(check_value(name, forty));
  EXPECT_FALSE(check_value(name, forty + "x"));
  EXPECT_EQ(nearest_value(name, forty + "x"), Value(forty));
  for (const char* bad :
       {"a\nb", "a\x7f", "\xc2\x85", "\xed\xa0\x80", "\xc0\xaf", "\xe2\x82", "\xf4\x90\x80\x80"}) {
    EXPECT_FALSE(check_value(name, std::string(bad))) << bad;
  }
  EXPECT_EQ(nearest_value(name, std::string("a\nb\xff"
                                            "c")),
            Value(std::string("abc")));
}

TEST(NearestValue, ClampsRoundsAndFallsBackToTheDefault) {
  const Parameter& noise = find(Section::data, "noise");
  EXPECT_EQ(nearest_value(noise, 5.0), Value(2.0));
  EXPECT_EQ(nearest_value(noise, -kInfinity), Value(0.0));
  EXPECT_EQ(nearest_value(noise, kNaN), Value(0.25));
  EXPECT_EQ(nearest_value(noise, true), Value(0.25));
  EXPECT_FALSE(std::signbit(std::get<double>(nearest_value(noise, -0.0))));
  const Parameter& size = find(Section::data, "train_size");
  EXPECT_EQ(nearest_value(size, 99.5), Value(100.0));
  EXPECT_EQ(nearest_value(size, 1e300), Value(5000.0));
  const Parameter& hidden = find(Section::model, "hidden");
  EXPECT_EQ(nearest_value(hidden, std::vector<double>{0, 2.4, 1e9}),
            Value(std::vector<double>{1, 2, 256}));
  EXPECT_EQ(nearest_value(hidden, std::vector<double>(9, 8.0)), Value(std::vector<double>(6, 8.0)));
  EXPECT_EQ(nearest_value(find(Section::data, "seed"), 4294967296.0), Value(4294967295.0));
}

TEST(ValueText, IsTheShortestThatReadsBack) {
  EXPECT_EQ(value_text(0.1), "0.1");
  EXPECT_EQ(value_text(2000.0), "2000");
  EXPECT_EQ(value_text(4294967295.0), "4294967295");
  EXPECT_EQ(value_text(0.0032), "0.0032");
  EXPECT_EQ(value_text(-0.0), "0");
  EXPECT_EQ(value_text(true), "true");
  EXPECT_EQ(value_text(std::vector<double>{32, 8}), "32,8");
  EXPECT_EQ(value_text(std::vector<std::string>{"x1", "sin_x2"}), "x1,sin_x2");
}

TEST(CheckExperiment, NamesTheRunAndTheEventAtFault) {
  Experiment experiment = default_experiment();
  experiment.runs[1].learning_rate = 100;
  EXPECT_EQ(message(check_experiment(experiment)),
            "runs[1].learning_rate: 100 is out of range; it must be a number from 1e-06 to 10");
  experiment = default_experiment();
  experiment.runs.clear();
  EXPECT_EQ(message(check_experiment(experiment)), "runs: a list of 0 runs; it must have 1 to 6");
  experiment.runs.resize(7);
  EXPECT_EQ(message(check_experiment(experiment)), "runs: a list of 7 runs; it must have 1 to 6");
  experiment = default_experiment();
  experiment.events = {{500, 3, {{"weight_decay", 0.0}}}};
  EXPECT_EQ(message(check_experiment(experiment)),
            "events[0].run: 3 is out of range; it must be an integer from 0 to 2");
  experiment.events = {{2001, 0, {{"weight_decay", 0.0}}}};
  EXPECT_EQ(message(check_experiment(experiment)),
            "events[0].step: 2001 is out of range; it must be an integer from 0 to 2000");
  experiment.events = {{500, 1, {{"weight_decay", 0.0}}}, {400, 1, {{"weight_decay", 0.0}}}};
  EXPECT_EQ(message(check_experiment(experiment)),
            "events[1].step: 400 comes after step 500; events must be in order of step");
  experiment.events = {{500, 1, {}}};
  EXPECT_NE(message(check_experiment(experiment)).find("events[0].set: "), std::string::npos);
  experiment.events = {{500, 1, {{"noise", 0.0}}}};
  EXPECT_NE(message(check_experiment(experiment)).find("\"noise\" is not a parameter of a run"),
            std::string::npos);
  experiment.events = {{500, 1, {{"weight_decay", std::string("much")}}}};
  EXPECT_EQ(message(check_experiment(experiment)),
            "events[0].set.weight_decay: \"much\" is not a number; it must be a number from 0 to "
            "100");
}

TEST(CheckExperiment, HoldsTheNumberOfEvents) {
  Experiment experiment = default_experiment();
  const Event event{10, 0, {{"weight_decay", 0.1}}};
  experiment.events.assign(static_cast<std::size_t>(kMaxEvents), event);
  EXPECT_TRUE(check_experiment(experiment));
  experiment.events.push_back(event);
  const Result<void> checked = check_experiment(experiment);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().message, "events: a list of 1001 events; it must have at most 1000");
}

TEST(RunConfigAt, AppliesEventsUpToTheStep) {
  Experiment experiment = default_experiment();
  experiment.events = {{10, 1, {{"weight_decay", 0.0}}},
                       {10, 0, {{"learning_rate", 1.0}}},
                       {20, 1, {{"optimizer", std::string("sgd")}, {"weight_decay", 0.5}}}};
  EXPECT_EQ(run_config_at(experiment, 1, 9).weight_decay, 0.3);
  EXPECT_EQ(run_config_at(experiment, 1, 10).weight_decay, 0.0);
  EXPECT_EQ(run_config_at(experiment, 1, 10).learning_rate, 0.01);
  EXPECT_EQ(run_config_at(experiment, 1, 20).weight_decay, 0.5);
  EXPECT_EQ(run_config_at(experiment, 1, 20).optimizer, OptimizerKind::sgd);
  EXPECT_EQ(run_config_at(experiment, 2, 20), experiment.runs[2]);
}

}  // namespace
}  // namespace playground
