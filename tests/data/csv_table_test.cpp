// The CSV reader: what it finds out, what it refuses and with which words; tables made of columns.
#include "data/csv_table.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <cmath>

#include "core/random.hpp"

namespace playground {
namespace {

CsvTable read(std::string_view text, const CsvOptions& options = {}) {
  Result<CsvTable> csv = read_csv(text, options);
  EXPECT_TRUE(csv) << (csv ? "" : csv.error().message);
  return csv ? *std::move(csv) : CsvTable{};
}

std::string csv_error(std::string_view text, const CsvOptions& options = {}) {
  const Result<CsvTable> csv = read_csv(text, options);
  return csv ? "" : csv.error().message;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(Csv, FindsTheHeaderAndWhatTheColumnsHold) {
  const CsvTable csv =
      read("length,kind,note\n1.5,a,first one\n2.5,b,another\n,a,third\n4.5,b,last\n");
  EXPECT_EQ(csv.separator, ',');
  EXPECT_TRUE(csv.header);
  ASSERT_EQ(csv.columns.size(), 3u);
  EXPECT_EQ(csv.rows, 4u);
  const CsvColumn& length = csv.columns[0];
  EXPECT_EQ(length.name, "length");
  EXPECT_EQ(length.kind, CsvKind::number);
  EXPECT_EQ(length.missing, 1u);
  EXPECT_EQ(length.distinct, 3u);
  EXPECT_EQ(length.minimum, 1.5);
  EXPECT_EQ(length.maximum, 4.5);
  EXPECT_DOUBLE_EQ(length.mean, 8.5 / 3);
  EXPECT_NEAR(length.standard_deviation, 1.527525, 1e-6);
  EXPECT_EQ(csv.columns[1].kind, CsvKind::classes);
  EXPECT_EQ(csv.columns[1].distinct, 2u);
  EXPECT_EQ(csv.columns[2].kind, CsvKind::text);
}

TEST(Csv, WithoutAHeaderNumbersItsColumns) {
  const CsvTable csv = read("1,2\n3,4\n");
  EXPECT_FALSE(csv.header);
  EXPECT_EQ(csv.rows, 2u);
  EXPECT_EQ(csv.columns[1].name, "column 2");
  EXPECT_TRUE(read("1,2\n3,4\n", {.header = true}).header);
  EXPECT_FALSE(read("red,round\nred,oval\n").header)
      << "the first line has a value that comes again";
  EXPECT_FALSE(read("x,y\n1,2\n", {.header = false}).header);
}

TEST(Csv, GivesColumnsOfOneNameNamesOfTheirOwn) {
  const CsvTable csv = read("x,x,,x (2)\n1,2,3,4\n", {.header = true});
  EXPECT_EQ(csv.columns[0].name, "x");
  EXPECT_EQ(csv.columns[1].name, "x (2)");
  EXPECT_EQ(csv.columns[2].name, "column 3");
  EXPECT_NE(csv.columns[3].name, "x (2)");
}

TEST(Csv, FindsTheSeparator) {
  EXPECT_EQ(read("a;b\n1,5;2,5\n").separator, ';');
  EXPECT_EQ(read("a\tb\n1\t2\n").separator, '\t');
  EXPECT_EQ(read("a,b\n\"x;y\",2\n").separator, ',');
  EXPECT_EQ(read("a,b;c,d\n1,2;3,4\n", {.separator = ','}).columns.size(), 3u);
  EXPECT_EQ(read("alone\n1\n2\n").columns.size(), 1u);
}

TEST(Csv, ReadsADecimalCommaBehindASemicolonAlone) {
  const CsvTable csv = read("a;b\n1,5;2\n-0,25;3\n");
  EXPECT_TRUE(csv.decimal_comma);
  EXPECT_EQ(csv.columns[0].kind, CsvKind::number);
  EXPECT_EQ(csv.number(0, 0), 1.5);
  EXPECT_EQ(csv.number(1, 0), -0.25);
  EXPECT_FALSE(read("a;b\n1.5;2\n").decimal_comma);
  EXPECT_FALSE(read("a,b\n\"1,5\",2\n").decimal_comma);
  EXPECT_FALSE(read("a;b\n1,234,5;2\n").number(0, 0).has_value());
}

TEST(Csv, ReadsQuotedFieldsAndEveryLineEnd) {
  const CsvTable csv = read("a,b\r\n\"x, \"\"y\"\"\",1\r\n\"two\nlines\" , 2 \r\n\r\nlast,3");
  ASSERT_EQ(csv.rows, 3u);
  EXPECT_EQ(csv.cell(0, 0), "x, \"y\"");
  EXPECT_EQ(csv.cell(1, 0), "two\nlines");
  EXPECT_EQ(csv.cell(1, 1), "2");
  EXPECT_EQ(csv.cell(2, 0), "last");
  EXPECT_EQ(csv.line(1), 3u);
  EXPECT_EQ(csv.line(2), 6u);
  EXPECT_EQ(read("a,b\r1,2\r3,4\r").rows, 2u);
}

TEST(Csv, LeavesOutAByteOrderMark) {
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "a,b\n1,2\n")
                .columns[0]
                .name,
            "a");
}

TEST(Csv, CountsWhatIsMissingInEveryUsualSpelling) {
  const CsvTable csv = read("a,b\n1,x\nNA,y\nn/a,x\nnull,y\nNaN,x\n?,y\n\"\",x\n2,-\n");
  EXPECT_EQ(csv.columns[0].missing, 6u);
  EXPECT_EQ(csv.columns[0].kind, CsvKind::number);
  EXPECT_EQ(csv.columns[1].missing, 0u);
}

TEST(Csv, TakesFormulasAsPlainText) {
  const CsvTable csv = read("a,b\n=1+1,1\n@SUM(A1),2\n+cmd|' /C calc'!A0,3\n");
  EXPECT_EQ(csv.columns[0].kind, CsvKind::text);
  EXPECT_EQ(csv.cell(0, 0), "=1+1");
  EXPECT_FALSE(csv.number(0, 0).has_value());
}

TEST(Csv, RefusesWhatIsNoTextWithThePlace) {
  EXPECT_TRUE(has(csv_error(std::string("PK\3\4\0\0", 6)), "byte 5 is zero"));
  EXPECT_TRUE(has(csv_error("name,b\nM\xFCller,2\n"), "line 2: byte 9 (0xFC) is not UTF-8"));
  EXPECT_TRUE(has(csv_error("a,b\n\xED\xA0\x80,1\n"), "not UTF-8"));  // half of a pair
  EXPECT_TRUE(has(csv_error("a,b\n1,\xE2\x82"), "not UTF-8"));        // cut
  EXPECT_TRUE(has(csv_error(""), "the file is empty"));
  EXPECT_TRUE(has(csv_error("\n\n\r\n"), "the file is empty"));
  EXPECT_TRUE(has(csv_error("a,b\n", {.header = true}), "a header alone"));
}

TEST(Csv, RefusesLinesThatDoNotFitWithTheirNumber) {
  EXPECT_EQ(csv_error("a,b\n1,2\n3\n"), "line 3: 1 field; it must have 2 as line 1 has");
  EXPECT_EQ(csv_error("a,b\n\"1\n1\",2\n3,4,5\n"),
            "line 4: 3 fields; it must have 2 as line 1 has");
  EXPECT_TRUE(
      has(csv_error("a,b\n1,\"2\n3,4\n"), "line 2: a quote opens a field and none closes it"));
  EXPECT_TRUE(has(csv_error("a,b\n1,\"2\"x\n"), "line 2: text follows a closing quote"));
}

TEST(Csv, RefusesWhatIsTooLarge) {
  std::string wide = "0";
  for (int i = 1; i < 10'000; ++i) wide += ",0";
  EXPECT_TRUE(has(csv_error(wide + "\n"), "line 1: more than 1000 columns"));
  std::string high;
  for (std::size_t i = 0; i <= kMaxTableRows; ++i) high += "1,2\n";
  EXPECT_TRUE(has(csv_error(high), "100001 rows; there may be 100000"));
  EXPECT_EQ(read(high.substr(4)).rows, kMaxTableRows);
  EXPECT_TRUE(has(csv_error(high + "1,2\n"), "line 100002: more than 100000 rows"));
  std::string cells;
  for (int i = 0; i < 5'000; ++i) cells += std::string(899, ',') + "\n";
  EXPECT_TRUE(has(csv_error(cells), "more than 4000000 cells"));
  EXPECT_TRUE(has(csv_error(std::string(kMaxCsvBytes + 1, '1')), "40.0 MB; it may have 40 MB"));
}

TEST(Csv, OfRandomBytesIsReadOrRefused) {
  const Random random(5, Stream::split);
  constexpr std::string_view kParts[] = {"\"", ",", ";", "\t",       "\n", "\r",
                                         "1",  "a", " ", "\xC3\xA9", "."};
  for (std::uint32_t trial = 0; trial < 20'000; ++trial) {
    std::string text;
    for (std::uint32_t i = 0; i < 30; ++i) text += kParts[random.below(11, trial, i)];
    const Result<CsvTable> csv = read_csv(text, {});
    if (csv) {
      EXPECT_EQ(csv->ends.size(), csv->rows * csv->columns.size());
    }
  }
}

constexpr std::string_view kFlowers =
    "id,length,width,kind\n1,5.1,3.5,b\n2,4.9,,a\n3,6.2,2.8,a\n4,6.2,2.8,a\n5,5.9,3,b\n";

TEST(CsvSelection, IsTheColumnsChosenWithoutRowsThatLackAValue) {
  const CsvTable csv = read(kFlowers);
  const Result<CsvSelection> made =
      make_table(csv, {.name = "flowers", .features = {1, 2}, .target = 3});
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->missing_rows, 1u);
  EXPECT_EQ(made->table.features[0].values, (std::vector<float>{5.1f, 6.2f, 6.2f, 5.9f}));
  EXPECT_EQ(made->table.target.classes, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(made->table.target.values, (std::vector<float>{1, 0, 0, 1}));
  EXPECT_EQ(made->table.target.name, "kind");
}

TEST(CsvSelection, LeavesOutDuplicatesWhenAsked) {
  const Result<CsvSelection> made = make_table(
      read(kFlowers), {.name = "f", .features = {1, 2}, .target = 3, .drop_duplicates = true});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->duplicate_rows, 1u);
  EXPECT_EQ(made->table.rows(), 3u);
}

TEST(CsvSelection, MayHaveANumericTarget) {
  const Result<CsvSelection> made =
      make_table(read(kFlowers),
                 {.name = "f", .features = {0, 1}, .target = 2, .target_kind = TargetKind::number});
  ASSERT_TRUE(made);
  EXPECT_FALSE(made->table.has_classes());
  EXPECT_EQ(made->table.target.values[1], 2.8f);
}

TEST(CsvSelection, PutsClassesThatAreNumbersInTheirOrder) {
  const Result<CsvSelection> made = make_table(read("x,y,c\n1,2,10\n3,4,9\n5,6,10\n"),
                                               {.name = "n", .features = {0, 1}, .target = 2});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->table.target.classes, (std::vector<std::string>{"9", "10"}));
}

TEST(CsvSelection, IsRefusedWithTheLineAndTheColumn) {
  const auto refused = [](std::string_view text, const CsvChoice& choice) {
    const Result<CsvSelection> made = make_table(read(text, {.header = true}), choice);
    return made ? "" : made.error().message;
  };
  EXPECT_EQ(refused(kFlowers, {.name = "f", .features = {1, 3}, .target = 0}),
            "line 2, column \"kind\": \"b\" is not a number; choose a column of numbers");
  EXPECT_TRUE(
      has(refused(kFlowers, {.name = "f", .features = {1}, .target = 3}), "1 feature columns"));
  EXPECT_TRUE(
      has(refused(kFlowers, {.name = "f", .features = {1, 3}, .target = 3}), "chosen twice"));
  EXPECT_TRUE(
      has(refused(kFlowers, {.name = "f", .features = {1, 9}, .target = 3}), "no column 10"));
  EXPECT_TRUE(
      has(refused("x,y,c\n1,1e39,a\n1,2,b\n", {.name = "f", .features = {0, 1}, .target = 2}),
          "line 2, column \"y\": \"1e39\" is too large"));
  EXPECT_TRUE(has(refused("x,y,c\n1,,a\n,2,b\n", {.name = "f", .features = {0, 1}, .target = 2}),
                  "no row is left"));
  EXPECT_TRUE(has(refused("x,y,c\n1,1,a\n2,2,a\n", {.name = "f", .features = {0, 1}, .target = 2}),
                  "1 classes; it must have 2 to 10"));
  std::string many = "x,y,c\n";
  for (int i = 0; i < 12; ++i) many += fmt::format("1,2,k{}\n", i);
  EXPECT_TRUE(has(refused(many, {.name = "f", .features = {0, 1}, .target = 2}),
                  "more than 10 classes (the 11th is \"k10\", line 12)"));
}

TEST(CsvColumns, AreFoundByNameOrNumber) {
  const CsvTable csv = read(kFlowers);
  EXPECT_EQ(find_column(csv, "width").value(), 2u);
  EXPECT_EQ(find_column(csv, "4").value(), 3u);
  EXPECT_EQ(find_column(csv, "colour").error().message,
            "column \"colour\" is not there; the columns are id, length, width, kind");
  EXPECT_FALSE(find_column(csv, "0"));
  EXPECT_FALSE(find_column(csv, "5"));
}

}  // namespace
}  // namespace playground
