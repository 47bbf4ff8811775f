// The tables that are here, by their hash; and a table as a source of rows: split by the seed,
// columns standardised with the mean and standard deviation of the training rows.
//   TableStore store;  store.add(*read_table(bytes));  store.bind(experiment.data);
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "data/row_source.hpp"
#include "data/table.hpp"

namespace playground {

std::shared_ptr<const RowSource> make_row_source(Table table);

class TableStore {
 public:
  // A table that is checked (check_table), of two rows or more; returns its hash. Of many tables
  // the oldest go.
  std::string add(Table table);
  // The same of a table whose hash is known.
  void add(std::string hash, Table table);
  // Gives the configuration its rows; an error names the table that is not here.
  Result<void> bind(DataConfig& config) const;

 private:
  std::vector<std::pair<std::string, std::shared_ptr<const RowSource>>> tables_;
};

}  // namespace playground
