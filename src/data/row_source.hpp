// A table as the data of an experiment: what shape_of, make_dataset and make_features ask when the
// points are not generated. A configuration is bound to one before it trains.
//   if (Result<void> bound = store.bind(config); bound) dataset = make_dataset(config);
#pragma once

#include "data/dataset.hpp"

namespace playground {

class RowSource {
 public:
  virtual ~RowSource() = default;
  virtual DataShape shape() const = 0;
  virtual Dataset dataset(const DataConfig& config) const = 0;
  // The network's inputs [n, inputs] for points [n, 2] on the two axes: the other columns are at
  // their mean.
  virtual Matrix features(const Matrix& points, const DataConfig& config) const = 0;
};

}  // namespace playground
