// The experiment as a Python script that repeats it in PyTorch (1.13 or newer) and prints how far
// its metrics and parameters are from ours; data, initial weights, batches and our results go with
// it as safetensors.
#pragma once

#include <memory>

#include "share/export.hpp"

namespace playground {

// replay.py and replay.safetensors, which the script looks for beside itself under its own name.
// A single file is replay.py alone, with the data inside (base64). All runs of the first seed are
// trained to `step`. Refuses more than 20 million batch indices.
Result<std::unique_ptr<ExportWriter>> make_pytorch_writer(const Experiment& experiment, int step,
                                                          bool single_file);

}  // namespace playground
