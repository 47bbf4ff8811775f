// What the parts of the page's API share: the shape of a method, its arguments and its answer.
// api.cpp joins the methods' tables.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "share/json_text.hpp"

namespace playground {

class Application;

using ApiReply = Result<Json>;

struct ApiCall {
  const Json* arguments;
  int id;

  Json argument(std::size_t index) const {
    return index < arguments->size() ? (*arguments)[index] : Json();
  }
};

struct ApiMethod {
  std::string_view name;
  ApiReply (*run)(Application&, const ApiCall&);
};

// A value as an error message repeats it.
inline std::string shown_argument(const Json& value) {
  return format_json(value, -1).substr(0, 60);
}

// setParameter(path, value), addRun, copyRun(run), removeRun(run), undo, redo, status, which says
// what there is to change, show(place) and dock(docked): what a person does at the screen, with
// errors that go to the caller.
std::span<const ApiMethod> edit_methods();

// How the experiment is shown: setView(settings), view, lookAt(step), branchHere(run), past,
// setCatalogue(language, entries).
std::span<const ApiMethod> view_methods();
// What the tabs draw, as figures: decayed, landscape, drawLandscape(runs), openCell(map, column,
// row).
std::span<const ApiMethod> figure_methods();
// Data that are tables: setTable(description), removeTable(hash), tables, predictions(run).
std::span<const ApiMethod> table_methods();

}  // namespace playground
