// What the page and the command line show of a CSV file and of a table made from it, as JSON:
// columns with what they hold, the first rows, what the checks found.
//   Result<CsvTable> csv = read_csv(bytes, {});  format_json(csv_report(*csv), 2);
#pragma once

#include <vector>

#include "data/csv_table.hpp"
#include "data/table_checks.hpp"
#include "share/json_text.hpp"

namespace playground {

// The first rows of a file that are shown.
inline constexpr std::size_t kPreviewRows = 6;

// {"separator": "," | ";" | "\t", "header", "rows", "columns": [{"name", "kind": "number" |
// "classes" | "text", "missing", "distinct", and of numbers "minimum", "maximum", "mean",
// "standard_deviation"}], "preview": [[texts]], "findings"}
Json csv_report(const CsvTable& csv);

// {"hash", "name", "rows", "features": [names], "target": name, "classes": [names]}; no classes
// when a number is to be predicted.
Json table_description(const Table& table);

// [{"kind", "severity", "column", "text", "values", "message"}]
Json findings_tree(const std::vector<Finding>& findings);

// What a person would take of the file: the last column of classes, else the last of numbers, is
// the target, the numbers before it the features (16 at most). Empty features: there is nothing to
// learn.
CsvChoice suggested_choice(const CsvTable& csv);

}  // namespace playground
