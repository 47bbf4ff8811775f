#include "app/comparison.hpp"

#include <fmt/core.h>

#include <utility>

#include "core/text_check.hpp"
#include "engine/history_job.hpp"
#include "share/link.hpp"
#include "train/trainer.hpp"

namespace playground {

void RaceComparison::start(const Experiment& experiment, std::function<void(Result<void>)> done) {
  stop();
  done_ = std::move(done);
  state_.phase = ComparedRace::Phase::training;
  state_.experiment = experiment_of_seed(experiment, 0);
  const std::size_t count = experiment.runs.size();
  state_.runs.assign(count, {});
  waiting_ = count;
  for (std::size_t run = 0; run < count; ++run) {
    jobs_.push_back(
        engine_.start_job(history_job(experiment, static_cast<int>(run), experiment.training.steps),
                          [this, run](const Result<std::string>& bytes) { take(run, bytes); }));
  }
}

void RaceComparison::stop() {
  for (const JobId job : jobs_) engine_.cancel_job(job);
  jobs_.clear();
  state_ = {};
  done_ = nullptr;
}

void RaceComparison::take(std::size_t run, const Result<std::string>& bytes) {
  if (state_.phase != ComparedRace::Phase::training) return;
  Result<void> read = bytes ? read_history(*bytes, state_.runs[run])
                            : Result<void>(tl::make_unexpected(bytes.error()));
  if (read && --waiting_ > 0) return;
  const auto done = std::exchange(done_, nullptr);
  if (read) {
    state_.phase = ComparedRace::Phase::ready;
    jobs_.clear();
  } else {
    stop();
  }
  done(std::move(read));
}

Result<Experiment> read_link_to_compare(const std::string& link) {
  LinkContent content = read_link(link);
  if (link.find("v=") == link.npos) {
    return fail(fmt::format("compare: {} is not a link to an experiment; it must hold \"#v=1\"",
                            playground::quoted(link)));
  }
  if (!content.notices.empty()) {
    return fail("compare: the link cannot be compared as it is: " + content.notices.front());
  }
  return std::move(content.experiment);
}

}  // namespace playground
