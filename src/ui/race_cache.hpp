// The Race tab's curves and the claims about them, brought up to date only when the histories or
// the way of looking at them have changed: a frame that moves a crosshair reads them as they are,
// and one of a run under way adds what is new.
//   for (const Curve& curve : ui.race.curves(state, Quantity::loss)) ...
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "ui/race_curves.hpp"

namespace playground {

class RaceCache {
 public:
  const std::vector<Curve>& curves(const AppState& state, Quantity quantity);
  const std::vector<OverfitMark>& marks(const AppState& state);

 private:
  // What the curves of one run are made from. Two histories of the same place, length and last
  // value, with as many changes behind them, are the same.
  struct Source {
    int run = 0;
    int slot = 0;
    int shown_seed = 0;
    std::uint64_t revision = 0;
    const Metrics* history = nullptr;
    std::size_t points = 0;
    std::size_t seed_points = 0;
    int step = 0;
    std::uint64_t loss = 0;  // bits: NaN equals itself

    bool operator==(const Source&) const = default;
  };
  struct Look {
    bool smooth = false;
    int band = 0;
    double first_fitted_step = 0;

    bool operator==(const Look&) const = default;
  };
  struct Key {
    Look look;
    std::vector<Source> sources;

    bool operator==(const Key&) const = default;
  };
  template <typename Content>
  struct Entry {
    bool made = false;
    Key key;
    Content content;
  };

  static Key key_of(const AppState& state, Quantity quantity);
  void renew(std::vector<Curve>& curves, const AppState& state, Quantity quantity, bool extend);

  std::array<Entry<std::vector<Curve>>, 3> curves_;  // by Quantity
  Entry<std::vector<OverfitMark>> marks_;
  std::uint64_t latest_id_ = 0;  // of a curve
};

}  // namespace playground
