// Data that are tables, in the application: it waits for one that is not here, tells who keeps
// tables, and goes on when it has come.
#include <gtest/gtest.h>

#include "app/fake_environment.hpp"
#include "data/dataset.hpp"
#include "data/table_store.hpp"
#include "share/link.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

Table line_table() {
  Table table;
  table.name = "line";
  table.features = {{"a", {}, {}}, {"b", {}, {}}};
  table.target = {"side", {}, {"left", "right", "middle"}};
  for (int i = 0; i < 40; ++i) {
    table.features[0].values.push_back(static_cast<float>(i % 20));
    table.features[1].values.push_back(static_cast<float>(i % 3));
    table.target.values.push_back(static_cast<float>(i % 20 / 7));
  }
  return table;
}

struct Line {
  TableStore store;
  std::string hash = store.add(line_table());

  Experiment experiment() const {
    Experiment experiment = small_experiment();
    experiment.data = {};
    experiment.data.dataset = DatasetKind::table;
    experiment.data.table = hash;
    experiment.data.label_noise = 0;
    return experiment;
  }
  // The arguments of setTable.
  Json description() const { return {hash, 2, 3, R"({"name": "line"})"}; }
  std::uint64_t fingerprint(int step) const {
    Experiment bound = experiment();
    EXPECT_TRUE(store.bind(bound.data));
    return fingerprint_of(bound, step);
  }
};

// A page whose engine has the table from the start, of which the application does not know.
struct TablePage : Line, Page {
  TablePage() : Page(small_experiment(), true, static_cast<Line&>(*this).store) {}
};

Json last_event(const Page& page, const std::string& type) {
  Json last = Json::object();
  for (const auto& [name, event] : page.environment.events) {
    if (name == type) last = event;
  }
  return last;
}

TEST(Tables, AnExperimentWithoutItsTableWaitsAndGoesOnWhenItHasCome) {
  TablePage page;
  page.apply(LoadExperiment{page.Line::experiment()});
  EXPECT_EQ(last_event(page, "missing_table")["hash"], page.hash);
  EXPECT_EQ(call(page, "status")["result"]["missing_table"], page.hash);
  page.apply(SetPlaying{true});
  page.frames(30);
  EXPECT_EQ(page.transport().step, 0);
  EXPECT_EQ(page.state().dataset, nullptr);
  EXPECT_EQ(page.Page::experiment().data.table, page.hash);

  EXPECT_EQ(call(page, "setTable", page.description()).value("error", ""), "");
  EXPECT_EQ(call(page, "status")["result"]["missing_table"], nullptr);
  ASSERT_TRUE(page.until([&] { return page.state().fingerprint && page.transport().finished; }));
  EXPECT_EQ(*page.state().fingerprint, page.fingerprint(300));
  ASSERT_NE(page.state().dataset, nullptr);
  EXPECT_EQ(page.state().dataset->train.size(), 28u);
  EXPECT_EQ(page.state().dataset->class_names.size(), 3u);
}

TEST(Tables, ALinksClaimIsReproducedOnceTheTableIsHere) {
  TablePage page;
  const FingerprintClaim claim{page.fingerprint(60), 60, {}};
  page.application.address_changed(write_link(page.Line::experiment(), claim));
  page.frames(10);
  EXPECT_EQ(page.state().reproduction.state, Reproduction::State::running);
  call(page, "setTable", page.description());
  ASSERT_TRUE(
      page.until([&] { return page.state().reproduction.state != Reproduction::State::running; }));
  EXPECT_EQ(page.state().reproduction.state, Reproduction::State::reproduced);
}

TEST(Tables, RowsOfALinkOrAFileGoToWhoeverKeepsTables) {
  TablePage page;
  page.application.address_changed(write_link(page.Line::experiment()) + "&t=AbC-_1");
  EXPECT_EQ(last_event(page, "missing_table")["rows"], "AbC-_1");
  EXPECT_TRUE(page.state().notices.empty());
  Json config = call(page, "getConfig")["result"];
  config["rows"] = "xyz";
  EXPECT_EQ(call(page, "setConfig", Json::array({config})).value("error", ""), "");
  EXPECT_EQ(last_event(page, "missing_table")["rows"], "xyz");
}

TEST(Tables, AnotherSeedDrawsAnotherSplitOfTheSameTable) {
  TablePage page;
  call(page, "setTable", page.description());
  page.apply(LoadExperiment{page.Line::experiment()});
  ASSERT_TRUE(page.until([&] { return page.state().dataset != nullptr; }));
  const Matrix before = page.state().dataset->train.points;
  page.set(Section::data, "seed", 7.0);
  EXPECT_NE(page.state().dataset, nullptr);  // the last picture stays until the next is there
  EXPECT_TRUE(page.until([&] { return page.state().dataset->train.points != before; }));
}

TEST(Tables, AreListedAndRemovedUnlessTheyAreInUse) {
  TablePage page;
  call(page, "setTable", page.description());
  EXPECT_EQ(call(page, "tables")["result"][0]["name"], "line");
  EXPECT_EQ(last_event(page, "table").size(), 1u);
  page.apply(LoadExperiment{page.Line::experiment()});
  EXPECT_NE(call(page, "removeTable", Json::array({page.hash})).value("error", "").find("in use"),
            std::string::npos);
  page.apply(LoadExperiment{small_experiment()});
  EXPECT_EQ(call(page, "removeTable", Json::array({page.hash})).value("error", ""), "");
  EXPECT_EQ(call(page, "tables")["result"].size(), 0u);
  EXPECT_NE(call(page, "setTable", Json::array({3})).value("error", ""), "");
}

TEST(Tables, PredictionsAnswerForTheStepShown) {
  TablePage page;
  call(page, "setTable", page.description());
  page.apply(LoadExperiment{page.Line::experiment()});
  page.run_to(50);
  EXPECT_TRUE(call(page, "predictions", Json::array({1}), 77).contains("pending"));
  ASSERT_TRUE(page.until([&] { return last_event(page, "answer").value("id", 0) == 77; }));
  EXPECT_EQ(last_event(page, "answer")["result"]["step"], 50);
  EXPECT_EQ(last_event(page, "answer")["result"]["rows"].size(), 12u);
  EXPECT_NE(call(page, "predictions", Json::array({9})).value("error", ""), "");
}

}  // namespace
}  // namespace playground
