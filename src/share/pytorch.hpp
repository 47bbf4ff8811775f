// The experiment as a Python script that repeats it in PyTorch (1.13 or newer) and prints how far
// its metrics and parameters are from ours; data, initial weights, batches and our results go with
// it as safetensors.
#pragma once

#include <vector>

#include "core/result.hpp"
#include "share/file.hpp"
#include "train/experiment.hpp"

namespace playground {

// replay.py and replay.safetensors, which the script looks for beside itself under its own name.
// Trains all runs of the first seed to `step`. Refuses more than 20 million batch indices.
Result<std::vector<File>> pytorch_replay(const Experiment& experiment, int step);

// replay.py alone, with the data inside (base64).
Result<File> pytorch_replay_single_file(const Experiment& experiment, int step);

}  // namespace playground
