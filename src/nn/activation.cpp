#include "nn/activation.hpp"

#include "core/math.hpp"

namespace playground {
namespace {

struct ValueAndSlope {
  Float4 value;
  Float4 slope;
};

// x Phi(x), Phi the normal distribution (Hendrycks & Gimpel 2016, equation 1); PyTorch's default
// form.
inline ValueAndSlope gelu(Float4 x) {
  const Float4 half(0.5f);
  const Float4 distribution = half + half * erf(x * Float4(0.70710678f));
  const Float4 density = exp(x * x * Float4(-0.5f)) * Float4(0.39894228f);
  return {x * distribution, distribution + x * density};
}

// x sigmoid(x) (Elfwing et al. 2017)
inline ValueAndSlope silu(Float4 x) {
  const Float4 one(1.0f);
  const Float4 s = sigmoid(x);
  return {x * s, s * (one + x * (one - s))};
}

inline ValueAndSlope sine(Float4 x) {
  const SineCosine both = sine_cosine(x);
  return {both.sine, both.cosine};
}

template <typename Function>
void activate_each(Function function, float* values, float* slopes, std::size_t size) {
  for (std::size_t i = 0; i < size; i += 4) {
    const ValueAndSlope result = function(load4(values + i));
    store4(values + i, result.value);
    if (slopes) store4(slopes + i, result.slope);
  }
}

template <typename Function>
void map(Function function, float* values, std::size_t size) {
  for (std::size_t i = 0; i < size; i += 4) store4(values + i, function(load4(values + i)));
}

}  // namespace

bool stores_slopes(Activation activation) {
  return activation == Activation::gelu || activation == Activation::silu ||
         activation == Activation::sine;
}

void activate(Activation activation, float* values, float* slopes, std::size_t size) {
  switch (activation) {
    case Activation::relu:
      // In this order NaN stays NaN.
      return map([](Float4 x) { return larger(Float4(0.0f), x); }, values, size);
    case Activation::tanh:
      return map([](Float4 x) { return tanh(x); }, values, size);
    case Activation::gelu:
      return activate_each(gelu, values, slopes, size);
    case Activation::silu:
      return activate_each(silu, values, slopes, size);
    case Activation::sine:
      return activate_each(sine, values, slopes, size);
    case Activation::linear:
      return;
  }
}

void multiply_by_slope(Activation activation, const float* values, const float* slopes,
                       float* gradients, std::size_t size) {
  const Float4 zero(0.0f), one(1.0f);
  switch (activation) {
    case Activation::relu:
      for (std::size_t i = 0; i < size; i += 4) {
        store4(gradients + i, select(load4(values + i) > zero, load4(gradients + i), zero));
      }
      return;
    case Activation::tanh:
      for (std::size_t i = 0; i < size; i += 4) {
        const Float4 h = load4(values + i);
        store4(gradients + i, load4(gradients + i) * (one - h * h));
      }
      return;
    case Activation::gelu:
    case Activation::silu:
    case Activation::sine:
      for (std::size_t i = 0; i < size; i += 4) {
        store4(gradients + i, load4(gradients + i) * load4(slopes + i));
      }
      return;
    case Activation::linear:
      return;
  }
}

}  // namespace playground
