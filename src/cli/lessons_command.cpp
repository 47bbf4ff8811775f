#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.hpp"
#include "cli/lessons.hpp"
#include "share/json_text.hpp"

namespace playground::cli {
namespace {

constexpr std::string_view kLessonFormats[] = {"table", "json"};

std::string table_of(const std::vector<LessonEntry>& list) {
  std::size_t widest = 0;
  for (const LessonEntry& lesson : list) widest = std::max(widest, lesson.id.size());
  std::string text;
  for (const LessonEntry& lesson : list) {
    text += fmt::format("{:<{}}  {} min  {}\n", lesson.id, widest, lesson.minutes, lesson.title);
  }
  return text;
}

std::string json_of(const std::vector<LessonEntry>& list) {
  Json lessons = Json::array();
  for (const LessonEntry& lesson : list) {
    lessons.push_back({{"id", lesson.id},
                       {"title", lesson.title},
                       {"minutes", lesson.minutes},
                       {"summary", lesson.summary}});
  }
  return format_json(Json{{"lessons", std::move(lessons)}}, 2) + "\n";
}

int print_lessons(const Arguments& arguments, const Streams& streams) {
  const Result<std::string> format = choice(arguments, "--format", kLessonFormats, "table");
  if (!format) return refuse(streams, format.error().message);
  const Result<std::vector<LessonEntry>> list = lesson_list();
  if (!list) return refuse(streams, list.error().message);
  streams.out << (*format == "json" ? json_of(*list) : table_of(*list));
  return kDone;
}

constexpr Option kLessonsOptions[] = {{"--format", "FORMAT", "table (the default) or json"}};

}  // namespace

const Command kLessonsCommand = {"lessons", "lists the lessons, whose experiments --lesson names",
                                 kLessonsOptions, print_lessons};

}  // namespace playground::cli
