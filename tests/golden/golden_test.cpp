// Follows PyTorch's float64 trajectories (make_golden.py) with the engine's float32 training.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>

#include "share/finished_runs.hpp"
#include "share/json.hpp"
#include "share/safetensors.hpp"

namespace playground {
namespace {

constexpr int kKept[] = {1, 10, 100, 300};
constexpr int kLossEvery = 10;

std::string file_bytes(const std::string& name) {
  std::ifstream file(std::string(ADAMW_TEST_DATA) + "/golden/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Euclidean norm of ours - theirs, relative to that of theirs, over all parameters of the model.
double relative_distance(const TensorFile& golden, const std::string& prefix,
                         const std::vector<NamedTensor>& ours) {
  double difference = 0;
  double size = 0;
  for (const NamedTensor& tensor : ours) {
    const StoredTensor* theirs = golden.find(prefix + tensor.name);
    if (theirs == nullptr || theirs->shape != tensor.shape) {
      return std::numeric_limits<double>::infinity();
    }
    const std::vector<double> values = tensor_values(*theirs);
    for (std::size_t i = 0; i < values.size(); ++i) {
      difference += (tensor.values[i] - values[i]) * (tensor.values[i] - values[i]);
      size += values[i] * values[i];
    }
  }
  return std::sqrt(difference / size);
}

// How far float32 may be from float64 after t updates, in units of u = 2^-24, float32's unit
// roundoff:
//   u t / 2      the factor 1 - s_t lr wd of decoupled decay is rounded to float32 once. It lies in
//   [1/2, 1), so the
//                rounding is at most u/2, but it is the same at every step: at worst these add up.
//   8 u sqrt(t)  everything else (rounding p, the moments and the gradients, a handful of
//   operations an update) has
//                no constant sign and adds up like a random walk; the loss of these short runs
//                carries earlier differences on without making them grow much.
// So the error starts below 9 u, grows no faster than t, and is allowed 1.7e-5 at 300 updates.
// Measured (in u, worst run): 0.7, 4, 29, 99 at 1, 10, 100, 300 updates. A mistake in a rule (a
// sign, a bias correction, a mask) makes 1e-3 or more.
double allowed_distance(int t) {
  return std::ldexp(0.5 * t + 8 * std::sqrt(static_cast<double>(t)), -24);
}

void follow(const std::string& name) {
  const Result<TensorFile> golden = read_safetensors(file_bytes(name));
  ASSERT_TRUE(golden) << golden.error().message;
  const Result<Experiment> experiment = read_json(golden->metadata.at("config"));
  ASSERT_TRUE(experiment) << experiment.error().message;
  const auto trainers = make_trainers(*experiment, 0);
  ASSERT_GE(trainers.size(), 2u);
  for (std::size_t run = 0; run < trainers.size(); ++run) {
    const std::string prefix = "run" + std::to_string(run) + ".";
    std::string measured;
    for (const int step : kKept) {
      trainers[run]->advance_to(step);
      const double distance =
          relative_distance(*golden, prefix + "step" + std::to_string(step) + ".",
                            trainers[run]->model().state_dict());
      measured += " " + std::to_string(distance / std::ldexp(1.0, -24));
      EXPECT_LE(distance, allowed_distance(step)) << name << " run " << run << " step " << step;
    }
    ::testing::Test::RecordProperty("run" + std::to_string(run) + "_distance_in_units", measured);
    const StoredTensor* losses = golden->find(prefix + "train_loss");
    ASSERT_NE(losses, nullptr);
    const std::vector<double> theirs = tensor_values(*losses);
    const std::vector<Metrics>& ours = trainers[run]->history().points();
    ASSERT_EQ(ours.size(), theirs.size());
    for (std::size_t i = 0; i < theirs.size(); ++i) {
      EXPECT_EQ(ours[i].step, static_cast<int>(i) * kLossEvery);
      EXPECT_NEAR(ours[i].train_loss, theirs[i], 1e-6 + 10 * allowed_distance(ours[i].step))
          << name << " run " << run << " step " << ours[i].step;
    }
  }
}

TEST(Golden, adamw_in_both_decay_forms_follows_pytorch) {
  follow("tanh_adamw.safetensors");
}
TEST(Golden, adam_and_sgd_with_a_penalty_follow_pytorch) {
  follow("tanh_adam_sgd.safetensors");
}
TEST(Golden, sgdw_and_nesterov_follow_pytorch) {
  follow("tanh_sgdw.safetensors");
}
TEST(Golden, amsgrad_nadam_and_radam_follow_pytorch) {
  follow("family_torch.safetensors");
}
TEST(Golden, adamax_rmsprop_and_adagrad_follow_pytorch) {
  follow("family_torch2.safetensors");
}
TEST(Golden, lion_muon_schedule_free_cautious_and_no_bias_correction_follow_their_papers) {
  follow("family_paper.safetensors");
}
TEST(Golden, schedules_and_normalized_decay_follow_pytorch_and_the_paper) {
  follow("schedules.safetensors");
}
TEST(Golden, clipped_gradients_follow_pytorch) {
  follow("clipping.safetensors");
}
TEST(Golden, changes_at_a_step_and_a_loss_scale_follow_pytorch) {
  follow("tanh_events.safetensors");
}
TEST(Golden, gelu_follows_pytorch) {
  follow("gelu.safetensors");
}
TEST(Golden, relu_follows_pytorch) {
  follow("relu.safetensors");
}

}  // namespace
}  // namespace playground
