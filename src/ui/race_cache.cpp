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

RaceCache::Key RaceCache::key_of(const AppState& state, Quantity quantity) {
  Key key;
  key.look = {state.view.smooth, static_cast<int>(state.view.band),
              first_fitted_step(state, quantity)};
  for (const int run : drawing_order(state)) {
    const RunView& view = view_of(state, run);
    key.sources.push_back({run, state.slot_of_run[static_cast<std::size_t>(run)], view.shown_seed,
                           view.revision, view.history.data(), view.history.size(),
                           view.statistics.history.size(), view.latest.step,
                           bits_of(view.latest.test_loss)});
  }
  return key;
}

void RaceCache::renew(std::vector<Curve>& curves, const AppState& state, Quantity quantity,
                      bool extend) {
  const std::vector<int> runs = drawing_order(state);
  curves.resize(runs.size());
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const bool same = extend && curves[i].id != 0 && curves[i].run == runs[i];
    if (same && extend_curve(curves[i], state, quantity)) continue;
    curves[i] = make_curve(state, runs[i], quantity);
    curves[i].id = ++latest_id_;
  }
}

const std::vector<Curve>& RaceCache::curves(const AppState& state, Quantity quantity) {
  Entry<std::vector<Curve>>& entry = curves_[static_cast<std::size_t>(quantity)];
  Key key = key_of(state, quantity);
  if (!entry.made || !(entry.key == key)) {
    renew(entry.content, state, quantity, entry.made && entry.key.look == key.look);
    entry.made = true;
    entry.key = std::move(key);
  }
  return entry.content;
}

const std::vector<OverfitMark>& RaceCache::marks(const AppState& state) {
  Key key = key_of(state, Quantity::loss);
  if (!marks_.made || !(marks_.key == key)) {
    marks_ = {true, std::move(key), overfit_marks(state, curves(state, Quantity::loss))};
  }
  return marks_.content;
}

}  // namespace playground
