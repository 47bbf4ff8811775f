// Checks of the rows that train and test: the same row in both, contradicting labels, class sizes.
#include "data/table_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/text_check.hpp"
#include "core/translate.hpp"

namespace playground {
namespace {

constexpr std::array<std::string_view, 10> kKindNames = {
    "missing", "constant", "identifier",    "names",     "mail",
    "phone",   "leakage",  "contradiction", "imbalance", "few_rows"};
constexpr std::array<std::string_view, 3> kSeverityNames = {"note", "warning", "privacy"};

double percent(std::size_t part, std::size_t whole) {
  return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

// Compares rows by their features, value by value.
class RowOrder {
 public:
  explicit RowOrder(const Table& table) : table_(table) {}

  int compare(std::uint32_t a, std::uint32_t b) const {
    for (const TableColumn& column : table_.features) {
      if (column.values[a] < column.values[b]) return -1;
      if (column.values[a] > column.values[b]) return 1;
    }
    return 0;
  }
  bool operator()(std::uint32_t a, std::uint32_t b) const { return compare(a, b) < 0; }

 private:
  const Table& table_;
};

void check_constants(const Table& table, std::vector<Finding>& findings) {
  if (table.rows() < 2) return;
  for (const TableColumn& column : table.features) {
    const auto [low, high] = std::minmax_element(column.values.begin(), column.values.end());
    if (*low != *high) continue;
    findings.push_back(
        make_finding(FindingKind::constant, Severity::warning, column.name,
                     tr_key("column {0} has one value in all {1} rows: it teaches nothing"),
                     {playground::quoted(column.name), std::to_string(table.rows())}));
  }
}

void check_leakage(const Table& table, const TableSplit& split, std::vector<Finding>& findings) {
  const RowOrder order(table);
  std::vector<std::uint32_t> train = split.train;
  std::stable_sort(train.begin(), train.end(), order);
  std::size_t leaked = 0;
  for (const std::uint32_t row : split.test) {
    leaked += std::binary_search(train.begin(), train.end(), row, order) ? 1 : 0;
  }
  if (leaked == 0) return;
  findings.push_back(make_finding(
      FindingKind::leakage, Severity::warning, "",
      tr_key("{0} of {1} test rows ({2} %) have the same features as a training row: the "
             "test measures memory there; leave out duplicates"),
      {std::to_string(leaked), std::to_string(split.test.size()),
       fmt::format("{:.1f}", percent(leaked, split.test.size()))}));
}

// Rows of equal features and different classes: no network can be right on all of them.
void check_contradictions(const Table& table, std::vector<Finding>& findings) {
  if (!table.has_classes()) return;
  const RowOrder order(table);
  std::vector<std::uint32_t> rows(table.rows());
  for (std::uint32_t row = 0; row < rows.size(); ++row) rows[row] = row;
  std::stable_sort(rows.begin(), rows.end(), order);
  std::size_t contradicting = 0;
  for (std::size_t first = 0; first < rows.size();) {
    std::size_t end = first;
    bool differs = false;
    for (; end < rows.size() && order.compare(rows[first], rows[end]) == 0; ++end) {
      differs = differs || table.target.values[rows[end]] != table.target.values[rows[first]];
    }
    if (differs) contradicting += end - first;
    first = end;
  }
  if (contradicting == 0) return;
  findings.push_back(
      make_finding(FindingKind::contradiction, Severity::note, table.target.name,
                   tr_key("{0} of {1} rows share their features with a row of another class"),
                   {std::to_string(contradicting), std::to_string(table.rows())}));
}

void check_balance(const Table& table, const TableSplit& split, std::vector<Finding>& findings) {
  if (!table.has_classes()) return;
  const std::size_t classes = table.target.classes.size();
  std::vector<std::size_t> counts(classes);
  std::vector<std::size_t> trained(classes);
  for (const float value : table.target.values) ++counts[static_cast<std::size_t>(value)];
  for (const std::uint32_t row : split.train) {
    ++trained[static_cast<std::size_t>(table.target.values[row])];
  }
  const auto most =
      static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
  const auto least =
      static_cast<std::size_t>(std::min_element(counts.begin(), counts.end()) - counts.begin());
  // The smallest class has less than a third of its equal share, or the largest more than 3/4.
  const bool small = 3 * classes * counts[least] < table.rows();
  if (small || 4 * counts[most] > 3 * table.rows()) {
    findings.push_back(make_finding(
        FindingKind::imbalance, Severity::warning, table.target.name,
        tr_key("the classes are of unequal size: {0} has {1} rows, {2} has {3}; whoever always "
               "says {4} is right {5} % of the time"),
        {playground::quoted(table.target.classes[most]), std::to_string(counts[most]),
         playground::quoted(table.target.classes[least]), std::to_string(counts[least]),
         playground::quoted(table.target.classes[most]),
         fmt::format("{:.1f}", percent(counts[most], table.rows()))}));
  }
  for (std::size_t i = 0; i < classes; ++i) {
    if (trained[i] > 0) continue;
    findings.push_back(make_finding(
        FindingKind::few_rows, Severity::warning, table.target.name,
        tr_key("no training row is of the class {0} ({1} rows in all): take another seed or "
               "more training rows"),
        {playground::quoted(table.target.classes[i]), std::to_string(counts[i])}));
  }
}

void check_sizes(const TableSplit& split, std::vector<Finding>& findings) {
  constexpr std::size_t kFew = 30;
  if (split.test.size() >= kFew) return;
  findings.push_back(make_finding(
      FindingKind::few_rows, Severity::note, "",
      tr_key("{0} rows train and {1} test: with fewer than {2} test rows, one row is {3} % of "
             "the accuracy"),
      {std::to_string(split.train.size()), std::to_string(split.test.size()), std::to_string(kFew),
       fmt::format("{:.1f}", split.test.empty() ? 100.0 : percent(1, split.test.size()))}));
}

}  // namespace

std::string_view finding_name(FindingKind kind) {
  return kKindNames[static_cast<std::size_t>(kind)];
}

std::string_view severity_name(Severity severity) {
  return kSeverityNames[static_cast<std::size_t>(severity)];
}

Finding make_finding(FindingKind kind, Severity severity, std::string column, const char* text,
                     std::vector<std::string> values) {
  Finding finding{kind, severity, std::move(column), text, std::move(values), {}};
  for (const char* at = text; *at != '\0'; ++at) {
    if (*at == '{') {
      finding.message += finding.values[static_cast<std::size_t>(at[1] - '0')];
      at += 2;
    } else {
      finding.message += *at;
    }
  }
  return finding;
}

std::vector<Finding> check_rows(const Table& table, const SplitConfig& config) {
  std::vector<Finding> findings;
  const TableSplit split = split_table(table, config);
  check_constants(table, findings);
  check_leakage(table, split, findings);
  check_contradictions(table, findings);
  check_balance(table, split, findings);
  check_sizes(split, findings);
  return findings;
}

}  // namespace playground
