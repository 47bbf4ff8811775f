#include "engine/landscape_jobs.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>

#include "core/base64.hpp"
#include "core/byte_stream.hpp"
#include "data/dataset.hpp"
#include "engine/clock.hpp"
#include "engine/past_job.hpp"
#include "nn/loss.hpp"
#include "share/json.hpp"
#include "share/json_text.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

std::string plane_text(const std::vector<std::uint8_t>& bytes) {
  return {bytes.begin(), bytes.end()};
}

ByteReader reader_of(const std::string& bytes) {
  return ByteReader({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

template <typename Number>
std::string encoded(const std::vector<Number>& numbers) {
  return base64({reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(Number)});
}

// `size` numbers, or an error that names the field.
template <typename Number>
Result<std::vector<Number>> decoded(const Json& input, const char* field, std::size_t size) {
  Result<std::string> bytes = from_base64(input.value(field, ""));
  if (!bytes) return tl::make_unexpected(bytes.error());
  if (bytes->size() != size * sizeof(Number)) {
    return fail(std::string("landscape: ") + field + " does not have the network's size");
  }
  std::vector<Number> numbers(size);
  std::memcpy(numbers.data(), bytes->data(), bytes->size());
  return numbers;
}

class PathJob : public Job {
 public:
  PathJob(Experiment experiment, std::vector<int> steps)
      : experiment_(std::move(experiment)), steps_(std::move(steps)) {}

  bool work(double milliseconds) override {
    const Clock::time_point start = Clock::now();
    if (!trainer_) {
      auto dataset = std::make_shared<const Dataset>(make_dataset(experiment_.data));
      trainer_ = std::make_unique<Trainer>(std::move(dataset), experiment_, 0);
    }
    while (next_ < steps_.size() && !trainer_->diverged()) {
      constexpr int kChunk = 16;  // steps between two looks at the clock
      trainer_->advance_to(std::min(steps_[next_], trainer_->step() + kChunk));
      if (trainer_->step() == steps_[next_] || trainer_->diverged()) add_state();
      if (milliseconds_since(start) >= milliseconds)
        return next_ < steps_.size() && !trainer_->diverged();
    }
    return false;
  }

  Result<std::string> result() override {
    ByteWriter writer;
    writer.flag(trainer_->diverged());
    writer.number(static_cast<std::uint32_t>(kept_.size()));
    writer.number(static_cast<std::uint32_t>(trainer_->model().layout().size));
    for (const int step : kept_) writer.number(step);
    writer.append(states_.data(), states_.size() * sizeof(float));
    return plane_text(writer.bytes);
  }

 private:
  void add_state() {
    ++next_;
    if (!kept_.empty() && kept_.back() == trainer_->step()) return;
    kept_.push_back(trainer_->step());
    const std::span<const float> parameters = trainer_->model().parameters();
    states_.insert(states_.end(), parameters.begin(), parameters.end());
  }

  Experiment experiment_;
  std::vector<int> steps_;
  std::size_t next_ = 0;
  std::unique_ptr<Trainer> trainer_;
  std::vector<int> kept_;
  std::vector<float> states_;
};

// Evenly spread from 0 to the last, both included.
std::vector<int> spread_steps(int last, int count) {
  std::vector<int> steps;
  count = std::clamp(count, 2, std::max(2, last + 1));
  for (int i = 0; i < count; ++i) {
    const auto step = static_cast<int>(static_cast<std::int64_t>(last) * i / (count - 1));
    if (steps.empty() || step > steps.back()) steps.push_back(step);
  }
  return steps;
}

class LandscapeJob : public Job {
 public:
  LandscapeJob(const Experiment& experiment, Dataset dataset, Plane plane,
               std::vector<double> points)
      : dataset_(std::move(dataset)),
        plane_(std::move(plane)),
        points_(std::move(points)),
        model_(experiment.model, dataset_.inputs, dataset_.outputs()) {}

  bool work(double milliseconds) override {
    const Clock::time_point start = Clock::now();
    const Loss loss = loss_of(dataset_.task);
    while (2 * done_ < points_.size()) {
      parameters_at(plane_, points_[2 * done_], points_[2 * done_ + 1], model_.parameters());
      ++done_;
      writer_.number(loss_on(loss, dataset_.train.features, dataset_.train.targets));
      writer_.number(loss_on(loss, dataset_.test.features, dataset_.test.clean_targets));
      if (milliseconds_since(start) >= milliseconds) break;
    }
    return 2 * done_ < points_.size();
  }
  Result<std::string> result() override { return plane_text(writer_.bytes); }

 private:
  double loss_on(Loss loss, const Matrix& features, const Vector& targets) {
    model_.forward(features, outputs_);
    return evaluate_outputs(loss, outputs_, targets).loss;
  }

  Dataset dataset_;
  Plane plane_;
  std::vector<double> points_;
  Perceptron model_;
  Matrix outputs_;
  ByteWriter writer_;
  std::size_t done_ = 0;
};

std::string dumped(const Json& input) {
  return format_json(input, -1);
}

}  // namespace

ParameterLayout parameter_layout(const Experiment& experiment) {
  const DataShape shape = shape_of(experiment.data);
  return {shape.inputs, experiment.model.hidden, shape.outputs()};
}

JobRequest path_job(const Experiment& experiment, int run, int seed, int step, int states) {
  Json input;
  input["config"] = write_json(single_run(experiment, run, seed), -1);
  input["step"] = step;
  input["states"] = states;
  return {"path", dumped(input)};
}

Result<std::unique_ptr<Job>> make_path(const Json& input, const JobContext& context) {
  Result<Experiment> experiment = experiment_of_job(input, context);
  if (!experiment) return tl::make_unexpected(experiment.error());
  const int step = std::clamp(input.value("step", 0), 0, experiment->training.steps);
  const std::size_t bytes = parameter_layout(*experiment).size * sizeof(float);
  const int most = static_cast<int>(std::min<std::size_t>(kPathBytes / bytes, 1000));
  return std::make_unique<PathJob>(std::move(*experiment),
                                   spread_steps(step, std::min(input.value("states", 2), most)));
}

Result<RunPath> read_path(const std::string& bytes) {
  ByteReader reader = reader_of(bytes);
  RunPath path;
  reader.flag(path.diverged);
  const std::size_t count = reader.count(sizeof(int));
  const std::size_t size = reader.count(sizeof(float));
  if (!reader.ok() || bytes.size() != 9 + count * sizeof(int) + count * size * sizeof(float)) {
    return fail("path: the answer's length does not fit its content");
  }
  path.steps.resize(count);
  for (int& step : path.steps) reader.number(step);
  path.states.assign(count, std::vector<float>(size));
  for (std::vector<float>& state : path.states) reader.copy(state.data(), size * sizeof(float));
  return path;
}

JobRequest landscape_job(const Experiment& experiment, int seed, const Plane& plane,
                         const std::vector<std::pair<double, double>>& points) {
  std::vector<double> places;
  for (const auto& [x, y] : points) {
    places.push_back(x);
    places.push_back(y);
  }
  Json input;
  input["config"] = write_json(single_run(experiment, 0, seed), -1);
  input["origin"] = encoded(plane.origin);
  input["u"] = encoded(plane.u);
  input["v"] = encoded(plane.v);
  input["count"] = points.size();
  input["points"] = encoded(places);
  return {"landscape", dumped(input)};
}

Result<std::unique_ptr<Job>> make_landscape(const Json& input, const JobContext& context) {
  Result<Experiment> experiment = experiment_of_job(input, context);
  if (!experiment) return tl::make_unexpected(experiment.error());
  const std::size_t size = parameter_layout(*experiment).size;
  auto origin = decoded<float>(input, "origin", size);
  if (!origin) return tl::make_unexpected(origin.error());
  auto u = decoded<double>(input, "u", size);
  if (!u) return tl::make_unexpected(u.error());
  auto v = decoded<double>(input, "v", size);
  if (!v) return tl::make_unexpected(v.error());
  auto points = decoded<double>(input, "points", 2 * input.value("count", std::size_t{0}));
  if (!points) return tl::make_unexpected(points.error());
  return std::make_unique<LandscapeJob>(*experiment, make_dataset(experiment->data),
                                        Plane{std::move(*origin), std::move(*u), std::move(*v)},
                                        std::move(*points));
}

Result<std::vector<LossPair>> read_losses(const std::string& bytes) {
  if (bytes.size() % (2 * sizeof(double)) != 0) {
    return fail("landscape: the answer's length does not fit its content");
  }
  ByteReader reader = reader_of(bytes);
  std::vector<LossPair> losses(bytes.size() / (2 * sizeof(double)));
  for (LossPair& pair : losses) {
    reader.number(pair.train);
    reader.number(pair.test);
  }
  return losses;
}

}  // namespace playground
