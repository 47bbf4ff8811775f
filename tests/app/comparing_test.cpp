// Another experiment's runs beside the present ones.
#include <gtest/gtest.h>

#include "app/api.hpp"
#include "app/comparison.hpp"
#include "app/fake_environment.hpp"
#include "share/finished_runs.hpp"
#include "share/link.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

Experiment other_experiment() {
  Experiment experiment = small_experiment();
  experiment.training.steps = 120;
  experiment.runs[1].weight_decay = 3;
  experiment.title = "The other";
  return experiment;
}

Json compare(Page& page, const Json& argument, int id) {
  return call(page, "compare", Json::array({argument}), id);
}

Json comparison_answer(const Page& page, int id) {
  for (const auto& [type, event] : page.environment.events) {
    if (type == "answer" && event["id"] == id) return event;
  }
  return nullptr;
}

const ComparedRace& compared(const Page& page) {
  return *page.state().comparison;
}

TEST(Comparing, TrainsTheOtherRunsToTheirEndAndLeavesThePresentOnesAlone) {
  Page page;
  ASSERT_TRUE(page.run_to(50));
  const auto fingerprint = page.state().fingerprint;
  const std::string link = "https://example.org/#" + write_link(other_experiment());
  EXPECT_TRUE(compare(page, link, 3).contains("pending"));
  ASSERT_TRUE(page.until([&] { return !comparison_answer(page, 3).is_null(); }));
  const Json report = comparison_answer(page, 3)["result"];
  ASSERT_EQ(report["runs"].size(), 2u);
  const auto trainers = train_runs(other_experiment(), 0, 120);
  for (std::size_t run = 0; run < 2; ++run) {
    EXPECT_EQ(report["runs"][run]["fingerprint"], fingerprint_text(trainers[run]->fingerprint()));
    EXPECT_EQ(compared(page).runs[run].history, trainers[run]->history().points());
  }
  EXPECT_EQ(page.experiment(), small_experiment());
  EXPECT_EQ(page.transport().step, 50);
  EXPECT_EQ(page.state().fingerprint, fingerprint);
  EXPECT_NE(page.state().notices.back().text.find("The other"), std::string::npos);

  EXPECT_TRUE(compare(page, nullptr, 4).contains("result"));
  EXPECT_EQ(compared(page).phase, ComparedRace::Phase::none);
}

TEST(Comparing, TakesAnExperimentAndGivesUpForAnotherOne) {
  Page page;
  compare(page, Json{{"training", {{"steps", 100000}}}}, 5);
  compare(page, Json{{"training", {{"steps", 50}}}, {"model", {{"hidden", {4}}}}}, 6);
  EXPECT_NE(comparison_answer(page, 5)["error"].get<std::string>().find("compare"),
            std::string::npos);
  ASSERT_TRUE(page.until([&] { return !comparison_answer(page, 6).is_null(); }));
  EXPECT_EQ(comparison_answer(page, 6)["result"]["runs"][0]["step"], 50);
}

TEST(Comparing, RefusesWhatIsNoLinkAndSaysWhy) {
  Page page;
  for (const Json& hostile :
       {Json(""), Json("banana"), Json("<script>alert(1)</script>"), Json("https://example.org/"),
        Json("v=99"), Json("#v=1&noise=1e400"), Json("v=1&run=" + std::string(100000, 'x')),
        Json(5), Json(true), Json::array({1}), Json{{"steps", 3}}}) {
    const Json reply = compare(page, hostile, 9);
    const std::string error = reply.value("error", "");
    EXPECT_FALSE(error.empty()) << format_json(hostile, -1).substr(0, 60);
    EXPECT_LT(error.size(), 1000u);
  }
  EXPECT_EQ(compared(page).phase, ComparedRace::Phase::none);
}

}  // namespace
}  // namespace playground
