// A CSV file (RFC 4180) as columns of text, with what each seems to hold, and the table that is
// made of some of them. The separator (comma, semicolon or tab) and the header are found out when
// they are not given; behind a semicolon or a tab, numbers may have a decimal comma.
//   Result<CsvTable> csv = read_csv(text, {});
//   Result<CsvSelection> data = make_table(*csv, {.name = "irises", .target = 4, ...});
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "data/table.hpp"

namespace playground {

inline constexpr std::size_t kMaxCsvBytes = 40'000'000;
inline constexpr std::size_t kMaxCsvColumns = 1'000;
inline constexpr std::size_t kMaxCsvCells = 4'000'000;
inline constexpr std::size_t kMaxCsvFeatures = 16;

struct CsvOptions {
  std::optional<char> separator = std::nullopt;  // ',', ';' or '\t'
  std::optional<bool> header = std::nullopt;     // whether the first line has the columns' names
};

// number: every value present is one. classes: few texts, each of them often. text: anything else.
enum class CsvKind { number, classes, text };

struct CsvColumn {
  std::string name;  // "column 3" without a header; "x (2)" when a name is there again
  CsvKind kind = CsvKind::text;
  std::size_t missing = 0;   // empty, NA, N/A, NaN, null, None or ?
  std::size_t distinct = 0;  // values, of those present
  // Of numbers: of those present; sd divides by n - 1.
  double minimum = 0;
  double maximum = 0;
  double mean = 0;
  double standard_deviation = 0;
};

struct CsvTable {
  char separator = ',';
  bool header = false;
  bool decimal_comma = false;
  std::vector<CsvColumn> columns;
  std::size_t rows = 0;

  // What stands in the file, without quotes and without spaces around it.
  std::string_view cell(std::size_t row, std::size_t column) const;
  bool is_missing(std::size_t row, std::size_t column) const;
  std::optional<double> number(std::size_t row, std::size_t column) const;
  std::size_t line(std::size_t row) const { return lines[row]; }

  std::string text;                  // of all cells, one behind the other
  std::vector<std::uint32_t> ends;   // [rows * columns] where each ends
  std::vector<std::uint32_t> lines;  // [rows] where each begins in the file, from 1
};

Result<CsvTable> read_csv(std::string_view bytes, const CsvOptions& options);

// Finds out what each column holds; part of read_csv.
void describe_columns(CsvTable& csv);

enum class TargetKind { classes, number };

struct CsvChoice {
  std::string name;                   // of the table
  std::vector<std::size_t> features;  // columns of numbers, 2 to 16
  std::size_t target = 0;             // a column
  TargetKind target_kind = TargetKind::classes;
  bool drop_duplicates = false;  // of equal rows only the first stays
};

struct CsvSelection {
  Table table;
  std::size_t missing_rows = 0;    // left out, because a value is missing
  std::size_t duplicate_rows = 0;  // left out, when asked to
};

// Classes are in the order of their numbers or, when one is no number, of their bytes.
Result<CsvSelection> make_table(const CsvTable& csv, const CsvChoice& choice);

// The place of the column of that name, or of the number (from 1) that the text is.
Result<std::size_t> find_column(const CsvTable& csv, std::string_view name);

}  // namespace playground
