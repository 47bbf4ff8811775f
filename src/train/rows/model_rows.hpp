// Rows of the parameter table: the model.
#pragma once

#include <array>

#include "train/parameter_access.hpp"

namespace playground {

inline constexpr std::array kModelRows = {
    row<ModelField<&ModelConfig::hidden>>(
        {.section = Section::model,
         .name = "hidden",
         .link_key = "hidden",
         .label = "Hidden layers",
         .type = Type::integer_list,
         .minimum = 1,
         .maximum = 256,
         .minimum_count = 1,
         .maximum_count = 6,
         .slider_minimum = 1,
         .slider_maximum = 256,
         .scale = Scale::log,
         .unit = "units",
         .help =
             "Units in each hidden layer, from the input to the output; more units can fit more "
             "noise."}),
    choice_row<ModelField<&ModelConfig::activation>, Activation>(
        {.section = Section::model,
         .name = "activation",
         .link_key = "act",
         .label = "Activation",
         .type = Type::choice,
         .help = "The function after every hidden layer; with linear the whole network stays a "
                 "linear function."}),
    choice_row<ModelField<&ModelConfig::initialization>, Initialization>(
        {.section = Section::model,
         .name = "initialization",
         .link_key = "init",
         .label = "Initialization",
         .type = Type::choice,
         .help = "The distribution of the initial weights: PyTorch's default for linear layers, "
                 "Xavier uniform, or He normal."}),
    row<ModelField<&ModelConfig::seed>>(
        {.section = Section::model,
         .name = "seed",
         .link_key = "mseed",
         .label = "Weight seed",
         .type = Type::integer,
         .minimum = 0,
         .maximum = kLargestSeed,
         .help = "Chooses the random initial weights, which all runs share."}),
};

}  // namespace playground
