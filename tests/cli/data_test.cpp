// The command line on a person's own data, and on the digits.
#include <gtest/gtest.h>

#include <sstream>
#include <vector>

#include "cli/command_line.hpp"
#include "share/json_text.hpp"
#include "share/link.hpp"

namespace playground::cli {
namespace {

struct Answer {
  int code;
  std::string out;
  std::string err;
};

Answer call_with(const std::vector<std::string>& words, const std::string& input = "") {
  std::istringstream in(input);
  std::ostringstream out, err;
  const int code = run_command_line(words, {in, out, err});
  return {code, out.str(), err.str()};
}

std::string flowers() {
  std::string text = "length,width,kind,price\n";
  for (int i = 0; i < 60; ++i) {
    const bool big = i % 2 == 1;
    text += std::to_string((big ? 60 : 45) + i % 7) + "," + std::to_string(30 + i % 5) + "," +
            (big ? "rose" : "daisy") + "," + std::to_string((big ? 9 : 3) + i % 4) + "\n";
  }
  return text;
}

Json report(const std::vector<std::string>& more, const std::string& input) {
  std::vector<std::string> words = {"run", "--steps", "60", "--format", "json"};
  words.insert(words.end(), more.begin(), more.end());
  const Answer answer = call_with(words, input);
  EXPECT_EQ(answer.code, kDone) << answer.err;
  return parse_own_json(answer.out);
}

TEST(OwnData, RunTrainsACsvFileAndItsConfigNamesTheTable) {
  const Json classes = report({"--data", "-", "--label", "kind"}, flowers());
  const Json data = classes["config"]["data"];
  EXPECT_EQ(data["dataset"], "table");
  EXPECT_EQ(data["table"].get<std::string>().size(), 16u);
  EXPECT_EQ(data["label_noise"], 0);
  EXPECT_GT(classes["runs"][0]["test_accuracy"].get<double>(), 0.9);
  const Json few = report({"--data=-", "--label=kind", "--features=length,width"}, flowers());
  EXPECT_NE(few["config"]["data"]["table"], data["table"]);
  const Json price = report({"--data", "-", "--target", "price"}, flowers());
  EXPECT_TRUE(price["runs"][0]["test_accuracy"].is_null());
}

TEST(OwnData, ALinkWithItsRowsIsReproducedWithoutTheFile) {
  const Answer link = call_with(
      {"link", "--steps", "40", "--fingerprint", "--rows", "--data", "-", "--label", "kind"},
      flowers());
  ASSERT_EQ(link.code, kDone) << link.err;
  EXPECT_NE(link.out.find("&t="), std::string::npos);
  const Answer again = call_with({"run", "--link", "-"}, link.out);
  EXPECT_EQ(again.code, kDone) << again.err;
  EXPECT_EQ(again.err, "link: the result at step 40 is reproduced\n");
  const std::string bare = link.out.substr(0, link.out.find("&t="));
  const Answer missing = call_with({"run", "--link", bare});
  EXPECT_EQ(missing.code, kBadInput);
  EXPECT_NE(missing.err.find("which is not here"), std::string::npos) << missing.err;
  const Answer given =
      call_with({"run", "--link", bare, "--data", "-", "--label", "kind"}, flowers());
  EXPECT_EQ(given.err, "link: the result at step 40 is reproduced\n");
  const Answer other =
      call_with({"run", "--link", bare, "--data", "-", "--target", "price"}, flowers());
  EXPECT_EQ(other.code, kBadInput);
  EXPECT_NE(other.err.find("but the experiment is about"), std::string::npos) << other.err;
}

TEST(OwnData, TableSaysWhatAFileHolds) {
  const Answer text = call_with({"table", "-"}, flowers());
  ASSERT_EQ(text.code, kDone) << text.err;
  EXPECT_EQ(text.out.substr(0, 55), "60 rows, 4 columns, separator comma, with a header\n\n   ");
  EXPECT_NE(text.out.find("45 | 30 | daisy | 3\n"), std::string::npos) << text.out;
  const Json json = parse_own_json(call_with({"table", "--format", "json", "-"}, flowers()).out);
  EXPECT_EQ(json["columns"][2]["kind"], "classes");
  const Answer mails = call_with({"table", "-"}, "a,b\n1,x@example.org\n2,y@example.org\n");
  EXPECT_NE(mails.out.find("privacy: column \"b\": 2 of 2 values look like mail"),
            std::string::npos)
      << mails.out;
}

TEST(OwnData, BadOptionsAndFilesAreNamed) {
  const std::pair<std::vector<std::string>, const char*> kCases[] = {
      {{"run", "--data", "-"}, "either --label COLUMN or --target COLUMN"},
      {{"run", "--data", "-", "--label", "kind", "--target", "price"}, "either --label"},
      {{"run", "--data", "-", "--label", "colour"}, "--label: column \"colour\" is not there"},
      {{"run", "--data", "-", "--label", "kind", "--features", "x"}, "--features: column \"x\""},
      {{"run", "--data", "/nowhere.csv", "--label", "kind"}, "--data: the file \"/nowhere.csv\""},
      {{"run", "--label", "kind"}, "--label: it belongs to --data FILE"},
      {{"run", "--data", "-", "--label", "price", "--features", "kind,width"}, "not a number"},
      {{"table"}, "FILE is missing"},
      {{"table", "-", "more"}, "\"more\": unknown"},
      {{"table", "--header", "maybe", "-"}, "--header: \"maybe\" is not known"},
  };
  for (const auto& [words, message] : kCases) {
    const Answer answer = call_with(words, flowers());
    EXPECT_EQ(answer.code, kBadInput) << message;
    EXPECT_NE(answer.err.find(message), std::string::npos) << answer.err;
  }
  EXPECT_NE(call_with({"table", "-"}, std::string("a\0b", 3)).err.find("not text"),
            std::string::npos);
}

TEST(OwnData, TheDigitsComeWithTheProgram) {
  const Answer run = call_with({"run", "--format", "json", "--link",
                                "v=1&data=digits&n=500&flip=0&"
                                "steps=60&run=adamw"});
  ASSERT_EQ(run.code, kDone) << run.err;
  EXPECT_GT(parse_own_json(run.out)["runs"][0]["test_accuracy"].get<double>(), 0.5);
  const Answer list = call_with({"fingerprints"}, "v=1&data=digits&steps=5&run=adamw\n");
  EXPECT_EQ(list.code, kDone) << list.err;
  EXPECT_EQ(call_with({"fingerprints"}, "v=1&data=table&table=x&steps=5\n").code, kBadInput);
}

}  // namespace
}  // namespace playground::cli
