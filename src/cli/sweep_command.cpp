// Sweeps come with a later version; until then the command says so instead of being unknown.
#include "cli/commands.hpp"

namespace playground::cli {
namespace {

int sweep(const Arguments&, const Streams& streams) {
  return refuse(streams, "sweep: not part of this version");
}

}  // namespace

const Command kSweepCommand = {"sweep", "not part of this version", {}, sweep};

}  // namespace playground::cli
