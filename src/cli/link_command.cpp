#include "cli/commands.hpp"
#include "cli/experiment_options.hpp"
#include "share/finished_runs.hpp"
#include "share/json.hpp"

namespace playground::cli {
namespace {

// The fingerprint of the first seed's runs at the last step, as a link carries it.
FingerprintClaim claim_of(const Experiment& experiment) {
  std::vector<std::uint64_t> fingerprints;
  const int steps = experiment.training.steps;
  for (const auto& trainer : train_runs(experiment, 0, steps)) {
    fingerprints.push_back(trainer->fingerprint());
  }
  return {combine_fingerprints(fingerprints), steps};
}

int print_link(const Arguments& arguments, const Streams& streams) {
  const Result<Input> input = read_input(arguments, streams);
  if (!input) return refuse(streams, input.error().message);
  std::optional<FingerprintClaim> claim = input->claim;
  if (arguments.has("--fingerprint")) claim = claim_of(input->experiment);
  streams.out << write_link(input->experiment, claim) << "\n";
  return kDone;
}

int print_config(const Arguments& arguments, const Streams& streams) {
  const Result<Input> input = read_input(arguments, streams);
  if (!input) return refuse(streams, input.error().message);
  streams.out << write_json(input->experiment) << "\n";
  return kDone;
}

constexpr Option kLinkOptions[] = {
    kConfigOption,
    kLinkOption,
    kLessonOption,
    kStepsOption,
    kSeedsOption,
    {"--fingerprint", "", "train, and let the link carry the result to be reproduced"}};
constexpr Option kConfigOptions[] = {kConfigOption, kLinkOption, kLessonOption, kStepsOption,
                                     kSeedsOption};

}  // namespace

const Command kLinkCommand = {"link", "prints the experiment as a link (the part after #)",
                              kLinkOptions, print_link};
const Command kConfigCommand = {"config", "prints the experiment as JSON, every field filled in",
                                kConfigOptions, print_config};

}  // namespace playground::cli
