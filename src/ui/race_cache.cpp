#include "ui/race_cache.hpp"

#include <cstring>
#include <utility>

#include "ui/run_text.hpp"

namespace playground {
namespace {

std::uint64_t bits_of(double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

}  // namespace

RaceCache::Key RaceCache::key_of(const AppState& state) {
  Key key;
  key.smooth = state.view.smooth;
  key.band = static_cast<int>(state.view.band);
  for (const int run : drawing_order(state)) {
    const RunView& view = view_of(state, run);
    key.sources.push_back({run, state.slot_of_run[static_cast<std::size_t>(run)], view.shown_seed,
                           view.revision, view.history.data(), view.history.size(),
                           view.statistics.history.size(), view.latest.step,
                           bits_of(view.latest.test_loss)});
  }
  return key;
}

const std::vector<Curve>& RaceCache::curves(const AppState& state, Quantity quantity) {
  Entry<std::vector<Curve>>& entry = curves_[static_cast<std::size_t>(quantity)];
  Key key = key_of(state);
  if (!entry.made || !(entry.key == key)) {
    entry = {true, std::move(key), make_curves(state, quantity)};
  }
  return entry.content;
}

const std::vector<OverfitMark>& RaceCache::marks(const AppState& state) {
  Key key = key_of(state);
  if (!marks_.made || !(marks_.key == key)) {
    marks_ = {true, std::move(key), overfit_marks(state, curves(state, Quantity::loss))};
  }
  return marks_.content;
}

}  // namespace playground
