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

  DataShape shape() const override {
    const std::size_t classes = table_.target.classes.size();
    return {task_of_classes(classes), std::max(1, static_cast<int>(classes)),
            static_cast<int>(table_.features.size())};
  }
  Dataset dataset(const DataConfig& config) const override;
  Matrix features(const Matrix& points, const DataConfig& config) const override;

 private:
  TableSplit split_of(const DataConfig& config) const {
    return split_table(table_,
                       {config.seed, config.test_part, static_cast<std::size_t>(config.train_size),
                        static_cast<std::size_t>(config.test_size)});
  }
  std::vector<Standard> standards_of(const DataConfig& config, const TableSplit& split) const;
  Samples samples(const DataConfig& config, const std::vector<Standard>& standards,
                  const Standard& target, std::vector<std::uint32_t> rows,
                  Stream label_stream) const;

  Table table_;
};

// The two axes, of so many columns; what is not there is the first, or the second.
std::array<std::size_t, 2> axes_of(const DataConfig& config, std::size_t columns) {
  std::array<std::size_t, 2> places = {0, 1};
  // The first pixels of an image are its empty corner: unless others are chosen, two of its middle.
  if (config.dataset == DatasetKind::digits && config.axes == DataConfig().axes) return {27, 36};
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto wanted = static_cast<std::size_t>(config.axes[i]);
    if (wanted < columns) places[i] = wanted;
  }
  if (places[0] == places[1]) places[1] = places[0] == 0 ? 1 : 0;
  return places;
}

// Pixels are of one kind and have one scale; the columns of other tables have one each.
std::vector<Standard> StoredTable::standards_of(const DataConfig& config,
                                                const TableSplit& split) const {
  std::vector<Standard> standards;
  Moments all;
  for (const TableColumn& column : table_.features) {
    if (config.dataset == DatasetKind::digits) {
      all.add(column.values, split.train);
    } else {
      standards.push_back(standard_of(column.values, split.train));
    }
  }
  if (config.dataset == DatasetKind::digits) {
    for (const TableColumn& column : table_.features) all.add_squares(column.values, split.train);
    standards.assign(table_.features.size(), all.standard());
  }
  return standards;
}

Samples StoredTable::samples(const DataConfig& config, const std::vector<Standard>& standards,
                             const Standard& target, std::vector<std::uint32_t> rows,
                             Stream label_stream) const {
  Samples samples;
  samples.rows = std::move(rows);
  const std::size_t count = samples.rows.size();
  const std::size_t columns = standards.size();
  samples.features = make_matrix(count, columns);
  samples.points = make_matrix(count, 2);
  samples.targets = make_vector(count);
  samples.clean_targets = make_vector(count);
  const std::array<std::size_t, 2> axes = axes_of(config, columns);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t row = samples.rows[i];
    for (std::size_t j = 0; j < columns; ++j) {
      samples.features(i, j) = standards[j].of(table_.features[j].values[row]);
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
  TableSplit split = split_of(config);
  const std::vector<Standard> standards = standards_of(config, split);
  const Standard target =
      table_.has_classes() ? Standard{} : standard_of(table_.target.values, split.train);
  Dataset dataset;
  static_cast<DataShape&>(dataset) = shape();
  for (const TableColumn& column : table_.features) dataset.input_names.push_back(column.name);
  dataset.class_names = table_.target.classes;
  dataset.train =
      samples(config, standards, target, std::move(split.train), Stream::train_label_noise);
  dataset.test =
      samples(config, standards, target, std::move(split.test), Stream::test_label_noise);
  for (std::size_t i = 0; i < dataset.train.size(); ++i) {
    for (std::size_t axis = 0; axis < 2; ++axis) {
      const float distance = std::abs(dataset.train.points(i, axis));
      dataset.reach[axis] = std::min(kFarthest, std::max(dataset.reach[axis], distance));
    }
  }
  return dataset;
}

Matrix StoredTable::features(const Matrix& points, const DataConfig& config) const {
  const TableSplit split = split_of(config);
  const std::vector<Standard> standards = standards_of(config, split);
  const std::array<std::size_t, 2> axes = axes_of(config, standards.size());
  Matrix features = make_matrix(points.shape(0), standards.size());
  for (std::size_t j = 0; j < standards.size(); ++j) {
    Moments moments;
    moments.add(table_.features[j].values, split.train);
    const float centre = standards[j].of(static_cast<float>(moments.mean()));
    for (std::size_t i = 0; i < points.shape(0); ++i) features(i, j) = centre;
  }
  for (std::size_t i = 0; i < points.shape(0); ++i) {
    for (std::size_t axis = 0; axis < 2; ++axis) features(i, axes[axis]) = points(i, axis);
  }
  return features;
}

}  // namespace

std::shared_ptr<const RowSource> make_row_source(Table table) {
  return std::make_shared<const StoredTable>(std::move(table));
}

std::string TableStore::add(Table table) {
  std::string hash = hex_text(table_hash(table));
  add(hash, std::move(table));
  return hash;
}

void TableStore::add(std::string hash, Table table) {
  std::erase_if(tables_, [&](const auto& known) { return known.first == hash; });
  if (tables_.size() == kMostTables) tables_.erase(tables_.begin());
  tables_.emplace_back(std::move(hash), make_row_source(std::move(table)));
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
