#include "evaluate/landscape.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "core/random.hpp"
#include "core/translate.hpp"

namespace playground {
namespace {

// What is left of a direction at right angles to another, relative to it: below this the two are
// the same but for rounding of the states (floats hold about 7 digits).
constexpr double kLeastAngle = 1e-5;

double dot(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

std::vector<double> difference(State from, State to) {
  std::vector<double> result(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) {
    result[i] = static_cast<double>(to[i]) - static_cast<double>(from[i]);
  }
  return result;
}

void scale(std::vector<double>& direction, double factor) {
  for (double& value : direction) value *= factor;
}

// Gram-Schmidt, twice: the second pass takes away what rounding left of the first (Kahan's and
// Parlett's "twice is enough"). False when nothing is left.
bool make_orthonormal(const std::vector<double>& u, std::vector<double>& v) {
  const double before = length_of(v);
  for (int pass = 0; pass < 2; ++pass) {
    const double along = dot(u, v);
    for (std::size_t i = 0; i < v.size(); ++i) v[i] -= along * u[i];
  }
  const double after = length_of(v);
  if (!(after > kLeastAngle * before)) return false;
  scale(v, 1 / after);
  return true;
}

Result<Plane> make_plane(State origin, std::vector<double> u, std::vector<double> v,
                         const char* same, const char* line) {
  const double length = length_of(u);
  if (!(length > 0) || !std::isfinite(length)) return fail(same);
  scale(u, 1 / length);
  if (!make_orthonormal(u, v)) return fail(line);
  return Plane{{origin.begin(), origin.end()}, std::move(u), std::move(v)};
}

}  // namespace

double length_of(std::span<const double> direction) {
  return std::sqrt(dot(direction, direction));
}

std::vector<double> random_direction(const ParameterLayout& layout, State state, std::uint32_t seed,
                                     int index) {
  const Random random(seed, Stream::landscape);
  std::vector<double> direction(state.size(), 0);
  for (const LayerLayout& layer : layout.layers) {
    for (int unit = 0; unit < layer.outputs; ++unit) {
      const auto at = [&](int input) {
        return layer.weights + static_cast<std::size_t>(input * layer.stride + unit);
      };
      double drawn = 0;
      double held = 0;
      for (int input = 0; input < layer.inputs; ++input) {
        const double value = random.normal_pair(at(input), 0)[static_cast<std::size_t>(index)];
        const auto weight = static_cast<double>(state[at(input)]);
        direction[at(input)] = value;
        drawn += value * value;
        held += weight * weight;
      }
      const double factor = drawn > 0 ? std::sqrt(held) / std::sqrt(drawn) : 0;
      for (int input = 0; input < layer.inputs; ++input) direction[at(input)] *= factor;
    }
  }
  return direction;
}

Result<Plane> plane_through(State a, State b, State c) {
  return make_plane(
      a, difference(a, b), difference(a, c),
      tr_key("landscape: the first two end points are the same, so no plane goes through "
             "them alone; choose runs that end apart"),
      tr_key("landscape: the three end points lie on a line, so many planes go through "
             "them; choose runs that end apart"));
}

Result<Plane> plane_along(const ParameterLayout& layout, State a, State b, std::uint32_t seed) {
  return make_plane(
      a, difference(a, b), random_direction(layout, a, seed, 0),
      tr_key("landscape: the two end points are the same, so no line goes through them "
             "alone; choose runs that end apart"),
      tr_key("landscape: the random direction lies along the line; take another one"));
}

Result<Plane> plane_about(const ParameterLayout& layout, State a, std::uint32_t seed) {
  return make_plane(a, random_direction(layout, a, seed, 0), random_direction(layout, a, seed, 1),
                    tr_key("landscape: all weights are 0, so no direction can be scaled to them"),
                    tr_key("landscape: the two random directions are the same; take other ones"));
}

PlanePoint project(const Plane& plane, State state) {
  const std::vector<double> from = difference(plane.origin, state);
  const double x = dot(from, plane.u);
  const double y = dot(from, plane.v);
  double off = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const double left = from[i] - x * plane.u[i] - y * plane.v[i];
    off += left * left;
  }
  return {x, y, std::sqrt(off)};
}

void parameters_at(const Plane& plane, double x, double y, std::span<float> parameters) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const double value = static_cast<double>(plane.origin[i]) + x * plane.u[i] + y * plane.v[i];
    parameters[i] = static_cast<float>(value);
  }
}

double share_held(const Plane& plane, const std::vector<std::vector<float>>& states) {
  if (states.empty()) return std::numeric_limits<double>::quiet_NaN();
  const std::size_t size = plane.origin.size();
  std::vector<double> mean(size, 0);
  for (const std::vector<float>& state : states) {
    for (std::size_t i = 0; i < size; ++i) mean[i] += static_cast<double>(state[i]);
  }
  scale(mean, 1 / static_cast<double>(states.size()));
  double whole = 0;
  double held = 0;
  for (const std::vector<float>& state : states) {
    std::vector<double> from(size);
    for (std::size_t i = 0; i < size; ++i) from[i] = static_cast<double>(state[i]) - mean[i];
    const double x = dot(from, plane.u);
    const double y = dot(from, plane.v);
    whole += dot(from, from);
    held += x * x + y * y;
  }
  return whole > 0 ? held / whole : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace playground
