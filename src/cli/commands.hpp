// The commands, one file each. A command reads its arguments, writes to the streams and returns the
// exit code.
#pragma once

#include <span>
#include <string_view>

#include "cli/arguments.hpp"
#include "cli/command_line.hpp"

namespace playground::cli {

struct Command {
  std::string_view name;
  std::string_view summary;
  std::span<const Option> options;
  int (*run)(const Arguments&, const Streams&);
};

extern const Command kRunCommand;
extern const Command kSweepCommand;
extern const Command kTraceCommand;
extern const Command kExportCommand;
extern const Command kLinkCommand;
extern const Command kConfigCommand;
extern const Command kCheckCommand;
extern const Command kFingerprintsCommand;
extern const Command kTableCommand;
extern const Command kLessonsCommand;
extern const Command kParametersCommand;
extern const Command kVersionCommand;

// Writes the message to the error stream.
int refuse(const Streams& streams, std::string_view message);

}  // namespace playground::cli
