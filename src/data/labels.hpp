// Label noise: flips an exact number of labels, those with the smallest random keys.
//   flip_labels(targets, 2, 0.1, Random(seed, Stream::train_label_noise));
#pragma once

#include <cstddef>

#include "core/random.hpp"
#include "core/tensor.hpp"

namespace playground {

// How many of n labels the rate flips: floor(rate n + 0.5), so "10 % of 100" is 10 points.
std::size_t flip_count(std::size_t n, double rate);

// Flips flip_count() of the class indices in `targets`; with more than two classes to one of the
// others, uniformly. A higher rate flips the same samples and more; the points themselves play no
// part.
void flip_labels(Vector& targets, int classes, double rate, const Random& random);

}  // namespace playground
