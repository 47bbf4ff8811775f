#include <fmt/format.h>

#include <cmath>

#include "cli/commands.hpp"
#include "cli/experiment_options.hpp"
#include "evaluate/statistics.hpp"
#include "share/report.hpp"

namespace playground::cli {
namespace {

struct Limits {
  std::optional<double> least_accuracy;
  std::optional<double> largest_gap;
};

// What a run falls short of, or nothing; means over the seeds.
std::vector<std::string> shortfalls(const std::vector<std::vector<RunOutcome>>& seeds,
                                    std::size_t run, const Limits& limits) {
  std::vector<double> accuracies;
  std::vector<double> gaps;
  std::vector<std::string> found;
  bool diverged = false;
  for (const std::vector<RunOutcome>& seed : seeds) {
    accuracies.push_back(seed[run].metrics.test_accuracy);
    gaps.push_back(seed[run].metrics.gap);
    diverged = diverged || seed[run].diverged;
  }
  if (diverged) found.emplace_back("diverged");
  const double accuracy = summarize(accuracies).mean;
  const double gap = summarize(gaps).mean;
  if (limits.least_accuracy && !(accuracy >= *limits.least_accuracy)) {
    found.push_back(
        fmt::format("test accuracy {:.4f} is below {}", accuracy, *limits.least_accuracy));
  }
  if (limits.largest_gap && !(gap <= *limits.largest_gap)) {
    found.push_back(fmt::format("gap {:.4f} is above {}", gap, *limits.largest_gap));
  }
  return found;
}

Result<Limits> read_limits(const Arguments& arguments) {
  const Result<std::optional<double>> accuracy = number(arguments, "--min-test-accuracy");
  if (!accuracy) return tl::make_unexpected(accuracy.error());
  const Result<std::optional<double>> gap = number(arguments, "--max-gap");
  if (!gap) return tl::make_unexpected(gap.error());
  if (!*accuracy && !*gap) return fail("check: --min-test-accuracy X or --max-gap Y must be given");
  if (*accuracy && (**accuracy < 0 || **accuracy > 1)) {
    return fail(fmt::format(
        "--min-test-accuracy: {} is out of range; it must be a fraction from 0 to 1", **accuracy));
  }
  return Limits{*accuracy, *gap};
}

int check(const Arguments& arguments, const Streams& streams) {
  const Result<Limits> limits = read_limits(arguments);
  if (!limits) return refuse(streams, limits.error().message);
  const Result<Input> input = read_input(arguments, streams);
  if (!input) return refuse(streams, input.error().message);
  const Experiment& experiment = input->experiment;
  if (limits->least_accuracy && task_of(experiment.data) == Task::regression) {
    return refuse(streams,
                  "--min-test-accuracy: regression has no accuracy; --max-gap Y can be checked");
  }
  const auto seeds = train_all_seeds(experiment, experiment.training.steps);
  bool passed = true;
  for (std::size_t run = 0; run < experiment.runs.size(); ++run) {
    const std::vector<std::string> found = shortfalls(seeds, run, *limits);
    passed = passed && found.empty();
    streams.out << fmt::format(
        "run {} {}: {}\n", run, seeds.front()[run].name,
        found.empty() ? "passed" : fmt::format("{}", fmt::join(found, "; ")));
  }
  return passed ? kDone : kCheckFailed;
}

constexpr auto kCheckOptions = with_input_options(
    {{"--min-test-accuracy", "X", "every run's clean-label test accuracy must reach this fraction"},
     {"--max-gap", "Y", "no run's test loss may exceed its train loss by more"}});

}  // namespace

const Command kCheckCommand = {"check", "fails (exit 1) when a trained run falls short",
                               kCheckOptions, check};

}  // namespace playground::cli
