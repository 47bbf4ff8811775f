// Two kinds of jobs for pictures of the loss. "path": a run's parameters at evenly spread steps,
// trained from the seeds. "landscape": train and test loss (clean labels) at points of a plane.
// Both depend on their input alone, so a picture is the same however its points are dealt out.
//   engine->start_job(path_job(experiment, run, 0, 2000, 200), done);  read_path(bytes)
//   engine->start_job(landscape_job(experiment, 0, plane, points), done);  read_losses(bytes)
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "engine/engine.hpp"
#include "engine/jobs.hpp"
#include "evaluate/landscape.hpp"

namespace playground {

// Where the parameters of the experiment's network stand in a state.
ParameterLayout parameter_layout(const Experiment& experiment);

struct RunPath {
  std::vector<int> steps;  // the first is 0, the last where the run stands
  std::vector<std::vector<float>> states;
  bool diverged = false;
};
// At most `states` of them, fewer when they would take more than kPathBytes; two at least.
inline constexpr std::size_t kPathBytes = std::size_t{4} << 20;
JobRequest path_job(const Experiment& experiment, int run, int seed, int step, int states);
Result<RunPath> read_path(const std::string& bytes);

struct LossPair {
  double train = 0;
  double test = 0;
};
JobRequest landscape_job(const Experiment& experiment, int seed, const Plane& plane,
                         const std::vector<std::pair<double, double>>& points);
// One for each point, in their order.
Result<std::vector<LossPair>> read_losses(const std::string& bytes);

Result<std::unique_ptr<Job>> make_path(const nlohmann::ordered_json& input, const JobContext&);
Result<std::unique_ptr<Job>> make_landscape(const nlohmann::ordered_json& input, const JobContext&);

}  // namespace playground
