// Rows of the parameter table: a run.
#pragma once

#include <array>

#include "train/parameter_access.hpp"

namespace playground {

inline constexpr std::array kRunRows = {
    choice_row<RunField<&RunConfig::optimizer>, OptimizerKind>(
        {.section = Section::run,
         .name = "optimizer",
         .link_key = "optimizer",
         .label = "Optimizer",
         .type = Type::choice,
         .help =
             "The update rule; AdamW and SGDW decay the weights directly, Adam + L2 and SGD + L2 "
             "add the decay to the gradient."}),
    row<RunField<&RunConfig::learning_rate>>(
        {.section = Section::run,
         .name = "learning_rate",
         .link_key = "lr",
         .label = "Learning rate",
         .type = Type::real,
         .minimum = 1e-6,
         .maximum = 10,
         .slider_minimum = 1e-4,
         .slider_maximum = 1,
         .scale = Scale::log,
         .symbol = "γ",
         .help = "The factor on every update; too large a rate makes training unstable."}),
    row<RunField<&RunConfig::weight_decay>>(
        {.section = Section::run,
         .name = "weight_decay",
         .link_key = "wd",
         .label = "Decay",
         .type = Type::real,
         .minimum = 0,
         .maximum = 100,
         .slider_minimum = 1e-5,
         .slider_maximum = 10,
         .scale = Scale::log_with_zero,
         .symbol = "λ",
         .help = "How strongly weights are pulled towards zero: the decoupled decay of AdamW and "
                 "SGDW, the L2 coefficient of Adam + L2 and SGD + L2."}),
    choice_row<RunField<&RunConfig::decay_form>, DecayForm>(
        {.section = Section::run,
         .name = "decay_form",
         .link_key = "form",
         .label = "Decay form",
         .type = Type::choice,
         .help = "Whether decoupled decay is multiplied by the learning rate, as in PyTorch, or by "
                 "the schedule alone, as in the AdamW paper."}),
    row<RunField<&RunConfig::decay_biases>>(
        {.section = Section::run,
         .name = "decay_biases",
         .link_key = "bdecay",
         .label = "Decay biases",
         .type = Type::boolean,
         .maximum = 1,
         .help = "Whether decay acts on the biases too, and not on the weights only."}),
    row<RunField<&RunConfig::beta1>>(
        {.section = Section::run,
         .name = "beta1",
         .link_key = "b1",
         .label = "Beta 1",
         .type = Type::real,
         .minimum = 0,
         .maximum = 0.99999,
         .slider_minimum = 0,
         .slider_maximum = 0.999,
         .scale = Scale::linear,
         .symbol = "β₁",
         .help = "How much of the running mean of the gradient is kept at each step of AdamW and "
                 "Adam."}),
    row<RunField<&RunConfig::beta2>>(
        {.section = Section::run,
         .name = "beta2",
         .link_key = "b2",
         .label = "Beta 2",
         .type = Type::real,
         .minimum = 0,
         .maximum = 0.99999,
         .slider_minimum = 0,
         .slider_maximum = 0.9999,
         .scale = Scale::linear,
         .symbol = "β₂",
         .help =
             "How much of the running mean of the squared gradient is kept at each step of AdamW "
             "and Adam."}),
    row<RunField<&RunConfig::epsilon>>(
        {.section = Section::run,
         .name = "epsilon",
         .link_key = "eps",
         .label = "Epsilon",
         .type = Type::real,
         .minimum = 0,
         .maximum = 1,
         .slider_minimum = 1e-12,
         .slider_maximum = 1,
         .scale = Scale::log_with_zero,
         .symbol = "ε",
         .help = "Added to the root in the denominator of AdamW and Adam; it shortens the steps of "
                 "weights with tiny gradients."}),
    row<RunField<&RunConfig::momentum>>(
        {.section = Section::run,
         .name = "momentum",
         .link_key = "mom",
         .label = "Momentum",
         .type = Type::real,
         .minimum = 0,
         .maximum = 0.999,
         .slider_minimum = 0,
         .slider_maximum = 0.999,
         .scale = Scale::linear,
         .symbol = "μ",
         .help = "How much of the last update SGD and SGDW carry over to the next one."}),
    row<RunField<&RunConfig::nesterov>>(
        {.section = Section::run,
         .name = "nesterov",
         .link_key = "nesterov",
         .label = "Nesterov",
         .type = Type::boolean,
         .maximum = 1,
         .help = "Whether SGD and SGDW look one momentum step ahead."}),
    choice_row<RunField<&RunConfig::schedule>, ScheduleKind>(
        {.section = Section::run,
         .name = "schedule",
         .link_key = "sched",
         .label = "Schedule",
         .type = Type::choice,
         .help = "How the learning rate and the decoupled decay change over the steps: not at all, "
                 "or down to zero along a cosine."}),
    row<RunField<&RunConfig::name>>(
        {.section = Section::run,
         .name = "name",
         .link_key = "name",
         .label = "Name",
         .type = Type::text,
         .minimum = 0,
         .maximum = 40,
         .help = "A name of your own for this run; empty shows the optimizer's."}),
};

}  // namespace playground
