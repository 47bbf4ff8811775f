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

// The points of one pixel column, reduced to at most four in their order.
class Column {
 public:
  void add(std::size_t index, double y) {
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

  void flush(std::span<const double> x, std::span<const double> y, std::vector<Point>& out) {
    if (count_ == 0) return;
    const std::size_t kept[] = {first_, std::min(lowest_, highest_), std::max(lowest_, highest_),
                                last_};
    for (std::size_t i = 0; i < 4; ++i) {
      if (i > 0 && kept[i] == kept[i - 1]) continue;
      out.push_back({x[kept[i]], y[kept[i]]});
    }
    count_ = 0;
  }

 private:
  std::size_t first_ = 0, lowest_ = 0, highest_ = 0, last_ = 0;
  std::size_t count_ = 0;
  double low_ = 0, high_ = 0;
};

}  // namespace

std::vector<std::vector<Point>> decimate(std::span<const double> x, std::span<const double> y,
                                         const Axis& axis, int columns) {
  std::vector<std::vector<Point>> pieces;
  std::vector<Point> piece;
  Column column;
  const auto end_piece = [&] {
    column.flush(x, y, piece);
    if (!piece.empty()) pieces.push_back(std::move(piece));
    piece = {};
  };
  const auto column_at = [&](std::size_t i) {
    const double fraction = axis.fraction(x[i]);
    return std::isfinite(fraction) ? std::floor(std::clamp(fraction, -1.0, 2.0) * columns)
                                   : fraction;
  };
  // One point beyond each end of the axis.
  const auto low = std::lower_bound(x.begin(), x.end(), axis.range.low);
  const auto high = std::upper_bound(low, x.end(), axis.range.high);
  std::size_t i = static_cast<std::size_t>(low - x.begin());
  if (i > 0) --i;
  const std::size_t end =
      std::min({static_cast<std::size_t>(high - x.begin()) + 1, x.size(), y.size()});
  while (i < end) {
    const double at = column_at(i);
    // Not on the axis at all, as 0 on a logarithmic one: the values before the first that is.
    if (!std::isfinite(at)) {
      ++i;
      continue;
    }
    const std::size_t next = first_not(i, end, [&](std::size_t k) { return column_at(k) == at; });
    for (; i < next; ++i) {
      if (std::isfinite(y[i])) {
        column.add(i, y[i]);
      } else {
        end_piece();
      }
    }
    column.flush(x, y, piece);
  }
  end_piece();
  return pieces;
}

}  // namespace playground
