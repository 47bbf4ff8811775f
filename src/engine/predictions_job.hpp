// The kind "predictions": what a run says of every test row of a table after `step` updates, so
// that a person can look at those it gets wrong.
//   engine->start_job(predictions_job(experiment, run, seed, step), done);
#pragma once

#include <memory>

#include "engine/jobs.hpp"

namespace playground {

JobRequest predictions_job(const Experiment& experiment, int run, int seed, int step);

// The result is JSON: {"step", "classes": [names], "rows": [[row of the table, class, predicted
// class, its probability], ...]}; of a number to predict, and of generated data, an error.
Result<std::unique_ptr<Job>> make_predictions(const Json& input, const JobContext& context);

}  // namespace playground
