// A table as bytes: "ATB1", the counts, the names, then each column as whole numbers of few bits
// (value = whole number / 10^scale, counted from the smallest) where that is exact, else as floats.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>
#include <utility>

#include "core/byte_stream.hpp"
#include "data/table.hpp"

namespace playground {
namespace {

constexpr std::array<std::uint8_t, 4> kMark = {'A', 'T', 'B', '1'};
constexpr std::array<double, 7> kScales = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
constexpr std::uint8_t kRawFloats = 255;  // in place of a scale
constexpr std::uint32_t kMaxBits = 24;    // as whole numbers of floats go

struct WholeNumbers {
  std::uint8_t scale = 0;
  std::int32_t minimum = 0;
  std::uint32_t bits = 0;
  std::vector<std::uint32_t> values;  // counted from `minimum`
};

float from_whole(std::int64_t whole, std::uint8_t scale) {
  return static_cast<float>(static_cast<double>(whole) / kScales[scale]);
}

std::optional<std::int32_t> whole_of(float value, std::uint8_t scale) {
  const double whole = std::floor(static_cast<double>(value) * kScales[scale] + 0.5);
  if (!(whole > -1e9 && whole < 1e9)) return std::nullopt;
  const auto number = static_cast<std::int32_t>(whole);
  const bool same = from_whole(number, scale) == value && !(value == 0 && std::signbit(value));
  return same ? std::optional(number) : std::nullopt;
}

std::optional<WholeNumbers> whole_numbers(const std::vector<float>& values, std::uint8_t scale) {
  std::vector<std::int32_t> numbers;
  numbers.reserve(values.size());
  for (const float value : values) {
    const std::optional<std::int32_t> number = whole_of(value, scale);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  WholeNumbers result;
  result.scale = scale;
  result.minimum = numbers.empty() ? 0 : numbers.front();
  std::int32_t maximum = result.minimum;
  for (const std::int32_t number : numbers) {
    result.minimum = std::min(result.minimum, number);
    maximum = std::max(maximum, number);
  }
  const auto span = static_cast<std::uint32_t>(std::int64_t{maximum} - result.minimum);
  while (result.bits < 32 && (span >> result.bits) != 0) ++result.bits;
  if (result.bits > kMaxBits) return std::nullopt;
  for (const std::int32_t number : numbers) {
    result.values.push_back(static_cast<std::uint32_t>(std::int64_t{number} - result.minimum));
  }
  return result;
}

std::vector<std::uint8_t> packed(const std::vector<std::uint32_t>& values, std::uint32_t bits) {
  std::vector<std::uint8_t> bytes;
  std::uint64_t waiting = 0;
  std::uint32_t count = 0;
  for (const std::uint32_t value : values) {
    waiting |= std::uint64_t{value} << count;
    for (count += bits; count >= 8; count -= 8, waiting >>= 8) {
      bytes.push_back(static_cast<std::uint8_t>(waiting));
    }
  }
  if (count > 0) bytes.push_back(static_cast<std::uint8_t>(waiting));
  return bytes;
}

void write_values(ByteWriter& writer, const std::vector<float>& values) {
  for (std::uint8_t scale = 0; scale < kScales.size(); ++scale) {
    const std::optional<WholeNumbers> whole = whole_numbers(values, scale);
    if (!whole) continue;
    const std::vector<std::uint8_t> bytes = packed(whole->values, whole->bits);
    writer.number(whole->scale);
    writer.number(whole->minimum);
    writer.number(static_cast<std::uint8_t>(whole->bits));
    writer.append(bytes.data(), bytes.size());
    return;
  }
  writer.number(kRawFloats);
  writer.append(values.data(), values.size() * sizeof(float));
}

void write_column(ByteWriter& writer, const TableColumn& column) {
  writer.text(column.name);
  writer.number(static_cast<std::uint8_t>(column.classes.size()));
  for (const std::string& name : column.classes) writer.text(name);
  write_values(writer, column.values);
}

void read_whole_numbers(ByteReader& reader, std::uint8_t scale, std::vector<float>& values,
                        std::size_t rows) {
  std::int32_t minimum = 0;
  std::uint8_t bits = 0;
  reader.number(minimum);
  reader.number(bits);
  if (scale >= kScales.size() || bits > kMaxBits) return reader.refuse();
  std::vector<std::uint8_t> bytes((rows * bits + 7) / 8);
  reader.copy(bytes.data(), bytes.size());
  if (!reader.ok()) return;
  std::uint64_t waiting = 0;
  std::uint32_t count = 0;
  std::size_t next = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    for (; count < bits; count += 8) waiting |= std::uint64_t{bytes[next++]} << count;
    const std::uint64_t value = waiting & ((std::uint64_t{1} << bits) - 1);
    waiting >>= bits;
    count -= bits;
    values.push_back(from_whole(minimum + static_cast<std::int64_t>(value), scale));
  }
}

void read_column(ByteReader& reader, TableColumn& column, std::size_t rows) {
  reader.text(column.name);
  std::uint8_t classes = 0;
  reader.number(classes);
  if (classes > kMaxTableClasses) return reader.refuse();
  column.classes.resize(classes);
  for (std::string& name : column.classes) reader.text(name);
  std::uint8_t scale = 0;
  reader.number(scale);
  if (!reader.ok()) return;
  if (scale != kRawFloats) return read_whole_numbers(reader, scale, column.values, rows);
  column.values.resize(rows);
  reader.copy(column.values.data(), rows * sizeof(float));
}

}  // namespace

std::vector<std::uint8_t> write_table(const Table& table) {
  ByteWriter writer;
  writer.append(kMark.data(), kMark.size());
  writer.number(static_cast<std::uint32_t>(table.rows()));
  writer.number(table.fixed_train_rows);
  writer.number(static_cast<std::uint8_t>(table.features.size()));
  writer.text(table.name);
  for (const TableColumn& column : table.features) write_column(writer, column);
  write_column(writer, table.target);
  return std::move(writer.bytes);
}

std::optional<Table> unpack_table(std::span<const std::uint8_t> bytes) {
  ByteReader reader(bytes);
  std::array<std::uint8_t, 4> mark = {};
  reader.copy(mark.data(), mark.size());
  if (mark != kMark) reader.refuse();
  Table table;
  std::uint32_t rows = 0;
  std::uint8_t features = 0;
  reader.number(rows);
  reader.number(table.fixed_train_rows);
  reader.number(features);
  if (rows > kMaxTableRows || features > kMaxTableFeatures) reader.refuse();
  reader.text(table.name);
  for (std::size_t i = 0; reader.ok() && i < features; ++i) {
    read_column(reader, table.features.emplace_back(), rows);
  }
  if (reader.ok()) read_column(reader, table.target, rows);
  return reader.ok() && reader.at_end() ? std::optional(std::move(table)) : std::nullopt;
}

Result<Table> read_table(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < kMark.size() || !std::equal(kMark.begin(), kMark.end(), bytes.begin())) {
    return fail("the bytes of a table: they must begin with \"ATB1\"");
  }
  std::optional<Table> table = unpack_table(bytes);
  if (!table) {
    return fail("the bytes of a table: they are cut short or damaged; read the CSV file again");
  }
  if (const Result<void> checked = check_table(*table); !checked) {
    return tl::make_unexpected(checked.error());
  }
  return std::move(*table);
}

}  // namespace playground
