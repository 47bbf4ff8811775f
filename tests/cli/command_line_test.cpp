#include "cli/command_line.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <vector>

#include "share/experiment_tree.hpp"
#include "share/parameters_reference.hpp"

namespace playground::cli {
namespace {

struct Outcome {
  int code;
  std::string out;
  std::string err;
};

Outcome call(const std::vector<std::string>& words, const std::string& input = "") {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  const int code = run_command_line(words, {in, out, err});
  return {code, out.str(), err.str()};
}

void expect_bad_input(const std::vector<std::string>& words, std::string_view message,
                      const std::string& input = "") {
  const Outcome outcome = call(words, input);
  EXPECT_EQ(outcome.code, kBadInput) << words.front();
  EXPECT_EQ(outcome.out, "");
  EXPECT_NE(outcome.err.find(message), std::string::npos)
      << "\"" << outcome.err << "\" lacks \"" << message << "\"";
}

TEST(CommandLine, link_and_config_are_inverse) {
  const Outcome config = call({"config", "--link", "v=1&noise=0.5&run=sgd,lr:0.1"});
  EXPECT_EQ(config.code, kDone);
  EXPECT_EQ(config.err, "");
  const Outcome link = call({"link", "--config", "-"}, config.out);
  EXPECT_EQ(link.out, "v=1&noise=0.5&run=sgd,lr:0.1\n");
  EXPECT_EQ(call({"link"}).out, "v=1\n");
  EXPECT_EQ(call({"link", "--link=-"}, "https://example.org/#v=1&noise=1\n").out, "v=1&noise=1\n");
}

TEST(CommandLine, fingerprints_answers_each_link_of_a_list_and_checks_what_a_link_claims) {
  const std::string link = "v=1&steps=20";
  const Outcome run = call({"run", "--link", link, "--format", "json"});
  const std::string expected = (*parse_json(run.out))["fingerprint"].get<std::string>();
  const std::string other = link + "&mseed=2";
  const Outcome two = call({"fingerprints"}, link + "\n" + other + "\n");
  EXPECT_EQ(two.code, kDone) << two.err;
  EXPECT_EQ(two.out.substr(0, 17), expected + "\n");
  EXPECT_EQ(two.out.size(), 34u);
  EXPECT_NE(two.out.substr(17), expected + "\n");
  EXPECT_EQ(call({"fingerprints"}, link + "&fp=" + expected + "@20\n").code, kDone);
  const Outcome wrong = call({"fingerprints", "--links", "-"}, other + "&fp=" + expected + "@20\n");
  EXPECT_EQ(wrong.code, kCheckFailed);
  EXPECT_EQ(wrong.err, "line 1: the link claims " + expected + "\n");
  EXPECT_EQ(call({"fingerprints"}, link + "\nv=1&steps=x\n").code, kBadInput);
  expect_bad_input({"fingerprints", "--links", "/nowhere"}, "--links: the file \"/nowhere\"");
}

TEST(CommandLine, run_reports_in_json_csv_and_as_a_table) {
  const Outcome json = call({"run", "--steps", "20", "--format", "json"});
  ASSERT_EQ(json.code, kDone) << json.err;
  const auto report = parse_json(json.out);
  ASSERT_TRUE(report);
  EXPECT_EQ((*report)["config"]["training"]["steps"], 20);
  EXPECT_EQ((*report)["runs"][2]["optimizer"], "adam");
  EXPECT_EQ((*report)["fingerprint"].get<std::string>().size(), 16u);
  EXPECT_EQ(call({"run", "--steps", "20", "--format", "csv", "--seeds", "2"}).out.substr(0, 9),
            "run,name,");
  EXPECT_NE(call({"run", "--steps=20"}).out.find((*report)["fingerprint"].get<std::string>()),
            std::string::npos);
}

TEST(CommandLine, a_link_with_a_fingerprint_says_whether_it_is_reproduced) {
  std::string link = call({"link", "--steps", "20", "--fingerprint"}).out;
  ASSERT_NE(link.find("&fp="), std::string::npos);
  EXPECT_NE(call({"run", "--link", link}).err.find("is reproduced"), std::string::npos);
  char& digit = link[link.find("&fp=") + 4];
  digit = digit == '0' ? '1' : '0';
  const Outcome differs = call({"run", "--link", link, "--format", "json"});
  EXPECT_NE(differs.err.find("differs"), std::string::npos);
  EXPECT_NE(differs.out.find("\"state\": \"differs\""), std::string::npos);
}

TEST(CommandLine, a_link_with_a_wrong_value_is_mended_with_a_notice) {
  const Outcome outcome = call({"link", "--link", "v=1&noise=99"});
  EXPECT_EQ(outcome.code, kDone);
  EXPECT_EQ(outcome.out, "v=1&noise=2\n");
  EXPECT_NE(outcome.err.find("noise: 99 is out of range"), std::string::npos);
}

TEST(CommandLine, check_fails_with_code_one_when_a_run_falls_short) {
  const std::vector<std::string> words = {"check", "--steps", "50", "--min-test-accuracy"};
  auto with = [&](const std::string& value) {
    std::vector<std::string> all = words;
    all.push_back(value);
    return call(all);
  };
  EXPECT_EQ(with("0.1").code, kDone);
  const Outcome failed = with("0.999");
  EXPECT_EQ(failed.code, kCheckFailed);
  EXPECT_NE(failed.out.find("is below 0.999"), std::string::npos);
  EXPECT_EQ(call({"check", "--steps", "50", "--max-gap", "-5"}).code, kCheckFailed);
  expect_bad_input({"check"}, "must be given");
  expect_bad_input({"check", "--min-test-accuracy", "90"}, "0 to 1");
}

TEST(CommandLine, files_are_written_where_they_are_wanted) {
  const std::string folder = ::testing::TempDir() + "adamw_playground_trace/inner";
  ASSERT_EQ(call({"trace", "--steps", "5", "--out", folder}).code, kDone);
  std::ifstream config(folder + "/config.json");
  EXPECT_TRUE(config.good());
  const std::string script = ::testing::TempDir() + "adamw_playground_replay.py";
  ASSERT_EQ(call({"export", "--steps", "5", "--format", "pytorch", "--out", script}).code, kDone);
  EXPECT_TRUE(std::ifstream(::testing::TempDir() + "adamw_playground_replay.safetensors").good());
  const Outcome one =
      call({"export", "--steps", "5", "--format", "safetensors", "--run", "1", "--out", "-"});
  EXPECT_EQ(one.code, kDone);
  EXPECT_NE(one.out.find("\"0.weight\""), std::string::npos);
  expect_bad_input({"export", "--format", "json", "--steps", "1", "--out", "/nowhere/at/all"},
                   "cannot be written");
}

TEST(CommandLine, bad_input_is_refused_with_code_two_and_a_reason) {
  expect_bad_input({"fly"}, "\"fly\" is not a command");
  expect_bad_input({"run", "--speed", "9"}, "known are --config");
  expect_bad_input({"run", "--steps"}, "value is missing");
  expect_bad_input({"run", "--steps", "many"}, "--steps");
  expect_bad_input({"run", "--steps", "-1"}, "1 to 10000000");
  expect_bad_input({"run", "--seeds", "65"}, "1 to 64");
  expect_bad_input({"run", "--steps", "1", "--steps", "2"}, "twice");
  expect_bad_input({"run", "--format", "xml"}, "table, json, csv");
  expect_bad_input({"run", "--config", "/no/such/file.json"}, "cannot be opened");
  expect_bad_input({"run", "--config", "/"}, "folder");
  expect_bad_input({"run", "--config", "-", "--link", "v=1"}, "only one");
  expect_bad_input({"run", "--config", "-"}, "data.noise", R"({"data": {"noise": -1}})");
  expect_bad_input({"config", "--config", "-"}, "1100000", std::string(2'000'000, ' '));
  expect_bad_input({"run", "--lesson", "overfit"}, "\"overfit\" is not a lesson; there are ");
  expect_bad_input({"run", "--lesson", "../index"}, "is not a lesson");
  expect_bad_input({"run", "--lesson", "spiral", "--link", "v=1"}, "only one");
  expect_bad_input({"lessons", "--format", "xml"}, "table, json");
  expect_bad_input({"trace"}, "--out");
  expect_bad_input({"export", "--out", "x"}, "--format");
  expect_bad_input({"export", "--format", "csv", "--out", "x", "--run", "7"}, "0 to 2");
  EXPECT_EQ(call({}).code, kBadInput);
}

TEST(CommandLine, lessons_are_listed_and_each_has_its_experiment) {
  const Outcome list = call({"lessons", "--format", "json"});
  ASSERT_EQ(list.code, kDone);
  const Json lessons = Json::parse(list.out, nullptr, false)["lessons"];
  ASSERT_GE(lessons.size(), 6u);
  const std::string table = call({"lessons"}).out;
  std::set<std::string> experiments;
  for (const Json& lesson : lessons) {
    const auto id = lesson["id"].get<std::string>();
    EXPECT_GE(lesson["minutes"], 3) << id;
    EXPECT_LE(lesson["minutes"], 6) << id;
    EXPECT_FALSE(lesson["summary"].get<std::string>().empty()) << id;
    EXPECT_NE(table.find(lesson["title"].get<std::string>()), std::string::npos) << id;
    const Outcome config = call({"config", "--lesson", id});
    EXPECT_EQ(config.code, kDone) << config.err;
    experiments.insert(config.out);
  }
  EXPECT_EQ(experiments.size(), lessons.size());
}

TEST(CommandLine, a_lessons_experiment_is_a_patch_on_the_opening_one) {
  const Json config = Json::parse(call({"config", "--lesson", "overfit-and-rescue"}).out);
  EXPECT_EQ(config["runs"].size(), 2u);
  EXPECT_EQ(config["data"], Json::parse(call({"config"}).out)["data"]);
  const Outcome run = call({"run", "--lesson", "overfit-and-rescue", "--steps", "3"});
  EXPECT_EQ(run.code, kDone) << run.err;
}

TEST(CommandLine, help_names_every_command_and_its_options) {
  const Outcome help = call({"help"});
  EXPECT_EQ(help.code, kDone);
  for (const char* name :
       {"run", "trace", "export", "link", "config", "check", "lessons", "parameters", "version"}) {
    EXPECT_NE(help.out.find(std::string("\n  ") + name), std::string::npos) << name;
  }
  EXPECT_NE(call({"run", "--help"}).out.find("--seeds K"), std::string::npos);
  EXPECT_EQ(call({"help", "trace"}).code, kDone);
  EXPECT_EQ(call({"version"}).out.substr(0, 17), "adamw-playground ");
}

TEST(CommandLine, the_reference_page_is_the_tables_own) {
  std::ifstream file(std::string(ADAMW_TEST_DATA) + "/../docs/parameters.md", std::ios::binary);
  const std::string page(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ(page, call({"parameters", "--format", "markdown"}).out)
      << "write it anew: adamw-playground parameters --format markdown > docs/parameters.md";
}

}  // namespace
}  // namespace playground::cli
