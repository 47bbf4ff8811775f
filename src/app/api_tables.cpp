// The page's API, data that are tables. addTable(bytes) is web/table_store.js, which keeps the
// bytes and tells the application of them by setTable.
#include <fmt/core.h>

#include "app/api_method.hpp"
#include "app/application.hpp"
#include "data/dataset.hpp"

namespace playground {
namespace {

// {"hash", "features": [names], "classes": [names], ...}, as the module `tables` describes it.
ApiReply set_table(Application& application, const ApiCall& call) {
  const Json given = call.argument(0);
  const Json names = given.is_object() ? given.value("features", Json()) : Json();
  const Json hash = given.is_object() ? given.value("hash", Json()) : Json();
  if (!hash.is_string() || names.size() < 2) {
    return fail("setTable: it must be the description of a table; addTable(bytes) makes it");
  }
  application.add_table(hash.get<std::string>(), names.size(),
                        given.value("classes", Json::array()).size(), format_json(given, -1));
  return Json();
}

ApiReply remove_table(Application& application, const ApiCall& call) {
  const Json hash = call.argument(0);
  if (hash.is_string() && application.remove_table(hash.get<std::string>())) return Json();
  return fail(fmt::format("removeTable: {} is in use; load an experiment with other data first",
                          shown_argument(hash)));
}

ApiReply tables(Application& application, const ApiCall&) {
  return parse_own_json(application.tables_json());
}

// What a run says of every test row at the step shown.
ApiReply predictions(Application& application, const ApiCall& call) {
  const Json run = call.argument(0);
  const auto runs = application.experiment().runs.size();
  if (!run.is_number_unsigned() || run.get<std::size_t>() >= runs) {
    return fail(fmt::format("predictions: {} is not a run; it must be a number from 0 to {}",
                            shown_argument(run), runs - 1));
  }
  application.answer_with_predictions(run.get<int>(), call.id);
  return Json{{"pending", true}};
}

constexpr ApiMethod kTableMethods[] = {
    {"setTable", set_table},
    {"removeTable", remove_table},
    {"tables", tables},
    {"predictions", predictions},
};

}  // namespace

std::span<const ApiMethod> table_methods() {
  return kTableMethods;
}

}  // namespace playground
