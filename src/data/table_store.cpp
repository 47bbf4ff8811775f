#include "data/table_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "core/text.hpp"
#include "data/labels.hpp"
#include "data/table_split.hpp"

namespace playground {
namespace {

constexpr std::size_t kMostTables = 8;
constexpr float kFarthest = 4;  // standard deviations that a picture shows

// A value is shown to the network as (value - mean) / deviation.
struct Standard {
  double mean = 0;
  double deviation = 1;

  float of(float value) const {
    return static_cast<float>((static_cast<double>(value) - mean) / deviation);
  }
};

// Sums that grow row by row: the order is the split's alone.
class Moments {
 public:
  void add(const std::vector<float>& values, const std::vector<std::uint32_t>& rows) {
    for (const std::uint32_t row : rows) sum_ += static_cast<double>(values[row]);
    count_ += static_cast<double>(rows.size());
  }
  void add_squares(const std::vector<float>& values, const std::vector<std::uint32_t>& rows) {
    for (const std::uint32_t row : rows) {
      const double distance = static_cast<double>(values[row]) - mean();
      squares_ += distance * distance;
    }
  }
  double mean() const { return sum_ / count_; }
  Standard standard() const {
    const double deviation = std::sqrt(squares_ / count_);
    return {mean(), deviation > 0 ? deviation : 1};
  }

 private:
  double sum_ = 0;
  double squares_ = 0;
  double count_ = 0;
};

Standard standard_of(const std::vector<float>& values, const std::vector<std::uint32_t>& rows) {
  Moments moments;
  moments.add(values, rows);
  moments.add_squares(values, rows);
  return moments.standard();
}

class StoredTable : public RowSource {
 public:
  explicit StoredTable(Table table) : table_(std::move(table)) {}

  DataShape shape(const DataConfig& config) const override {
    const std::size_t classes = table_.target.classes.size();
    return {task_of_classes(classes), std::max(1, static_cast<int>(classes)),
            static_cast<int>(columns_of(config).size())};
  }
  Dataset dataset(const DataConfig& config) const override;
  Matrix features(const Matrix& points, const DataConfig& config) const override;

 private:
  std::vector<std::size_t> columns_of(const DataConfig& config) const {
    return columns_in_use(config, table_.features.size());
  }
  TableSplit split_of(const DataConfig& config) const {
    return split_table(table_,
                       {config.seed, config.test_part, static_cast<std::size_t>(config.train_size),
                        static_cast<std::size_t>(config.test_size)});
  }
  std::vector<Standard> standards_of(const DataConfig& config,
                                     const std::vector<std::size_t>& columns,
                                     const TableSplit& split) const;
  Samples samples(const DataConfig& config, const std::vector<std::size_t>& columns,
                  const std::vector<Standard>& standards, const Standard& target,
                  std::vector<std::uint32_t> rows, Stream label_stream) const;

  Table table_;
};

// The places of the two axes among the columns in use.
std::array<std::size_t, 2> axis_places(const DataConfig& config,
                                       const std::vector<std::size_t>& columns) {
  std::array<std::size_t, 2> places = {0, 1};
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto wanted = static_cast<std::size_t>(config.axes[i]);
    const auto found = std::find(columns.begin(), columns.end(), wanted);
    if (found != columns.end()) places[i] = static_cast<std::size_t>(found - columns.begin());
  }
  if (places[0] == places[1]) places[1] = places[0] == 0 ? 1 : 0;
  return places;
}

// Pixels are of one kind and have one scale; the columns of other tables have one each.
std::vector<Standard> StoredTable::standards_of(const DataConfig& config,
                                                const std::vector<std::size_t>& columns,
                                                const TableSplit& split) const {
  std::vector<Standard> standards;
  if (config.dataset == DatasetKind::digits) {
    Moments moments;
    for (const std::size_t column : columns) {
      moments.add(table_.features[column].values, split.train);
    }
    for (const std::size_t column : columns) {
      moments.add_squares(table_.features[column].values, split.train);
    }
    standards.assign(columns.size(), moments.standard());
    return standards;
  }
  for (const std::size_t column : columns) {
    standards.push_back(standard_of(table_.features[column].values, split.train));
  }
  return standards;
}

Samples StoredTable::samples(const DataConfig& config, const std::vector<std::size_t>& columns,
                             const std::vector<Standard>& standards, const Standard& target,
                             std::vector<std::uint32_t> rows, Stream label_stream) const {
  Samples samples;
  samples.rows = std::move(rows);
  const std::size_t count = samples.rows.size();
  samples.features = make_matrix(count, columns.size());
  samples.points = make_matrix(count, 2);
  samples.targets = make_vector(count);
  samples.clean_targets = make_vector(count);
  const std::array<std::size_t, 2> axes = axis_places(config, columns);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t row = samples.rows[i];
    for (std::size_t j = 0; j < columns.size(); ++j) {
      samples.features(i, j) = standards[j].of(table_.features[columns[j]].values[row]);
    }
    for (std::size_t axis = 0; axis < 2; ++axis) {
      samples.points(i, axis) = samples.features(i, axes[axis]);
    }
    samples.clean_targets(i) = samples.targets(i) = target.of(table_.target.values[row]);
  }
  if (table_.has_classes()) {
    flip_labels(samples.targets, static_cast<int>(table_.target.classes.size()), config.label_noise,
                Random(config.seed, label_stream));
  }
  return samples;
}

Dataset StoredTable::dataset(const DataConfig& config) const {
  const std::vector<std::size_t> columns = columns_of(config);
  TableSplit split = split_of(config);
  const std::vector<Standard> standards = standards_of(config, columns, split);
  const Standard target =
      table_.has_classes() ? Standard{} : standard_of(table_.target.values, split.train);
  Dataset dataset;
  static_cast<DataShape&>(dataset) = shape(config);
  for (const std::size_t column : columns) {
    dataset.input_names.push_back(table_.features[column].name);
  }
  dataset.class_names = table_.target.classes;
  dataset.axes = axis_places(config, columns);
  dataset.train = samples(config, columns, standards, target, std::move(split.train),
                          Stream::train_label_noise);
  dataset.test =
      samples(config, columns, standards, target, std::move(split.test), Stream::test_label_noise);
  for (std::size_t i = 0; i < dataset.train.size(); ++i) {
    for (std::size_t axis = 0; axis < 2; ++axis) {
      const float distance = std::abs(dataset.train.points(i, axis));
      dataset.reach[axis] = std::min(kFarthest, std::max(dataset.reach[axis], distance));
    }
  }
  return dataset;
}

Matrix StoredTable::features(const Matrix& points, const DataConfig& config) const {
  const std::vector<std::size_t> columns = columns_of(config);
  const std::size_t count = points.shape(0);
  std::vector<float> centre(columns.size());  // standardised columns have the mean 0
  if (config.dataset == DatasetKind::digits) {
    const TableSplit split = split_of(config);
    const Standard common = standards_of(config, columns, split).front();
    for (std::size_t j = 0; j < columns.size(); ++j) {
      Moments moments;
      moments.add(table_.features[columns[j]].values, split.train);
      centre[j] = common.of(static_cast<float>(moments.mean()));
    }
  }
  Matrix features = make_matrix(count, columns.size());
  const std::array<std::size_t, 2> axes = axis_places(config, columns);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < columns.size(); ++j) features(i, j) = centre[j];
    for (std::size_t axis = 0; axis < 2; ++axis) features(i, axes[axis]) = points(i, axis);
  }
  return features;
}

}  // namespace

std::vector<std::size_t> columns_in_use(const DataConfig& config, std::size_t columns) {
  std::vector<std::size_t> in_use;
  for (std::size_t column = 0; column < columns; ++column) {
    const bool named = std::find(config.columns.begin(), config.columns.end(),
                                 static_cast<int>(column)) != config.columns.end();
    if (named) in_use.push_back(column);
  }
  if (in_use.size() >= kMinTableFeatures) return in_use;
  in_use.clear();
  for (std::size_t column = 0; column < columns; ++column) in_use.push_back(column);
  return in_use;
}

std::shared_ptr<const RowSource> make_row_source(Table table) {
  return std::make_shared<const StoredTable>(std::move(table));
}

Result<std::string> TableStore::add(std::span<const std::uint8_t> bytes) {
  Result<Table> table = read_table(bytes);
  if (!table) return tl::make_unexpected(table.error());
  if (table->rows() < 2) return fail("the table has 1 row; it must have 2, one of which tests");
  std::string hash = hex_text(table_hash(*table));
  std::erase_if(tables_, [&](const auto& known) { return known.first == hash; });
  if (tables_.size() == kMostTables) tables_.erase(tables_.begin());
  tables_.emplace_back(hash, make_row_source(std::move(*table)));
  return hash;
}

Result<void> TableStore::bind(DataConfig& config) const {
  if (!uses_table(config)) return {};
  const std::string_view hash = table_of(config);
  for (const auto& [known, source] : tables_) {
    if (known != hash) continue;
    static_cast<std::shared_ptr<const RowSource>&>(config.source) = source;
    return {};
  }
  return fail(fmt::format("data.table: the data {} are not here; open them first", hash));
}

}  // namespace playground
