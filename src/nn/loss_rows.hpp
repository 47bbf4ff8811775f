// The losses on plain rows, as the backward pass and the Matrix functions of nn/loss.hpp share
// them.
#pragma once

#include <cstddef>

#include "nn/loss.hpp"

namespace playground {

inline constexpr std::size_t kMaxOutputs = 16;

// Rows of outputs, `step` floats apart. One output of a binary or a regression loss stands alone:
// step is 1 there.
struct OutputRows {
  const float* data = nullptr;
  std::size_t step = 1;
  std::size_t rows = 0;
  std::size_t columns = 1;  // at most kMaxOutputs
};

// Returns the mean loss; `gradient`, unless null, gets scale times its gradient in the outputs'
// shape and step, with zeros in the columns beyond `columns`. The losses of the rows are float;
// their sum is double, in the order of the rows, so that a non-finite row makes the mean
// non-finite.
double mean_loss(Loss loss, const OutputRows& outputs, const float* targets, double scale,
                 float* gradient);

}  // namespace playground
