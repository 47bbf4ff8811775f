#include "share/csv.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/text.hpp"

namespace playground {

std::string csv_row(const std::vector<std::string>& cells) {
  std::string row;
  bool first = true;
  for (const std::string& cell : cells) {
    if (!first) row += ',';
    first = false;
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
      row += cell;
      continue;
    }
    row += '"';
    for (const char character : cell) {
      if (character == '"') row += '"';
      row += character;
    }
    row += '"';
  }
  return row + "\r\n";
}

std::string csv_number(double number) {
  return std::isnan(number) ? std::string() : number_text(number);
}

std::string csv_number(float number) {
  return std::isnan(number) ? std::string() : number_text(number);
}

Result<std::vector<std::vector<std::string>>> read_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string cell;
  bool quoted = false;
  bool row_open = false;  // something of the present row has been seen
  const auto end_cell = [&] {
    row.push_back(std::move(cell));
    cell.clear();
  };
  const auto end_row = [&] {
    end_cell();
    rows.push_back(std::move(row));
    row.clear();
    row_open = false;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char character = text[i];
    if (quoted) {
      const bool doubled = character == '"' && i + 1 < text.size() && text[i + 1] == '"';
      if (doubled) ++i;
      if (character != '"' || doubled) cell += character;
      if (character == '"' && !doubled) quoted = false;
      continue;
    }
    const bool line_end =
        character == '\n' || (character == '\r' && i + 1 < text.size() && text[i + 1] == '\n');
    if (line_end) {
      if (character == '\r') ++i;
      end_row();
      continue;
    }
    row_open = true;
    if (character == '"' && cell.empty()) {
      quoted = true;
    } else if (character == ',') {
      end_cell();
    } else {
      cell += character;
    }
  }
  if (quoted) return fail(fmt::format("row {}: a quote is not closed", rows.size() + 1));
  if (row_open) end_row();
  return rows;
}

}  // namespace playground
