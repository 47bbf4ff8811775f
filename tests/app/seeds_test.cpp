// Experiments of several seeds in the application: the same fingerprint as the command line's, the
// shape of metrics(), and what a change of the number of seeds does.
#include <gtest/gtest.h>

#include "app/api.hpp"
#include "app/fake_environment.hpp"
#include "data/dataset.hpp"
#include "engine/seed_views.hpp"
#include "share/report.hpp"

namespace playground {
namespace {

Experiment with_seeds(int seeds) {
  Experiment experiment = small_experiment();
  experiment.seeds = seeds;
  return experiment;
}

std::uint64_t headless_fingerprint(const Experiment& experiment, int step) {
  return experiment_fingerprint(train_all_seeds(experiment, step));
}

TEST(SeedsInThePage, GiveTheFingerprintAndTheMetricsOfTheCommandLine) {
  Page page(with_seeds(3));
  ASSERT_TRUE(page.run_to(60));
  EXPECT_EQ(page.state().fingerprint, headless_fingerprint(with_seeds(3), 60));
  const Json report =
      parse_own_json(report_json(with_seeds(3), train_all_seeds(with_seeds(3), 60)));
  EXPECT_EQ(parse_own_json(metrics_json(page.application)), report);
  const Json loss = report["runs"][0]["test_loss"];
  EXPECT_EQ(loss["values"].size(), 3u);
  EXPECT_TRUE(loss["mean"].is_number() && loss["std"].is_number());
}

TEST(SeedsInThePage, MoreOfThemAreTrainedUpToWhereTheRaceStood) {
  Page page;
  ASSERT_TRUE(page.run_to(50));
  page.set(Section::experiment, "seeds", 4.0);
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.transport().step, 50);
  EXPECT_EQ(page.state().fingerprint, headless_fingerprint(with_seeds(4), 50));
  page.apply(Undo{});
  ASSERT_TRUE(page.rest());
  EXPECT_EQ(page.experiment().seeds, 1);
  EXPECT_EQ(page.transport().step, 50);
  EXPECT_EQ(page.state().fingerprint, headless_fingerprint(with_seeds(1), 50));
}

TEST(SeedsInThePage, KeepTheRecordedChangesOfARace) {
  Page page(with_seeds(2));
  ASSERT_TRUE(page.run_to(30));
  page.set(1, "weight_decay", 3.0);
  page.set(Section::experiment, "seeds", 3.0);
  ASSERT_EQ(page.experiment().events.size(), 1u);
  ASSERT_TRUE(page.run_to(60));
  EXPECT_EQ(page.state().fingerprint, headless_fingerprint(page.experiment(), 60));
}

TEST(SeedsInThePage, ALinkOfSeveralReproduces) {
  Page sender(with_seeds(3));
  ASSERT_TRUE(sender.run_to(40));
  const std::string link = sender.application.share_link();
  Page receiver(link.substr(link.find('#') + 1));
  ASSERT_TRUE(receiver.until(
      [&] { return receiver.state().reproduction.state == Reproduction::State::reproduced; }));
}

TEST(SeedsInThePage, TheSeedShownChangesItsDataAndStaysWithinTheirNumber) {
  Page page(with_seeds(3));
  ASSERT_TRUE(page.run_to(20));
  const float first = page.state().dataset->train.features.data()[0];
  ViewSettings view = page.state().view;
  view.shown_seed = 2;
  page.apply(SetView{view});
  EXPECT_EQ(page.state().view.shown_seed, 2);
  EXPECT_NE(page.state().dataset->train.features.data()[0], first);
  EXPECT_EQ((*page.state().runs)[0].fingerprint, (*page.state().runs)[0].seeds[2].fingerprint);
  view.shown_seed = 7;
  page.apply(SetView{view});
  EXPECT_EQ(page.state().view.shown_seed, 2);
  page.set(Section::experiment, "seeds", 1.0);
  EXPECT_EQ(page.state().view.shown_seed, 0);
  EXPECT_EQ(page.state().dataset->train.features.data()[0], first);
}

TEST(SeedsInThePage, WithTheSameDataTheDataAreTheFirstSeeds) {
  Experiment experiment = with_seeds(3);
  experiment.seeds_vary_data = false;
  Page page(experiment);
  ASSERT_TRUE(page.run_to(20));
  const float first = page.state().dataset->train.features.data()[0];
  ViewSettings view = page.state().view;
  view.shown_seed = 2;
  page.apply(SetView{view});
  EXPECT_EQ(page.state().dataset->train.features.data()[0], first);
  EXPECT_EQ(page.state().fingerprint, headless_fingerprint(experiment, 20));
  EXPECT_NE(page.state().fingerprint, headless_fingerprint(with_seeds(3), 20));
}

TEST(SeedsInThePage, OutOfRangeAreErrorsThatNameTheRange) {
  Page page;
  const auto error = [&](const char* seeds) {
    const std::string request =
        std::string(R"({"method":"setConfig","arguments":[{"seeds":)") + seeds + "}]}";
    return parse_own_json(api_call(page.application, request)).value("error", "");
  };
  for (const char* seeds : {"0", "65", "1.5", "-1", "\"many\""}) {
    EXPECT_NE(error(seeds).find("seeds: "), std::string::npos) << error(seeds);
    EXPECT_NE(error(seeds).find("from 1 to 64"), std::string::npos) << error(seeds);
  }
  EXPECT_EQ(page.experiment().seeds, 1);
}

}  // namespace
}  // namespace playground
