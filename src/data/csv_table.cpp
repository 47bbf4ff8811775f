// The reader of CSV files: bytes to cells.
#include "data/csv_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "core/text.hpp"
#include "core/text_check.hpp"

namespace playground {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// In this order: a semicolon in every line speaks against the comma, which numbers may hold.
constexpr std::array<char, 3> kSeparators = {'\t', ';', ','};

struct Record {
  std::size_t line = 0;
  bool blank = false;  // an empty line
  std::vector<std::string> cells;
};

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Reads record by record; ends of lines are LF, CR LF or CR.
class RecordReader {
 public:
  RecordReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

  bool at_end() const { return at_ >= text_.size(); }

  Result<Record> next() {
    Record record;
    record.line = line_;
    const std::size_t start = at_;
    while (true) {
      Result<std::string> cell = next_cell();
      if (!cell) return tl::make_unexpected(cell.error());
      if (record.cells.size() == kMaxCsvColumns) {
        return fail(fmt::format("line {}: more than {} columns; leave out those that play no part",
                                record.line, kMaxCsvColumns));
      }
      record.cells.push_back(std::move(*cell));
      if (at_ < text_.size() && text_[at_] == separator_) {
        ++at_;
        continue;
      }
      record.blank = at_ == start;
      end_line();
      return record;
    }
  }

 private:
  bool at_line_end() const { return at_end() || text_[at_] == '\n' || text_[at_] == '\r'; }

  void end_line() {
    if (at_end()) return;
    const bool carriage = text_[at_++] == '\r';
    if (carriage && !at_end() && text_[at_] == '\n') ++at_;
    ++line_;
  }

  Result<std::string> next_cell() {
    const std::size_t start = at_;
    while (!at_line_end() && text_[at_] == ' ' && separator_ != ' ') ++at_;
    if (!at_end() && text_[at_] == '"') return quoted_cell();
    while (!at_line_end() && text_[at_] != separator_) ++at_;
    return std::string(trimmed(text_.substr(start, at_ - start)));
  }

  // From the opening quote; a quote inside is doubled.
  Result<std::string> quoted_cell() {
    const std::size_t opened = line_;
    std::string cell;
    for (++at_; !at_end(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
          ++at_;
        } else {
          ++at_;
          while (!at_line_end() && text_[at_] == ' ') ++at_;
          if (at_line_end() || text_[at_] == separator_) return cell;
          return fail(fmt::format(
              "line {}: text follows a closing quote; a quote inside a field must be doubled",
              line_));
        }
      }
      const bool line_feed = text_[at_] == '\n';
      const bool lone_return =
          text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] != '\n');
      if (line_feed || lone_return) ++line_;
      cell += text_[at_];
    }
    return fail(fmt::format("line {}: a quote opens a field and none closes it; add the closing \"",
                            opened));
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

std::size_t line_of(std::string_view text, std::size_t position) {
  return 1 + static_cast<std::size_t>(std::count(
                 text.begin(), text.begin() + static_cast<std::ptrdiff_t>(position), '\n'));
}

// Size, and that it is text in UTF-8.
Result<void> check_bytes(std::string_view bytes) {
  if (bytes.size() > kMaxCsvBytes) {
    return fail(fmt::format("the file has {:.1f} MB; it may have {} MB",
                            static_cast<double>(bytes.size()) / 1e6, kMaxCsvBytes / 1'000'000));
  }
  const std::size_t zero = bytes.find('\0');
  if (zero != std::string_view::npos) {
    return fail(fmt::format(
        "the file is not text: byte {} is zero; it must be a CSV file in UTF-8 (a spreadsheet "
        "saves one as \"CSV UTF-8\")",
        zero + 1));
  }
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = character_length(bytes.substr(i, 4));
    if (length == 0) {
      return fail(fmt::format(
          "line {}: byte {} (0x{:02X}) is not UTF-8; save the file with the encoding UTF-8",
          line_of(bytes, i), i + 1, static_cast<unsigned char>(bytes[i])));
    }
    i += length;
  }
  return {};
}

// How many fields the first lines have with that separator; 0 when they differ.
std::size_t fields_with(std::string_view text, char separator) {
  constexpr int kLines = 20;
  RecordReader reader(text, separator);
  std::size_t fields = 0;
  for (int i = 0; i < kLines && !reader.at_end(); ++i) {
    const Result<Record> record = reader.next();
    if (!record) return 0;
    if (record->blank) continue;
    if (fields == 0) fields = record->cells.size();
    if (record->cells.size() != fields) return 0;
  }
  return fields;
}

char find_separator(std::string_view text) {
  for (const char separator : kSeparators) {
    if (fields_with(text, separator) > 1) return separator;
  }
  // None fits every line: that which is in the first line most often, so that the error is of use.
  const std::string_view first = text.substr(0, text.find_first_of("\r\n"));
  const auto count = [&](char separator) {
    return std::count(first.begin(), first.end(), separator);
  };
  char best = ',';
  for (const char separator : kSeparators) {
    if (count(separator) > count(best)) best = separator;
  }
  return best;
}

bool is_number_text(std::string_view text) {
  std::string point(text);
  std::replace(point.begin(), point.end(), ',', '.');
  return parse_number(point).has_value();
}

// Names are texts, all of them different, and none is there again among the values below it.
bool looks_like_header(const std::vector<Record>& records) {
  if (records.size() < 2) return false;
  const std::vector<std::string>& first = records.front().cells;
  std::set<std::string_view> seen;
  for (const std::string& name : first) {
    if (name.empty() || is_number_text(name) || !seen.insert(name).second) return false;
  }
  const std::size_t compared = std::min<std::size_t>(records.size(), 1000);
  for (std::size_t column = 0; column < first.size(); ++column) {
    for (std::size_t row = 1; row < compared; ++row) {
      if (records[row].cells[column] == first[column]) return false;
    }
  }
  return true;
}

std::string column_name(const CsvTable& csv, const std::vector<Record>& records, std::size_t i,
                        std::map<std::string, int>& seen) {
  std::string name;
  if (csv.header) name = check_text(records.front().cells[i], kMaxNameLength - 8).repaired;
  if (name.empty()) name = fmt::format("column {}", i + 1);
  const int times = ++seen[name];
  if (times == 1) return name;
  std::string another = fmt::format("{} ({})", name, times);
  while (seen.contains(another)) another += "'";
  ++seen[another];
  return another;
}

Result<std::vector<Record>> read_records(std::string_view text, char separator) {
  std::vector<Record> records;
  RecordReader reader(text, separator);
  std::size_t cells = 0;
  while (!reader.at_end()) {
    Result<Record> record = reader.next();
    if (!record) return tl::make_unexpected(record.error());
    if (record->blank) continue;
    if (!records.empty() && record->cells.size() != records.front().cells.size()) {
      return fail(fmt::format("line {}: {} {}; it must have {} as line {} has", record->line,
                              record->cells.size(), record->cells.size() == 1 ? "field" : "fields",
                              records.front().cells.size(), records.front().line));
    }
    // One more than the rows: the header.
    if (records.size() > kMaxTableRows) {
      return fail(fmt::format("line {}: more than {} rows; take a part of them", record->line,
                              kMaxTableRows));
    }
    if (cells += record->cells.size(); cells > kMaxCsvCells) {
      return fail(fmt::format("line {}: more than {} cells; leave out columns that play no part",
                              record->line, kMaxCsvCells));
    }
    records.push_back(std::move(*record));
  }
  if (records.empty()) return fail("the file is empty; it must have one line a row");
  return records;
}

}  // namespace

std::string_view CsvTable::cell(std::size_t row, std::size_t column) const {
  const std::size_t i = row * columns.size() + column;
  const std::size_t start = i == 0 ? 0 : ends[i - 1];
  return std::string_view(text).substr(start, ends[i] - start);
}

Result<CsvTable> read_csv(std::string_view bytes, const CsvOptions& options) {
  if (const Result<void> checked = check_bytes(bytes); !checked) {
    return tl::make_unexpected(checked.error());
  }
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  CsvTable csv;
  csv.separator = options.separator.value_or(find_separator(bytes));
  const Result<std::vector<Record>> records = read_records(bytes, csv.separator);
  if (!records) return tl::make_unexpected(records.error());
  csv.header = options.header.value_or(looks_like_header(*records));
  const std::size_t first = csv.header ? 1 : 0;
  csv.rows = records->size() - first;
  if (csv.rows == 0) return fail("the file has a header alone; it must have one line a row");
  if (csv.rows > kMaxTableRows) {
    return fail(
        fmt::format("{} rows; there may be {}: take a part of them", csv.rows, kMaxTableRows));
  }
  std::map<std::string, int> seen;
  for (std::size_t i = 0; i < records->front().cells.size(); ++i) {
    csv.columns.emplace_back().name = column_name(csv, *records, i, seen);
  }
  for (std::size_t row = first; row < records->size(); ++row) {
    csv.lines.push_back(static_cast<std::uint32_t>((*records)[row].line));
    for (const std::string& cell : (*records)[row].cells) {
      csv.text += trimmed(cell);
      csv.ends.push_back(static_cast<std::uint32_t>(csv.text.size()));
    }
  }
  describe_columns(csv);
  return csv;
}

}  // namespace playground
