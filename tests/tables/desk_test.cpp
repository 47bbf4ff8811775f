// What the dialog asks of a file, from its bytes to a table; hostile files say what is wrong.
#include "tables/desk.hpp"

#include <gtest/gtest.h>

#include "core/text.hpp"
#include "data/table.hpp"
#include "tables/table_report.hpp"

namespace playground {
namespace {

constexpr const char* kFlowers =
    "length;width;mail;kind\n"
    "5,1;3,5;a@example.org;setosa\n4,9;3,0;b@example.org;setosa\n"
    "7,0;3,2;c@example.org;versicolor\n6,4;3,2;d@example.org;versicolor\n"
    "6,3;;e@example.org;setosa\n";

Json asked(TableDesk& desk, const Json& request, std::string_view bytes = "") {
  return parse_own_json(
      desk.answer(format_json(request, -1),
                  std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size())));
}

std::string_view text_of(const std::vector<std::uint8_t>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

TEST(TableDesk, SaysWhatAFileHoldsAndSuggestsWhatToLearn) {
  TableDesk desk;
  const Json file = asked(desk, {{"do", "open"}}, kFlowers);
  EXPECT_EQ(file["separator"], ";");
  EXPECT_EQ(file["header"], true);
  EXPECT_EQ(file["rows"], 5);
  EXPECT_EQ(file["columns"][0]["kind"], "number");
  EXPECT_EQ(file["columns"][0]["maximum"], 7.0);
  EXPECT_EQ(file["columns"][1]["missing"], 1);
  EXPECT_EQ(file["columns"][3]["kind"], "classes");
  EXPECT_EQ(file["preview"][0], Json({"5,1", "3,5", "a@example.org", "setosa"}));
  EXPECT_EQ(file["suggested"]["target"], 3);
  EXPECT_EQ(file["suggested"]["features"], Json({0, 1}));
  bool warned = false;
  for (const Json& finding : file["findings"]) {
    warned = warned || (finding["severity"] == "privacy" && finding["column"] == "mail");
    EXPECT_EQ(finding["message"].get<std::string>().find("example.org"), std::string::npos);
  }
  EXPECT_TRUE(warned);
}

TEST(TableDesk, ReadsAFileAsItIsTold) {
  TableDesk desk;
  EXPECT_EQ(asked(desk, {{"do", "limits"}})["file_bytes"], kMaxCsvBytes);
  const Json file = asked(desk, {{"do", "open"}, {"separator", ";"}, {"header", false}}, kFlowers);
  ASSERT_FALSE(file.contains("error")) << file.dump();
  EXPECT_EQ(file["header"], false);
  EXPECT_EQ(file["rows"], 6);
  EXPECT_EQ(file["columns"][0]["name"], "column 1");
  const Json commas = asked(desk, {{"do", "open"}, {"separator", ","}}, kFlowers);
  EXPECT_NE(commas.value("error", "").find("fields"), std::string::npos) << commas.dump();
  const Json strange = asked(desk, {{"do", "open"}, {"separator", "#"}}, kFlowers);
  EXPECT_EQ(strange["error"],
            "separator: \"#\" is not known; it must be a comma, a semicolon or a tab");
}

TEST(TableDesk, MakesATableOfWhatIsChosenWithFindings) {
  TableDesk desk;
  EXPECT_EQ(asked(desk, {{"do", "make"}})["error"], "make: no file is open");
  asked(desk, {{"do", "open"}}, kFlowers);
  const Json made = asked(desk, {{"do", "make"},
                                 {"name", "flowers"},
                                 {"features", {0, 1}},
                                 {"target", 3},
                                 {"target_kind", "classes"},
                                 {"split", {{"seed", 1}, {"test_part", 0.5}}}});
  ASSERT_FALSE(made.contains("error")) << made.dump();
  EXPECT_EQ(made["missing_rows"], 1);
  EXPECT_EQ(made["table"]["rows"], 4);
  EXPECT_EQ(made["table"]["features"], Json({"length", "width"}));
  EXPECT_EQ(made["table"]["classes"], Json({"setosa", "versicolor"}));
  const Result<Table> table = read_table(desk.bytes());
  ASSERT_TRUE(table);
  EXPECT_EQ(hex_text(table_hash(*table)), made["table"]["hash"]);
  EXPECT_EQ(table->features[0].values[0], 5.1f);
  const Json again = asked(desk, {{"do", "describe"}, {"rows", {0, 3}}}, text_of(desk.bytes()));
  EXPECT_EQ(again["table"], made["table"]);
  EXPECT_EQ(again["values"].size(), 2u);
  EXPECT_EQ(asked(desk, {{"do", "make"}, {"features", {0, 0}}, {"target", 3}, {"name", "x"}})
                .value("error", "")
                .find("column \"length\" is chosen twice"),
            0u);
}

TEST(TableDesk, MakesATableOfPointsThatWereDrawn) {
  TableDesk desk;
  const Json drawn = asked(desk, {{"do", "draw"},
                                  {"name", "drawing"},
                                  {"classes", {"A", "B"}},
                                  {"points", {{0.5, -1, 0}, {1, 1, 1}, {0, 0, 1}}}});
  ASSERT_FALSE(drawn.contains("error")) << drawn.dump();
  EXPECT_EQ(drawn["table"]["rows"], 3);
  EXPECT_NE(asked(desk, {{"do", "draw"},
                         {"name", "drawing"},
                         {"classes", {"A", "B"}},
                         {"points", {{0.5, -1, 2}, {1, 1, 1}}}})
                .value("error", "")
                .find("has no class"),
            std::string::npos);
  EXPECT_NE(asked(desk, {{"do", "draw"}, {"points", {{1}}}}).value("error", ""), "");
}

TEST(TableDesk, PutsASmallTableIntoATextAndTakesItOut) {
  TableDesk desk;
  asked(desk, {{"do", "draw"},
               {"name", "drawing"},
               {"classes", {"A", "B"}},
               {"points", {{0.5, -1, 0}, {1, 1, 1}, {0, 0, 1}}}});
  const std::vector<std::uint8_t> bytes = desk.bytes();
  const Json text = asked(desk, {{"do", "text"}}, text_of(bytes));
  EXPECT_EQ(text["text"].get<std::string>().find_first_of("+/="), std::string::npos);
  TableDesk other;
  const Json read = asked(other, {{"do", "read"}, {"text", text["text"]}});
  EXPECT_EQ(read["table"]["name"], "drawing");
  EXPECT_EQ(other.bytes(), bytes);
  EXPECT_NE(asked(other, {{"do", "read"}, {"text", "a~b"}}).value("error", ""), "");
  EXPECT_EQ(other.bytes(), bytes);
}

TEST(TableDesk, SaysTheLimitOfATableThatIsTooLargeForALink) {
  TableDesk desk;
  Json points = Json::array();
  for (int i = 0; i < 2000; ++i) points.push_back({1.0 / (i + 3), 2.0 / (i + 7), i % 2});
  asked(desk, {{"do", "draw"}, {"name", "d"}, {"classes", {"A", "B"}}, {"points", points}});
  const std::string error = asked(desk, {{"do", "text"}}, text_of(desk.bytes())).value("error", "");
  EXPECT_NE(error.find("6000 at most"), std::string::npos) << error;
}

TEST(TableDesk, RefusesHostileFilesInWordsAndKeepsTheOneThatIsOpen) {
  TableDesk desk;
  asked(desk, {{"do", "open"}}, kFlowers);
  std::string wide = "a";
  for (int i = 0; i < 10000; ++i) wide += ",a";
  const std::pair<std::string, const char*> kCases[] = {
      {std::string("PK\3\4\0\0", 6), "not text"},
      {"a;b\n\xff\xfe;1\n", "UTF-8"},
      {wide, "more than 1000 columns"},
      {"", "empty"},
      {"a,b\n1,\"2\n", "closing"},
  };
  for (const auto& [bytes, words] : kCases) {
    const std::string error = asked(desk, {{"do", "open"}}, bytes).value("error", "");
    EXPECT_NE(error.find(words), std::string::npos) << error;
  }
  const Json made = asked(desk, {{"do", "make"},
                                 {"name", "flowers"},
                                 {"features", {0, 1}},
                                 {"target", 3},
                                 {"target_kind", "classes"}});
  EXPECT_EQ(made["table"]["rows"], 4);
}

TEST(SuggestedChoice, TakesANumberWhenThereAreNoClassesAndLeavesOutRowNumbers) {
  std::string text = "id,a,b,price\n";
  for (int i = 0; i < 30; ++i) {
    text += std::to_string(i) + "," + std::to_string(i * 7 % 31) + "," +
            std::to_string(i * 5 % 37) + "," + std::to_string(0.5 + i * 11 % 43) + "\n";
  }
  const Result<CsvTable> csv = read_csv(text, {});
  ASSERT_TRUE(csv);
  const CsvChoice choice = suggested_choice(*csv);
  EXPECT_EQ(choice.target, 3u);
  EXPECT_EQ(choice.target_kind, TargetKind::number);
  EXPECT_EQ(choice.features, (std::vector<std::size_t>{1, 2}));
}

}  // namespace
}  // namespace playground
