#include "optim/averaged_split.hpp"

#include <algorithm>

#include "optim/decay_split.hpp"

namespace playground {

AveragedSplit::AveragedSplit(std::size_t size, std::size_t weights_end)
    : weights_end_(weights_end),
      before_(size, 4),
      after_(size, 1),
      z_(size, 2),
      z_gradient_(size, 5),
      z_decay_(size, 6),
      x_gradient_(size, 7),
      x_decay_(size, 0),
      gradient_part_(size, 3),
      decay_part_(size, 4) {}

void AveragedSplit::advance(const OptimizerConfig& config, double multiplier,
                            const Optimizer& optimizer, std::span<const float> y) {
  if (optimizer.updates() == 1) {  // x, y and z began at the same place
    std::copy(y.begin(), y.end(), z_.data());
    std::copy(y.begin(), y.end(), after_.data());
    for (Arena* parts : {&z_gradient_, &z_decay_, &x_gradient_, &x_decay_}) parts->clear();
  }
  std::copy(after_.data(), after_.data() + after_.size(), before_.data());
  std::copy(optimizer.third().begin(), optimizer.third().end(), after_.data());
  const auto share = static_cast<float>(decoupled_share(config, multiplier));
  const auto weight = static_cast<float>(optimizer.average_weight());
  const std::size_t decayed = config.decay_biases ? y.size() : weights_end_;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const float z = optimizer.first_moment()[i];
    const float of_decay = i < decayed ? share * y[i] : 0;
    z_decay_.data()[i] -= of_decay;
    z_gradient_.data()[i] += z - z_.data()[i] + of_decay;
    z_.data()[i] = z;
    gradient_part_.data()[i] = weight * (z_gradient_.data()[i] - x_gradient_.data()[i]);
    decay_part_.data()[i] = weight * (z_decay_.data()[i] - x_decay_.data()[i]);
    x_gradient_.data()[i] += gradient_part_.data()[i];
    x_decay_.data()[i] += decay_part_.data()[i];
  }
}

}  // namespace playground
