// What a table must be, and its hash.
#include "data/table.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "core/hash.hpp"
#include "core/text_check.hpp"

namespace playground {
namespace {

Result<void> check_name(const std::string& name, const char* what) {
  if (!name.empty() && check_text(name, kMaxNameLength).valid) return {};
  return fail(fmt::format(
      "the name of a {} is {}; it must be a text of 1 to {} characters without control characters",
      what, playground::quoted(name), kMaxNameLength));
}

Result<void> check_numbers(const TableColumn& column, std::size_t rows) {
  if (column.values.size() != rows) {
    return fail(fmt::format("column {}: {} values; it must have {}, one a row",
                            playground::quoted(column.name), column.values.size(), rows));
  }
  for (std::size_t row = 0; row < rows; ++row) {
    if (std::isfinite(column.values[row])) continue;
    return fail(fmt::format("column {}: row {} is not a number; every value must be finite",
                            playground::quoted(column.name), row + 1));
  }
  return {};
}

Result<void> check_classes(const TableColumn& target) {
  const std::size_t classes = target.classes.size();
  if (classes < 2 || classes > kMaxTableClasses) {
    return fail(fmt::format("label column {}: {} classes; it must have 2 to {}",
                            playground::quoted(target.name), classes, kMaxTableClasses));
  }
  std::set<std::string> seen;
  for (const std::string& name : target.classes) {
    if (const Result<void> checked = check_name(name, "class"); !checked) return checked;
    if (seen.insert(name).second) continue;
    return fail(fmt::format("label column {}: the class {} is there twice; names must differ",
                            playground::quoted(target.name), playground::quoted(name)));
  }
  for (std::size_t row = 0; row < target.values.size(); ++row) {
    const float value = target.values[row];
    if (value >= 0 && value < static_cast<float>(classes) && value == std::floor(value)) continue;
    return fail(fmt::format("label column {}: row {} has no class; it must be one of the {}",
                            playground::quoted(target.name), row + 1, classes));
  }
  return {};
}

void add_text(Hash64& hash, const std::string& text) {
  hash.add(static_cast<std::uint32_t>(text.size()));
  hash.add(std::string_view(text));
}

void add_column(Hash64& hash, const TableColumn& column) {
  add_text(hash, column.name);
  hash.add(static_cast<std::uint32_t>(column.classes.size()));
  for (const std::string& name : column.classes) add_text(hash, name);
  hash.add(std::span<const float>(column.values));
}

}  // namespace

Result<void> check_table(const Table& table) {
  const std::size_t rows = table.rows();
  if (const Result<void> checked = check_name(table.name, "table"); !checked) return checked;
  if (rows < 2 || rows > kMaxTableRows) {
    return fail(fmt::format("table {}: {} rows; it must have 2 to {}",
                            playground::quoted(table.name), rows, kMaxTableRows));
  }
  if (table.features.size() < kMinTableFeatures || table.features.size() > kMaxTableFeatures) {
    return fail(fmt::format("table {}: {} feature columns; it must have {} to {}",
                            playground::quoted(table.name), table.features.size(),
                            kMinTableFeatures, kMaxTableFeatures));
  }
  if (table.fixed_train_rows >= rows) {
    return fail(fmt::format("table {}: {} rows are for training; it must be fewer than its {} rows",
                            playground::quoted(table.name), table.fixed_train_rows, rows));
  }
  std::set<std::string> names = {table.target.name};
  if (const Result<void> checked = check_name(table.target.name, "column"); !checked) {
    return checked;
  }
  for (const TableColumn& column : table.features) {
    if (const Result<void> checked = check_name(column.name, "column"); !checked) return checked;
    if (!names.insert(column.name).second) {
      return fail(fmt::format("column {} is there twice; names must differ",
                              playground::quoted(column.name)));
    }
    if (!column.classes.empty()) {
      return fail(fmt::format("column {} holds classes; a feature must be a column of numbers",
                              playground::quoted(column.name)));
    }
    if (const Result<void> checked = check_numbers(column, rows); !checked) return checked;
  }
  if (const Result<void> checked = check_numbers(table.target, rows); !checked) return checked;
  return table.has_classes() ? check_classes(table.target) : Result<void>{};
}

std::uint64_t table_hash(const Table& table) {
  Hash64 hash;
  hash.add(static_cast<std::uint32_t>(table.features.size()));
  hash.add(table.fixed_train_rows);
  for (const TableColumn& column : table.features) add_column(hash, column);
  add_column(hash, table.target);
  return hash.value();
}

}  // namespace playground
