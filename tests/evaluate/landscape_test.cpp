// Planes through parameter space: orthonormal, through the states they are made from, and scaled by
// filter as Li et al. (2018) say.
#include "evaluate/landscape.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "data/dataset.hpp"
#include "nn/loss.hpp"
#include "train/trainer.hpp"

namespace playground {
namespace {

using Floats = std::vector<float>;

Floats end_of(const Experiment& experiment, int run) {
  auto dataset = std::make_shared<const Dataset>(make_dataset(experiment.data));
  Trainer trainer(dataset, experiment, run);
  trainer.advance_to(experiment.training.steps);
  const std::span<const float> parameters = trainer.model().parameters();
  return {parameters.begin(), parameters.end()};
}

Experiment small_experiment() {
  Experiment experiment = default_experiment();
  experiment.data.train_size = 40;
  experiment.data.test_size = 100;
  experiment.model.hidden = {6, 5};
  experiment.training.steps = 200;
  return experiment;
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

TEST(Landscape, APlaneThroughThreeStatesIsOrthonormalAndHoldsThem) {
  const Experiment experiment = small_experiment();
  const Floats a = end_of(experiment, 0), b = end_of(experiment, 1), c = end_of(experiment, 2);
  const Result<Plane> plane = plane_through(a, b, c);
  ASSERT_TRUE(plane);
  EXPECT_NEAR(dot(plane->u, plane->u), 1, 1e-12);
  EXPECT_NEAR(dot(plane->v, plane->v), 1, 1e-12);
  EXPECT_NEAR(dot(plane->u, plane->v), 0, 1e-12);
  for (const Floats& state : {a, b, c}) {
    const PlanePoint at = project(*plane, state);
    EXPECT_NEAR(at.off, 0, 1e-9);
    Floats back(state.size());
    parameters_at(*plane, at.x, at.y, back);
    EXPECT_EQ(back, state);  // to the bit
  }
  // Distances on the plane are those between the states.
  double apart = 0;
  for (std::size_t i = 0; i < b.size(); ++i) apart += std::pow(double{b[i]} - double{c[i]}, 2);
  const PlanePoint pb = project(*plane, b), pc = project(*plane, c);
  EXPECT_NEAR(std::hypot(pb.x - pc.x, pb.y - pc.y), std::sqrt(apart), 1e-9);
  EXPECT_NEAR(share_held(*plane, {a, b, c}), 1, 1e-12);
}

TEST(Landscape, AStateBesideThePlaneHasItsDistanceFromIt) {
  const Plane plane{{1, 1, 1}, {1, 0, 0}, {0, 1, 0}};
  const Floats state = {3, 0, 5};
  const PlanePoint at = project(plane, state);
  EXPECT_EQ(at.x, 2);
  EXPECT_EQ(at.y, -1);
  EXPECT_EQ(at.off, 4);
  // Variance 2 in the plane (x: 1, 3), 2 beside it (z: 1, 3).
  EXPECT_DOUBLE_EQ(share_held(plane, {{1, 0, 1}, {3, 0, 3}}), 0.5);
  EXPECT_TRUE(std::isnan(share_held(plane, {{1, 0, 1}})));
}

TEST(Landscape, RandomDirectionsHaveTheNormOfEveryFilterAndLeaveBiases) {
  const Experiment experiment = small_experiment();
  const Floats state = end_of(experiment, 0);
  const ParameterLayout layout(2, {6, 5}, 1);
  ASSERT_EQ(layout.size, state.size());
  const std::vector<double> first = random_direction(layout, state, 7, 0);
  for (const LayerLayout& layer : layout.layers) {
    for (int unit = 0; unit < layer.stride; ++unit) {
      double drawn = 0, held = 0;
      for (int input = 0; input < layer.inputs; ++input) {
        const std::size_t at =
            layer.weights + static_cast<std::size_t>(input * layer.stride + unit);
        drawn += first[at] * first[at];
        held += double{state[at]} * double{state[at]};
      }
      EXPECT_NEAR(drawn, held, 1e-12 * (1 + held));
    }
  }
  for (std::size_t i = layout.weights_end; i < layout.size; ++i) EXPECT_EQ(first[i], 0);
  EXPECT_EQ(first, random_direction(layout, state, 7, 0));
  EXPECT_NE(first, random_direction(layout, state, 7, 1));
  EXPECT_NE(first, random_direction(layout, state, 8, 0));
}

TEST(Landscape, OfALinearModelsSquaredErrorIsAQuadraticBowl) {
  // In the last layer's parameters the outputs are linear, so the squared error is quadratic: its
  // second differences along a line are all equal.
  Experiment experiment = small_experiment();
  experiment.data.dataset = DatasetKind::sine;
  experiment.model.hidden = {3};
  experiment.model.activation = Activation::linear;
  const Dataset data = make_dataset(experiment.data);
  ASSERT_EQ(data.task, Task::regression);
  Perceptron model(experiment.model, data.inputs, 1);
  model.initialize();
  const Plane plane{{model.parameters().begin(), model.parameters().end()},
                    std::vector<double>(model.layout().size, 0),
                    std::vector<double>(model.layout().size, 0)};
  Plane tilted = plane;
  tilted.u[model.layout().layers[1].weights] = 0.6;
  tilted.u[model.layout().layers[1].biases] = 0.8;
  const auto loss = [&](double x) {
    parameters_at(tilted, x, 0, model.parameters());
    Matrix outputs;
    model.forward(data.train.features, outputs);
    return evaluate_outputs(Loss::mean_squared_error, outputs, data.train.targets).loss;
  };
  const double curvature = loss(1) - 2 * loss(0) + loss(-1);
  EXPECT_GT(curvature, 0);
  for (const double x : {-3.0, 2.0, 5.0}) {
    EXPECT_NEAR(loss(x + 1) - 2 * loss(x) + loss(x - 1), curvature, 2e-5 * (1 + loss(x)));
  }
}

TEST(Landscape, DegenerateEndPointsAreErrorsThatSayWhatWouldDo) {
  const Floats a = {0, 0, 0, 0}, b = {1, 2, 0, 0}, c = {2, 4, 0, 0};
  EXPECT_EQ(plane_through(a, a, b).error().message,
            "landscape: the first two end points are the same, so no plane goes through them "
            "alone; choose runs that end apart");
  EXPECT_EQ(plane_through(a, b, c).error().message,
            "landscape: the three end points lie on a line, so many planes go through them; "
            "choose runs that end apart");
  EXPECT_FALSE(plane_through(a, b, a));
  const ParameterLayout layout(2, {}, 1);
  const Floats zero(layout.size, 0);
  EXPECT_FALSE(plane_about(layout, zero, 1));
  EXPECT_FALSE(plane_along(layout, zero, zero, 1));
}

}  // namespace
}  // namespace playground
