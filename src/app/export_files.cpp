#include "app/export_files.hpp"

#include <fmt/core.h>

#include <cstdint>

namespace playground {

std::optional<ExportFile> export_file(std::string_view format) {
  if (format == "csv") return ExportFile{"adamw-playground.csv", "text/csv", false};
  if (format == "json") return ExportFile{"adamw-playground.json", "application/json", false};
  if (format == "pytorch") return ExportFile{"adamw-playground.py", "text/x-python", false};
  if (format == "safetensors") {
    return ExportFile{"adamw-playground.safetensors", "application/octet-stream", true};
  }
  return std::nullopt;
}

std::string export_format_error(std::string_view format) {
  return fmt::format(
      "export: there is no format '{}'; it must be csv, json, pytorch or safetensors",
      format.substr(0, 40));
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      group = group << 8 | (j < count ? static_cast<unsigned char>(bytes[i + j]) : 0u);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      text += j <= count ? kDigits[group >> (18 - 6 * j) & 63] : '=';
    }
  }
  return text;
}

}  // namespace playground
