#include <fmt/format.h>

#include <fstream>
#include <string>

#include "cli/commands.hpp"
#include "cli/data_options.hpp"
#include "core/text_check.hpp"
#include "share/link.hpp"
#include "share/report.hpp"

namespace playground::cli {
namespace {

// A line at a time, so that long lists show how far they are.
int print_fingerprints(std::istream& lines, const Streams& streams) {
  std::string line;
  bool all_reproduced = true;
  for (int number = 1; std::getline(lines, line); ++number) {
    LinkContent content = read_link(line);
    if (!content.notices.empty()) {
      return refuse(streams, fmt::format("line {}: {}", number, content.notices.front()));
    }
    Experiment& experiment = content.experiment;
    if (const Result<void> bound = bind_bundled_data(experiment.data); !bound) {
      return refuse(streams, fmt::format("line {}: {}", number, bound.error().message));
    }
    const std::uint64_t found =
        experiment_fingerprint(train_all_seeds(experiment, experiment.training.steps));
    streams.out << fingerprint_text(found) << std::endl;
    if (!content.claim || content.claim->step != experiment.training.steps) continue;
    if (content.claim->fingerprint == found) continue;
    all_reproduced = false;
    streams.err << fmt::format("line {}: the link claims {}\n", number,
                               fingerprint_text(content.claim->fingerprint));
  }
  return all_reproduced ? kDone : kCheckFailed;
}

int fingerprints(const Arguments& arguments, const Streams& streams) {
  const std::string path = arguments.value_or("--links", "-");
  if (path == "-") return print_fingerprints(streams.in, streams);
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return refuse(streams,
                  fmt::format("--links: the file {} cannot be opened", playground::quoted(path)));
  }
  return print_fingerprints(file, streams);
}

constexpr Option kFingerprintsOptions[] = {
    {"--links", "FILE", "a link a line; \"-\" (the default) is standard input"}};

}  // namespace

const Command kFingerprintsCommand = {"fingerprints",
                                      "trains every link of a list and prints a fingerprint a line",
                                      kFingerprintsOptions, fingerprints};

}  // namespace playground::cli
