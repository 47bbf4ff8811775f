// The page's API, data that are tables. addTable(bytes) is web/table_store.js, which keeps the
// bytes and tells the application of them by setTable.
#include <fmt/core.h>

#include "app/api_method.hpp"
#include "app/application.hpp"

namespace playground {
namespace {

// setTable(hash, columns, classes, description), of web/table_store.js alone.
ApiReply set_table(Application& application, const ApiCall& call) {
  const Json hash = call.argument(0), columns = call.argument(1), classes = call.argument(2),
             description = call.argument(3);
  if (!hash.is_string() || !columns.is_number_unsigned() || !classes.is_number_unsigned() ||
      !description.is_string()) {
    return fail("setTable: it is of the page's own store; call addTable(bytes)");
  }
  application.add_table(hash.get<std::string>(), columns.get<std::size_t>(),
                        classes.get<std::size_t>(), description.get<std::string>());
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
