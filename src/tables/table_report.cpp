#include "tables/table_report.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace playground {
namespace {

constexpr std::array<const char*, 3> kKinds = {"number", "classes", "text"};

Json column_tree(const CsvColumn& column) {
  Json tree = {{"name", column.name},
               {"kind", kKinds[static_cast<std::size_t>(column.kind)]},
               {"missing", column.missing},
               {"distinct", column.distinct}};
  if (column.kind == CsvKind::number) {
    tree["minimum"] = column.minimum;
    tree["maximum"] = column.maximum;
    tree["mean"] = finite_or_null(column.mean);
    tree["standard_deviation"] = finite_or_null(column.standard_deviation);
  }
  return tree;
}

Json preview_tree(const CsvTable& csv) {
  Json rows = Json::array();
  for (std::size_t row = 0; row < std::min(csv.rows, kPreviewRows); ++row) {
    Json cells = Json::array();
    for (std::size_t column = 0; column < csv.columns.size(); ++column) {
      cells.push_back(std::string(csv.cell(row, column)));
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

// Few whole numbers, each of them often, are classes too when nothing else is.
bool could_be_classes(const CsvColumn& column, std::size_t rows) {
  return column.distinct >= 2 && column.distinct <= kMaxTableClasses &&
         2 * column.distinct <= rows - column.missing;
}

}  // namespace

Json csv_report(const CsvTable& csv) {
  Json columns = Json::array();
  for (const CsvColumn& column : csv.columns) columns.push_back(column_tree(column));
  return {{"separator", std::string(1, csv.separator)},
          {"header", csv.header},
          {"rows", csv.rows},
          {"columns", std::move(columns)},
          {"preview", preview_tree(csv)},
          {"findings", findings_tree(check_columns(csv))}};
}

Json table_description(const Table& table) {
  Json features = Json::array();
  for (const TableColumn& column : table.features) features.push_back(column.name);
  return {{"hash", hex_text(table_hash(table))},
          {"name", table.name},
          {"rows", table.rows()},
          {"features", std::move(features)},
          {"target", table.target.name},
          {"classes", table.target.classes}};
}

Json findings_tree(const std::vector<Finding>& findings) {
  Json list = Json::array();
  for (const Finding& finding : findings) {
    list.push_back({{"kind", finding_name(finding.kind)},
                    {"severity", severity_name(finding.severity)},
                    {"column", finding.column},
                    {"text", finding.text},
                    {"values", finding.values},
                    {"message", finding.message}});
  }
  return list;
}

CsvChoice suggested_choice(const CsvTable& csv) {
  CsvChoice choice;
  const std::size_t count = csv.columns.size();
  const auto last = [&](auto suits) {
    for (std::size_t i = count; i-- > 0;) {
      if (suits(csv.columns[i])) return i;
    }
    return count;
  };
  choice.target = last([&](const CsvColumn& column) {
    return column.kind == CsvKind::classes && could_be_classes(column, csv.rows);
  });
  if (choice.target == count) {
    choice.target =
        last([&](const CsvColumn& column) { return could_be_classes(column, csv.rows); });
  }
  if (choice.target == count) {
    choice.target_kind = TargetKind::number;
    choice.target = last([](const CsvColumn& column) { return column.kind == CsvKind::number; });
  }
  if (choice.target == count) {
    choice.target = count - 1;
    return choice;
  }
  std::vector<std::string> left_out;
  for (const Finding& finding : check_columns(csv)) {
    if (finding.kind != FindingKind::missing) left_out.push_back(finding.column);
  }
  for (std::size_t i = 0; i < count && choice.features.size() < kMaxCsvFeatures; ++i) {
    const CsvColumn& column = csv.columns[i];
    if (i == choice.target || column.kind != CsvKind::number) continue;
    if (std::find(left_out.begin(), left_out.end(), column.name) != left_out.end()) continue;
    choice.features.push_back(i);
  }
  return choice;
}

}  // namespace playground
