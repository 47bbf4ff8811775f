#include "optim/optimizer.hpp"

#include "optim/kernels.hpp"

namespace playground {
namespace {

// A family shares the meaning of its moments. A new optimizer is one row here and one file.
struct Row {
  OptimizerKind kind;
  int family;
  void (*update)(const Update&);
};
constexpr Row kRows[] = {
    {OptimizerKind::adamw, 1, update_adam},
    {OptimizerKind::adam, 1, update_adam},
    {OptimizerKind::sgd, 2, update_sgd},
    {OptimizerKind::sgdw, 2, update_sgd},
};

const Row& row_of(OptimizerKind kind) {
  for (const Row& row : kRows) {
    if (row.kind == kind) return row;
  }
  return kRows[0];
}

}  // namespace

Optimizer::Optimizer(std::size_t size, std::size_t weights_end)
    : weights_end_(weights_end), first_moment_(size, 2), second_moment_(size, 3) {}

void Optimizer::step(const OptimizerConfig& config, double multiplier, std::span<float> parameters,
                     std::span<const float> gradients) {
  const Row& row = row_of(config.optimizer);
  if (row.family != family_) {
    if (family_ != 0) {
      first_moment_.clear();
      second_moment_.clear();
    }
    family_ = row.family;
    updates_ = 0;
  }
  ++updates_;
  const std::size_t decayed = config.decay_biases ? parameters.size() : weights_end_;
  const auto range = [&](std::size_t begin, std::size_t end) {
    return UpdateRange{parameters.data() + begin, gradients.data() + begin,
                       first_moment_.data() + begin, second_moment_.data() + begin, end - begin};
  };
  row.update({config, multiplier, updates_, range(0, decayed), range(decayed, parameters.size())});
}

}  // namespace playground
