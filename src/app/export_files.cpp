#include "app/export_files.hpp"

#include <fmt/core.h>

namespace playground {

std::optional<ExportFile> export_file(std::string_view format) {
  if (format == "csv") return ExportFile{"adamw-playground.csv", "text/csv", false};
  if (format == "json") return ExportFile{"adamw-playground.json", "application/json", false};
  if (format == "pytorch") return ExportFile{"adamw-playground.py", "text/x-python", false};
  if (format == "safetensors") {
    return ExportFile{"adamw-playground.safetensors", "application/octet-stream", true};
  }
  if (format == "svg") return ExportFile{"adamw-playground.svg", "image/svg+xml", false, true};
  if (format == "sweep.svg") {
    return ExportFile{"adamw-playground-sweep.svg", "image/svg+xml", false, true};
  }
  if (format == "png") return ExportFile{"adamw-playground.png", "image/png", true, true};
  return std::nullopt;
}

std::string export_format_error(std::string_view format) {
  return fmt::format(
      "export: there is no format '{}'; it must be csv, json, pytorch, safetensors, svg, "
      "sweep.svg or png",
      format.substr(0, 40));
}

}  // namespace playground
