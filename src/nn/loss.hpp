// Losses, means over the batch: binary cross-entropy with logits, softmax cross-entropy (natural
// logarithm, so nats), mean squared error.
#pragma once

#include "core/tensor.hpp"

namespace playground {

enum class Loss { binary_cross_entropy, softmax_cross_entropy, mean_squared_error };

struct Evaluation {
  double loss = 0;      // mean over the rows
  double accuracy = 0;  // fraction of rows classified right; NaN for regression
};

// outputs [rows, outputs], targets [rows] (class index as a float, or the regression target).
Evaluation evaluate_outputs(Loss loss, const Matrix& outputs, const Vector& targets);

// Writes d(scale * mean loss)/d(outputs), shape [rows, outputs], and returns the unscaled mean
// loss.
double loss_gradient(Loss loss, const Matrix& outputs, const Vector& targets, double scale,
                     Matrix& gradient);

}  // namespace playground
