// The kind "dataset": the points of a table as the networks train on it, for whoever draws them and
// has no rows.
//   engine->start_job(dataset_job(experiment), done);  Result<Dataset> data = read_dataset(bytes);
#pragma once

#include <memory>
#include <string>

#include "data/dataset.hpp"
#include "engine/jobs.hpp"

namespace playground {

// Of the experiment's own seed.
JobRequest dataset_job(const Experiment& experiment);
// Without the network's inputs (Samples::features).
Result<Dataset> read_dataset(const std::string& bytes);

Result<std::unique_ptr<Job>> make_dataset_job(const Json& input, const JobContext& context);

}  // namespace playground
