// What the parts of the page's API share: the shape of a method, its arguments and its answer.
// api.cpp joins the methods' tables.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace playground {

class Application;

using ApiJson = nlohmann::ordered_json;
using ApiReply = Result<ApiJson>;

struct ApiCall {
  const ApiJson* arguments;
  int id;

  ApiJson argument(std::size_t index) const {
    return index < arguments->size() ? (*arguments)[index] : ApiJson();
  }
};

struct ApiMethod {
  std::string_view name;
  ApiReply (*run)(Application&, const ApiCall&);
};

// A value as an error message repeats it.
inline std::string shown_argument(const ApiJson& value) {
  return value.dump(-1, ' ', false, ApiJson::error_handler_t::replace).substr(0, 60);
}

// setParameter(path, value), addRun, copyRun(run), removeRun(run), undo, redo and status, which
// says what there is to change: what a person does at the screen, with errors that go to the
// caller.
std::span<const ApiMethod> edit_methods();

}  // namespace playground
