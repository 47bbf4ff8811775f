// Activations over a contiguous range, all with f(0) = 0, so that padding stays zero. relu, tanh
// and linear give their derivative from the value; gelu (the exact form with erf), silu and sine
// store it in the forward pass, where it shares the exponential or the sine.
#pragma once

#include <cstddef>

#include "nn/model_config.hpp"

namespace playground {

// values[i] = f(values[i]); where `slopes` is given and the activation stores them,
// slopes[i] = f'(value before). size is a multiple of four.
void activate(Activation activation, float* values, float* slopes, std::size_t size);

// gradients[i] *= f'(x_i), x_i being what activate() turned into values[i].
void multiply_by_slope(Activation activation, const float* values, const float* slopes,
                       float* gradients, std::size_t size);

bool stores_slopes(Activation activation);

}  // namespace playground
