#include "app/api.hpp"

#include <gtest/gtest.h>

#include "app/export_files.hpp"
#include "app/fake_environment.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

std::string error(const Json& reply) {
  return reply.value("error", "");
}

Json answer_of(const Page& page, int id) {
  for (const auto& [type, event] : page.environment.events) {
    if (type == "answer" && event["id"] == id) return event;
  }
  return nullptr;
}

TEST(Api, ConfigGoesOutAndIn) {
  Page page;
  Json config = call(page, "getConfig")["result"];
  EXPECT_EQ(config["training"]["steps"], 300);
  config["data"]["noise"] = 0.4;
  const int told = page.environment.count("config");
  EXPECT_EQ(error(call(page, "setConfig", Json::array({config}))), "");
  EXPECT_EQ(page.experiment().data.noise, 0.4);
  EXPECT_EQ(page.environment.count("config"), told + 1);
}

TEST(Api, AConfigCanBeCheckedWithoutLoadingIt) {
  Page page;
  const Json reply = call(page, "checkConfig", {{{"data", {{"noise", 0.4}}}}});
  EXPECT_EQ(reply["result"]["data"]["noise"], 0.4);
  EXPECT_EQ(reply["result"]["runs"].size(), default_experiment().runs.size());
  EXPECT_NE(error(call(page, "checkConfig", {{{"data", {{"noise", -1}}}}})).find("data.noise"),
            std::string::npos);
  EXPECT_EQ(page.experiment(), small_experiment());
}

TEST(Api, AHostileConfigIsAnErrorThatNamesTheInputAndChangesNothing) {
  Page page;
  const auto tried = [&](const char* text) {
    return error(parse_own_json(api_call(
        page.application, std::string(R"({"method":"setConfig","arguments":[)") + text + "]}")));
  };
  EXPECT_NE(tried(R"({"data":{"noise":-1}})").find("noise"), std::string::npos);
  EXPECT_NE(tried(R"({"data":{"noise":"<script>"}})").find("noise"), std::string::npos);
  EXPECT_NE(tried(R"({"model":{"hidden":[1e9]}})").find("hidden"), std::string::npos);
  EXPECT_NE(tried(R"({"version":99})").find("version"), std::string::npos);
  EXPECT_NE(tried(R"({"colour":1})").find("colour"), std::string::npos);
  EXPECT_NE(tried(R"({"runs":[]})").find("runs"), std::string::npos);
  EXPECT_NE(tried(R"({"runs":[{},{},{},{},{},{},{}]})").find("runs"), std::string::npos);
  EXPECT_NE(tried(R"({"events":[{"step":1,"run":9,"set":{"weight_decay":0}}]})"), "");
  for (const char* text : {"null", "3", "[]", "\"x\"", "true"}) {
    EXPECT_NE(tried(text).find("setConfig"), std::string::npos) << text;
  }
  EXPECT_EQ(page.experiment(), small_experiment());
}

TEST(Api, ACallThatIsNoCallIsAnError) {
  Page page;
  for (const char* text : {"", "{", "[]", "3", R"({"method":3})", R"({"method":"explode"})",
                           R"({"method":"step","arguments":{}})", "\xff\xfe"}) {
    const Json reply = parse_own_json(api_call(page.application, text));
    EXPECT_NE(error(reply), "") << text;
  }
}

TEST(Api, AParameterIsSetByItsPath) {
  Page page;
  EXPECT_EQ(error(call(page, "setParameter", {"data.noise", 0.4})), "");
  EXPECT_EQ(page.experiment().data.noise, 0.4);
  EXPECT_EQ(error(call(page, "setParameter", {"runs[1].weight_decay", 0.5})), "");
  EXPECT_EQ(page.experiment().runs[1].weight_decay, 0.5);
  EXPECT_EQ(error(call(page, "setParameter", {"model.hidden", Json::array({4, 3})})), "");
  EXPECT_EQ(page.experiment().model.hidden, (std::vector<int>{4, 3}));
}

TEST(Api, AParameterSetInMidRaceIsALiveChange) {
  Page page;
  call(page, "runTo", {120});
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(error(call(page, "setParameter", {"runs[0].weight_decay", 0.5})), "");
  ASSERT_EQ(page.experiment().events.size(), 1U);
  EXPECT_EQ(page.experiment().events[0].step, 120);
  const Json run = call(page, "status")["result"]["runs"][0];
  EXPECT_EQ(run["values"]["weight_decay"], 0.5);
  EXPECT_EQ(run["letter"], "A");
}

TEST(Api, AParameterThatCannotBeSetIsNamedAndNothingChanges) {
  Page page;
  const auto tried = [&](Json path, Json value) {
    return error(call(page, "setParameter", Json::array({std::move(path), std::move(value)})));
  };
  EXPECT_NE(tried("data.noise", -3).find("data.noise: -3 is out of range"), std::string::npos);
  EXPECT_NE(tried("data.noise", "loud").find("it must be a number from 0 to 2"), std::string::npos);
  EXPECT_NE(tried("data.noise", nullptr), "");
  EXPECT_NE(tried("model.hidden", Json::array()), "");
  EXPECT_NE(tried("runs[9].weight_decay", 0.1).find("0 to"), std::string::npos);
  for (const char* path : {"", "runs[].weight_decay]", "runs[-1].name", "runs[x].name", "runs[0",
                           "runs[99999999999].name", "data", "colour"}) {
    EXPECT_NE(tried(path, 1).find("setParameter"), std::string::npos) << path;
  }
  EXPECT_NE(tried(7, 1).find("setParameter: 7"), std::string::npos);
  EXPECT_EQ(page.experiment(), small_experiment());
}

TEST(Api, RunsComeAndGoAndComeBack) {
  Page page;
  const std::size_t runs = page.experiment().runs.size();
  EXPECT_EQ(error(call(page, "addRun")), "");
  EXPECT_EQ(error(call(page, "copyRun", {0})), "");
  EXPECT_EQ(page.experiment().runs.size(), runs + 2);
  EXPECT_EQ(page.experiment().runs.back(), page.experiment().runs.front());
  EXPECT_EQ(error(call(page, "removeRun", {0})), "");
  EXPECT_EQ(page.experiment().runs.size(), runs + 1);
  EXPECT_EQ(call(page, "status")["result"]["can_undo"], true);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(error(call(page, "undo")), "");
  EXPECT_EQ(page.experiment(), small_experiment());
  EXPECT_EQ(error(call(page, "redo")), "");
  EXPECT_EQ(page.experiment().runs.size(), runs + 1);
}

TEST(Api, RunsThatCannotComeOrGoAreErrors) {
  Page page;
  EXPECT_NE(error(call(page, "removeRun", {7})).find("removeRun"), std::string::npos);
  EXPECT_NE(error(call(page, "copyRun")).find("copyRun"), std::string::npos);
  EXPECT_NE(error(call(page, "removeRun", {0.5})).find("removeRun"), std::string::npos);
  EXPECT_NE(error(call(page, "undo")).find("nothing to undo"), std::string::npos);
  EXPECT_NE(error(call(page, "redo")).find("nothing to redo"), std::string::npos);
  while (page.experiment().runs.size() < kMaxRuns) {
    ASSERT_EQ(error(call(page, "addRun")), "");
  }
  EXPECT_NE(error(call(page, "addRun")).find("remove one first"), std::string::npos);
  while (page.experiment().runs.size() > 1) {
    ASSERT_EQ(error(call(page, "removeRun", {0})), "");
  }
  EXPECT_NE(error(call(page, "removeRun", {0})).find("last run"), std::string::npos);
}

TEST(Api, StepEventsTellOfPausesToo) {
  Page page;
  call(page, "play");
  page.frames(2);
  const int told = page.environment.count("step");
  call(page, "pause");
  ASSERT_TRUE(page.rest());
  page.frames(2);
  EXPECT_GT(page.environment.count("step"), told);
  EXPECT_EQ(page.environment.events.back().second["playing"], false);
}

TEST(Api, RunToAnswersWithTheMetricsOfThatStep) {
  Page page;
  EXPECT_EQ(call(page, "runTo", {120}, 7)["pending"], true);
  ASSERT_TRUE(page.rest());
  const Json answer = answer_of(page, 7);
  ASSERT_TRUE(answer.is_object());
  EXPECT_EQ(answer["result"]["runs"][0]["step"], 120);
  EXPECT_EQ(answer["result"]["fingerprint"],
            fingerprint_text(fingerprint_of(small_experiment(), 120)));
  EXPECT_EQ(call(page, "metrics")["result"], answer["result"]);
  EXPECT_EQ(call(page, "fingerprint")["result"], answer["result"]["fingerprint"]);
}

TEST(Api, RunToThatIsInterruptedSaysSo) {
  Experiment experiment = small_experiment();
  experiment.training.steps = 1000000;
  Page page(experiment);
  call(page, "runTo", {1000000}, 7);
  page.frames(2);
  call(page, "pause");
  page.frames(2);
  EXPECT_NE(error(answer_of(page, 7)).find("stopped"), std::string::npos);
}

TEST(Api, RunToToleratesOnlyStepsOfTheExperiment) {
  Page page;
  EXPECT_NE(error(call(page, "runTo", {301})).find("300"), std::string::npos);
  EXPECT_NE(error(call(page, "runTo", {-1})), "");
  EXPECT_NE(error(call(page, "runTo", {1.5})), "");
  EXPECT_NE(error(call(page, "runTo", {"x"})), "");
  EXPECT_NE(error(call(page, "runTo")), "");
  EXPECT_NE(error(call(page, "step", {0})), "");
  EXPECT_NE(error(call(page, "step", {1e300})), "");
}

TEST(Api, PlayPauseStepReset) {
  Page page;
  call(page, "play");
  EXPECT_TRUE(page.transport().playing);
  call(page, "pause");
  EXPECT_FALSE(page.transport().playing);
  call(page, "step", {3});
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.transport().step, 3);
  call(page, "reset");
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.transport().step, 0);
}

TEST(Api, OnTheirWayRunsHaveNoFingerprint) {
  Page page;
  page.apply(SetPlaying{true});
  page.until([&] { return !page.state().fingerprint; });
  EXPECT_TRUE(call(page, "fingerprint")["result"].is_null());
  EXPECT_TRUE(call(page, "metrics")["result"]["fingerprint"].is_null());
}

TEST(Api, ExportAnswersWithTextOrBytes) {
  Page page;
  ASSERT_TRUE(page.run_to(50));
  EXPECT_EQ(call(page, "export", {"json"}, 1)["pending"], true);
  EXPECT_EQ(call(page, "export", {"safetensors"}, 2)["pending"], true);
  ASSERT_TRUE(page.until([&] { return answer_of(page, 2).is_object(); }));
  const Json report = parse_own_json(answer_of(page, 1)["result"]["text"].get<std::string>());
  EXPECT_EQ(report["fingerprint"], fingerprint_text(fingerprint_of(small_experiment(), 50)));
  EXPECT_GT(answer_of(page, 2)["result"]["base64"].get<std::string>().size(), 100u);
  EXPECT_NE(error(call(page, "export", {"docx"})).find("docx"), std::string::npos);
  EXPECT_NE(error(call(page, "export", {3})), "");
}

TEST(Api, ListsParametersAndTheReproduction) {
  Page page;
  const Json parameters = call(page, "parameters")["result"];
  EXPECT_GT(parameters.size(), 0u);
  EXPECT_EQ(call(page, "reproduction")["result"]["state"], "none");
  EXPECT_NE(error(call(page, "sweep", {{{"seeds", 0}}})).find("sweep.seeds"), std::string::npos);
}

TEST(Api, StepEventsComeOncePerFrame) {
  Page page;
  page.apply(SetSpeed{1000});
  page.apply(SetPlaying{true});
  const int before = page.environment.count("step");
  page.frames(10);
  EXPECT_LE(page.environment.count("step") - before, 10);
  EXPECT_GT(page.environment.count("step"), before);
}

TEST(Api, AWatchedRunKeepsToTheSpeedThatIsChosen) {
  Page page;
  page.apply(SetSpeed{100});
  EXPECT_EQ(call(page, "runTo", {200, {{"watched", true}}}, 5)["pending"], true);
  for (int i = 0; i < 60; ++i) page.frame();
  EXPECT_NEAR(page.transport().target, 100, 6);
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.transport().step, 200);
  EXPECT_EQ(answer_of(page, 5)["result"]["runs"][0]["step"], 200);
  EXPECT_NE(error(call(page, "runTo", {300, {{"watched", 1}}})).find("runTo"), std::string::npos);
  EXPECT_NE(error(call(page, "runTo", {300, 7})).find("runTo: 7"), std::string::npos);
}

TEST(Api, WidgetsMayBeAskedForOne) {
  Page page;
  std::string asked = "none";
  page.application.set_widgets([&](std::string_view id) {
    asked = id;
    return std::string("[]");
  });
  call(page, "widgets", {"plot.loss"});
  EXPECT_EQ(asked, "plot.loss");
  call(page, "widgets");
  EXPECT_EQ(asked, "");
  EXPECT_NE(error(call(page, "widgets", {3})).find("widgets: 3"), std::string::npos);
}

}  // namespace
}  // namespace playground
