// A model's outputs on a regular grid of points, for the decision surface.
//   Grid grid = compute_grid(trainer.model(), experiment.data, request);
#pragma once

#include "data/data_config.hpp"
#include "engine/engine.hpp"
#include "nn/perceptron.hpp"

namespace playground {

// Points of the request, row by row: shape [rows * columns, 2].
Matrix grid_points(const GridRequest& request);

// The grid's `step` is left to the caller.
Grid compute_grid(Perceptron& model, const DataConfig& data, const GridRequest& request);

}  // namespace playground
