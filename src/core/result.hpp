// Errors are values: a Result holds what was asked for, or an Error that names the input, its value
// and what would be right.
//   Result<Experiment> experiment = read_json(text);  if (!experiment)
//   show(experiment.error().message);
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace playground {

struct Error {
  std::string message;
};

template <typename Value>
using Result = tl::expected<Value, Error>;

inline tl::unexpected<Error> fail(std::string message) {
  return tl::make_unexpected(Error{std::move(message)});
}

}  // namespace playground
