// The tables that are here, by their hash; and a table as a source of rows: split by the seed,
// columns standardised with the mean and standard deviation of the training rows.
//   TableStore store;  Result<std::string> hash = store.add(bytes);  store.bind(experiment.data);
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "data/row_source.hpp"
#include "data/table.hpp"

namespace playground {

std::shared_ptr<const RowSource> make_row_source(Table table);

// The columns in use of so many: those named that are there, in their order; all, when fewer than
// two are.
std::vector<std::size_t> columns_in_use(const DataConfig& config, std::size_t columns);

class TableStore {
 public:
  // The hash; or why the bytes are no table. Of many tables the oldest go.
  Result<std::string> add(std::span<const std::uint8_t> bytes);
  // Gives the configuration its rows; an error names the table that is not here.
  Result<void> bind(DataConfig& config) const;

 private:
  std::vector<std::pair<std::string, std::shared_ptr<const RowSource>>> tables_;
};

}  // namespace playground
