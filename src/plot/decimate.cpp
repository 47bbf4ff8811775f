#include "plot/decimate.hpp"

#include <algorithm>
#include <cmath>

namespace playground {
namespace {

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
  long current = 0;
  const auto end_piece = [&] {
    column.flush(x, y, piece);
    if (!piece.empty()) pieces.push_back(std::move(piece));
    piece = {};
  };
  const auto begin = std::lower_bound(x.begin(), x.end(), axis.range.low);
  std::size_t i = static_cast<std::size_t>(begin - x.begin());
  if (i > 0) --i;
  for (; i < x.size() && i < y.size(); ++i) {
    const double fraction = axis.fraction(x[i]);
    if (!std::isfinite(y[i]) || !std::isfinite(fraction)) {
      end_piece();
      continue;
    }
    const long at = std::lround(std::floor(std::clamp(fraction, -1.0, 2.0) * columns));
    if (at != current) column.flush(x, y, piece);
    current = at;
    column.add(i, y[i]);
    if (x[i] > axis.range.high) break;
  }
  end_piece();
  return pieces;
}

}  // namespace playground
