#include "data/table_split.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/random.hpp"

namespace playground {
namespace {

// The numbers from `first` up to `end`, shuffled (Fisher & Yates; Durstenfeld 1964).
std::vector<std::uint32_t> shuffled(std::uint32_t first, std::uint32_t end, std::uint64_t part,
                                    const Random& random) {
  std::vector<std::uint32_t> rows(end - first);
  std::iota(rows.begin(), rows.end(), first);
  std::vector<std::uint32_t> draws(rows.size());
  random.shuffle_draws(part, draws);
  for (std::size_t i = rows.size(); i-- > 1;) std::swap(rows[i], rows[draws[i]]);
  return rows;
}

std::uint32_t test_count(std::size_t rows, double fraction) {
  if (rows < 2) return 0;
  const double wanted = std::floor(fraction * static_cast<double>(rows) + 0.5);
  return static_cast<std::uint32_t>(std::clamp(wanted, 1.0, static_cast<double>(rows - 1)));
}

}  // namespace

TableSplit split_table(const Table& table, const SplitConfig& config) {
  const Random random(config.seed, Stream::split);
  const auto rows = static_cast<std::uint32_t>(table.rows());
  TableSplit split;
  if (table.fixed_train_rows > 0) {
    split.train = shuffled(0, table.fixed_train_rows, 0, random);
    split.test = shuffled(table.fixed_train_rows, rows, 1, random);
  } else {
    split.train = shuffled(0, rows, 0, random);
    const auto first = split.train.end() - test_count(rows, config.test_fraction);
    split.test.assign(first, split.train.end());
    split.train.erase(first, split.train.end());
  }
  if (split.train.size() > config.train_size) split.train.resize(config.train_size);
  if (split.test.size() > config.test_size) split.test.resize(config.test_size);
  return split;
}

}  // namespace playground
