// Muon (Jordan et al. 2024, kellerjordan.github.io/posts/muon): the momentum of a matrix, made
// nearly orthogonal by five Newton-Schulz steps, is its update. The rate of a matrix is multiplied
// by 0.2 sqrt(max(rows, columns)) (Liu et al. 2025, arXiv 2502.16982, equation 4), so that the root
// mean square of the update is that of AdamW's, which updates what is no matrix: one learning rate
// and one decay serve both. torch.optim.Muon with adjust_lr_fn="match_rms_adamw", in float32.
#include <algorithm>
#include <cmath>
#include <utility>

#include "nn/product.hpp"
#include "optim/adam_scalars.hpp"

namespace playground {
namespace {

constexpr int kNewtonSchulzSteps = 5;
// a X + b (X X^T) X + c (X X^T)^2 X drives singular values towards 1 (Jordan et al.).
constexpr float kA = 3.4445f, kB = -4.7750f, kC = 2.0315f;
constexpr double kSmallestNorm = 1e-7;
constexpr double kRootMeanSquareOfAdamW = 0.2;  // Liu et al.

std::size_t padded(std::size_t size) {
  return (size + 3) / 4 * 4;
}

// m += (g - m)(1 - mu); the parameters stay.
struct AverageRule {
  static constexpr unsigned kArenas = kFirstMoment | kOwnDecay;
  Float4 rise;
  void operator()(Lanes& x) const { x.m = x.m + (x.g - x.m) * rise; }
};

// With the direction in place of the gradient: p -= size * direction.
struct DescentRule {
  static constexpr unsigned kArenas = 0;
  Float4 size;
  void operator()(Lanes& x) const { x.p = x.p - size * x.g; }
};

// A row-major matrix; rows stand `step` floats apart, a multiple of four.
struct MatrixView {
  float* data;
  std::size_t rows, columns, step;
  std::size_t size() const { return rows * step; }
};

// Carves matrices out of the workspace.
class Rooms {
 public:
  explicit Rooms(Arena& arena) : at_(arena.data()) {}
  float* take(std::size_t size) { return std::exchange(at_, at_ + size); }

 private:
  float* at_;
};

std::size_t workspace_size(const TensorRange& tensor) {
  const std::size_t rows = padded(tensor.rows), columns = tensor.stride;
  const std::size_t small = std::min(rows, columns), large = std::max(rows, columns);
  return 4 * rows * columns + 2 * small * small + product_workspace(0, large);
}

// X <- a X + (b A + c A A) X with A = X X^T, for a matrix with no more rows than columns.
void newton_schulz_step(const MatrixView& x, const MatrixView& next, float* transposed, float* gram,
                        float* squared, float* scratch) {
  const std::size_t width = padded(x.rows);
  transpose(x.data, x.step, x.rows, x.step, transposed, width);
  multiply({.a = x.data,
            .a_step = x.step,
            .b = transposed,
            .b_step = width,
            .c = gram,
            .c_step = width,
            .rows = x.rows,
            .columns = width,
            .inner = x.columns,
            .workspace = scratch});
  multiply({.a = gram,
            .a_step = width,
            .b = gram,
            .b_step = width,
            .c = squared,
            .c_step = width,
            .rows = x.rows,
            .columns = width,
            .inner = x.rows,
            .workspace = scratch});
  for (std::size_t i = 0; i < x.rows * width; i += 4) {
    store4(squared + i, Float4(kB) * load4(gram + i) + Float4(kC) * load4(squared + i));
  }
  multiply({.a = squared,
            .a_step = width,
            .b = x.data,
            .b_step = x.step,
            .c = next.data,
            .c_step = next.step,
            .rows = x.rows,
            .columns = x.step,
            .inner = x.rows,
            .workspace = scratch});
  for (std::size_t i = 0; i < x.size(); i += 4) {
    store4(next.data + i, Float4(kA) * load4(x.data + i) + load4(next.data + i));
  }
}

// Replaces x by U V^T of its singular value decomposition U S V^T, nearly. Rows <= columns.
void orthogonalize(MatrixView x, Rooms& rooms, std::size_t large) {
  const double norm = std::max(euclidean_norm({x.data, x.size()}), kSmallestNorm);
  for (std::size_t i = 0; i < x.size(); ++i) {
    x.data[i] = static_cast<float>(static_cast<double>(x.data[i]) / norm);
  }
  const std::size_t width = padded(x.rows);
  MatrixView next{rooms.take(x.size()), x.rows, x.columns, x.step};
  float* const transposed = rooms.take(x.step * width);
  float* const gram = rooms.take(width * width);
  float* const squared = rooms.take(width * width);
  float* const scratch = rooms.take(product_workspace(0, large));
  float* const result = x.data;
  for (int i = 0; i < kNewtonSchulzSteps; ++i) {
    newton_schulz_step(x, next, transposed, gram, squared, scratch);
    std::swap(x, next);
  }
  if (x.data != result) std::copy_n(x.data, x.size(), result);
}

// The direction of the update: m, or with Nesterov's momentum g + mu (m - g), before it is made
// orthogonal.
void momentum_direction(const Update& update, const UpdateRange& range, float* direction) {
  const Float4 scale = lanes_of(update.gradient_scale), momentum = lanes_of(update.config.momentum);
  for (std::size_t i = 0; i < range.size; i += 4) {
    const Float4 g = load4(range.gradients + i) * scale, m = load4(range.first_moment + i);
    store4(direction + i, update.config.nesterov ? g + momentum * (m - g) : m);
  }
}

}  // namespace

void update_muon(const Update& update, const TensorRange& tensor, Arena& workspace) {
  if (workspace.size() < workspace_size(tensor)) workspace = Arena(workspace_size(tensor), 0);
  apply(AverageRule{lanes_of(1.0 - update.config.momentum)}, update);

  Rooms rooms(workspace);
  const MatrixView stored{rooms.take(padded(tensor.rows) * tensor.stride), tensor.rows,
                          tensor.columns, tensor.stride};
  const bool decays = update.decayed.size > 0;
  momentum_direction(update, decays ? update.decayed : update.spared, stored.data);
  const std::size_t large = std::max(padded(tensor.rows), tensor.stride);
  if (tensor.rows <= tensor.columns) {
    orthogonalize(stored, rooms, large);
  } else {
    const std::size_t width = padded(tensor.rows);
    const MatrixView flat{rooms.take(tensor.stride * width), tensor.columns, tensor.rows, width};
    transpose(stored.data, stored.step, stored.rows, stored.step, flat.data, width);
    orthogonalize(flat, rooms, large);
    transpose(flat.data, width, flat.rows, width, stored.data, stored.step);
  }
  const auto longer_side = static_cast<double>(std::max(tensor.rows, tensor.columns));
  Update along = update;
  (decays ? along.decayed : along.spared).gradients = stored.data;
  along.gradient_scale = 1;
  apply(DescentRule{lanes_of(rate_of(update) * kRootMeanSquareOfAdamW * std::sqrt(longer_side))},
        along);
}

}  // namespace playground
