#include "cli/commands.hpp"
#include "cli/experiment_options.hpp"
#include "share/finished_runs.hpp"
#include "share/json.hpp"
#include "share/table_text.hpp"

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
  std::string link = write_link(input->experiment, claim);
  if (arguments.has("--rows") && !input->table.empty()) {
    const Result<std::string> rows = table_text(input->table);
    if (!rows) return refuse(streams, "--rows: " + rows.error().message);
    link += "&t=" + *rows;
  }
  streams.out << link << "\n";
  return kDone;
}

int print_config(const Arguments& arguments, const Streams& streams) {
  const Result<Input> input = read_input(arguments, streams);
  if (!input) return refuse(streams, input.error().message);
  streams.out << write_json(input->experiment) << "\n";
  return kDone;
}

constexpr auto kLinkOptions = with_input_options(
    {{"--fingerprint", "", "train, and let the link carry the result to be reproduced"},
     {"--rows", "", "let the link carry the rows of your own data, when they are few"}});

}  // namespace

const Command kLinkCommand = {"link", "prints the experiment as a link (the part after #)",
                              kLinkOptions, print_link};
const Command kConfigCommand = {"config", "prints the experiment as JSON, every field filled in",
                                kInputOptions, print_config};

}  // namespace playground::cli
