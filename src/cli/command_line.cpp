#include "cli/command_line.hpp"

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "core/text_check.hpp"

namespace playground::cli {
namespace {

constexpr const Command* kCommands[] = {&kRunCommand,     &kSweepCommand,        &kTraceCommand,
                                        &kExportCommand,  &kLinkCommand,         &kConfigCommand,
                                        &kCheckCommand,   &kFingerprintsCommand, &kTableCommand,
                                        &kLessonsCommand, &kParametersCommand,   &kVersionCommand};

const Command* find_command(std::string_view name) {
  for (const Command* command : kCommands) {
    if (command->name == name) return command;
  }
  return nullptr;
}

std::string general_help() {
  std::string text =
      "adamw-playground trains small networks with and without decoupled weight decay.\n\n"
      "Usage: adamw-playground COMMAND [options]\n\nCommands:\n";
  for (const Command* command : kCommands) {
    text += fmt::format("  {:<13} {}\n", command->name, command->summary);
  }
  text += fmt::format("  {:<13} {}\n", "help", "says this, or with a command's name its options");
  text +=
      "\nWithout --config, --link or --lesson a command takes the experiment that the page opens "
      "with.\n"
      "Exit codes: 0 done, 1 a check failed, 2 the input cannot be used.\n";
  return text;
}

std::string command_help(const Command& command) {
  std::string text = fmt::format("adamw-playground {}: {}\n", command.name, command.summary);
  if (!command.options.empty()) text += "\nOptions:\n";
  for (const Option& option : command.options) {
    const std::string form = option.value.empty() ? std::string(option.name)
                                                  : fmt::format("{} {}", option.name, option.value);
    text += fmt::format("  {:<30} {}\n", form, option.help);
  }
  return text;
}

int help(std::span<const std::string> words, const Streams& streams) {
  if (words.empty()) {
    streams.out << general_help();
    return kDone;
  }
  const Command* command = find_command(words.front());
  if (command == nullptr || words.size() > 1) {
    return refuse(streams, fmt::format("help: {} is not a command; try adamw-playground help",
                                       playground::quoted(words.back())));
  }
  streams.out << command_help(*command);
  return kDone;
}

}  // namespace

int refuse(const Streams& streams, std::string_view message) {
  streams.err << "adamw-playground: " << message << "\n";
  return kBadInput;
}

int run_command_line(std::span<const std::string> words, const Streams& streams) {
  if (words.empty()) {
    streams.err << general_help();
    return kBadInput;
  }
  const std::string& name = words.front();
  if (name == "help" || name == "--help" || name == "-h") return help(words.subspan(1), streams);
  const Command* command = find_command(name == "--version" ? "version" : name);
  if (command == nullptr) {
    return refuse(streams, fmt::format("{} is not a command; try adamw-playground help",
                                       playground::quoted(name)));
  }
  for (const std::string& word : words.subspan(1)) {
    if (word == "--help" || word == "-h") return help(words.first(1), streams);
  }
  const Result<Arguments> arguments = parse_arguments(words.subspan(1), command->options);
  if (!arguments) return refuse(streams, fmt::format("{}: {}", name, arguments.error().message));
  const int code = command->run(*arguments, streams);
  streams.out.flush();
  if (!streams.out) return refuse(streams, "the output could not be written");
  return code;
}

}  // namespace playground::cli
