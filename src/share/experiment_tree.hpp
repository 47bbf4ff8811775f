// The experiment as a JSON tree, for the parts of share/ that put it inside a larger document.
#pragma once

#include "share/json_text.hpp"
#include "train/parameters.hpp"

namespace playground {

// A whole number is written without a fraction, so that 1 reads "1" and not "1.0".
Json number_tree(double number);
Json value_tree(const Value& value);
Json experiment_tree(const Experiment& experiment);
// A value of the table, or an error that names `path`, the value and what would be right.
Result<Value> read_value_tree(const Parameter& parameter, const Json& tree, std::string_view path);
Result<Experiment> read_experiment_tree(const Json& tree);
// The rows of its table, as share/table_text.hpp writes them, under the key "rows"; empty: none.
std::string table_rows_of(const Json& tree);

}  // namespace playground
