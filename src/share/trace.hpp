// Everything needed to replay an experiment in another framework, as files: config.json, train.csv,
// test.csv, batches.csv and for each run i: run<i>_initial.safetensors, run<i>_final.safetensors,
// run<i>_metrics.csv. Of an experiment of several seeds, the first.
#pragma once

#include <vector>

#include "core/result.hpp"
#include "share/file.hpp"
#include "train/experiment.hpp"

namespace playground {

// Trains all runs to experiment.training.steps. Refuses more than 100 million batch indices.
Result<std::vector<File>> trace_files(const Experiment& experiment);

}  // namespace playground
