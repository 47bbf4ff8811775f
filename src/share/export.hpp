// An experiment to take along: its curves (csv), its report (json), its trained parameters
// (safetensors), or a script that repeats it in PyTorch (pytorch). Trains from the seeds, so it
// needs no state of a running page.
//   Result<std::vector<File>> files = export_experiment(experiment, "pytorch", 2000);
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "share/file.hpp"
#include "train/experiment.hpp"

namespace playground {

// csv         curves.csv: a row for each recorded step of each run (of each seed)
// json        report.json: what `run --format json` prints
// safetensors parameters.safetensors: the parameters after `step` updates, of the first seed. One
// run: named as
//             PyTorch's nn.Sequential names them; several: with "run0.", "run1.", ... before the
//             names
// pytorch     replay.py and replay.safetensors, of the first seed
// Another format is an error that names these four.
Result<std::vector<File>> export_experiment(const Experiment& experiment, std::string_view format,
                                            int step);

// The same as one file, for a download: the script then carries its data inside.
Result<File> export_single_file(const Experiment& experiment, std::string_view format, int step);

}  // namespace playground
