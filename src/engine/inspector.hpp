// Keeps one run of a session under inspection while it is asked for. A tracker has to have seen
// every step, so where one is missing a second trainer repeats the run from its seeds, a little at
// a time, until it has caught up; its tracker then goes on with the run itself. The run is never
// held up and never changed.
//   inspector.work(trainer, source, request, 1);  if (inspector.due(trainer, request, rests)) ...
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "data/dataset.hpp"
#include "engine/clock.hpp"
#include "engine/engine.hpp"
#include "train/trainer.hpp"

namespace playground {

// What a run is repeated from.
struct RunSource {
  std::shared_ptr<const Dataset> dataset;
  Experiment experiment;  // of the seed
  int run = 0;
};

class Inspector {
 public:
  // True while the past is still being repeated (or has yet to be).
  bool behind(Trainer& trainer, const InspectionRequest& request) const;
  // Brings the run's tracker nearer to what is asked for, for about `milliseconds`.
  void work(Trainer& trainer, const RunSource& source, const InspectionRequest& request,
            double milliseconds);
  // Whether a new inspection is to be sent. In motion they come no faster than they can be read,
  // and take a tenth of the time at most.
  bool due(Trainer& trainer, const InspectionRequest& request, bool rests) const;
  std::shared_ptr<const Inspection> take(Trainer& trainer, const InspectionRequest& request);
  // Events were added after the present step.
  void replace_events(const std::vector<Event>& events);

 private:
  std::unique_ptr<Trainer> repeating_;
  std::optional<WeightPlace> repeating_for_;
  bool failed_ = false;
  int chunk_ = 1;
  int sent_step_ = -1;
  std::optional<InspectionRequest> sent_request_;
  bool sent_whole_ = false;  // with the watched weight's past
  Clock::time_point next_ = {};
};

}  // namespace playground
