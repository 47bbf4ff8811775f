// The desk of the dialog "Your own data", as the module `tables` offers it: one file open at a
// time, requests and answers as JSON, bytes beside them.
//   TableDesk desk;  Json columns = desk.answer(R"({"do": "open", "name": "iris.csv"})", bytes);
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/csv_table.hpp"
#include "share/json_text.hpp"

namespace playground {

class TableDesk {
 public:
  // limits    -> "file_bytes", "features", "classes"
  // open      bytes of a CSV file; "separator", "header" (or left out: found) -> csv_report, and
  //           "suggested": {"target", "target_kind", "features"}
  // make      "name", "features": [places], "target": place, "target_kind": "classes" | "number",
  //           "drop_duplicates", "split": {"seed", "test_part"} -> a table, kept as bytes():
  //           "table" (table_description), "findings", "missing_rows", "duplicate_rows"
  // draw      "name", "classes": [names], "points": [[x1, x2, class], ...] -> the same
  // describe  bytes of a table -> "table"; "rows": [places] adds "values": [[...], ...]
  // text      bytes of a table -> "text" (share/table_text.hpp)
  // read      "text" -> "table", kept as bytes()
  // Else {"error": message}.
  std::string answer(std::string_view request, std::span<const std::uint8_t> bytes);
  const std::vector<std::uint8_t>& bytes() const { return bytes_; }

 private:
  Result<Json> open(const Json& request, std::span<const std::uint8_t> bytes);
  Result<Json> make(const Json& request);
  Result<Json> draw(const Json& request);
  Result<Json> read(const Json& request);
  Json keep(const Table& table, const Json& request);

  std::optional<CsvTable> csv_;
  std::vector<std::uint8_t> bytes_;
};

}  // namespace playground
