// The options that most commands share: which experiment, how many steps and seeds.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

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

inline constexpr Option kDataOption = {"--data", "FILE",
                                       "your own data, a CSV file; - reads standard input"};
inline constexpr Option kLabelOption = {"--label", "COLUMN",
                                        "with --data: the column of classes to tell apart"};
inline constexpr Option kTargetOption = {"--target", "COLUMN",
                                         "with --data: the column of numbers to predict"};
inline constexpr Option kFeaturesOption = {
    "--features", "A,B,..",
    "with --data: the columns to learn from; all other numbers if left out"};

inline constexpr Option kSeparatorOption = {
    "--separator", "NAME", "of the CSV file: comma, semicolon or tab; found out if left out"};
inline constexpr Option kHeaderOption = {
    "--header", "yes|no", "whether its first line names the columns; found out if left out"};
inline constexpr Option kDropDuplicatesOption = {"--drop-duplicates", "",
                                                 "with --data: of equal rows only one stays"};

// What read_input() takes, and a command's own options behind it.
inline constexpr std::array kInputOptions = {
    kConfigOption,   kLinkOption,      kLessonOption, kStepsOption,
    kSeedsOption,    kDataOption,      kLabelOption,  kTargetOption,
    kFeaturesOption, kSeparatorOption, kHeaderOption, kDropDuplicatesOption};
template <std::size_t count>
constexpr auto with_input_options(const Option (&own)[count]) {
  std::array<Option, kInputOptions.size() + count> options;
  std::copy(own, own + count,
            std::copy(kInputOptions.begin(), kInputOptions.end(), options.begin()));
  return options;
}

struct Input {
  Experiment experiment;
  std::optional<FingerprintClaim> claim;  // of a link
  std::vector<std::uint8_t> table;        // the bytes of the table that it trains on; empty: none
};

// The experiment that the options name; the opening experiment when they name none. What had to be
// mended in a link, and events that --steps cuts off, are told on the error stream.
Result<Input> read_input(const Arguments& arguments, const Streams& streams);

// At most so many bytes of a file, or of the input stream for "-"; errors name the option.
Result<std::string> read_file(std::string_view option, const std::string& path, std::size_t most,
                              const Streams& streams);
// Writes the bytes to a file, or to the output stream for "-".
Result<void> write_file(const std::string& path, const std::string& bytes, const Streams& streams);
Result<void> make_folder(const std::string& path);

}  // namespace playground::cli
