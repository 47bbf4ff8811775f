// The rows of the parameter table. A new parameter is one new row here and one field in its struct.
#include <array>

#include "train/parameter_access.hpp"

namespace playground {
namespace {

constexpr double kLargestSeed = 4294967295.0;  // 2^32 - 1

constexpr std::array kTable = {
    // Data
    choice_row<DataField<&DataConfig::dataset>, DatasetKind>(
        {.section = Section::data,
         .name = "dataset",
         .link_key = "data",
         .label = "Data set",
         .type = Type::choice,
         .help = "The toy problem that the networks learn: two or three classes in the plane, or a "
                 "curve to fit."}),
    row<DataField<&DataConfig::train_size>>(
        {.section = Section::data,
         .name = "train_size",
         .link_key = "n",
         .label = "Train points",
         .type = Type::integer,
         .minimum = 10,
         .maximum = 5000,
         .slider_minimum = 10,
         .slider_maximum = 1000,
         .scale = Scale::log,
         .unit = "points",
         .symbol = "n",
         .help =
             "How many points the networks are trained on; with few points they can learn every "
             "one by heart."}),
    row<DataField<&DataConfig::test_size>>(
        {.section = Section::data,
         .name = "test_size",
         .link_key = "test",
         .label = "Test points",
         .type = Type::integer,
         .minimum = 100,
         .maximum = 10000,
         .slider_minimum = 100,
         .slider_maximum = 10000,
         .scale = Scale::log,
         .unit = "points",
         .help = "How many other points measure the test loss and accuracy; the networks never "
                 "train on them."}),
    row<DataField<&DataConfig::noise>>(
        {.section = Section::data,
         .name = "noise",
         .link_key = "noise",
         .label = "Noise",
         .type = Type::real,
         .minimum = 0,
         .maximum = 2,
         .slider_minimum = 0,
         .slider_maximum = 1,
         .scale = Scale::linear,
         .help = "Standard deviation of the normal noise added to both coordinates of a point, or "
                 "to the target in regression."}),
    row<DataField<&DataConfig::label_noise>>(
        {.section = Section::data,
         .name = "label_noise",
         .link_key = "flip",
         .label = "Flipped labels",
         .type = Type::real,
         .minimum = 0,
         .maximum = 0.5,
         .slider_minimum = 0,
         .slider_maximum = 0.5,
         .scale = Scale::linear,
         .unit = "fraction",
         .help = "The fraction of labels that are set to a wrong class, in the training set and in "
                 "the noisy test set; not used in regression."}),
    row<DataField<&DataConfig::class_balance>>(
        {.section = Section::data,
         .name = "class_balance",
         .link_key = "balance",
         .label = "Class balance",
         .type = Type::real,
         .minimum = 0.01,
         .maximum = 0.99,
         .slider_minimum = 0.05,
         .slider_maximum = 0.95,
         .scale = Scale::linear,
         .unit = "fraction",
         .help = "The probability that a point belongs to class 1; used by data sets of two "
                 "classes."}),
    row<DataField<&DataConfig::feature_scale>>(
        {.section = Section::data,
         .name = "feature_scale",
         .link_key = "fscale",
         .label = "Feature scale",
         .type = Type::real_list,
         .minimum = 0.01,
         .maximum = 100,
         .minimum_count = 2,
         .maximum_count = 2,
         .slider_minimum = 0.01,
         .slider_maximum = 100,
         .scale = Scale::log,
         .help = "Factors on the coordinates x₁ and x₂ before the network sees them; unequal "
                 "factors make the loss badly conditioned."}),
    choice_row<DataField<&DataConfig::features>, Feature>(
        {.section = Section::data,
         .name = "features",
         .link_key = "features",
         .label = "Features",
         .type = Type::choice_list,
         .minimum_count = 1,
         .maximum_count = 7,
         .help = "The inputs of the network, computed from the scaled coordinates; regression uses "
                 "those of x₁ only."}),
    row<DataField<&DataConfig::seed>>(
        {.section = Section::data,
         .name = "seed",
         .link_key = "seed",
         .label = "Data seed",
         .type = Type::integer,
         .minimum = 0,
         .maximum = kLargestSeed,
         .help = "Chooses which random points and which flipped labels are drawn."}),

    // Model
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

    // Training
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
                 "loss without it."}),
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

    // Runs
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

    // The experiment
    row<ExperimentField<&Experiment::seeds>>(
        {.section = Section::experiment,
         .name = "seeds",
         .link_key = "seeds",
         .label = "Seeds",
         .type = Type::integer,
         .minimum = 1,
         .maximum = 64,
         .slider_minimum = 1,
         .slider_maximum = 16,
         .scale = Scale::linear,
         .unit = "seeds",
         .symbol = "K",
         .help = "How many times the experiment is repeated, each time with other data, initial "
                 "weights and batches."}),
};

}  // namespace

std::span<const Parameter> parameter_table() {
  return kTable;
}

}  // namespace playground
