#include "cli/data_options.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "assets/lesson_files.hpp"
#include "core/text_check.hpp"
#include "data/table_store.hpp"
#include "share/link_text.hpp"
#include "share/table_text.hpp"
#include "tables/table_report.hpp"
#include "train/parameters.hpp"

namespace playground::cli {
namespace {

constexpr std::string_view kDataNeeds[] = {"--label",  "--target",    "--features",
                                           "--header", "--separator", "--drop-duplicates"};

Result<CsvOptions> csv_options(const Arguments& arguments) {
  CsvOptions options;
  constexpr std::string_view kSeparators[] = {"comma", "semicolon", "tab"};
  constexpr std::string_view kHeaders[] = {"yes", "no"};
  if (arguments.has("--separator")) {
    const Result<std::string> separator = choice(arguments, "--separator", kSeparators, "");
    if (!separator) return tl::make_unexpected(separator.error());
    options.separator = *separator == "comma" ? ',' : *separator == "tab" ? '\t' : ';';
  }
  if (arguments.has("--header")) {
    const Result<std::string> header = choice(arguments, "--header", kHeaders, "");
    if (!header) return tl::make_unexpected(header.error());
    options.header = *header == "yes";
  }
  return options;
}

Result<CsvChoice> choose_columns(const Arguments& arguments, const CsvTable& csv) {
  CsvChoice choice = suggested_choice(csv);
  const std::optional<std::string> label = arguments.value("--label");
  const std::optional<std::string> target = arguments.value("--target");
  if (label.has_value() == target.has_value()) {
    return fail("--data: either --label COLUMN or --target COLUMN must say what is to be learnt");
  }
  const Result<std::size_t> place = find_column(csv, label ? *label : *target);
  if (!place) return fail((label ? "--label: " : "--target: ") + place.error().message);
  choice.target = *place;
  choice.target_kind = label ? TargetKind::classes : TargetKind::number;
  choice.drop_duplicates = arguments.has("--drop-duplicates");
  const std::optional<std::string> features = arguments.value("--features");
  choice.features.clear();
  if (features) {
    for (const std::string_view name : split(*features, ',')) {
      const Result<std::size_t> feature = find_column(csv, name);
      if (!feature) return fail("--features: " + feature.error().message);
      choice.features.push_back(*feature);
    }
    return choice;
  }
  for (std::size_t i = 0; i < csv.columns.size() && choice.features.size() < kMaxCsvFeatures; ++i) {
    const bool number = csv.columns[i].kind == CsvKind::number;
    if (i != choice.target && number) choice.features.push_back(i);
  }
  return choice;
}

// The experiment that --data trains: what a link or a file says, else the opening one with right
// labels and all rows.
Result<void> use_table(const Arguments& arguments, const std::string& hash, Input& input) {
  DataConfig& data = input.experiment.data;
  const bool given = arguments.has("--config") || arguments.has("--link");
  if (given && data.dataset == DatasetKind::table) {
    if (data.table == hash) return {};
    return fail(
        fmt::format("--data: the file makes the table {}, but the experiment is about {}; give "
                    "the file, label and features that it was made from",
                    hash, data.table));
  }
  data = {};
  data.dataset = DatasetKind::table;
  data.table = hash;
  data.label_noise = 0;
  data.train_size = static_cast<int>(find_parameter(Section::data, "train_size")->maximum);
  data.test_size = static_cast<int>(find_parameter(Section::data, "test_size")->maximum);
  input.claim.reset();
  return {};
}

Result<Table> table_of_file(const Arguments& arguments, const Streams& streams) {
  const Result<CsvTable> csv = read_csv_option(arguments, "--data", streams);
  if (!csv) return tl::make_unexpected(csv.error());
  Result<CsvChoice> chosen = choose_columns(arguments, *csv);
  if (!chosen) return tl::make_unexpected(chosen.error());
  const std::string path = *arguments.value("--data");
  chosen->name = check_text(std::filesystem::path(path).stem().string(), kMaxNameLength).repaired;
  if (chosen->name.empty()) chosen->name = "data";
  Result<CsvSelection> selection = make_table(*csv, *chosen);
  if (!selection) return fail("--data: " + selection.error().message);
  if (selection->missing_rows > 0) {
    streams.err << fmt::format("--data: {} of {} rows were left out: a value is missing\n",
                               selection->missing_rows, csv->rows);
  }
  return std::move(selection->table);
}

}  // namespace

Result<CsvTable> read_csv_option(const Arguments& arguments, std::string_view option,
                                 const Streams& streams) {
  const Result<CsvOptions> options = csv_options(arguments);
  if (!options) return tl::make_unexpected(options.error());
  const std::string path = arguments.value_or(option, "-");
  // One byte more than a file may have, so that the reader of CSV says it.
  const Result<std::string> bytes = read_file(option, path, kMaxCsvBytes + 1, streams);
  if (!bytes) return tl::make_unexpected(bytes.error());
  Result<CsvTable> csv = read_csv(*bytes, *options);
  if (!csv) return fail(fmt::format("{}: {}", playground::quoted(path), csv.error().message));
  return csv;
}

Result<void> bind_bundled_data(DataConfig& data) {
  TableStore store;
  const auto digits = lesson_files::find("digits.bin");
  if (data.dataset == DatasetKind::digits) {
    Result<Table> table = read_table(std::span(digits.data, digits.size));
    if (!table) return tl::make_unexpected(table.error());
    store.add(std::move(*table));
  }
  return store.bind(data);
}

Result<void> bind_data(const Arguments& arguments, const Streams& streams, const std::string& rows,
                       Input& input) {
  TableStore store;
  DataConfig& data = input.experiment.data;
  if (arguments.has("--data")) {
    Result<Table> table = table_of_file(arguments, streams);
    if (!table) return tl::make_unexpected(table.error());
    input.table = write_table(*table);
    const Result<void> used = use_table(arguments, store.add(std::move(*table)), input);
    return used ? store.bind(data) : used;
  }
  for (const std::string_view option : kDataNeeds) {
    if (arguments.has(option)) {
      return fail(fmt::format("{}: it belongs to --data FILE, which is missing", option));
    }
  }
  if (data.dataset != DatasetKind::table) return bind_bundled_data(data);
  if (!rows.empty()) {
    Result<std::vector<std::uint8_t>> bytes = table_bytes(rows);
    if (!bytes) return tl::make_unexpected(bytes.error());
    Result<Table> table = read_table(*bytes);
    if (!table) return tl::make_unexpected(table.error());
    store.add(std::move(*table));
    input.table = std::move(*bytes);
  }
  if (store.bind(data)) return {};
  return fail(
      fmt::format("data.table: the experiment is about the table {}, which is not here; give the "
                  "CSV file with --data, and --label or --target",
                  data.table));
}

}  // namespace playground::cli
