// What the columns of a CSV file hold, and tables made of them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "core/text.hpp"
#include "core/text_check.hpp"
#include "data/csv_table.hpp"

namespace playground {
namespace {

constexpr std::array<std::string_view, 7> kMissing = {"na",   "n/a",  "nan", "null",
                                                      "none", "#n/a", "?"};
// Texts that are at most so many are classes when each is there twice on average.
constexpr std::size_t kMaxClassTexts = 20;

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// Two numbers around one comma: "1,5".
bool has_decimal_comma(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || text.find('.') != std::string_view::npos) return false;
  std::string point(text);
  point[comma] = '.';
  return parse_number(point).has_value();
}

// Whether more values have a decimal comma than a decimal point.
bool uses_decimal_comma(const CsvTable& csv) {
  if (csv.separator == ',') return false;
  std::size_t commas = 0;
  std::size_t points = 0;
  for (std::size_t row = 0; row < csv.rows; ++row) {
    for (std::size_t column = 0; column < csv.columns.size(); ++column) {
      const std::string_view cell = csv.cell(row, column);
      if (has_decimal_comma(cell)) ++commas;
      if (cell.find('.') != std::string_view::npos && parse_number(cell)) ++points;
    }
  }
  return commas > points;
}

std::size_t count_distinct(const CsvTable& csv, std::size_t column) {
  std::vector<std::string_view> cells;
  for (std::size_t row = 0; row < csv.rows; ++row) {
    if (!csv.is_missing(row, column)) cells.push_back(csv.cell(row, column));
  }
  std::stable_sort(cells.begin(), cells.end());
  return static_cast<std::size_t>(std::unique(cells.begin(), cells.end()) - cells.begin());
}

void describe_numbers(const CsvTable& csv, std::size_t place, CsvColumn& column) {
  const auto present = static_cast<double>(csv.rows - column.missing);
  bool first = true;
  double sum = 0;
  for (std::size_t row = 0; row < csv.rows; ++row) {
    const std::optional<double> value = csv.number(row, place);
    if (!value) continue;
    column.minimum = first ? *value : std::min(column.minimum, *value);
    column.maximum = first ? *value : std::max(column.maximum, *value);
    sum += *value;
    first = false;
  }
  column.mean = sum / present;
  double squares = 0;
  for (std::size_t row = 0; row < csv.rows; ++row) {
    const std::optional<double> value = csv.number(row, place);
    if (value) squares += (*value - column.mean) * (*value - column.mean);
  }
  column.standard_deviation = present > 1 ? std::sqrt(squares / (present - 1)) : 0;
}

void describe_column(const CsvTable& csv, std::size_t place, CsvColumn& column) {
  std::size_t numbers = 0;
  for (std::size_t row = 0; row < csv.rows; ++row) {
    if (csv.is_missing(row, place)) {
      ++column.missing;
    } else if (csv.number(row, place)) {
      ++numbers;
    }
  }
  const std::size_t present = csv.rows - column.missing;
  column.distinct = count_distinct(csv, place);
  if (present > 0 && numbers == present) {
    column.kind = CsvKind::number;
    describe_numbers(csv, place, column);
  } else if (column.distinct >= 1 && column.distinct <= kMaxClassTexts &&
             2 * column.distinct <= present) {
    column.kind = CsvKind::classes;
  }
}

Result<void> check_choice(const CsvTable& csv, const CsvChoice& choice) {
  if (choice.features.size() < kMinTableFeatures || choice.features.size() > kMaxCsvFeatures) {
    return fail(fmt::format("{} feature columns; choose {} to {}", choice.features.size(),
                            kMinTableFeatures, kMaxCsvFeatures));
  }
  std::vector<std::size_t> places = choice.features;
  places.push_back(choice.target);
  std::set<std::size_t> seen;
  for (const std::size_t place : places) {
    if (place >= csv.columns.size()) {
      return fail(
          fmt::format("there is no column {}; the file has {}", place + 1, csv.columns.size()));
    }
    if (!seen.insert(place).second) {
      return fail(fmt::format("column {} is chosen twice; a column is one feature or the target",
                              playground::quoted(csv.columns[place].name)));
    }
  }
  return {};
}

Result<float> number_cell(const CsvTable& csv, std::size_t row, std::size_t column) {
  const std::optional<double> value = csv.number(row, column);
  const std::string_view cell = csv.cell(row, column);
  if (!value) {
    return fail(fmt::format("line {}, column {}: {} is not a number; choose a column of numbers",
                            csv.line(row), playground::quoted(csv.columns[column].name),
                            playground::quoted(cell)));
  }
  const auto single = static_cast<float>(*value);
  if (std::isfinite(single)) return single + 0.0f;  // -0 becomes 0
  return fail(fmt::format("line {}, column {}: {} is too large; numbers go to 3.4e38",
                          csv.line(row), playground::quoted(csv.columns[column].name),
                          playground::quoted(cell)));
}

bool any_missing(const CsvTable& csv, const CsvChoice& choice, std::size_t row) {
  return csv.is_missing(row, choice.target) ||
         std::any_of(choice.features.begin(), choice.features.end(),
                     [&](std::size_t column) { return csv.is_missing(row, column); });
}

// The classes of the rows used, in order.
Result<std::vector<std::string>> class_names(const CsvTable& csv, const CsvChoice& choice,
                                             const std::vector<std::size_t>& rows) {
  std::set<std::string_view> found;
  bool numbers = true;
  for (const std::size_t row : rows) {
    const std::string_view name = csv.cell(row, choice.target);
    found.insert(name);
    numbers = numbers && csv.number(row, choice.target);
    if (found.size() <= kMaxTableClasses) continue;
    return fail(fmt::format(
        "label column {}: more than {} classes (the {}th is {}, line {}); choose a column of 2 to "
        "{} classes, or a numeric target",
        playground::quoted(csv.columns[choice.target].name), kMaxTableClasses, found.size(),
        playground::quoted(name), csv.line(row), kMaxTableClasses));
  }
  std::vector<std::string> names(found.begin(), found.end());
  if (numbers) {
    const auto value = [&](const std::string& name) {
      std::string point(name);
      if (csv.decimal_comma) std::replace(point.begin(), point.end(), ',', '.');
      return parse_number(point).value_or(0);
    };
    std::stable_sort(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
      return value(a) < value(b);
    });
  }
  return names;
}

// Of equal rows the first alone.
std::size_t remove_duplicates(const CsvTable& csv, const CsvChoice& choice,
                              std::vector<std::size_t>& rows) {
  std::vector<std::size_t> columns = choice.features;
  columns.push_back(choice.target);
  std::set<std::vector<std::string_view>> seen;
  return std::erase_if(rows, [&](std::size_t row) {
    std::vector<std::string_view> cells;
    for (const std::size_t column : columns) cells.push_back(csv.cell(row, column));
    return !seen.insert(std::move(cells)).second;
  });
}

Result<void> fill_column(const CsvTable& csv, const std::vector<std::size_t>& rows,
                         std::size_t place, TableColumn& column) {
  column.name = csv.columns[place].name;
  column.values.reserve(rows.size());
  for (const std::size_t row : rows) {
    const Result<float> value = number_cell(csv, row, place);
    if (!value) return tl::make_unexpected(value.error());
    column.values.push_back(*value);
  }
  return {};
}

Result<void> fill_classes(const CsvTable& csv, const CsvChoice& choice,
                          const std::vector<std::size_t>& rows, TableColumn& column) {
  Result<std::vector<std::string>> names = class_names(csv, choice, rows);
  if (!names) return tl::make_unexpected(names.error());
  column.name = csv.columns[choice.target].name;
  column.classes = std::move(*names);
  std::map<std::string_view, float> places;
  for (std::size_t i = 0; i < column.classes.size(); ++i) {
    places[column.classes[i]] = static_cast<float>(i);
  }
  for (const std::size_t row : rows) column.values.push_back(places[csv.cell(row, choice.target)]);
  return {};
}

}  // namespace

bool CsvTable::is_missing(std::size_t row, std::size_t column) const {
  const std::string_view value = cell(row, column);
  if (value.empty()) return true;
  if (value.size() > 4) return false;
  const std::string lower = lower_case(value);
  return std::find(kMissing.begin(), kMissing.end(), lower) != kMissing.end();
}

std::optional<double> CsvTable::number(std::size_t row, std::size_t column) const {
  const std::string_view value = cell(row, column);
  if (!decimal_comma) return parse_number(value);
  std::string point(value);
  const std::size_t comma = point.find(',');
  if (comma != std::string::npos) point[comma] = '.';
  return parse_number(point);
}

void describe_columns(CsvTable& csv) {
  csv.decimal_comma = uses_decimal_comma(csv);
  for (std::size_t i = 0; i < csv.columns.size(); ++i) describe_column(csv, i, csv.columns[i]);
}

Result<CsvSelection> make_table(const CsvTable& csv, const CsvChoice& choice) {
  const auto refused = [](const Result<void>& result) {
    return tl::make_unexpected(result.error());
  };
  if (const Result<void> checked = check_choice(csv, choice); !checked) return refused(checked);
  CsvSelection selection;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < csv.rows; ++row) {
    if (!any_missing(csv, choice, row)) rows.push_back(row);
  }
  selection.missing_rows = csv.rows - rows.size();
  if (rows.empty()) {
    return fail("no row is left: a value is missing in each; choose columns with fewer gaps");
  }
  if (choice.drop_duplicates) selection.duplicate_rows = remove_duplicates(csv, choice, rows);
  Table& table = selection.table;
  table.name = choice.name;
  for (const std::size_t place : choice.features) {
    const Result<void> filled = fill_column(csv, rows, place, table.features.emplace_back());
    if (!filled) return refused(filled);
  }
  const Result<void> filled = choice.target_kind == TargetKind::classes
                                  ? fill_classes(csv, choice, rows, table.target)
                                  : fill_column(csv, rows, choice.target, table.target);
  if (!filled) return refused(filled);
  if (const Result<void> checked = check_table(table); !checked) return refused(checked);
  return selection;
}

Result<std::size_t> find_column(const CsvTable& csv, std::string_view name) {
  std::string known;
  for (std::size_t i = 0; i < csv.columns.size(); ++i) {
    if (csv.columns[i].name == name) return i;
    if (i < 20) known += (i == 0 ? "" : ", ") + csv.columns[i].name;
  }
  const std::optional<double> number = parse_number(name);
  if (number && *number >= 1 && *number <= static_cast<double>(csv.columns.size()) &&
      *number == std::floor(*number)) {
    return static_cast<std::size_t>(*number) - 1;
  }
  return fail(
      fmt::format("column {} is not there; the columns are {}", playground::quoted(name), known));
}

}  // namespace playground
