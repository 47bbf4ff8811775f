// The checks of a table: each is raised by what it is for and by nothing harmless.
#include "data/table_checks.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>

namespace playground {
namespace {

std::vector<Finding> column_findings(const std::string& text) {
  const Result<CsvTable> csv = read_csv(text, {.header = true});
  EXPECT_TRUE(csv) << (csv ? "" : csv.error().message);
  return csv ? check_columns(*csv) : std::vector<Finding>{};
}

// A file of one column beside a harmless one.
std::vector<Finding> findings_of(const std::string& name, const std::vector<std::string>& cells) {
  std::string text = name + ";harmless\n";
  for (std::size_t i = 0; i < cells.size(); ++i)
    text += fmt::format("{};{}\n", cells[i], i * i % 7);
  return column_findings(text);
}

const Finding* find(const std::vector<Finding>& findings, FindingKind kind) {
  const auto found = std::find_if(findings.begin(), findings.end(),
                                  [&](const Finding& finding) { return finding.kind == kind; });
  return found == findings.end() ? nullptr : &*found;
}

TEST(ColumnChecks, CountMissingValues) {
  const auto findings = findings_of("a", {"1", "", "3", "NA", "2"});
  const Finding* missing = find(findings, FindingKind::missing);
  ASSERT_NE(missing, nullptr);
  EXPECT_EQ(missing->column, "a");
  EXPECT_NE(missing->message.find("missing in 2 of 5 rows"), std::string::npos);
}

TEST(ColumnChecks, SeeAConstant) {
  EXPECT_NE(find(findings_of("a", {"4", "4", "4"}), FindingKind::constant), nullptr);
  EXPECT_EQ(find(findings_of("a", {"4", "4", "5"}), FindingKind::constant), nullptr);
}

TEST(ColumnChecks, WarnOfMailAddressesWithoutRepeatingThem) {
  const auto findings = findings_of("contact", {"unknown", "ada@example.org", "no"});
  const Finding* mail = find(findings, FindingKind::mail);
  ASSERT_NE(mail, nullptr);
  EXPECT_EQ(mail->severity, Severity::privacy);
  EXPECT_NE(mail->message.find("1 of 3 values"), std::string::npos);
  EXPECT_EQ(mail->message.find("ada"), std::string::npos);
  EXPECT_EQ(find(findings_of("a", {"@home", "a@b", "x@y z.org"}), FindingKind::mail), nullptr);
}

TEST(ColumnChecks, WarnOfPhoneNumbersButNotOfDatesAndMeasures) {
  EXPECT_NE(find(findings_of("a", {"+49 30 1234567", "030/7654321"}), FindingKind::phone), nullptr);
  EXPECT_NE(find(findings_of("a", {"(555) 123-4567", "(555) 765-4321"}), FindingKind::phone),
            nullptr);
  EXPECT_NE(find(findings_of("a", {"0301234567", "0307654321"}), FindingKind::phone), nullptr);
  EXPECT_NE(find(findings_of("Phone number", {"5551234567", "5557654321"}), FindingKind::phone),
            nullptr);
  EXPECT_EQ(find(findings_of("a", {"5551234567", "5557654321"}), FindingKind::phone), nullptr);
  EXPECT_EQ(find(findings_of("a", {"2024-05-31", "2024-06-01"}), FindingKind::phone), nullptr);
  EXPECT_EQ(find(findings_of("a", {"31/05/2024", "1/6/2024"}), FindingKind::phone), nullptr);
  EXPECT_EQ(find(findings_of("a", {"-1234567", "-7654321"}), FindingKind::phone), nullptr);
  EXPECT_EQ(find(findings_of("a", {"1234567.5", "7654321.25"}), FindingKind::phone), nullptr);
}

TEST(ColumnChecks, WarnOfNames) {
  const auto people = findings_of("who", {"Ada Lovelace", "Grace Hopper", "Emmy Noether"});
  ASSERT_NE(find(people, FindingKind::names), nullptr);
  EXPECT_EQ(find(people, FindingKind::names)->severity, Severity::privacy);
  EXPECT_NE(find(findings_of("Last name", {"lovelace", "hopper", "noether"}), FindingKind::names),
            nullptr);
  EXPECT_NE(find(findings_of("Nachname", {"Zuse", "Konrad", "Nixdorf"}), FindingKind::names),
            nullptr);
  // Several rows of a person.
  const std::vector<std::string> again = {"Anna", "Ben", "Cem", "Anna", "Ben", "Cem", "Anna"};
  EXPECT_NE(find(findings_of("Vorname", again), FindingKind::names), nullptr);
  EXPECT_NE(find(findings_of("who", {"Anna Lind", "Ben Ode", "Cem Ay", "Anna Lind", "Ben Ode",
                                     "Cem Ay", "Anna Lind"}),
                 FindingKind::names),
            nullptr);
  // Classes that are called names come again and again.
  EXPECT_EQ(
      find(findings_of("name", {"oak", "fir", "oak", "fir", "oak", "fir"}), FindingKind::names),
      nullptr);
  EXPECT_EQ(find(findings_of("colour", {"red", "green", "blue"}), FindingKind::names), nullptr);
}

TEST(ColumnChecks, SeeColumnsThatNumberTheRows) {
  std::vector<std::string> numbers, texts, measures;
  for (int i = 0; i < 12; ++i) {
    numbers.push_back(fmt::format("{}", 100 + i));
    texts.push_back(fmt::format("x{}", i * 7 % 12));
    measures.push_back(fmt::format("{}", i * 7 % 12 + 0.5));
  }
  EXPECT_NE(find(findings_of("a", numbers), FindingKind::identifier), nullptr);
  EXPECT_NE(find(findings_of("a", texts), FindingKind::identifier), nullptr);
  EXPECT_EQ(find(findings_of("a", measures), FindingKind::identifier), nullptr);
}

// `rows` rows of different features; class 1 every `every` rows.
Table different_rows(std::size_t rows, std::size_t every) {
  Table table{.name = "t",
              .features = {{"x", {}, {}}, {"y", {}, {}}},
              .target = {"class", {}, {"no", "yes"}}};
  for (std::size_t i = 0; i < rows; ++i) {
    table.features[0].values.push_back(static_cast<float>(i));
    table.features[1].values.push_back(static_cast<float>(i * i % 17));
    table.target.values.push_back(i % every == 0 ? 1.0f : 0.0f);
  }
  return table;
}

TEST(RowChecks, FindNothingInAHarmlessTable) {
  EXPECT_TRUE(check_rows(different_rows(200, 2), {}).empty());
}

TEST(RowChecks, CountTestRowsThatTheTrainingPartHasToo) {
  Table table = different_rows(200, 2);
  for (std::size_t i = 0; i < 200; i += 2) {  // pairs of equal rows
    table.features[0].values[i + 1] = table.features[0].values[i];
    table.features[1].values[i + 1] = table.features[1].values[i];
    table.target.values[i + 1] = table.target.values[i] = i % 4 == 0 ? 1.0f : 0.0f;
  }
  const SplitConfig config{.seed = 7, .test_fraction = 0.3};
  const TableSplit split = split_table(table, config);
  std::size_t expected = 0;
  for (const std::uint32_t row : split.test) {
    expected +=
        std::find(split.train.begin(), split.train.end(), row ^ 1u) != split.train.end() ? 1u : 0u;
  }
  ASSERT_GT(expected, 20u);
  const auto findings = check_rows(table, config);
  const Finding* leakage = find(findings, FindingKind::leakage);
  ASSERT_NE(leakage, nullptr);
  EXPECT_NE(leakage->message.find(fmt::format("{} of 60 test rows", expected)), std::string::npos)
      << leakage->message;
  EXPECT_EQ(find(findings, FindingKind::contradiction), nullptr);
}

TEST(RowChecks, CountRowsThatContradictEachOther) {
  Table table = different_rows(200, 2);
  table.features[0].values[1] = table.features[0].values[0];
  table.features[1].values[1] = table.features[1].values[0];
  const auto findings = check_rows(table, {});
  const Finding* found = find(findings, FindingKind::contradiction);
  ASSERT_NE(found, nullptr);
  EXPECT_NE(found->message.find("2 of 200 rows"), std::string::npos);
}

TEST(RowChecks, SeeClassesOfUnequalSize) {
  const auto findings = check_rows(different_rows(200, 10), {});
  const Finding* found = find(findings, FindingKind::imbalance);
  ASSERT_NE(found, nullptr);
  EXPECT_NE(found->message.find("\"no\" has 180 rows, \"yes\" has 20"), std::string::npos);
  EXPECT_NE(found->message.find("90.0 %"), std::string::npos);
  EXPECT_EQ(find(check_rows(different_rows(200, 3), {}), FindingKind::imbalance), nullptr);
}

TEST(RowChecks, SeeAClassWithoutATrainingRowAndATestOfFewRows) {
  Table table = different_rows(40, 40);
  const auto few = check_rows(table, {.test_fraction = 0.5});
  EXPECT_NE(find(few, FindingKind::few_rows), nullptr);
  const auto one_class = check_rows(table, {.seed = 1, .test_fraction = 0.5, .train_size = 1});
  EXPECT_TRUE(std::any_of(one_class.begin(), one_class.end(), [](const Finding& finding) {
    return finding.message.find("no training row is of the class \"yes\"") != std::string::npos ||
           finding.message.find("no training row is of the class \"no\"") != std::string::npos;
  }));
}

TEST(RowChecks, SeeAConstantThatIsLeftWhenRowsAreLeftOut) {
  Table table = different_rows(100, 2);
  table.features[1].values.assign(100, 3.0f);
  EXPECT_NE(find(check_rows(table, {}), FindingKind::constant), nullptr);
}

}  // namespace
}  // namespace playground
