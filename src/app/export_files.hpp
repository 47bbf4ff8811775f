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
};

// nullopt for a format that share/export.hpp does not have.
std::optional<ExportFile> export_file(std::string_view format);
std::string export_format_error(std::string_view format);

}  // namespace playground
