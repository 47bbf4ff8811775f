// A plane through the space of a network's parameters, on which the loss is looked at: through the
// end points of runs, or along random directions that are normalised by filter (Li, Xu, Taylor,
// Studer & Goldstein, Visualizing the Loss Landscape of Neural Nets, 2018, arXiv 1712.09913,
// section 4). Coordinates are distances: both directions are orthonormal. Sums run in the order of
// the arena, in double, so the same states give the same plane everywhere.
//   Result<Plane> plane = plane_through(a, b, c);  PlanePoint at = project(*plane, state);
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/result.hpp"
#include "nn/parameter_layout.hpp"

namespace playground {

// Parameters as Perceptron::parameters() has them, padding included (it is 0 in all of them).
using State = std::span<const float>;

struct Plane {
  std::vector<float> origin;
  std::vector<double> u, v;  // of length 1 and at right angles
};

struct PlanePoint {
  double x = 0;
  double y = 0;
  double off = 0;  // distance from the plane
};

// The affine plane through three states; x runs from the first to the second. An error when they
// lie on a line.
Result<Plane> plane_through(State a, State b, State c);
// The line from the first to the second state and a random direction about the first. An error when
// they are the same.
Result<Plane> plane_along(const ParameterLayout& layout, State a, State b, std::uint32_t seed);
// Two random directions about a state. An error when it is 0 (no filter has a norm to take).
Result<Plane> plane_about(const ParameterLayout& layout, State a, std::uint32_t seed);

// The random direction number `index` (0 or 1): normal values, those of every unit's incoming
// weights (a filter) scaled to the norm that these weights have in the state. Biases are left out
// (0), as in the paper's programs.
std::vector<double> random_direction(const ParameterLayout& layout, State state, std::uint32_t seed,
                                     int index);
double length_of(std::span<const double> direction);

PlanePoint project(const Plane& plane, State state);
// The parameters at a point of the plane. At the coordinates of a state in the plane they are that
// state's, to the rounding of one float.
void parameters_at(const Plane& plane, double x, double y, std::span<float> parameters);

// The share of the states' variance (about their mean) that the plane holds: 1 for states in the
// plane. NaN for fewer than two different states.
double share_held(const Plane& plane, const std::vector<std::vector<float>>& states);

}  // namespace playground
