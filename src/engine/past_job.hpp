// The kind of job "past": a run as it was at an earlier step, trained again from the nearest state
// that the session has kept or else from the seeds, with the same bits as when it was there first.
//   engine->start_job(past_job(experiment, run, 0, 500, grid), [](Result<std::string> bytes) {
//     RunView view;  read_past(*bytes, view);  ...
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/engine.hpp"
#include "engine/jobs.hpp"

namespace playground {

// The experiment of one run with one of its seeds alone, as run 0, with its events: all that its
// steps depend on.
Experiment single_run(const Experiment& experiment, int run, int seed);

// Looked into as the present is where that is asked for.
JobRequest past_job(const Experiment& experiment, int run, int seed, int step,
                    const GridRequest& grid, const InspectionRequest& inspection = {});
// Step, metrics, fingerprint, grid and inspection of what the job found go into the view.
Result<void> read_past(const std::string& bytes, RunView& view);

Result<std::unique_ptr<Job>> make_past(const nlohmann::ordered_json& input,
                                       const JobContext& context);

}  // namespace playground
