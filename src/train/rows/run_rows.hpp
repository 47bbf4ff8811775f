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
             "The update rule; a W in its name means that decay acts on the weights directly, + L2 "
             "that it is added to the gradient."}),
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
         .help = "How strongly weights are pulled towards zero: by decoupled decay as in AdamW and "
                 "SGDW, or as the coefficient of an L2 penalty."}),
    choice_row<RunField<&RunConfig::decay>, DecayKind>(
        {.section = Section::run,
         .name = "decay",
         .link_key = "decay",
         .label = "Decay by",
         .type = Type::choice,
         .help = "How decay enters RAdam, RMSprop, Adagrad and Adamax: applied to the weights "
                 "directly, or added to the gradient as an L2 penalty."}),
    choice_row<RunField<&RunConfig::decay_form>, DecayForm>(
        {.section = Section::run,
         .name = "decay_form",
         .link_key = "form",
         .label = "Decay form",
         .type = Type::choice,
         .help = "Whether decoupled decay is multiplied by the learning rate, as in PyTorch, or by "
                 "the schedule alone, as in the AdamW paper."}),
    row<RunField<&RunConfig::normalized_decay>>(
        {.section = Section::run,
         .name = "normalized_decay",
         .link_key = "ndecay",
         .label = "Normalized",
         .type = Type::boolean,
         .maximum = 1,
         .help = "Whether the decay is divided by the root of the number of updates, of the run or "
                 "of the present warm restart, as the AdamW paper does."}),
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
         .help = "How much of the running mean of the gradient is kept at each step; Lion takes it "
                 "for its direction only."}),
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
             "How much of the running mean of the squared gradient is kept at each step; in Lion, "
             "of the mean of the gradient itself."}),
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
         .help = "Added to the root in the denominator of the step; it shortens the steps of "
                 "weights with tiny gradients."}),
    row<RunField<&RunConfig::amsgrad>>(
        {.section = Section::run,
         .name = "amsgrad",
         .link_key = "amsgrad",
         .label = "AMSGrad",
         .type = Type::boolean,
         .maximum = 1,
         .help = "Whether AdamW and Adam divide by the largest running mean of the squared "
                 "gradient so far, and not by the present one."}),
    row<RunField<&RunConfig::bias_correction>>(
        {.section = Section::run,
         .name = "bias_correction",
         .link_key = "bias",
         .label = "Bias correction",
         .type = Type::boolean,
         .maximum = 1,
         .help = "Whether the running means, which start at zero, are scaled up in the first steps "
                 "to make up for it."}),
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
         .help = "How much of the last update SGD, SGDW and Muon carry over to the next one."}),
    row<RunField<&RunConfig::nesterov>>(
        {.section = Section::run,
         .name = "nesterov",
         .link_key = "nesterov",
         .label = "Nesterov",
         .type = Type::boolean,
         .maximum = 1,
         .help = "Whether SGD, SGDW and Muon look one momentum step ahead."}),
    row<RunField<&RunConfig::clip_norm>>(
        {.section = Section::run,
         .name = "clip_norm",
         .link_key = "clip",
         .label = "Clip norm",
         .type = Type::real,
         .minimum = 0,
         .maximum = 1000,
         .slider_minimum = 0.01,
         .slider_maximum = 100,
         .scale = Scale::log_with_zero,
         .help = "The largest length that the gradient of all parameters together may have; a "
                 "longer one is shortened to it, and 0 leaves every one as it is."}),
    choice_row<RunField<&RunConfig::schedule>, ScheduleKind>(
        {.section = Section::run,
         .name = "schedule",
         .link_key = "sched",
         .label = "Schedule",
         .type = Type::choice,
         .help = "How the learning rate and the decoupled decay change over the steps: not at all, "
                 "down to zero once, by drops, or in periods that each start anew."}),
    row<RunField<&RunConfig::warmup_steps>>({.section = Section::run,
                                             .name = "warmup_steps",
                                             .link_key = "warmup",
                                             .label = "Warm-up",
                                             .type = Type::integer,
                                             .minimum = 0,
                                             .maximum = 1000000,
                                             .slider_minimum = 1,
                                             .slider_maximum = 10000,
                                             .scale = Scale::log_with_zero,
                                             .unit = "steps",
                                             .help = "Over how many steps the learning rate rises "
                                                     "to its full size before its cosine begins."}),
    row<RunField<&RunConfig::schedule_period>>(
        {.section = Section::run,
         .name = "schedule_period",
         .link_key = "period",
         .label = "Period",
         .type = Type::integer,
         .minimum = 1,
         .maximum = 10000000,
         .slider_minimum = 1,
         .slider_maximum = 10000,
         .scale = Scale::log,
         .unit = "steps",
         .symbol = "T₀",
         .help = "How many steps lie between two drops of the step schedule, and how long the "
                 "first period of warm restarts is."}),
    row<RunField<&RunConfig::step_factor>>(
        {.section = Section::run,
         .name = "step_factor",
         .link_key = "drop",
         .label = "Drop factor",
         .type = Type::real,
         .minimum = 0,
         .maximum = 1,
         .slider_minimum = 0,
         .slider_maximum = 1,
         .scale = Scale::linear,
         .help = "What the learning rate is multiplied by at each drop of the step schedule."}),
    row<RunField<&RunConfig::restart_factor>>(
        {.section = Section::run,
         .name = "restart_factor",
         .link_key = "mult",
         .label = "Period factor",
         .type = Type::integer,
         .minimum = 1,
         .maximum = 10,
         .slider_minimum = 1,
         .slider_maximum = 10,
         .scale = Scale::linear,
         .symbol = "T_mult",
         .help = "How many times as long as the one before each period of warm restarts is."}),
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
