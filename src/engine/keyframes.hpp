// States of runs that a session keeps while it replays them, so that the next look at the past of
// the same run begins near it and not at the seeds. Bounded in bytes: when they are full, the run
// looked at least lately is forgotten, and a run alone keeps every second state of its own. They
// only save time: what is replayed from a state is bit for bit what is replayed from the seeds.
//   Keyframes keyframes;  keyframes.keep(key, trainer.checkpoint());  keyframes.nearest(key, 510);
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "train/trainer.hpp"

namespace playground {

class Keyframes {
 public:
  static constexpr std::size_t kBudget = std::size_t{16} << 20;  // bytes of a session
  static constexpr int kSpacing = 32;                            // steps, before any thinning

  explicit Keyframes(std::size_t budget = kBudget) : budget_(budget) {}

  // `run` stands for everything that the run's steps depend on (its experiment as a text).
  // The latest state at or before `step`; null: none.
  const Trainer::Checkpoint* nearest(const std::string& run, int step);
  // The first step after `step` whose state is wanted.
  int next(const std::string& run, int step) const;
  // Keeps the state when its step is one that is wanted.
  void keep(const std::string& run, Trainer::Checkpoint checkpoint);

  std::size_t bytes() const { return bytes_; }
  std::size_t states(const std::string& run) const;

 private:
  struct Track {
    int spacing = kSpacing;
    std::uint64_t used = 0;
    std::map<int, Trainer::Checkpoint> states;  // by step
  };
  void thin(Track& track);
  void shrink_to_budget(const std::string& run);

  std::size_t budget_;
  std::size_t bytes_ = 0;
  std::uint64_t uses_ = 0;
  std::map<std::string, Track> tracks_;
};

}  // namespace playground
