#include "share/json.hpp"

#include <gtest/gtest.h>

#include "share/experiment_tree.hpp"
#include "share/random_experiment.hpp"

namespace playground {
namespace {

// The message for a text that must be refused.
std::string refusal(std::string_view text) {
  const Result<Experiment> read = read_json(text);
  EXPECT_FALSE(read) << "was taken: " << text.substr(0, 100);
  return read ? "" : read.error().message;
}

void expect_refusal(std::string_view text, std::vector<std::string_view> words) {
  const std::string message = refusal(text);
  for (const std::string_view word : words) {
    EXPECT_NE(message.find(word), std::string::npos)
        << "\"" << message << "\" lacks \"" << word << "\"";
  }
  EXPECT_LT(message.size(), 400u);
}

TEST(Json, random_experiments_come_back_as_they_were) {
  RandomExperiments random(1);
  for (int i = 0; i < 2000; ++i) {
    const Experiment experiment = random.next();
    ASSERT_TRUE(check_experiment(experiment)) << check_experiment(experiment).error().message;
    const std::string text = write_json(experiment, i % 2 == 0 ? 2 : -1);
    const Result<Experiment> read = read_json(text);
    ASSERT_TRUE(read) << read.error().message << "\n" << text;
    ASSERT_EQ(*read, experiment) << text;
    ASSERT_EQ(write_json(*read, i % 2 == 0 ? 2 : -1), text);
  }
}

TEST(Json, an_empty_object_is_the_default_experiment) {
  const Result<Experiment> read = read_json("{}");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, default_experiment());
}

TEST(Json, missing_fields_of_a_run_take_their_defaults) {
  const Result<Experiment> read = read_json(R"({"runs": [{"weight_decay": 0.5}]})");
  ASSERT_TRUE(read) << read.error().message;
  RunConfig run;
  run.weight_decay = 0.5;
  EXPECT_EQ(read->runs, std::vector<RunConfig>{run});
}

TEST(Json, the_example_of_the_documentation_is_read) {
  const Result<Experiment> read = read_json(R"({ "version": 1,
    "data": { "dataset": "moons", "train_size": 100, "test_size": 1000, "noise": 0.25, "label_noise": 0.10,
              "class_balance": 0.5, "feature_scale": [1, 1], "features": ["x1", "x2"], "seed": 1 },
    "model": { "hidden": [32, 32], "activation": "relu", "seed": 1 },
    "training": { "loss_scale": 1, "batch_size": 32, "steps": 2000, "evaluate_every": 10, "order_seed": 1 },
    "runs": [ { "optimizer": "adamw", "learning_rate": 0.01, "weight_decay": 0 },
              { "optimizer": "adamw", "learning_rate": 0.01, "weight_decay": 0.3 },
              { "optimizer": "adam",  "learning_rate": 0.01, "weight_decay": 0.0032 } ],
    "seeds": 1,
    "events": [ { "step": 500, "run": 1, "set": { "weight_decay": 0 } } ] })");
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->events.size(), 1u);
  EXPECT_EQ(read->events[0], (Event{500, 1, {{"weight_decay", 0.0}}}));
  EXPECT_EQ(read->runs, default_experiment().runs);
}

TEST(Json, numbers_are_written_short_and_lists_on_one_line) {
  const std::string text = write_json(default_experiment());
  EXPECT_NE(text.find("\"hidden\": [32, 32]"), std::string::npos) << text;
  EXPECT_NE(text.find("\"noise\": 0.25,"), std::string::npos);
  EXPECT_NE(text.find("\"loss_scale\": 1,"), std::string::npos);
}

TEST(Json, events_may_stand_in_any_order) {
  const Result<Experiment> read = read_json(
      R"({"events": [{"step": 9, "run": 0, "set": {"weight_decay": 1}},
                     {"step": 3, "run": 0, "set": {"weight_decay": 2}}]})");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->events.front().step, 3);
}

TEST(Json, wrong_values_are_refused_with_path_value_and_what_is_right) {
  expect_refusal(R"({"data": {"noise": "much"}})", {"data.noise", "much", "0 to 2"});
  expect_refusal(R"({"data": {"noise": -1}})", {"data.noise", "-1", "0 to 2"});
  expect_refusal(R"({"data": {"noise": 1e400}})", {"data.noise", "1e400"});
  expect_refusal(R"({"data": {"noise": NaN}})", {"data.noise", "line 1"});
  expect_refusal(R"({"data": {"noise": null}})", {"data.noise", "null", "0 to 2"});
  expect_refusal(R"({"data": {"noise": {"a": 1}}})", {"data.noise", "0 to 2"});
  expect_refusal(R"({"data": {"train_size": 10.5}})", {"data.train_size", "10.5", "integer"});
  expect_refusal(R"({"data": {"train_size": -5}})", {"data.train_size", "-5"});
  expect_refusal(R"({"data": {"train_size": 99999999999999999999}})", {"data.train_size"});
  expect_refusal(R"({"data": {"dataset": "moon"}})", {"data.dataset", "moon", "moons"});
  expect_refusal(R"({"data": {"features": ["x1", "x9"]}})", {"data.features", "x9", "x2"});
  expect_refusal(R"({"data": {"features": ["x1", 2]}})", {"data.features"});
  expect_refusal(R"({"model": {"hidden": []}})", {"model.hidden", "1 to 6"});
  expect_refusal(R"({"model": {"hidden": [32, 1000]}})", {"model.hidden", "1000", "256"});
  expect_refusal(R"({"model": {"hidden": 32}})", {"model.hidden", "32", "list"});
  expect_refusal(R"({"runs": [{}, {"weight_decay": -3}]})",
                 {"runs[1].weight_decay", "-3", "0 to 100"});
  expect_refusal(R"({"runs": [{"nesterov": 1}]})", {"runs[0].nesterov", "true or false"});
  expect_refusal(R"({"runs": [{"name": 7}]})", {"runs[0].name", "text"});
  expect_refusal(R"({"runs": []})", {"runs", "1 to 6"});
  expect_refusal(R"({"runs": [{},{},{},{},{},{},{}]})", {"runs", "7", "1 to 6"});
  expect_refusal(R"({"seeds": 65})", {"seeds", "65", "64"});
}

TEST(Json, unknown_keys_and_versions_are_refused) {
  expect_refusal(R"({"version": 99})", {"version", "99", "1"});
  expect_refusal(R"({"version": "1"})", {"version"});
  expect_refusal(R"({"dataset": "moons"})", {"dataset", "unknown key", "data"});
  expect_refusal(R"({"data": {"nois": 1}})", {"data.nois", "unknown key", "noise"});
  expect_refusal(R"({"runs": [{"lr": 1}]})", {"runs[0].lr", "learning_rate"});
  expect_refusal(R"({"data": {"noise": 0.1, "noise": 0.2}})", {"data.noise", "twice"});
}

TEST(Json, wrong_events_are_refused) {
  expect_refusal(R"({"events": [{"step": 1, "run": 3, "set": {"weight_decay": 0}}]})",
                 {"events[0].run", "3", "0 to 2"});
  expect_refusal(R"({"events": [{"step": 2001, "run": 0, "set": {"weight_decay": 0}}]})",
                 {"events[0].step", "2001", "0 to 2000"});
  expect_refusal(R"({"events": [{"step": 1, "run": 0, "set": {}}]})", {"events[0].set"});
  expect_refusal(R"({"events": [{"step": 1, "run": 0, "set": {"noise": 1}}]})",
                 {"events[0].set.noise", "unknown key"});
  expect_refusal(R"({"events": [{"run": 0, "set": {"weight_decay": 0}}]})",
                 {"events[0].step", "missing"});
  expect_refusal(R"({"events": [{"step": 1, "run": 0, "set": {"weight_decay": -1}}]})",
                 {"events[0].set.weight_decay", "-1"});
}

TEST(Json, what_is_no_json_is_refused_with_its_place) {
  expect_refusal("", {"too early"});
  expect_refusal("{", {"too early"});
  expect_refusal("[]", {"not an object"});
  expect_refusal("{\n \"data\": }", {"line 2"});
  expect_refusal("{} {}", {"line 1, column 4"});
  expect_refusal("{\"data\": {\"noise\": 0.1,}}", {"line 1"});
  expect_refusal("\xFF\xFE", {"not JSON"});
  expect_refusal("{\"runs\": [{\"name\": \"\xC3\x28\"}]}", {"runs[0].name"});
  expect_refusal("<script>alert(1)</script>", {"not JSON"});
}

TEST(Json, a_megabyte_of_noise_is_refused_at_once) {
  expect_refusal(std::string(1'000'001, ' '), {"1000001", "1000000"});
  expect_refusal(std::string(900'000, '['), {"nested"});
  std::string many = "{";
  for (int i = 0; i < 60'000; ++i) many += "\"k" + std::to_string(i) + "\":1,";
  expect_refusal(many + "\"z\":1}", {"more than 256 keys"});
  std::string noise;
  RandomExperiments random(2);
  for (int i = 0; i < 900'000; ++i) noise += static_cast<char>(random.below(256));
  expect_refusal(noise, {});
}

// Broken copies of valid texts: whatever is taken is valid.
TEST(Json, damaged_texts_are_refused_or_valid) {
  RandomExperiments random(3);
  int taken = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::string text = write_json(i % 100 == 0 ? random.next() : default_experiment(), -1);
    for (std::size_t changes = 1 + random.below(3); changes > 0; --changes) {
      const std::size_t at = random.below(text.size());
      const std::size_t kind = random.below(3);
      if (kind == 0) text.erase(at, 1 + random.below(4));
      if (kind == 1) text.insert(at, 1, static_cast<char>(random.below(256)));
      if (kind == 2) text[at] = "0123456789-+.eE\"[]{}:,"[random.below(22)];
      if (text.empty()) text = " ";
    }
    const Result<Experiment> read = read_json(text);
    if (!read) continue;
    ++taken;
    ASSERT_TRUE(check_experiment(*read)) << text;
    ASSERT_EQ(*read_json(write_json(*read)), *read) << text;
  }
  EXPECT_GT(taken, 50);
}

}  // namespace
}  // namespace playground
