#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <vector>

#include "cli/command_line.hpp"
#include "share/json_text.hpp"

namespace playground::cli {
namespace {

struct SweepOutcome {
  int code;
  std::string out;
  std::string err;
};

const std::vector<std::string> kSmall = {"sweep",
                                         "--link",
                                         "v=1&hidden=4&n=20&test=100",
                                         "--steps",
                                         "20",
                                         "--learning-rates",
                                         "0.01,0.1",
                                         "--weight-decays",
                                         "0,0.1,1"};

SweepOutcome call_sweep(std::vector<std::string> words, const std::vector<std::string>& more = {}) {
  words.insert(words.end(), more.begin(), more.end());
  std::istringstream in;
  std::ostringstream out, err;
  const int code = run_command_line(words, {in, out, err});
  return {code, out.str(), err.str()};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The cell lines, whatever their order.
std::multiset<std::string> cells_of(const std::string& text) {
  std::multiset<std::string> cells;
  for (const std::string& line : lines_of(text)) {
    if (line.rfind("{\"map\"", 0) == 0) cells.insert(line);
  }
  return cells;
}

class SweepCommand : public ::testing::Test {
 protected:
  void SetUp() override { std::filesystem::remove(path_); }
  void TearDown() override { std::filesystem::remove(path_); }
  std::string path_ = ::testing::TempDir() + "adamw_sweep_test.jsonl";
};

TEST_F(SweepCommand, prints_a_head_a_line_a_cell_and_a_report) {
  const SweepOutcome outcome = call_sweep(kSmall);
  ASSERT_EQ(outcome.code, kDone) << outcome.err;
  const std::vector<std::string> lines = lines_of(outcome.out);
  ASSERT_EQ(lines.size(), 1u + 12 + 1);
  const auto head = parse_json(lines.front()), cell = parse_json(lines[1]),
             report = parse_json(lines.back());
  ASSERT_TRUE(head && cell && report);
  EXPECT_EQ((*head)["cells"], 12);
  EXPECT_EQ((*cell)["step"][0], 20);
  EXPECT_EQ((*report)["finished"], 12);
  EXPECT_EQ((*report)["maps"].size(), 2u);
  EXPECT_TRUE((*report)["maps"][0]["best"].is_object());
}

TEST_F(SweepCommand, the_number_of_threads_changes_no_cell) {
  EXPECT_EQ(cells_of(call_sweep(kSmall, {"--jobs", "1"}).out),
            cells_of(call_sweep(kSmall, {"--jobs", "3"}).out));
}

TEST_F(SweepCommand, a_cell_is_what_run_reports_for_its_settings) {
  const SweepOutcome swept = call_sweep(kSmall, {"--jobs", "1"});
  const SweepOutcome alone =
      call_sweep({"run", "--link", "v=1&hidden=4&n=20&test=100&run=adamw,lr:0.1,wd:1", "--steps",
                  "20", "--format", "json"});
  const auto report = parse_json(alone.out);
  ASSERT_TRUE(report) << alone.err;
  const std::string fingerprint = (*report)["runs"][0]["fingerprint"];
  bool found = false;
  for (const std::string& line : lines_of(swept.out)) {
    const auto cell = parse_json(line);
    if (!cell->contains("map") || (*cell)["map"] != 0 || (*cell)["learning_rate"] != 0.1 ||
        (*cell)["weight_decay"] != 1) {
      continue;
    }
    found = true;
    EXPECT_EQ((*cell)["fingerprint"], fingerprint);
    EXPECT_EQ((*cell)["test_loss"][0], (*report)["runs"][0]["test_loss"]);
  }
  EXPECT_TRUE(found);
}

TEST_F(SweepCommand, parts_put_together_are_the_whole_and_need_no_more_training) {
  const std::multiset<std::string> whole = cells_of(call_sweep(kSmall).out);
  std::string together;
  for (const char* part : {"1/3", "2/3", "3/3"})
    together += call_sweep(kSmall, {"--part", part}).out;
  EXPECT_EQ(cells_of(together), whole);
  std::ofstream(path_, std::ios::binary) << together;
  const SweepOutcome resumed = call_sweep(kSmall, {"--resume", path_});
  EXPECT_EQ(resumed.code, kDone);
  EXPECT_NE(resumed.err.find("12 of 12 cells are there, 0 to train"), std::string::npos)
      << resumed.err;
  EXPECT_EQ(lines_of(resumed.out).size(), 1u);
  EXPECT_EQ(content_of(path_), together);
}

TEST_F(SweepCommand, goes_on_after_an_interruption_even_in_the_middle_of_a_line) {
  const std::string whole = call_sweep(kSmall, {"--jobs", "1"}).out;
  const std::vector<std::string> lines = lines_of(whole);
  std::ofstream(path_, std::ios::binary) << lines[0] << "\n"
                                         << lines[1] << "\n"
                                         << lines[2] << "\n"
                                         << lines[3].substr(0, 30);
  const SweepOutcome resumed = call_sweep(kSmall, {"--resume", path_});
  EXPECT_EQ(resumed.code, kDone) << resumed.err;
  EXPECT_NE(resumed.err.find("was cut off"), std::string::npos) << resumed.err;
  EXPECT_NE(resumed.err.find("2 of 12 cells are there, 10 to train"), std::string::npos);
  EXPECT_EQ(cells_of(content_of(path_)), cells_of(whole));
  const SweepOutcome csv = call_sweep(kSmall, {"--resume", path_, "--format", "csv"});
  EXPECT_EQ(lines_of(csv.out).size(), 13u);
  EXPECT_EQ(csv.out.substr(0, 4), "run,");
}

TEST_F(SweepCommand, a_foreign_or_broken_file_is_refused_and_left_as_it_is) {
  call_sweep(kSmall, {"--resume", path_});
  const std::string before = content_of(path_);
  const SweepOutcome foreign = call_sweep(kSmall, {"--resume", path_, "--seeds", "2"});
  EXPECT_EQ(foreign.code, kBadInput);
  EXPECT_NE(foreign.err.find("line 1: it is of another sweep"), std::string::npos) << foreign.err;
  EXPECT_EQ(content_of(path_), before);
  std::ofstream(path_, std::ios::app | std::ios::binary) << "hello\n";
  const SweepOutcome broken = call_sweep(kSmall, {"--resume", path_});
  EXPECT_EQ(broken.code, kBadInput);
  EXPECT_NE(broken.err.find("line 14: "), std::string::npos) << broken.err;
}

TEST_F(SweepCommand, bad_input_is_refused_with_what_would_be_right) {
  const auto refused = [](const std::vector<std::string>& more, std::string_view message) {
    std::vector<std::string> words = {"sweep"};
    words.insert(words.end(), more.begin(), more.end());
    const SweepOutcome outcome = call_sweep(words);
    EXPECT_EQ(outcome.code, kBadInput);
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err.find(message), std::string::npos) << outcome.err;
  };
  refused({"--learning-rates", ""}, "--learning-rates: \"\" is not a number");
  refused({"--learning-rates", "0.1,x"}, "\"x\" is not a number");
  refused({"--weight-decays", "-1"}, "weight_decay: -1 is out of range");
  refused({"--x", "loss_scale:0"}, "it must be an integer from 1 to 25");
  refused({"--x", "loss_scale:30"}, "it must be an integer from 1 to 25");
  refused({"--x", "hidden"}, "\"hidden\" cannot be swept");
  refused({"--x", "noise:3:0"}, "is not an axis");
  refused({"--x", "noise", "--learning-rates", "1"}, "only one of them");
  refused({"--jobs", "0"}, "--jobs: \"0\" is not possible");
  refused({"--part", "3/2"}, "--part: \"3\" is not possible");
  refused({"--part", "2"}, "--part: \"2\" is not a part");
  refused({"--seeds", "0"}, "--seeds: 0 is out of range");
  refused({"--metric", "loss"}, "--metric");
  refused({"--runs", "5"}, "sweep.runs: 5 is no run");
  refused({"--resume", ::testing::TempDir()}, "it is a folder");
}

}  // namespace
}  // namespace playground::cli
