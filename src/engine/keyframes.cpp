#include "engine/keyframes.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace playground {
namespace {

std::size_t bytes_of(const Trainer::Checkpoint& state) {
  return sizeof(state) +
         sizeof(float) * (state.parameters.size() + state.optimizer.first_moment().size() +
                          state.optimizer.second_moment().size() + state.optimizer.third().size()) +
         (state.tracker ? state.tracker->bytes() : 0);
}

}  // namespace

const Trainer::Checkpoint* Keyframes::nearest(const std::string& run, int step) {
  const auto track = tracks_.find(run);
  if (track == tracks_.end()) return nullptr;
  track->second.used = ++uses_;
  const auto after = track->second.states.upper_bound(step);
  return after == track->second.states.begin() ? nullptr : &std::prev(after)->second;
}

int Keyframes::next(const std::string& run, int step) const {
  const auto track = tracks_.find(run);
  const int spacing = track == tracks_.end() ? kSpacing : track->second.spacing;
  return (step / spacing + 1) * spacing;
}

std::size_t Keyframes::states(const std::string& run) const {
  const auto track = tracks_.find(run);
  return track == tracks_.end() ? 0 : track->second.states.size();
}

void Keyframes::keep(const std::string& run, Trainer::Checkpoint checkpoint) {
  const std::size_t size = bytes_of(checkpoint);
  if (size > budget_) return;
  Track& track = tracks_[run];
  track.used = ++uses_;
  const int step = checkpoint.step;
  if (step % track.spacing != 0 || track.states.contains(step)) return;
  track.states.emplace(step, std::move(checkpoint));
  bytes_ += size;
  shrink_to_budget(run);
}

// Every second state goes, and from now on half as many are kept.
void Keyframes::thin(Track& track) {
  track.spacing *= 2;
  std::erase_if(track.states, [&](const auto& state) {
    if (state.first % track.spacing == 0) return false;
    bytes_ -= bytes_of(state.second);
    return true;
  });
}

void Keyframes::shrink_to_budget(const std::string& run) {
  while (bytes_ > budget_) {
    const auto oldest = std::min_element(
        tracks_.begin(), tracks_.end(),
        [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
    if (oldest->first == run) {
      thin(oldest->second);
      continue;
    }
    for (const auto& [step, state] : oldest->second.states) bytes_ -= bytes_of(state);
    tracks_.erase(oldest);
  }
}

}  // namespace playground
