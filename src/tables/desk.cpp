#include "tables/desk.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "share/table_text.hpp"
#include "tables/table_report.hpp"

namespace playground {
namespace {

Result<CsvOptions> csv_options(const Json& request) {
  CsvOptions options;
  const Json separator = request.value("separator", Json());
  if (separator.is_string()) {
    const auto text = separator.get<std::string>();
    if (text != "," && text != ";" && text != "\t") {
      return fail(
          fmt::format("separator: {} is not known; it must be a comma, a semicolon or a tab",
                      excerpt(separator)));
    }
    options.separator = text[0];
  }
  const Json header = request.value("header", Json());
  if (header.is_boolean()) options.header = header.get<bool>();
  return options;
}

std::size_t place_of(const Json& value) {
  return value.is_number_unsigned() ? value.get<std::size_t>() : kMaxCsvColumns;
}

std::string name_of(const Json& request) {
  const Json name = request.value("name", Json());
  return name.is_string() ? name.get<std::string>() : std::string();
}

Json choice_tree(const CsvChoice& choice) {
  return {{"features", choice.features},
          {"target", choice.target},
          {"target_kind", choice.target_kind == TargetKind::classes ? "classes" : "number"}};
}

// A class for each name; a point that is none of them, or not finite, is the page's mistake.
Result<Table> drawn_table(const Json& request) {
  Table table;
  table.name = name_of(request);
  table.features = {{"x1", {}, {}}, {"x2", {}, {}}};
  table.target.name = "class";
  for (const Json& name : request.value("classes", Json::array())) {
    if (name.is_string()) table.target.classes.push_back(name.get<std::string>());
  }
  for (const Json& point : request.value("points", Json::array())) {
    const bool whole = point.is_array() && point.size() == 3 && point[0].is_number() &&
                       point[1].is_number() && point[2].is_number();
    if (!whole) {
      return fail(
          fmt::format("points: {} is not a point; it must be [x1, x2, class]", excerpt(point)));
    }
    table.features[0].values.push_back(point[0].get<float>());
    table.features[1].values.push_back(point[1].get<float>());
    table.target.values.push_back(point[2].get<float>());
  }
  if (const Result<void> checked = check_table(table); !checked) {
    return tl::make_unexpected(checked.error());
  }
  return table;
}

Result<Json> describe(const Json& request, std::span<const std::uint8_t> bytes) {
  const Result<Table> table = read_table(bytes);
  if (!table) return tl::make_unexpected(table.error());
  Json answer = {{"table", table_description(*table)}};
  if (!request.contains("rows")) return answer;
  Json& values = answer["values"] = Json::array();
  for (const Json& row : request["rows"]) {
    Json cells = Json::array();
    const std::size_t place = row.is_number_unsigned() ? row.get<std::size_t>() : table->rows();
    if (place >= table->rows()) {
      return fail(
          fmt::format("rows: {} is not a row; the table has {}", excerpt(row), table->rows()));
    }
    for (const TableColumn& column : table->features) cells.push_back(column.values[place]);
    values.push_back(std::move(cells));
  }
  return answer;
}

Result<Json> text_of(std::span<const std::uint8_t> bytes) {
  const Result<std::string> text = table_text(bytes);
  if (!text) return tl::make_unexpected(text.error());
  return Json{{"text", *text}};
}

}  // namespace

Result<Json> TableDesk::open(const Json& request, std::span<const std::uint8_t> bytes) {
  const Result<CsvOptions> options = csv_options(request);
  if (!options) return tl::make_unexpected(options.error());
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  Result<CsvTable> csv = read_csv(text, *options);
  if (!csv) return tl::make_unexpected(csv.error());
  Json answer = csv_report(*csv);
  answer["suggested"] = choice_tree(suggested_choice(*csv));
  csv_ = std::move(*csv);
  return answer;
}

Json TableDesk::keep(const Table& table, const Json& request) {
  const Json split = request.value("split", Json::object());
  SplitConfig config;
  config.seed = split.value("seed", config.seed);
  config.test_fraction = split.value("test_part", config.test_fraction);
  bytes_ = write_table(table);
  return {{"table", table_description(table)},
          {"findings", findings_tree(check_rows(table, config))}};
}

Result<Json> TableDesk::make(const Json& request) {
  if (!csv_) return fail("make: no file is open");
  CsvChoice choice;
  choice.name = name_of(request);
  for (const Json& place : request.value("features", Json::array())) {
    choice.features.push_back(place_of(place));
  }
  choice.target = place_of(request.value("target", Json()));
  const bool number = request.value("target_kind", Json()) == "number";
  choice.target_kind = number ? TargetKind::number : TargetKind::classes;
  choice.drop_duplicates = request.value("drop_duplicates", Json()) == true;
  const Result<CsvSelection> selection = make_table(*csv_, choice);
  if (!selection) return tl::make_unexpected(selection.error());
  Json answer = keep(selection->table, request);
  answer["missing_rows"] = selection->missing_rows;
  answer["duplicate_rows"] = selection->duplicate_rows;
  return answer;
}

Result<Json> TableDesk::draw(const Json& request) {
  const Result<Table> table = drawn_table(request);
  if (!table) return tl::make_unexpected(table.error());
  return keep(*table, request);
}

Result<Json> TableDesk::read(const Json& request) {
  Result<std::vector<std::uint8_t>> bytes = table_bytes(request.value("text", ""));
  if (!bytes) return tl::make_unexpected(bytes.error());
  Result<Json> answer = describe({}, *bytes);
  if (answer) bytes_ = std::move(*bytes);
  return answer;
}

std::string TableDesk::answer(std::string_view text, std::span<const std::uint8_t> bytes) {
  const Json request = parse_own_json(text);
  const std::string what = request.is_object() ? request.value("do", "") : "";
  Result<Json> answer = fail(fmt::format("tables: there is no request {}", excerpt_text(what)));
  if (what == "limits") {
    answer = Json{
        {"file_bytes", kMaxCsvBytes}, {"features", kMaxCsvFeatures}, {"classes", kMaxTableClasses}};
  }
  if (what == "open") answer = open(request, bytes);
  if (what == "make") answer = make(request);
  if (what == "draw") answer = draw(request);
  if (what == "describe") answer = describe(request, bytes);
  if (what == "text") answer = text_of(bytes);
  if (what == "read") answer = read(request);
  return format_json(answer ? *answer : Json{{"error", answer.error().message}}, -1);
}

}  // namespace playground
