#include "cli/lessons.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "assets/lesson_files.hpp"
#include "core/text_check.hpp"
#include "share/experiment_tree.hpp"

namespace playground::cli {
namespace {

Result<Json> read_lesson_file(const std::string& name) {
  Result<Json> tree = parse_json(lesson_files::text(name));
  if (!tree) return fail(fmt::format("lesson file {}: {}", name, tree.error().message));
  return tree;
}

Result<std::vector<std::string>> lesson_ids() {
  const Result<Json> index = read_lesson_file("index.json");
  if (!index) return tl::make_unexpected(index.error());
  std::vector<std::string> ids;
  for (const Json& id : index->value("lessons", Json::array())) {
    if (id.is_string()) ids.push_back(id.get<std::string>());
  }
  return ids;
}

std::string text_of(const Json& lesson, const char* field) {
  const auto found = lesson.find(field);
  return found != lesson.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

Result<std::vector<LessonEntry>> lesson_list() {
  const Result<std::vector<std::string>> ids = lesson_ids();
  if (!ids) return tl::make_unexpected(ids.error());
  std::vector<LessonEntry> list;
  for (const std::string& id : *ids) {
    const Result<Json> lesson = read_lesson_file(id + ".json");
    if (!lesson) return tl::make_unexpected(lesson.error());
    const auto minutes = lesson->find("minutes");
    list.push_back({id, text_of(*lesson, "title"), text_of(*lesson, "summary"),
                    minutes != lesson->end() && minutes->is_number() ? minutes->get<int>() : 0});
  }
  return list;
}

Result<Experiment> lesson_experiment(std::string_view id) {
  const Result<std::vector<std::string>> ids = lesson_ids();
  if (!ids) return tl::make_unexpected(ids.error());
  const auto found = std::find(ids->begin(), ids->end(), id);
  if (found == ids->end()) {
    return fail(fmt::format("--lesson: {} is not a lesson; there are {}", playground::quoted(id),
                            fmt::join(*ids, ", ")));
  }
  const Result<Json> lesson = read_lesson_file(*found + ".json");
  if (!lesson) return tl::make_unexpected(lesson.error());
  Json experiment = experiment_tree(default_experiment());
  experiment.merge_patch(lesson->value("experiment", Json::object()));  // RFC 7386
  const Result<Experiment> read = read_experiment_tree(experiment);
  if (!read) return fail(fmt::format("lesson {}: {}", *found, read.error().message));
  return read;
}

}  // namespace playground::cli
