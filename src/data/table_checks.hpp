// What to know of a table before anything trains on it: gaps, columns that teach nothing, the same
// row in both parts, classes of very different sizes, and columns that seem to hold names, mail
// addresses or phone numbers. Messages have numbers; those about people never repeat a cell.
//   for (const Finding& finding : check_columns(csv)) show(finding.severity, finding.message);
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "data/csv_table.hpp"
#include "data/table_split.hpp"

namespace playground {

enum class FindingKind {
  missing,
  constant,
  identifier,
  names,
  mail,
  phone,
  leakage,
  contradiction,
  imbalance,
  few_rows
};

// note: good to know. warning: what the networks show may be wrong. privacy: think before you
// share.
enum class Severity { note, warning, privacy };

struct Finding {
  FindingKind kind = FindingKind::missing;
  Severity severity = Severity::note;
  std::string column;  // its name; empty: of the whole table
  // The message is the text, which catalogues translate, with {0}, {1}, ... replaced by the values.
  std::string text;
  std::vector<std::string> values;
  std::string message;
};
Finding make_finding(FindingKind kind, Severity severity, std::string column, const char* text,
                     std::vector<std::string> values);

std::string_view finding_name(FindingKind kind);
std::string_view severity_name(Severity severity);

// Of each column of the file, whether or not it is used.
std::vector<Finding> check_columns(const CsvTable& csv);

// Of the rows and columns that train, split like that.
std::vector<Finding> check_rows(const Table& table, const SplitConfig& split);

}  // namespace playground
