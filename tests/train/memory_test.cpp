// What a run costs in memory, counted at operator new: a step allocates nothing, and a run of
// 200,000 parameters with its history full stays small.
#include <gtest/gtest.h>
#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <new>

#include "train/parameters.hpp"
#include "train/trainer.hpp"

namespace {

std::atomic<long> allocations{0};
std::atomic<long> bytes_alive{0};

void* allocate(std::size_t size) {
  void* const block = std::malloc(size > 0 ? size : 1);
  if (block == nullptr) std::abort();
  ++allocations;
  bytes_alive += static_cast<long>(malloc_usable_size(block));
  return block;
}
void release(void* block) {
  if (block != nullptr) bytes_alive -= static_cast<long>(malloc_usable_size(block));
  std::free(block);
}

}  // namespace

void* operator new(std::size_t size) {
  return allocate(size);
}
void* operator new[](std::size_t size) {
  return allocate(size);
}
// std::stable_sort asks for its buffer in this form.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return allocate(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return allocate(size);
}
void operator delete(void* block) noexcept {
  release(block);
}
void operator delete(void* block, const std::nothrow_t&) noexcept {
  release(block);
}
void operator delete[](void* block, const std::nothrow_t&) noexcept {
  release(block);
}
void operator delete[](void* block) noexcept {
  release(block);
}
void operator delete(void* block, std::size_t) noexcept {
  release(block);
}
void operator delete[](void* block, std::size_t) noexcept {
  release(block);
}

namespace playground {
namespace {

Experiment experiment_of(std::vector<int> hidden, int batch_size, int train_size) {
  Experiment experiment = default_experiment();
  experiment.data.train_size = train_size;
  experiment.data.test_size = 100;
  experiment.model.hidden = std::move(hidden);
  experiment.model.activation = Activation::gelu;  // keeps its slopes: the most memory of all
  experiment.training.batch_size = batch_size;
  experiment.training.steps = 10000000;
  experiment.training.evaluate_every = 10000000;
  experiment.runs.resize(1);
  experiment.runs[0].weight_decay = 0.1;
  return experiment;
}

TEST(Memory, AStepAllocatesNothing) {
  const std::vector<int> shapes[] = {{4, 2}, {24, 20}};
  for (const std::vector<int>& hidden : shapes) {
    Experiment experiment = experiment_of(hidden, 10, 25);
    const auto dataset = std::make_shared<const Dataset>(make_dataset(experiment.data));
    const Parameter& optimizer = *find_parameter(Section::run, "optimizer");
    for (const std::string_view name : optimizer.choices) {
      optimizer.set(experiment, 0, Value(std::string(name)));
      Trainer trainer(dataset, experiment, 0);
      trainer.advance_to(200);  // workspaces and the first checkpoints
      const long before = allocations;
      trainer.advance_to(1000);
      EXPECT_EQ(allocations - before, 0) << name << ", " << hidden.size() << " layers";
      EXPECT_EQ(trainer.step(), 1000);
    }
  }
}

TEST(Memory, ARunOf133000ParametersWithAFullHistoryHoldsUnder8Megabytes) {
  const Experiment experiment = experiment_of({256, 256, 256}, 128, 1024);
  const long before = bytes_alive;
  Trainer trainer(std::make_shared<const Dataset>(make_dataset(experiment.data)), experiment, 0);
  trainer.advance_to(3);
  trainer.metrics_now();
  const long history = static_cast<long>(History::kCapacity * sizeof(Metrics));
  const long held = bytes_alive - before;
  EXPECT_GT(held, 2000000) << "the counter does not count";
  EXPECT_LT(held + history, 8000000);
}

}  // namespace
}  // namespace playground
