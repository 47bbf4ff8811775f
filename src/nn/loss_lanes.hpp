// The losses of four rows at a time, one row a lane: the one place of their formulas. The passes
// over rows (nn/loss.cpp) and over a batch in the lanes (nn/lane_pass.cpp) both call these.
//   Float4 z[1] = {logits};  LaneLoss r = binary_cross_entropy(z, 1, labels);  // z: the gradient
#pragma once

#include <cstddef>

#include "core/math.hpp"

namespace playground {

// `value` is the loss; what is not used of it costs nothing after inlining. `finite_with` is finite
// exactly where `value` is, and needs no logarithm.
struct LaneLoss {
  Float4 value;
  Float4 finite_with;
};

// z[j] holds output j of the rows and becomes the loss's gradient in it.
// max(z, 0) - z y + log(1 + exp(-|z|)); the gradient is sigmoid(z) - y.
inline LaneLoss binary_cross_entropy(Float4* outputs, std::size_t, Float4 y) {
  const Float4 zero(0.0f), one(1.0f), z = outputs[0];
  const Float4 e = exp(zero - absolute(z));
  const Float4 probability = select(z < zero, e, one) / (one + e);
  outputs[0] = probability - y;
  return {larger(zero, z) - z * y + log1p(e), z};
}

inline LaneLoss squared_error(Float4* outputs, std::size_t, Float4 y) {
  const Float4 error = outputs[0] - y;
  outputs[0] = error + error;
  return {error * error, error * error};
}

// log(sum exp(z - max z)) - (z_target - max z); the gradient is softmax(z) - onehot(target). The
// normalizer adds j modulo 4 first, then (s0 + s1) + (s2 + s3).
inline LaneLoss softmax_cross_entropy(Float4* z, std::size_t columns, Float4 target) {
  const Float4 zero(0.0f), one(1.0f);
  Float4 largest = z[0];
  for (std::size_t j = 1; j < columns; ++j) largest = larger(largest, z[j]);
  Float4 target_margin(0.0f), sums[4] = {zero, zero, zero, zero};
  for (std::size_t j = 0; j < columns; ++j) {
    const Float4 margin = z[j] - largest;
    target_margin = select(target == Float4(static_cast<float>(j)), margin, target_margin);
    z[j] = exp(margin);
    sums[j % 4] = sums[j % 4] + z[j];
  }
  const Float4 normalizer = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  for (std::size_t j = 0; j < columns; ++j) {
    const Float4 hit = select(target == Float4(static_cast<float>(j)), one, zero);
    z[j] = z[j] / normalizer - hit;
  }
  return {log(normalizer) - target_margin, normalizer + target_margin};
}

}  // namespace playground
