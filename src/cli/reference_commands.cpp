#include "cli/commands.hpp"
#include "share/parameters_reference.hpp"

namespace playground::cli {
namespace {

constexpr std::string_view kReferenceFormats[] = {"text", "json", "markdown"};

int parameters(const Arguments& arguments, const Streams& streams) {
  const Result<std::string> format = choice(arguments, "--format", kReferenceFormats, "text");
  if (!format) return refuse(streams, format.error().message);
  if (*format == "json") {
    streams.out << parameters_json();
  } else {
    streams.out << (*format == "markdown" ? parameters_markdown() : parameters_text());
  }
  return kDone;
}

int version(const Arguments&, const Streams& streams) {
  streams.out << "adamw-playground " << ADAMW_VERSION << "\n";
  return kDone;
}

constexpr Option kParametersOptions[] = {
    {"--format", "FORMAT", "text (the default), json or markdown"}};

}  // namespace

const Command kParametersCommand = {"parameters", "lists every parameter of an experiment",
                                    kParametersOptions, parameters};
const Command kVersionCommand = {"version", "prints the version", {}, version};

}  // namespace playground::cli
