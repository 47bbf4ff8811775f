#include "nn/loss.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "nn/loss_lanes.hpp"
#include "nn/loss_rows.hpp"

namespace playground {
namespace {

// Four rows at a time; the last rows are filled up with zeros.
template <typename Function>
double sum_over_rows(Function function, const OutputRows& outputs, const float* targets,
                     float factor, float* gradient) {
  double sum = 0;
  const std::size_t columns = outputs.columns;
  for (std::size_t i = 0; i < outputs.rows; i += 4) {
    const std::size_t present = std::min<std::size_t>(4, outputs.rows - i);
    float values[4 * kMaxOutputs] = {}, y[4] = {}, losses[4];
    for (std::size_t r = 0; r < present; ++r) {
      const float* const row = outputs.data + (i + r) * outputs.step;
      for (std::size_t j = 0; j < columns; ++j) values[4 * j + r] = row[j];
    }
    std::copy_n(targets + i, present, y);
    Float4 z[kMaxOutputs];
    for (std::size_t j = 0; j < columns; ++j) z[j] = load4(values + 4 * j);
    store4(losses, function(z, columns, load4(y)).value);
    for (std::size_t r = 0; r < present; ++r) sum += static_cast<double>(losses[r]);
    if (!gradient) continue;
    for (std::size_t j = 0; j < columns; ++j) store4(values + 4 * j, z[j] * Float4(factor));
    for (std::size_t r = 0; r < present; ++r) {
      float* const row = gradient + (i + r) * outputs.step;
      for (std::size_t j = 0; j < columns; ++j) row[j] = values[4 * j + r];
      std::fill(row + columns, row + outputs.step, 0.0f);
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
      return sum_over_rows(softmax_cross_entropy, outputs, targets, factor, gradient) / rows;
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
