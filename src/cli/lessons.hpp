// The lessons of assets/lessons as the headless program sees them: what each is about and the
// experiment that it starts with (docs/lessons.md).
//   const Result<Experiment> experiment = lesson_experiment("spiral");
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "train/experiment.hpp"

namespace playground::cli {

struct LessonEntry {
  std::string id;
  std::string title;
  std::string summary;
  int minutes = 0;
};

// In the order in which they are taught.
Result<std::vector<LessonEntry>> lesson_list();

// An error names the id and the lessons that there are.
Result<Experiment> lesson_experiment(std::string_view id);

}  // namespace playground::cli
