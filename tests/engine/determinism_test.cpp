// Over experiments drawn at random from the whole parameter table: however a run is cut into
// pieces, dealt to workers, paused, resumed and changed while it runs, it has the bits of the run
// that was trained in one go with its events known from the beginning.
#include <gtest/gtest.h>

#include "data/dataset.hpp"
#include "engine/commands.hpp"
#include "engine/session.hpp"
#include "engine/snapshot.hpp"
#include "share/link.hpp"
#include "share/random_experiment.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

constexpr int kExperiments = 24;

std::vector<std::uint64_t> trained_in_one_go(const Experiment& experiment) {
  const auto dataset = std::make_shared<const Dataset>(make_dataset(experiment.data));
  std::vector<std::uint64_t> fingerprints;
  for (std::size_t run = 0; run < experiment.runs.size(); ++run) {
    Trainer trainer(dataset, experiment, static_cast<int>(run));
    trainer.advance_to(experiment.training.steps);
    fingerprints.push_back(trainer.fingerprint());
  }
  return fingerprints;
}

// What the page's pool of workers does, by hand.
class Workers {
 public:
  Workers(std::size_t count, const Experiment& experiment) : sessions_(count) {
    views_.resize(experiment.runs.size());
    for (std::size_t i = 0; i < count; ++i) {
      std::vector<int> runs;
      for (std::size_t run = i; run < experiment.runs.size(); run += count) {
        runs.push_back(static_cast<int>(run));
      }
      sessions_[i].command(load_command(experiment, runs, 1, 1));
    }
  }
  void send(const std::string& command) {
    for (Session& session : sessions_) session.command(command);
  }
  // Works in slices of this many milliseconds (0: a single chunk) until nothing is left to do.
  void finish(double slice) {
    bool busy = true;
    while (busy) {
      busy = false;
      for (Session& session : sessions_) {
        session.work(slice);
        Result<Snapshot> snapshot = read_snapshot(session.take_snapshot());
        if (snapshot) apply_snapshot(std::move(*snapshot), views_);
        busy |= session.busy();
      }
    }
  }
  std::vector<std::uint64_t> fingerprints() const {
    std::vector<std::uint64_t> list;
    for (const RunView& view : views_) list.push_back(view.fingerprint);
    return list;
  }

 private:
  std::vector<Session> sessions_;
  std::vector<RunView> views_;
};

TEST(Determinism, chunks_of_any_size_give_the_bits_of_one_go) {
  RandomExperiments random(71);
  for (int i = 0; i < kExperiments; ++i) {
    const Experiment experiment = random.next_small();
    const std::vector<std::uint64_t> expected = trained_in_one_go(experiment);
    const auto dataset = std::make_shared<const Dataset>(make_dataset(experiment.data));
    for (std::size_t run = 0; run < experiment.runs.size(); ++run) {
      Trainer trainer(dataset, experiment, static_cast<int>(run));
      for (int step = 0; step < experiment.training.steps;) {
        step += 1 + static_cast<int>(random.below(17));
        trainer.advance_to(step);
        if (random.below(3) == 0) trainer.metrics_now();
      }
      EXPECT_EQ(trainer.fingerprint(), expected[run]) << run << " of " << write_link(experiment);
    }
  }
}

TEST(Determinism, workers_pauses_and_changes_on_the_way_give_the_bits_of_a_replay) {
  RandomExperiments random(72);
  std::size_t changes = 0;
  for (int i = 0; i < kExperiments; ++i) {
    const Experiment whole = random.next_small();
    Experiment live = whole;
    live.events.clear();
    Workers workers(1 + random.below(4), live);
    const double slices[] = {0, 0.2, 5};
    const double slice = slices[random.below(3)];
    std::uint32_t sequence = 1;
    const auto go_to = [&](int step) {
      workers.send(target_command(step, ++sequence));
      workers.finish(slice);
    };
    for (const Event& event : whole.events) {
      go_to(static_cast<int>(random.below(static_cast<std::size_t>(event.step) + 1)));
      go_to(event.step);
      live.events.push_back(event);
      workers.send(amend_command(live, ++sequence));
      ++changes;
    }
    go_to(whole.training.steps);
    EXPECT_EQ(workers.fingerprints(), trained_in_one_go(whole)) << write_link(whole);
  }
  EXPECT_GT(changes, 10u);  // or the experiments say nothing about changes
}

}  // namespace
}  // namespace playground
