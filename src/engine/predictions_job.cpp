#include "engine/predictions_job.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/math.hpp"
#include "core/text.hpp"
#include "data/dataset.hpp"
#include "engine/keyframes.hpp"
#include "engine/past_job.hpp"
#include "engine/step_pieces.hpp"
#include "share/json.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

// The class that the outputs of a row say, and its probability: of one logit, class 1 from 0 on.
std::pair<std::size_t, double> decided(const float* outputs, std::size_t count) {
  if (count == 1) {
    const double p = 1 / (1 + playground::exp(-static_cast<double>(std::abs(outputs[0]))));
    return {outputs[0] > 0 ? 1 : 0, p};
  }
  const float* const most = std::max_element(outputs, outputs + count);
  double sum = 0;
  for (std::size_t j = 0; j < count; ++j) {
    sum += playground::exp(static_cast<double>(outputs[j]) - static_cast<double>(*most));
  }
  return {static_cast<std::size_t>(most - outputs), 1 / sum};
}

class PredictionsJob : public Job {
 public:
  PredictionsJob(std::shared_ptr<const Dataset> dataset, const Experiment& experiment, int step,
                 const Trainer::Checkpoint* near)
      : trainer_(std::move(dataset), experiment, 0), step_(step) {
    if (near) trainer_.resume(*near);
  }

  bool work(double milliseconds) override {
    return pieces_.work(milliseconds, [this](int steps) {
      trainer_.advance_to(std::min(step_, trainer_.step() + steps));
      return !trainer_.diverged() && trainer_.step() < step_;
    });
  }

  Result<std::string> result() override {
    const Dataset& dataset = trainer_.dataset();
    Matrix outputs;
    trainer_.model().forward(dataset.test.features, outputs);
    // Thousands of rows: their text is put together here.
    std::string rows;
    for (std::size_t i = 0; i < dataset.test.size(); ++i) {
      const auto [predicted, probability] =
          decided(outputs.data() + i * outputs.shape(1), outputs.shape(1));
      rows += fmt::format("{}[{},{},{},{}]", i == 0 ? "" : ",", dataset.test.rows[i],
                          static_cast<int>(dataset.test.clean_targets(i)), predicted,
                          number_text(probability));
    }
    return fmt::format(R"({{"step":{},"classes":{},"rows":[{}]}})", trainer_.step(),
                       format_json(dataset.class_names, -1), rows);
  }

 private:
  Trainer trainer_;
  int step_;
  StepPieces pieces_;
};

}  // namespace

JobRequest predictions_job(const Experiment& experiment, int run, int seed, int step) {
  Json input;
  input["config"] = write_json(single_run(experiment, run, seed), -1);
  input["step"] = step;
  return {"predictions", format_json(input, -1)};
}

Result<std::unique_ptr<Job>> make_predictions(const Json& input, const JobContext& context) {
  const Result<Experiment> experiment = experiment_of_job(input, context);
  if (!experiment) return tl::make_unexpected(experiment.error());
  auto dataset = std::make_shared<const Dataset>(make_dataset(experiment->data));
  if (dataset->class_names.empty()) {
    return fail("predictions: the data must be digits or a table with a label column");
  }
  const int step = std::clamp(input.value("step", 0), 0, experiment->training.steps);
  const Trainer::Checkpoint* const near =
      context.keyframes ? context.keyframes->nearest(input.value("config", ""), step) : nullptr;
  return std::make_unique<PredictionsJob>(std::move(dataset), *experiment, step, near);
}

}  // namespace playground
