#include "nn/loss.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/math.hpp"
#include "nn/loss_rows.hpp"

namespace playground {
namespace {

struct LossAndGradient {
  Float4 loss;
  Float4 gradient;
};

// max(z, 0) - z y + log(1 + exp(-|z|)); the gradient is sigmoid(z) - y.
inline LossAndGradient binary_cross_entropy(Float4 z, Float4 y) {
  const Float4 zero(0.0f), one(1.0f);
  const Float4 e = exp(zero - absolute(z));
  const Float4 probability = select(z < zero, e, one) / (one + e);
  return {larger(zero, z) - z * y + log1p(e), probability - y};
}

inline LossAndGradient squared_error(Float4 z, Float4 y) {
  const Float4 error = z - y;
  return {error * error, error + error};
}

// Losses of one output a row, four rows at a time; the last rows are filled up with zeros.
template <typename Function>
double sum_over_rows(Function function, const OutputRows& outputs, const float* targets,
                     float factor, float* gradient) {
  double sum = 0;
  for (std::size_t i = 0; i < outputs.rows; i += 4) {
    const std::size_t present = std::min<std::size_t>(4, outputs.rows - i);
    float z[4] = {}, y[4] = {}, losses[4], gradients[4];
    for (std::size_t r = 0; r < present; ++r) z[r] = outputs.data[(i + r) * outputs.step];
    std::copy_n(targets + i, present, y);
    const LossAndGradient result = function(load4(z), load4(y));
    store4(losses, result.loss);
    store4(gradients, result.gradient * Float4(factor));
    for (std::size_t r = 0; r < present; ++r) sum += static_cast<double>(losses[r]);
    if (!gradient) continue;
    for (std::size_t r = 0; r < present; ++r) {
      float* const row = gradient + (i + r) * outputs.step;
      row[0] = gradients[r];
      std::fill_n(row + 1, outputs.step - 1, 0.0f);
    }
  }
  return sum;
}

// log(sum exp(z - max z)) - (z_target - max z); the gradient is softmax(z) - onehot(target).
double softmax_cross_entropy(const OutputRows& outputs, const float* targets, float factor,
                             float* gradient) {
  double sum = 0;
  const std::size_t vectors = (outputs.columns + 3) / 4;
  for (std::size_t i = 0; i < outputs.rows; ++i) {
    float z[kMaxOutputs];
    std::fill_n(z, kMaxOutputs, -std::numeric_limits<float>::infinity());
    std::copy_n(outputs.data + i * outputs.step, outputs.columns, z);
    const float largest = *std::max_element(z, z + outputs.columns);
    const std::size_t target = static_cast<std::size_t>(targets[i]);
    const float target_margin = z[target] - largest;
    Float4 total(0.0f);
    for (std::size_t j = 0; j < 4 * vectors; j += 4) {
      const Float4 e = exp(load4(z + j) - Float4(largest));
      store4(z + j, e);
      total = total + e;
    }
    const float normalizer = sum_lanes(total);
    sum += static_cast<double>(log(normalizer) - target_margin);
    if (!gradient) continue;
    for (std::size_t j = 0; j < 4 * vectors; j += 4) {
      store4(z + j, load4(z + j) / Float4(normalizer));
    }
    z[target] -= 1.0f;
    float* const row = gradient + i * outputs.step;
    for (std::size_t j = 0; j < outputs.step; ++j) {
      row[j] = j < outputs.columns ? z[j] * factor : 0.0f;
    }
  }
  return sum;
}

double accuracy_of(Loss loss, const OutputRows& outputs, const float* targets) {
  if (loss == Loss::mean_squared_error || outputs.rows == 0) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  std::size_t right = 0;
  for (std::size_t i = 0; i < outputs.rows; ++i) {
    const float* const row = outputs.data + i * outputs.step;
    const auto decided = loss == Loss::binary_cross_entropy
                             ? std::ptrdiff_t{row[0] > 0.0f}
                             : std::max_element(row, row + outputs.columns) - row;
    if (static_cast<float>(decided) == targets[i]) ++right;
  }
  return static_cast<double>(right) / static_cast<double>(outputs.rows);
}

OutputRows rows_of(const Matrix& outputs) {
  return {outputs.data(), outputs.shape(1), outputs.shape(0), outputs.shape(1)};
}

}  // namespace

double mean_loss(Loss loss, const OutputRows& outputs, const float* targets, double scale,
                 float* gradient) {
  const double rows = static_cast<double>(outputs.rows);
  const float factor = static_cast<float>(scale / rows);
  switch (loss) {
    case Loss::binary_cross_entropy:
      return sum_over_rows(binary_cross_entropy, outputs, targets, factor, gradient) / rows;
    case Loss::softmax_cross_entropy:
      return softmax_cross_entropy(outputs, targets, factor, gradient) / rows;
    case Loss::mean_squared_error:
      return sum_over_rows(squared_error, outputs, targets, factor, gradient) / rows;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

Evaluation evaluate_outputs(Loss loss, const Matrix& outputs, const Vector& targets) {
  const OutputRows rows = rows_of(outputs);
  return {mean_loss(loss, rows, targets.data(), 1.0, nullptr),
          accuracy_of(loss, rows, targets.data())};
}

double loss_gradient(Loss loss, const Matrix& outputs, const Vector& targets, double scale,
                     Matrix& gradient) {
  if (gradient.shape() != outputs.shape()) gradient.resize(outputs.shape());
  return mean_loss(loss, rows_of(outputs), targets.data(), scale, gradient.data());
}

}  // namespace playground
