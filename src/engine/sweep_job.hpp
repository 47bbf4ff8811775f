// The kind "sweep_cells" of jobs: trains some cells of an experiment's sweep.
//   engine->start_job(sweep_job(experiment, cells), [](Result<std::string> text) {
//     read_sweep_answer(*text); });
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/jobs.hpp"
#include "train/sweep_cells.hpp"

namespace playground {

JobRequest sweep_job(const Experiment& experiment, const std::vector<CellId>& cells);
Result<std::unique_ptr<Job>> make_sweep_job(const nlohmann::ordered_json& input,
                                            const JobContext& = {});
// The cells that the job's result holds.
Result<std::vector<CellResult>> read_sweep_answer(const std::string& text);

}  // namespace playground
