// How an export of the page is named and served, by format.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace playground {

struct ExportFile {
  std::string name;
  std::string media_type;
  bool binary = false;
  bool is_picture = false;  // of the screen; the others are trained from the seeds
};

// Formats of share/export.hpp and pictures: "svg" (curves), "sweep.svg" (maps), "png" (the screen);
// nullopt for others.
std::optional<ExportFile> export_file(std::string_view format);
std::string export_format_error(std::string_view format);

}  // namespace playground
