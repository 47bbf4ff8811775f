// The options of a person's own data: --data FILE.csv --label COLUMN ..., the table that they make,
// and where the rows of an experiment come from.
#pragma once

#include "cli/arguments.hpp"
#include "cli/command_line.hpp"
#include "cli/experiment_options.hpp"
#include "data/csv_table.hpp"

namespace playground::cli {

// The CSV file that --data (or `option`) names, read as --separator and --header say.
Result<CsvTable> read_csv_option(const Arguments& arguments, std::string_view option,
                                 const Streams& streams);

// Gives the experiment its rows: of --data, which it then trains on, else `rows`, the text that a
// link or a JSON file carries, else the digits that come with the program.
Result<void> bind_data(const Arguments& arguments, const Streams& streams, const std::string& rows,
                       Input& input);

// The digits alone.
Result<void> bind_bundled_data(DataConfig& data);

}  // namespace playground::cli
