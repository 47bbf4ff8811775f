// A table of the person's own, as the networks train on it: two or more columns of numbers and one
// target, a class label or a number. A table is checked when it is made (check_table), so whoever
// has one may trust its sizes.
//   Result<Table> table = read_table(bytes);  if (table && table_hash(*table) == wanted)
//   train(...);
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.hpp"

namespace playground {

inline constexpr std::size_t kMaxTableRows = 100'000;
inline constexpr std::size_t kMinTableFeatures = 2;
inline constexpr std::size_t kMaxTableFeatures = 64;  // a picture of 8 x 8
inline constexpr std::size_t kMaxTableClasses = 10;
inline constexpr std::size_t kMaxNameLength = 100;  // characters of a table, column or class

struct TableColumn {
  std::string name;
  std::vector<float> values;         // of a class column: places in `classes`
  std::vector<std::string> classes;  // their names; empty for a column of numbers

  bool operator==(const TableColumn&) const = default;
};

struct Table {
  std::string name;                   // what the page calls it: no part of its hash
  std::vector<TableColumn> features;  // numbers only
  TableColumn target;                 // the label, or the number to predict
  // The first rows that are for training, when the table's makers have fixed that; 0: the seed
  // splits.
  std::uint32_t fixed_train_rows = 0;

  std::size_t rows() const { return target.values.size(); }
  bool has_classes() const { return !target.classes.empty(); }

  bool operator==(const Table&) const = default;
};

// Sizes, names and values: equal lengths, 2 to kMaxTableRows rows, 2 to 64 features, a number in
// every place, 2 to 10 classes of different names.
Result<void> check_table(const Table& table);

// A 64-bit hash of all but the table's name.
std::uint64_t table_hash(const Table& table);

// Bytes, in which a column of decimal fractions with few digits takes few bits a value, and a
// column without such a pattern 32. What is read back is equal to the bit.
std::vector<std::uint8_t> write_table(const Table& table);
Result<Table> read_table(std::span<const std::uint8_t> bytes);
// The same without check_table, for bytes that were checked where they were made; nothing when they
// are cut short.
std::optional<Table> unpack_table(std::span<const std::uint8_t> bytes);

}  // namespace playground
