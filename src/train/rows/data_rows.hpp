// Rows of the parameter table: the data.
#pragma once

#include <array>

#include "train/parameter_access.hpp"

namespace playground {

inline constexpr std::array kDataRows = {
    choice_row<DataField<&DataConfig::dataset>, DatasetKind>(
        {.section = Section::data,
         .name = "dataset",
         .link_key = "data",
         .label = "Data set",
         .type = Type::choice,
         .help = "The problem that the networks learn: classes in the plane, a curve to fit, a "
                 "table of your own, or handwritten digits."}),
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
    row<DataField<&DataConfig::table>>(
        {.section = Section::data,
         .name = "table",
         .link_key = "table",
         .label = "Table",
         .type = Type::text,
         .maximum = 16,
         .help = "Which table of your own is trained on: the 16 hex digits of its hash."}),
    row<DataField<&DataConfig::axes>>({.section = Section::data,
                                       .name = "axes",
                                       .link_key = "axes",
                                       .label = "Axes",
                                       .type = Type::integer_list,
                                       .maximum = 63,
                                       .minimum_count = 2,
                                       .maximum_count = 2,
                                       .help = "The two columns that pictures show, counted from "
                                               "0; the others are at their mean there."}),
    row<DataField<&DataConfig::test_part>>(
        {.section = Section::data,
         .name = "test_part",
         .link_key = "split",
         .label = "Test part",
         .type = Type::real,
         .minimum = 0.05,
         .maximum = 0.95,
         .slider_minimum = 0.1,
         .slider_maximum = 0.5,
         .scale = Scale::linear,
         .unit = "fraction",
         .help = "How much of the table tests and never trains; the data seed draws which rows."}),
};

}  // namespace playground
