#include "engine/inspector.hpp"

#include <algorithm>

#include "engine/inspection.hpp"

namespace playground {
namespace {

constexpr std::chrono::milliseconds kShortestInterval{60};
constexpr int kRestFactor = 9;  // of the time that an inspection took, until the next
constexpr int kLongestReplayChunk = 4096;

// The run without its evaluations, which alter nothing.
Experiment repeatable(const Experiment& experiment) {
  Experiment result = experiment;
  result.training.evaluate_every = std::max(1, experiment.training.steps);
  return result;
}

std::optional<std::size_t> watched_index(Trainer& trainer,
                                         const std::optional<WeightPlace>& watched) {
  return watched ? arena_index(trainer.model().layout(), *watched) : std::nullopt;
}

}  // namespace

bool Inspector::behind(Trainer& trainer, const InspectionRequest& request) const {
  if (!request.wanted || failed_) return false;
  const std::optional<DecayTracker>& tracker = trainer.tracker();
  if (!tracker) return true;
  const auto index = watched_index(trainer, request.watched);
  return index && (!tracker->trace() || tracker->trace()->index() != *index);
}

void Inspector::work(Trainer& trainer, const RunSource& source, const InspectionRequest& request,
                     double milliseconds) {
  if (!request.wanted) {
    if (trainer.tracker()) trainer.set_tracker(std::nullopt);
    repeating_.reset();
    sent_request_.reset();
    return;
  }
  if (!behind(trainer, request)) {
    repeating_.reset();
    return;
  }
  if (!repeating_ || repeating_for_ != request.watched) {
    repeating_ =
        std::make_unique<Trainer>(source.dataset, repeatable(source.experiment), source.run);
    repeating_->set_tracker(
        DecayTracker(repeating_->model().layout(), watched_index(*repeating_, request.watched)));
    repeating_for_ = request.watched;
  }
  const Clock::time_point end =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(
                         std::chrono::duration<double, std::milli>(milliseconds));
  while (repeating_->step() < trainer.step() && !repeating_->diverged()) {
    const Clock::time_point start = Clock::now();
    if (start >= end) return;
    repeating_->advance_to(std::min(trainer.step(), repeating_->step() + chunk_));
    const bool fast = Clock::now() - start < (end - start) / 4;
    chunk_ = fast ? std::min(kLongestReplayChunk, 2 * chunk_) : std::max(1, chunk_ / 2);
  }
  // A repeated run is the run; were it not, nothing would be shown rather than something false.
  failed_ = repeating_->fingerprint() != trainer.fingerprint();
  if (!failed_) trainer.set_tracker(repeating_->tracker());
  repeating_.reset();
}

bool Inspector::due(Trainer& trainer, const InspectionRequest& request, bool rests) const {
  if (!request.wanted || !trainer.tracker() || trainer.step() < 1) return false;
  const bool news = sent_step_ != trainer.step() || sent_request_ != request ||
                    (!sent_whole_ && !behind(trainer, request));
  return news && (rests || Clock::now() >= next_);
}

std::shared_ptr<const Inspection> Inspector::take(Trainer& trainer,
                                                  const InspectionRequest& request) {
  const Clock::time_point start = Clock::now();
  auto inspection = std::make_shared<const Inspection>(inspect(trainer, request.watched));
  const Clock::time_point end = Clock::now();
  next_ = end + std::max<Clock::duration>(kShortestInterval, kRestFactor * (end - start));
  sent_step_ = trainer.step();
  sent_request_ = request;
  sent_whole_ = !behind(trainer, request);
  return inspection;
}

void Inspector::replace_events(const std::vector<Event>& events) {
  if (repeating_) repeating_->replace_events(events);
}

}  // namespace playground
