// What the options of `sweep` say about the sweep and how it is carried out.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "cli/arguments.hpp"
#include "cli/command_line.hpp"
#include "train/experiment.hpp"

namespace playground::cli {

struct SweepRequest {
  Experiment experiment;
  int jobs = 1;
  int part = 1;  // of `parts`
  int parts = 1;
  std::optional<std::string> resume;
  std::string format;
};

std::span<const Option> sweep_options();
Result<SweepRequest> read_sweep_request(const Arguments& arguments, const Streams& streams);

}  // namespace playground::cli
