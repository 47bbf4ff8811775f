// The options that most commands share: which experiment, how many steps and seeds.
#pragma once

#include <array>
#include <optional>

#include "cli/arguments.hpp"
#include "cli/command_line.hpp"
#include "share/file.hpp"
#include "share/link.hpp"
#include "train/experiment.hpp"

namespace playground::cli {

inline constexpr Option kConfigOption = {"--config", "FILE",
                                         "the experiment as JSON; - reads standard input"};
inline constexpr Option kLinkOption = {
    "--link", "LINK", "the experiment as a link, or its part after #; - reads standard input"};
inline constexpr Option kLessonOption = {"--lesson", "ID",
                                         "the experiment that a lesson starts with"};
inline constexpr Option kStepsOption = {"--steps", "N",
                                        "train N steps in place of the experiment's"};
inline constexpr Option kSeedsOption = {"--seeds", "K",
                                        "repeat with K seeds in place of the experiment's"};

struct Input {
  Experiment experiment;
  std::optional<FingerprintClaim> claim;  // of a link
};

// The experiment that the options name; the opening experiment when they name none. What had to be
// mended in a link, and events that --steps cuts off, are told on the error stream.
Result<Input> read_input(const Arguments& arguments, const Streams& streams);

// Writes the bytes to a file, or to the output stream for "-".
Result<void> write_file(const std::string& path, const std::string& bytes, const Streams& streams);
Result<void> make_folder(const std::string& path);

}  // namespace playground::cli
