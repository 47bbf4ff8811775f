// The kind "history": one run of an experiment, trained from the seeds to a step, with everything
// that was recorded on the way. It depends on its input alone, so it is the run's own to the bit.
//   engine->start_job(history_job(experiment, 1, 2000), done);  read_history(bytes, view);
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/jobs.hpp"

namespace playground {

// With the first of several seeds.
JobRequest history_job(const Experiment& experiment, int run, int step);
Result<void> read_history(const std::string& bytes, RunView& view);

Result<std::unique_ptr<Job>> make_history(const nlohmann::ordered_json& input, const JobContext&);

}  // namespace playground
