#include "cli/commands.hpp"
#include "cli/experiment_options.hpp"
#include "share/trace.hpp"

namespace playground::cli {
namespace {

int trace(const Arguments& arguments, const Streams& streams) {
  const std::optional<std::string> folder = arguments.value("--out");
  if (!folder) return refuse(streams, "trace: --out DIR is missing; it must name a folder");
  const Result<Input> input = read_input(arguments, streams);
  if (!input) return refuse(streams, input.error().message);
  const Result<std::vector<File>> files = trace_files(input->experiment);
  if (!files) return refuse(streams, files.error().message);
  if (const Result<void> made = make_folder(*folder); !made) {
    return refuse(streams, made.error().message);
  }
  for (const File& file : *files) {
    const Result<void> written = write_file(*folder + "/" + file.name, file.bytes, streams);
    if (!written) return refuse(streams, written.error().message);
  }
  return kDone;
}

constexpr auto kTraceOptions =
    with_input_options({{"--out", "DIR", "the folder to write to; it is made when missing"}});

}  // namespace

const Command kTraceCommand = {"trace",
                               "writes everything needed to replay the runs in another framework",
                               kTraceOptions, trace};

}  // namespace playground::cli
