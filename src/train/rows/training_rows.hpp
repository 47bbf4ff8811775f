// Rows of the parameter table: training.
#pragma once

#include <array>

#include "train/parameter_access.hpp"

namespace playground {

inline constexpr std::array kTrainingRows = {
    row<TrainingField<&TrainingConfig::loss_scale>>(
        {.section = Section::training,
         .name = "loss_scale",
         .link_key = "c",
         .label = "Loss scale",
         .type = Type::real,
         .minimum = 1e-4,
         .maximum = 1e4,
         .slider_minimum = 0.01,
         .slider_maximum = 100,
         .scale = Scale::log,
         .symbol = "c",
         .help = "The loss is multiplied by this before its gradient is taken; the curves show the "
                 "loss without it. The sweep \"Loss scale \u00d7 decay\" maps the best decay for "
                 "each."}),
    row<TrainingField<&TrainingConfig::batch_size>>(
        {.section = Section::training,
         .name = "batch_size",
         .link_key = "batch",
         .label = "Batch size",
         .type = Type::integer,
         .minimum = 1,
         .maximum = 1024,
         .slider_minimum = 1,
         .slider_maximum = 256,
         .scale = Scale::log,
         .unit = "points",
         .symbol = "b",
         .help = "How many training points give the gradient of one step; the whole training set "
                 "when it is smaller."}),
    row<TrainingField<&TrainingConfig::steps>>(
        {.section = Section::training,
         .name = "steps",
         .link_key = "steps",
         .label = "Steps",
         .type = Type::integer,
         .minimum = 1,
         .maximum = 10000000,
         .slider_minimum = 100,
         .slider_maximum = 20000,
         .scale = Scale::log,
         .unit = "steps",
         .symbol = "T",
         .help =
             "How many updates each run makes; a cosine schedule falls to zero over this many."}),
    row<TrainingField<&TrainingConfig::evaluate_every>>(
        {.section = Section::training,
         .name = "evaluate_every",
         .link_key = "eval",
         .label = "Evaluate every",
         .type = Type::integer,
         .minimum = 1,
         .maximum = 100000,
         .slider_minimum = 1,
         .slider_maximum = 1000,
         .scale = Scale::log,
         .unit = "steps",
         .help = "How many steps lie between two measurements on the whole train and test sets."}),
    row<TrainingField<&TrainingConfig::order_seed>>(
        {.section = Section::training,
         .name = "order_seed",
         .link_key = "oseed",
         .label = "Order seed",
         .type = Type::integer,
         .minimum = 0,
         .maximum = kLargestSeed,
         .help = "Chooses the random order in which the training points form batches, the same for "
                 "all runs."}),
};

}  // namespace playground
