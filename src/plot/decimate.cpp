#include "plot/decimate.hpp"

#include <algorithm>
#include <cmath>

namespace playground {
namespace {

// The first of [begin, end) that is not as `holds` says, which holds for some first ones only;
// found by doubling steps and bisection, so that dense columns cost little more than their points.
template <typename Holds>
std::size_t first_not(std::size_t begin, std::size_t end, Holds holds) {
  std::size_t step = 1;
  while (begin + step < end && holds(begin + step)) step *= 2;
  std::size_t low = begin + step / 2;  // it holds here
  std::size_t high = std::min(begin + step, end);
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    (holds(middle) ? low : high) = middle;
  }
  return high;
}

}  // namespace

void Thinner::Column::add(std::size_t index, double y) {
  if (count_ == 0) {
    first_ = lowest_ = highest_ = index;
    low_ = high_ = y;
  }
  if (y < low_) {
    low_ = y;
    lowest_ = index;
  }
  if (y > high_) {
    high_ = y;
    highest_ = index;
  }
  last_ = index;
  ++count_;
}

void Thinner::Column::flush(std::span<const double> x, std::span<const double> y,
                            std::vector<Point>& out) {
  if (count_ == 0) return;
  const std::size_t kept[] = {first_, std::min(lowest_, highest_), std::max(lowest_, highest_),
                              last_};
  for (std::size_t i = 0; i < 4; ++i) {
    if (i > 0 && kept[i] == kept[i - 1]) continue;
    out.push_back({x[kept[i]], y[kept[i]]});
  }
  count_ = 0;
}

double Thinner::column_at(double x) const {
  const double fraction = axis_.fraction(x);
  return std::isfinite(fraction) ? std::floor(std::clamp(fraction, -1.0, 2.0) * columns_)
                                 : fraction;
}

void Thinner::add_points(std::span<const double> x, std::span<const double> y, std::size_t end) {
  while (next_ < end) {
    const double at = column_at(x[next_]);
    // Not on the axis at all, as 0 on a logarithmic one: the values before the first that is.
    if (!std::isfinite(at)) {
      ++next_;
      continue;
    }
    if (at != at_) column_.flush(x, y, pieces_.back());
    at_ = at;
    const std::size_t next =
        first_not(next_, end, [&](std::size_t k) { return column_at(x[k]) == at; });
    for (; next_ < next; ++next_) {
      if (std::isfinite(y[next_])) {
        column_.add(next_, y[next_]);
        continue;
      }
      column_.flush(x, y, pieces_.back());
      if (!pieces_.back().empty()) pieces_.emplace_back();
    }
  }
}

void Thinner::take_back() {
  pieces_.resize(certain_pieces_);
  pieces_.back().resize(certain_points_);
  column_ = certain_column_;
}

const Pieces& Thinner::extend(std::span<const double> x, std::span<const double> y) {
  const std::size_t count = std::min(x.size(), y.size());
  const auto low = std::lower_bound(x.begin(), x.begin() + count, axis_.range.low) - x.begin();
  const auto high =
      std::upper_bound(x.begin() + low, x.begin() + count, axis_.range.high) - x.begin();
  // One point beyond each end of the axis.
  const std::size_t end = std::min(static_cast<std::size_t>(high) + 1, count);
  if (!begun_) {
    *this = Thinner(axis_, columns_);
    pieces_.emplace_back();
    next_ = static_cast<std::size_t>(std::max<std::ptrdiff_t>(low - 1, 0));
    begun_ = static_cast<std::size_t>(low) + 1 < count;
  } else {
    take_back();
  }
  const std::size_t certain =
      std::max(next_, std::min(end, count - std::min<std::size_t>(count, 1)));
  add_points(x, y, certain);
  certain_pieces_ = pieces_.size();
  certain_points_ = pieces_.back().size();
  certain_column_ = column_;
  const double certain_at = at_;
  add_points(x, y, end);
  column_.flush(x, y, pieces_.back());
  if (pieces_.back().empty()) pieces_.pop_back();
  next_ = certain;
  at_ = certain_at;
  return pieces_;
}

Pieces decimate(std::span<const double> x, std::span<const double> y, const Axis& axis,
                int columns) {
  return Thinner(axis, columns).extend(x, y);
}

}  // namespace playground
