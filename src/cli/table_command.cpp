// table FILE: what a CSV file holds, as the page's dialog shows it.
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.hpp"
#include "cli/data_options.hpp"
#include "core/text.hpp"
#include "tables/table_report.hpp"

namespace playground::cli {
namespace {

constexpr std::string_view kTableFormats[] = {"table", "json"};

std::string column_line(const CsvColumn& column, std::size_t number) {
  constexpr const char* kKinds[] = {"number", "classes", "text"};
  std::string line = fmt::format("{:>4} {:<24} {:<8} {:>6} different", number, column.name,
                                 kKinds[static_cast<std::size_t>(column.kind)], column.distinct);
  if (column.missing > 0) line += fmt::format(", {} missing", column.missing);
  if (column.kind == CsvKind::number) {
    line += fmt::format(", {} to {}, mean {:.6g}, sd {:.6g}", number_text(column.minimum),
                        number_text(column.maximum), column.mean, column.standard_deviation);
  }
  return line + "\n";
}

std::string csv_text(const CsvTable& csv) {
  const char* const separator =
      csv.separator == ',' ? "comma" : (csv.separator == '\t' ? "tab" : "semicolon");
  std::string text =
      fmt::format("{} rows, {} columns, separator {}, {}\n\n", csv.rows, csv.columns.size(),
                  separator, csv.header ? "with a header" : "without a header");
  for (std::size_t i = 0; i < csv.columns.size(); ++i) text += column_line(csv.columns[i], i + 1);
  text += "\n";
  for (std::size_t row = 0; row < std::min(csv.rows, kPreviewRows); ++row) {
    for (std::size_t column = 0; column < csv.columns.size(); ++column) {
      text += fmt::format("{}{}", column == 0 ? "" : " | ", csv.cell(row, column));
    }
    text += "\n";
  }
  const std::vector<Finding> findings = check_columns(csv);
  if (!findings.empty()) text += "\n";
  for (const Finding& finding : findings) {
    text += fmt::format("{}: {}\n", severity_name(finding.severity), finding.message);
  }
  return text;
}

int print_table(const Arguments& arguments, const Streams& streams) {
  const Result<std::string> format = choice(arguments, "--format", kTableFormats, "table");
  if (!format) return refuse(streams, format.error().message);
  if (!arguments.has("FILE")) {
    return refuse(streams,
                  "table: FILE is missing; it must be a CSV file, or - for standard input");
  }
  const Result<CsvTable> csv = read_csv_option(arguments, "FILE", streams);
  if (!csv) return refuse(streams, csv.error().message);
  streams.out << (*format == "json" ? format_json(csv_report(*csv), 2) + "\n" : csv_text(*csv));
  return kDone;
}

constexpr Option kTableOptions[] = {{"FILE", "", "the CSV file; - reads standard input"},
                                    kSeparatorOption,
                                    kHeaderOption,
                                    {"--format", "FORMAT", "table (the default) or json"}};

}  // namespace

const Command kTableCommand = {"table", "says what a CSV file holds and what to mind about it",
                               kTableOptions, print_table};

}  // namespace playground::cli
